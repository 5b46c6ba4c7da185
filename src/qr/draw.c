/* SPDX-License-Identifier: MIT */
/* The table of formats, and the colours of those that have any. */
#include "draw.h"

#include <string.h>

/* A new format is a row here, a number in qr_encode.h, and a function. Without a name it cannot be asked for by one. */
static const struct format {
    const char *name;
    bool colours;
    void (*draw)(emvqr__drawing *);
} formats[] = {
    [EMVQR_DRAW_PNG] = { "png", true, emvqr__draw_png },
    [EMVQR_DRAW_SVG] = { "svg", true, emvqr__draw_svg },
    [EMVQR_DRAW_PBM] = { "pbm", false, emvqr__draw_pbm },
    [EMVQR_DRAW_TERMINAL] = { "", false, emvqr__draw_terminal },
    [EMVQR_DRAW_TEXT] = { "txt", false, emvqr__draw_text },
    [EMVQR_DRAW_ESCPOS] = { "escpos", false, emvqr__draw_escpos },
    [EMVQR_DRAW_ZPL] = { "zpl", false, emvqr__draw_zpl },
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

/* Names are lower-case ASCII, whatever the locale. */
static bool same_name(const char *name, const char *typed, size_t len)
{
    if (len == 0 || strlen(name) != len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        char c = typed[i] >= 'A' && typed[i] <= 'Z' ? (char)(typed[i] - 'A' + 'a') : typed[i];
        if (c != name[i]) {
            return false;
        }
    }
    return true;
}

int emvqr_draw_format(const char *name, size_t len)
{
    for (int format = 0; format < FORMATS; format++) {
        if (same_name(formats[format].name, name, len)) {
            return format;
        }
    }
    return -1;
}

const char *emvqr_draw_format_name(unsigned format)
{
    return format < FORMATS ? formats[format].name : NULL;
}

/* The light that a screen makes of a value of 0 to 255, in parts of 1000 * 255^3. A cubic that stays within a hundredth
 * of sRGB's curve and needs no floating point. */
static uint64_t light_of(uint32_t value)
{
    uint64_t v = value & 0xFFu;

    return v * (305u * v * v + 682u * 255u * v + 13u * 255u * 255u);
}

/* Red, green and blue weigh as the eye sees them. */
static uint64_t brightness(uint32_t colour)
{
    return (2126u * light_of(colour >> 16) + 7152u * light_of(colour >> 8) + 722u * light_of(colour)) / 10000u;
}

unsigned emvqr_draw_contrast(uint32_t dark, uint32_t light)
{
    uint64_t haze = brightness(0xFFFFFFu) / 20u, over = brightness(light) + haze, under = brightness(dark) + haze;

    return over > under ? (unsigned)(100u * over / under) : 100u;
}

static bool logo_is_sound(unsigned format, const emvqr_qr *symbol, const emvqr_draw_options *o)
{
    const emvqr_logo *logo = o->logo;

    return logo == NULL ||
           (formats[format].colours && logo->png != NULL && logo->rgba != NULL && logo->width > 0 && logo->height > 0 &&
            o->logo_side % 2u == 1 && o->logo_side >= 3 && o->logo_side < symbol->width);
}

static bool colours_are_sound(unsigned format, emvqr_draw_options *o)
{
    if (o->dark == 0 && o->light == 0) {
        o->light = 0xFFFFFFu;
        return true;
    }
    return formats[format].colours && o->dark <= 0xFFFFFFu && o->light <= 0xFFFFFFu &&
           emvqr_draw_contrast(o->dark, o->light) >= EMVQR_DRAW_CONTRAST;
}

emvqr_status emvqr_qr_draw(const emvqr_qr *symbol, unsigned format, const emvqr_draw_options *options,
                           emvqr_sink sink, void *user)
{
    emvqr__drawing d;

    if (format >= FORMATS || !emvqr__draw_begin(&d, symbol, options, sink, user) ||
        !colours_are_sound(format, &d.options) || !logo_is_sound(format, symbol, &d.options)) {
        return EMVQR_ERR_ARGUMENT;
    }
    formats[format].draw(&d);
    return emvqr__draw_end(&d);
}
