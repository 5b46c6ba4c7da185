/* SPDX-License-Identifier: MIT */
/* The sheet. Upright: a heading, the symbol as large as can be, and below it the names and the amount, all centred. On
 * its side: the symbol on the left, the texts on the right. */
#include "sticker.h"

#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

#define POINTS_PER_MM (72.0 / 25.4)

enum { HEADING, LOCAL, NAME, AMOUNT, TEXTS };

typedef struct line {
    PangoLayout *layout; /* NULL: there is no such text */
    double height;
} line;

typedef struct page {
    cairo_t *cairo;
    emvqr_sticker sticker;
    double width, height, margin; /* points */
    double unit;                  /* what sizes of letters are parts of */
    double text_x, text_width;    /* the column of the texts */
    line lines[TEXTS];
} page;

/* ---- texts ---- */

/* Sizes as parts of the page's unit, so that sheets of all sizes look alike. */
static const struct style {
    double size, least;
    PangoWeight weight;
} styles[TEXTS] = {
    [HEADING] = { 0.062, 0.03, PANGO_WEIGHT_BOLD },
    [LOCAL] = { 0.075, 0.03, PANGO_WEIGHT_BOLD },
    [NAME] = { 0.052, 0.03, PANGO_WEIGHT_NORMAL },
    [AMOUNT] = { 0.095, 0.04, PANGO_WEIGHT_BOLD },
};

