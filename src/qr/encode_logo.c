/* SPDX-License-Identifier: MIT */
/* The smallest symbol that carries a payload and can do without a square of its modules. */
#include <string.h>

#include "logo.h"

/* The side nearest to a share of the width that is odd, so that it can be in the middle; and the share of a side. A
 * percent is less than two modules, so the one undoes the other. */
static unsigned side_of(unsigned version, unsigned percent)
{
    unsigned side = EMVQR_QR_WIDTH_FOR(version) * percent / 200u * 2u + 1u;

    return side < 3 ? 3 : side;
}

static unsigned percent_of(unsigned version, unsigned side)
{
    unsigned width = EMVQR_QR_WIDTH_FOR(version);

    return (200u * side + width) / (2u * width);
}

static bool bears(unsigned version, unsigned ecc, unsigned side, emvqr__cover *cover)
{
    if (side >= EMVQR_QR_WIDTH_FOR(version)) {
        return false;
    }
    *cover = emvqr__logo_cover(version, ecc, side);
    return !cover->patterns && 2u * cover->touched <= cover->corrects;
}

/* The largest share that this symbol bears, 0: none. */
static unsigned most_of(unsigned version, unsigned ecc)
{
    emvqr__cover cover;
    unsigned percent = 0;

    for (unsigned side = 3; bears(version, ecc, side, &cover); side += 2) {
        percent = percent_of(version, side);
    }
    return percent;
}

typedef struct choice {
    uint8_t least[4]; /* the smallest version that carries the payload, by level; 0: none */
    unsigned percent;
    emvqr_logo_room room;
} choice;

/* Of the levels of one version that bear the logo, the one with the most to spare; false when there is none. */
static bool choose_level(choice *c, unsigned version, uint8_t *level)
{
    unsigned spare = 0, side = side_of(version, c->percent);
    emvqr__cover cover;

    for (uint8_t ecc = 0; ecc <= EMVQR_QR_H; ecc++) {
        if (c->least[ecc] != 0 && c->least[ecc] <= version && bears(version, ecc, side, &cover) &&
            (c->room.side == 0 || cover.corrects - cover.touched > spare)) {
            spare = cover.corrects - cover.touched;
            c->room.side = (uint16_t)side;
            c->room.touched = (uint8_t)cover.touched;
            c->room.corrects = (uint8_t)cover.corrects;
            *level = ecc;
        }
    }
    return c->room.side != 0;
}

/* The largest version that is still worth it: modules of half the size, or the version that was asked for. */
static unsigned last_version(const emvqr_qr_options *options, unsigned smallest)
{
    unsigned last = (EMVQR_QR_WIDTH_FOR(smallest) * 2u - 17u) / 4u;

    return options->version != 0 ? options->version : last < 40u ? last : 40u;
}

static void find_most(choice *c, unsigned first, unsigned last)
{
    for (unsigned version = first; version <= last; version++) {
        for (unsigned ecc = 0; ecc <= EMVQR_QR_H; ecc++) {
            unsigned most = c->least[ecc] != 0 && c->least[ecc] <= version ? most_of(version, ecc) : 0;
            c->room.percent = most > c->room.percent ? (uint8_t)most : c->room.percent;
        }
    }
}

/* Fills in which versions the levels need. A higher level needs no smaller one. */
static emvqr_status find_least(choice *c, const char *payload, size_t len, emvqr_qr_options options, uint8_t *bits,
                               size_t cap)
{
    emvqr_status status = EMVQR_OK, first = EMVQR_OK;
    unsigned least = options.ecc;
    emvqr_qr symbol;

    for (; options.ecc <= EMVQR_QR_H && status == EMVQR_OK; options.ecc++) {
        status = emvqr_qr_encode(payload, len, &options, bits, cap, &symbol);
        status = status == EMVQR_ERR_NO_SPACE ? EMVQR_OK : status; /* the version is known all the same */
        first = options.ecc == least ? status : first;
        if (status == EMVQR_OK) {
            c->least[options.ecc] = symbol.version;
        }
    }
    return status == EMVQR_ERR_TOO_LONG ? first : status;
}

/* The first version, and its level, that bears the logo. */
static bool choose(choice *c, emvqr_qr_options *o)
{
    unsigned first = c->least[o->ecc], last = last_version(o, first);

    find_most(c, first, last);
    for (unsigned version = first; version <= last; version++) {
        if (choose_level(c, version, &o->ecc)) {
            o->version = (uint8_t)version;
            return true;
        }
    }
    return false;
}

emvqr_status emvqr_qr_encode_logo(const char *payload, size_t len, const emvqr_qr_options *options, unsigned percent,
                                  uint8_t *bits, size_t cap, emvqr_qr *symbol, emvqr_logo_room *room)
{
    static const emvqr_qr_options defaults = EMVQR_QR_DEFAULTS;
    emvqr_qr_options o = options != NULL ? *options : defaults;
    choice c;
    emvqr_status status;

    if (symbol == NULL || room == NULL || percent < 1 || percent > 100 || o.ecc > EMVQR_QR_H) {
        return EMVQR_ERR_ARGUMENT;
    }
    memset(&c, 0, sizeof c);
    memset(symbol, 0, sizeof *symbol);
    c.percent = percent;
    o.raise = 0;
    status = find_least(&c, payload, len, o, bits, cap);
    if (status == EMVQR_OK && !choose(&c, &o)) {
        status = EMVQR_ERR_LIMIT;
    }
    *room = c.room;
    return status == EMVQR_OK ? emvqr_qr_encode(payload, len, &o, bits, cap, symbol) : status;
}
