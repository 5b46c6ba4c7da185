/* SPDX-License-Identifier: MIT */
/* How the shared keys' text becomes objects: what is meant is taken, what could be meant otherwise is refused. */
#include "inputs.h"

#include "../core/rules.h"

#include <string.h>

/* ---- what is said of it ---- */

static size_t input_append(char *text, size_t used, const char *more)
{
    for (; more != NULL && *more != '\0' && used + 1u < EMVQR_MAKING_MESSAGE; more++) {
        if ((unsigned char)*more >= 0x20u && *more != 0x7F) {
            text[used++] = *more;
        }
    }
    text[used] = '\0';
    return used;
}

emvqr_status emvqr_making_say(emvqr_making *making, const char *a, const char *b, const char *c, const char *d)
{
    const char *const parts[] = { a, b, c, d };
    size_t i, used = 0;
    for (i = 0; i < 4u && parts[i] != NULL; i++) {
        used = input_append(making->message, used, parts[i]);
    }
    return EMVQR_ERR_VALUE;
}

emvqr_status emvqr_making_remark(emvqr_making *making, const char *a, const char *b, const char *c)
{
    size_t used = input_append(making->note, 0, a);
    used = input_append(making->note, used, b);
    input_append(making->note, used, b == NULL ? NULL : c);
    return EMVQR_OK;
}

/* ---- what is typed ---- */

bool emvqr__is(emvqr_span text, const char *word)
{
    return text.len == strlen(word) && memchr(text.ptr, ' ', text.len) == NULL && emvqr__word(word, text) == 1u;
}

static bool input_ignores(const char *ignored, char c)
{
    while (*ignored != '\0' && *ignored != c) {
        ignored++;
    }
    return *ignored != '\0';
}

/* Checks call it too, so it needs nothing of the C library. */
int emvqr__digits(emvqr_span text, const char *ignored, char *digits, size_t cap)
{
    size_t i, count = 0;
    for (i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
        if (digit > 9u) {
            if (input_ignores(ignored, text.ptr[i])) {
                continue;
            }
            if (text.len - i < 3u || memcmp(text.ptr + i, "\xE0\xB9", 2) != 0 ||
                (unsigned)(unsigned char)text.ptr[i + 2u] - 0x90u > 9u) {
                return -1;
            }
            digit = (unsigned)(unsigned char)text.ptr[i + 2u] - 0x90u;
            i += 2u;
        }
        if (count == cap) {
            return -1;
        }
        digits[count++] = (char)('0' + digit);
    }
    return (int)count;
}

/* The networks of a new code, or the one that speaks for an edited code; NULL behind the last. */
static const emvqr_network_info *input_network(const emvqr_making *making, unsigned index)
{
    if (making->doc != NULL) {
        return index == 0 ? making->info : NULL;
    }
    return index < making->account_count ? making->accounts[index].info : NULL;
}

/* The currency that the networks at hand fix, or an absent span. */
static emvqr_span input_fixed_currency(const emvqr_making *making)
{
    emvqr_span text = { NULL, 0 };
    const emvqr_network_info *info;
    unsigned i;
    for (i = 0; text.ptr == NULL && (info = input_network(making, i)) != NULL; i++) {
        const emvqr_rule *rule = emvqr_network_rule(info->network, 0, 53, EMVQR_TYPES_ALL);
        if (rule != NULL && rule->list != 0) {
            text.ptr = info->network->lists[rule->list].values;
            text.len = 3;
        }
    }
    return text;
}

/* The number of object 53 as it is typed or stands in the document; 0 when it is not known. */
static unsigned input_currency_number(const emvqr_making *making)
{
    emvqr_span text = emvqr_making_get(making, EMVQR_PATH1(53));
    unsigned number = 0;
    size_t i;
    if (text.ptr == NULL && making->doc != NULL) {
        text = emvqr_get(making->doc, EMVQR_PATH1(53));
    }
    if (text.ptr == NULL) {
        text = input_fixed_currency(making);
    }
    for (i = 0; i < text.len && text.len == 3u; i++) {
        number = number * 10u + (unsigned)(unsigned char)text.ptr[i] - '0';
    }
    return number;
}