static void set_size(PangoLayout *layout, double size, PangoWeight weight)
{
    PangoFontDescription *font = pango_font_description_from_string("Sans");

    pango_font_description_set_weight(font, weight);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

static bool is_one_line(PangoLayout *layout, double width)
{
    int wide;

    pango_layout_set_width(layout, -1);
    pango_layout_get_size(layout, &wide, NULL);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    return wide <= width * PANGO_SCALE;
}

/* Smaller letters until it is one line; at the smallest, as many lines as it takes. */
static void fit(PangoLayout *layout, const struct style *style, double unit, double width)
{
    double size = style->size;

    do {
        set_size(layout, size * unit, style->weight);
        size *= 0.93;
    } while (!is_one_line(layout, width) && size > style->least);
}

static emvqr_status set_line(page *p, unsigned which, const char *text, const char *language)
{
    line *l = &p->lines[which];
    int high;

    if (text == NULL || *text == '\0') {
        return EMVQR_OK;
    }
    l->layout = pango_cairo_create_layout(p->cairo);
    if (language != NULL) {
        pango_context_set_language(pango_layout_get_context(l->layout), pango_language_from_string(language));
        pango_layout_context_changed(l->layout);
    }
    pango_layout_set_alignment(l->layout, PANGO_ALIGN_CENTER);
    pango_layout_set_wrap(l->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(l->layout, text, -1);
    fit(l->layout, &styles[which], p->unit, p->text_width);
    pango_layout_get_size(l->layout, NULL, &high);
    l->height = (double)high / PANGO_SCALE;
    return pango_layout_get_unknown_glyphs_count(l->layout) > 0 ? EMVQR_ERR_UNSUPPORTED : EMVQR_OK;
}

static void drop_lines(page *p)
{
    for (unsigned i = 0; i < TEXTS; i++) {
        if (p->lines[i].layout != NULL) {
            g_object_unref(p->lines[i].layout);
        }
        p->lines[i].layout = NULL;
        p->lines[i].height = 0.0;
    }
}

static emvqr_status set_lines(page *p)
{
    const emvqr_sticker *s = &p->sticker;
    const struct {
        const char *text, *language;
    } texts[TEXTS] = { { s->heading, NULL }, { s->name_local, s->language }, { s->name, NULL }, { s->amount, NULL } };
    emvqr_status status = EMVQR_OK;

    for (unsigned i = 0; i < TEXTS && status == EMVQR_OK; i++) {
        status = set_line(p, i, texts[i].text, texts[i].language);
    }
    return status;
}

static double paint_line(const page *p, unsigned which, double y)
{
    const line *l = &p->lines[which];

    cairo_move_to(p->cairo, p->text_x, y);
    pango_cairo_update_layout(p->cairo, l->layout);
    pango_cairo_layout_path(p->cairo, l->layout);
    cairo_fill(p->cairo);
    return y + l->height;
}

/* ---- the symbol ---- */

static void set_colour(cairo_t *cairo, uint32_t rgb)
{
    cairo_set_source_rgb(cairo, (rgb >> 16 & 0xFFu) / 255.0, (rgb >> 8 & 0xFFu) / 255.0, (rgb & 0xFFu) / 255.0);
}

static unsigned quiet_of(const emvqr_sticker *s)
{
    return s->look.quiet == EMVQR_DRAW_NO_QUIET ? 0 : s->look.quiet != 0 ? s->look.quiet : EMVQR_DRAW_QUIET;
}

/* One path, so that no renderer leaves hairlines between the modules. */
static void paint_modules(cairo_t *cairo, const emvqr_qr *symbol, double x, double y, double module)
{
    for (unsigned row = 0; row < symbol->width; row++) {
        for (unsigned column = 0, run = 0; column < symbol->width; column += run + 1u) {
            run = 0;
            while (emvqr_qr_dark(symbol, column + run, row)) {
                run++;
            }
            if (run > 0) {
                cairo_rectangle(cairo, x + column * module, y + row * module, run * module, module);
            }
        }
    }
    cairo_fill(cairo);
}

/* cairo wants the colours multiplied by the opacity, in a word of the machine's. */
static cairo_surface_t *logo_surface(const emvqr_logo *logo)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, logo->width, logo->height);
    unsigned char *data = cairo_image_surface_get_data(surface);

    for (unsigned y = 0; data != NULL && y < logo->height; y++) {
        for (unsigned x = 0; x < logo->width; x++) {
            const uint8_t *p = logo->rgba + 4u * ((size_t)y * logo->width + x);
            uint32_t word = (uint32_t)p[3] << 24;
            for (unsigned i = 0; i < 3; i++) {
                word |= (uint32_t)((p[i] * p[3] + 127u) / 255u) << (16u - 8u * i);
            }
            memcpy(data + (size_t)y * (size_t)cairo_image_surface_get_stride(surface) + 4u * (size_t)x, &word, 4);
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* The light square of `side` modules, and the logo in it with half a module left on each side. */
static void paint_logo(const page *p, double x, double y, double module)
{
    const emvqr_logo *logo = p->sticker.look.logo;
    unsigned modules = p->sticker.look.logo_side;
    double side = modules * module, from = emvqr_qr_logo_from(p->sticker.symbol->width, modules) * module;
    double room = side - module, larger = logo->width > logo->height ? logo->width : logo->height;
    cairo_surface_t *surface = logo_surface(logo);

    set_colour(p->cairo, p->sticker.look.light);
    cairo_rectangle(p->cairo, x + from, y + from, side, side);
    cairo_fill(p->cairo);
    cairo_save(p->cairo);
    cairo_translate(p->cairo, x + from + side / 2.0, y + from + side / 2.0);
    cairo_scale(p->cairo, room / larger, room / larger);
    cairo_set_source_surface(p->cairo, surface, -logo->width / 2.0, -logo->height / 2.0);
    cairo_paint(p->cairo);
    cairo_restore(p->cairo);
    cairo_surface_destroy(surface);
}

static void paint_symbol(const page *p, const emvqr__sheet *sheet)
{
    unsigned quiet = quiet_of(&p->sticker);
    double module = sheet->side / (p->sticker.symbol->width + 2.0 * quiet);
    double x = sheet->x + quiet * module, y = sheet->y + quiet * module;

    set_colour(p->cairo, p->sticker.look.dark);
    paint_modules(p->cairo, p->sticker.symbol, x, y, module);
    if (p->sticker.look.logo != NULL) {
        paint_logo(p, x, y, module);
    }
}

/* ---- the sheet ---- */

static double gap_of(const page *p)
{
    return p->margin / 2.0;
}

/* The height of all texts, with a gap after each. */
static double texts_height(const page *p)
{
    double height = 0.0;

    for (unsigned i = 0; i < TEXTS; i++) {
        height += p->lines[i].layout != NULL ? p->lines[i].height + gap_of(p) : 0.0;
    }
    return height;
}

/* The texts from y on, from `first` on; returns where the next thing can stand. */
static double paint_lines(const page *p, unsigned first, unsigned last, double y)
{
    for (unsigned i = first; i <= last; i++) {
        y = p->lines[i].layout != NULL ? paint_line(p, i, y) + gap_of(p) : y;
    }
    return y;
}

static emvqr_status set_upright(page *p, emvqr__sheet *sheet)
{
    emvqr_status status = EMVQR_OK;

    p->text_x = p->margin;
    p->text_width = p->width - 2.0 * p->margin;
    p->unit = fmin(p->width, p->height * EMVQR_STICKER_A6_WIDTH / EMVQR_STICKER_A6_HEIGHT);
    /* Smaller letters while they leave the symbol less than two thirds of the width: it is what the sheet is for. */
    for (unsigned tries = 0; tries < 5 && status == EMVQR_OK; tries++, p->unit *= 0.85) {
        drop_lines(p);
        status = set_lines(p);
        sheet->side = fmin(p->text_width, p->height - 2.0 * p->margin - texts_height(p));
        if (sheet->side >= p->width * 2.0 / 3.0) {
            break;
        }
    }
    sheet->x = (p->width - sheet->side) / 2.0;
    return status;
}

static emvqr_status set_sideways(page *p, emvqr__sheet *sheet)
{
    emvqr_status status;

    sheet->side = fmin(p->height - 2.0 * p->margin, p->width * 0.6);
    sheet->x = p->margin;
    sheet->y = (p->height - sheet->side) / 2.0;
    p->text_x = sheet->x + sheet->side + gap_of(p);
    p->text_width = p->width - p->margin - p->text_x;
    p->unit = p->height * 0.8;
    status = set_lines(p);
    if (texts_height(p) > p->height - 2.0 * p->margin) {
        sheet->side = 0.0; /* no room */
    }
    return status;
}

static void paint_paper(const page *p)
{
    set_colour(p->cairo, p->sticker.look.light);
    cairo_rectangle(p->cairo, 0, 0, p->width, p->height);
    cairo_fill(p->cairo);
    set_colour(p->cairo, p->sticker.look.dark);
}

/* What is still free goes above and below all of it. */
static void paint_texts(const page *p, emvqr__sheet *sheet, bool upright)
{
    double texts = texts_height(p), all = upright ? texts + sheet->side : texts - gap_of(p);
    double y = paint_lines(p, HEADING, HEADING, (p->height - all) / 2.0);

    if (upright) {
        sheet->y = y;
        y += sheet->side + gap_of(p);
    }
    (void)paint_lines(p, LOCAL, AMOUNT, y);
}

static emvqr_status paint(page *p, emvqr__sheet *sheet)
{
    unsigned modules = p->sticker.symbol->width + 2u * quiet_of(&p->sticker);
    bool upright = p->width < 1.2 * p->height;
    emvqr_status status = upright ? set_upright(p, sheet) : set_sideways(p, sheet);

    if (status != EMVQR_OK) {
        return status;
    }
    if (sheet->side < modules * (EMVQR_STICKER_MODULE / 1000.0) * POINTS_PER_MM) {
        return EMVQR_ERR_LIMIT;
    }
    paint_paper(p);
    paint_texts(p, sheet, upright);
    paint_symbol(p, sheet);
    return EMVQR_OK;
}

emvqr_status emvqr__sticker_paint(cairo_t *cairo, const emvqr_sticker *sticker, emvqr__sheet *sheet)
{
    emvqr__sheet own;
    page p;
    emvqr_status status;

    memset(&p, 0, sizeof p);
    p.cairo = cairo;
    p.sticker = *sticker;
    if (sticker->look.dark == 0 && sticker->look.light == 0) {
        p.sticker.look.light = 0xFFFFFFu;
    }
    p.width = (sticker->width != 0 ? sticker->width : EMVQR_STICKER_A6_WIDTH) * POINTS_PER_MM;
    p.height = (sticker->height != 0 ? sticker->height : EMVQR_STICKER_A6_HEIGHT) * POINTS_PER_MM;
    p.margin = fmin(p.width, p.height) / 18.0;
    status = paint(&p, sheet != NULL ? sheet : &own);
    drop_lines(&p);
    return status;
}