/* The sum with all of the currency's decimals, where a network writes them. */
static emvqr_span input_pad(emvqr_making *making, emvqr_span text, unsigned exponent)
{
    char padded[EMVQR_AMOUNT_MAX + 1u];
    const emvqr_network_info *info;
    int64_t minor;
    size_t len = 0;
    unsigned i;
    bool pads = false;
    for (i = 0; (info = input_network(making, i)) != NULL; i++) {
        pads = pads || info->writes_decimals;
    }
    if (pads && emvqr_amount_read(text, exponent, &minor) == EMVQR_CODE_NONE) {
        len = emvqr_amount_write(minor, exponent, padded);
    }
    return len == 0 ? text : emvqr_making_keep(making, padded, len);
}

static unsigned input_exponent(const emvqr_making *making)
{
    unsigned number = input_currency_number(making);
    return number == 0 ? EMVQR_EXPONENT_ANY : emvqr_currency_exponent(number);
}

emvqr_status emvqr__input_amount(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    unsigned exponent = input_exponent(making);
    switch (emvqr_amount_read(text, exponent, NULL)) {
    case EMVQR_CODE_NONE:
        return emvqr_making_put_key(making, key, input_pad(making, text, exponent));
    case EMVQR_CODE_ZERO_AMOUNT:
        return emvqr_making_say(making, "an amount of zero is not written: leave amount out, and the payer types it",
                                NULL, NULL, NULL);
    default:
        return emvqr_making_say(making, "the amount is not understood: write digits, no commas, no blanks, at most 13 "
                                "characters, ",
                                exponent == 0 ? "and no decimals (this currency has none): 1000"
                                              : "and a point before the currency's decimals: 1000 or 1000.50",
                                NULL, NULL);
    }
}

emvqr_status emvqr__input_currency(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    unsigned number = emvqr_currency_number(text.ptr, text.len);
    char digits[3];
    if (number == 0) {
        if (text.len != 3u || emvqr__digits(text, "", digits, sizeof digits) != 3) {
            return emvqr_making_say(making, "the currency is not known: write its three letters or its three digits "
                                    "in ISO 4217, such as THB or 764", NULL, NULL, NULL);
        }
        return emvqr_making_put_key(making, key, text);
    }
    digits[0] = (char)('0' + number / 100u);
    digits[1] = (char)('0' + number / 10u % 10u);
    digits[2] = (char)('0' + number % 10u);
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, sizeof digits));
}

emvqr_status emvqr__input_country(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char letters[2];
    size_t i;
    for (i = 0; i < sizeof letters; i++) {
        unsigned letter = text.len == 2u ? (unsigned)(unsigned char)(text.ptr[i] | 0x20) - 'a' : 26u;
        if (letter > 25u) {
            return emvqr_making_say(making, "the country is not understood: write its two letters in ISO 3166, such as "
                                    "TH", NULL, NULL, NULL);
        }
        letters[i] = (char)('A' + letter);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, letters, sizeof letters));
}

emvqr_status emvqr__input_initiation(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    static const emvqr_span fixed = EMVQR_SPAN("11"), once = EMVQR_SPAN("12");
    if (emvqr__is(text, "static") || emvqr__is(text, "11")) {
        return emvqr_making_put_key(making, key, fixed);
    }
    if (emvqr__is(text, "dynamic") || emvqr__is(text, "12")) {
        return emvqr_making_put_key(making, key, once);
    }
    return emvqr_making_say(making, "initiation is static (a code for many payments) or dynamic (for one)", NULL, NULL,
                            NULL);
}

/* 55, 56 and 57 are one statement: what is not meant is removed. */
static emvqr_status input_put_tip(emvqr_making *making, const char *kind, emvqr_span fee, emvqr_span percentage)
{
    emvqr_span indicator;
    emvqr_status status;
    indicator.ptr = kind;
    indicator.len = kind == NULL ? 0 : 2u;
    status = emvqr_making_put(making, EMVQR_PATH1(55), indicator);
    if (status == EMVQR_OK) {
        status = emvqr_making_put(making, EMVQR_PATH1(56), fee);
    }
    return status != EMVQR_OK ? status : emvqr_making_put(making, EMVQR_PATH1(57), percentage);
}

emvqr_status emvqr__input_tip(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    static const emvqr_span absent = { NULL, 0 };
    unsigned exponent = input_exponent(making);
    int64_t hundredths;
    (void)key;
    if (emvqr__is(text, "none")) {
        return input_put_tip(making, NULL, absent, absent);
    }
    if (emvqr__is(text, "prompt")) {
        return input_put_tip(making, "01", absent, absent);
    }
    if (text.len != 0 && text.ptr[text.len - 1u] == '%') {
        text.len--;
        if (emvqr_amount_read(text, 2, &hundredths) == EMVQR_CODE_NONE && hundredths <= 9999 && text.len <= 5u) {
            return input_put_tip(making, "03", absent, text);
        }
        return emvqr_making_say(making, "a tip's percentage is from 0.01% to 99.99%, in at most five characters", NULL,
                                NULL, NULL);
    }
    if (emvqr_amount_read(text, exponent, NULL) == EMVQR_CODE_NONE) {
        return input_put_tip(making, "02", input_pad(making, text, exponent), absent);
    }
    return emvqr_making_say(making, "tip is prompt, none, a fee such as 2.50, or a percentage such as 5%", NULL, NULL,
                            NULL);
}

static bool input_is_ascii(emvqr_span text)
{
    size_t i;
    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80u) {
            return false;
        }
    }
    return true;
}

/* `advice` and `offer` end what is said of another script's text, and of accents. */
static emvqr_status input_ascii(emvqr_making *making, const emvqr_key *key, emvqr_span text, const char *advice,
                                const char *offer)
{
    char folded[256];
    size_t len;
    if (input_is_ascii(text) || (making->force && !making->fold)) {
        return emvqr_making_put_key(making, key, text);
    }
    if (text.len >= sizeof folded || !emvqr__fold(text, folded, &len)) {
        return emvqr_making_say(making, key->name, " is ASCII: write it in Latin letters", advice, NULL);
    }
    if (making->fold) {
        return emvqr_making_put_key(making, key, emvqr_making_keep(making, folded, len));
    }
    folded[len] = '\0';
    return emvqr_making_say(making, key->name, " is ASCII: without accents it is \"", folded, offer);
}

emvqr_status emvqr__input_text(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return input_ascii(making, key, text, NULL, "\", which --fold writes");
}

emvqr_status emvqr__input_name(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    if (key->id == 59u) {
        return input_ascii(making, key, text, " with name=, and in its own script with name_local=",
                           "\", which --fold writes; name_local= takes it as it is");
    }
    return input_ascii(making, key, text, " with city=, and in its own script with city_local=",
                       "\", which --fold writes; city_local= takes it as it is");
}

/* A name or city in another script needs its language beside it. */
emvqr_status emvqr__input_local(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    emvqr_path language = EMVQR_PATH2(64, 0);
    const emvqr_network_info *info;
    const char *language_of = NULL;
    unsigned i;
    emvqr_span there = emvqr_making_get(making, language);
    if (there.ptr == NULL && making->doc != NULL) {
        there = emvqr_get(making->doc, language);
    }
    for (i = 0; language_of == NULL && (info = input_network(making, i)) != NULL; i++) {
        language_of = info->language;
    }
    if (there.ptr == NULL && language_of != NULL) {
        emvqr_status status;
        there.ptr = language_of;
        there.len = strlen(there.ptr);
        status = emvqr_making_put(making, language, there);
        if (status != EMVQR_OK) {
            return status;
        }
    }
    return emvqr_making_put_key(making, key, text);
}
