/* SPDX-License-Identifier: MIT */
/* The options of a drawing, from what was typed to what the library takes. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool emvqr__picture_option(emvqr__picture *picture, int option, const char *argument)
{
    if (option == 'o') {
        picture->file = argument;
        return true;
    }
    if (option < EMVQR__OPTION_FORMAT || option >= EMVQR__OPTION_PICTURE_END) {
        return false;
    }
    picture->typed[option - EMVQR__OPTION_FORMAT] = argument != NULL ? argument : "";
    return true;
}

void emvqr__picture_for_terminal(emvqr__picture *picture)
{
    static const int kept[] = { EMVQR__OPTION_ECC, EMVQR__OPTION_RAISE, EMVQR__OPTION_QUIET, EMVQR__OPTION_SEGMENTS,
                                EMVQR__OPTION_ECI, EMVQR__OPTION_NO_CHECK };
    emvqr__picture symbol;

    memset(&symbol, 0, sizeof symbol);
    for (unsigned i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        symbol.typed[kept[i] - EMVQR__OPTION_FORMAT] = picture->typed[kept[i] - EMVQR__OPTION_FORMAT];
    }
    *picture = symbol;
}

#if EMVQR_HAVE_ENCODE

#include "picture.h"

enum { PRINTER_DPI = 203, PICTURE_DPI = 300, LOGO_PERCENT = 18 };

static const char *typed(const emvqr__picture *picture, int option)
{
    return picture->typed[option - EMVQR__OPTION_FORMAT];
}

/* ---- kinds of argument: each answers -1 with a message ---- */

/* The place of a word among others that are joined by blanks. NULL is `usual`. */
static int one_of(const char *option, const char *text, const char *words, int usual)
{
    const char *word = words;

    if (text == NULL) {
        return usual;
    }
    for (int place = 0; *word != '\0'; place++) {
        size_t len = strcspn(word, " ");
        if (len == strlen(text) && strncasecmp(word, text, len) == 0) {
            return place;
        }
        word += len + (word[len] == ' ');
    }
    emvqr__complain("%s \"%.100s\" is none of: %s", option, text, words);
    return -1;
}

/* A number in decimal digits. NULL is `usual`. */
static int number(const char *option, const char *text, long least, long most, int usual)
{
    char *end;
    long value;

    if (text == NULL) {
        return usual;
    }
    value = strtol(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || value < least || value > most) {
        emvqr__complain("%s \"%.100s\" is no number from %ld to %ld", option, text, least, most);
        return -1;
    }
    return (int)value;
}

/* Reads up to two digits, and up to six decimals behind a point, as millionths; no locale has a say. */
static bool millionths(const char *text, long *value)
{
    size_t whole = strspn(text, "0123456789");
    const char *decimals = text[whole] == '.' ? text + whole + 1 : text + whole;
    size_t count = strspn(decimals, "0123456789");
    char digits[16];

    if (whole + count == 0 || whole > 2 || count > 6 || decimals[count] != '\0') {
        return false;
    }
    (void)snprintf(digits, sizeof digits, "%.*s%.*s%.*s", (int)whole, text, (int)count, decimals, (int)(6 - count),
                   "000000");
    *value = strtol(digits, NULL, 10);
    return true;
}

/* Millimetres, as nanometres. NULL is 0. */
static long millimetres(const char *option, const char *text)
{
    long value;

    if (text == NULL) {
        return 0;
    }
    if (millionths(text, &value) && value >= EMVQR__MILLIMETRE / 20 && value <= 20L * EMVQR__MILLIMETRE) {
        return value;
    }
    emvqr__complain("%s \"%.100s\" is no size from 0.05 to 20 millimetres", option, text);
    return -1;
}

/* "#004b87", with or without the sign. NULL is `usual`. */
static long colour(const char *option, const char *text, long usual)
{
    const char *digits = text != NULL && *text == '#' ? text + 1 : text;

    if (text == NULL) {
        return usual;
    }
    if (strlen(digits) != 6 || strspn(digits, "0123456789abcdefABCDEF") != 6) {
        emvqr__complain("%s \"%.100s\" is no colour: six hexadecimal digits, as in \"#004b87\"", option, text);
        return -1;
    }
    return strtol(digits, NULL, 16);
}

/* ---- the format ---- */

static void complain_format(const char *start, const char *name)
{
    char formats[128] = "";
    size_t used = 0;

    for (unsigned i = 0; emvqr_draw_format_name(i) != NULL; i++) {
        const char *format = emvqr_draw_format_name(i);
        if (*format != '\0' && used + strlen(format) + 2 < sizeof formats) {
            used += (size_t)snprintf(formats + used, sizeof formats - used, " %s", format);
        }
    }
    emvqr__complain("%s \"%.200s\": this build draws%s escpos-native, and with --sticker pdf", start, name, formats);
}

/* What follows the last dot of a file's name; "" without one. */
static const char *ending(const char *file)
{
    const char *dot = strrchr(file, '.');

    return dot != NULL && strchr(dot, '/') == NULL ? dot + 1 : "";
}

/* By --format, else by the file's ending, else for a terminal; -1 with a message. */
static int format_of(const emvqr__picture *picture)
{
    const char *name = typed(picture, EMVQR__OPTION_FORMAT), *start = "--format", *told = name;
    int format;

    if (name == NULL && picture->file == NULL) {
        return EMVQR_DRAW_TERMINAL;
    }
    if (name == NULL && strcmp(picture->file, "-") == 0) {
        emvqr__complain("-o - has no ending that tells the format: add --format, as in --format png");
        return -1;
    }
    if (name == NULL) {
        name = ending(picture->file);
        start = "the file's ending tells no format:";
        told = picture->file;
    }
    if (strcasecmp(name, "escpos-native") == 0) {
        return EMVQR__FORMAT_NATIVE;
    }
    if (strcasecmp(name, "pdf") == 0 && typed(picture, EMVQR__OPTION_STICKER) != NULL) {
        return EMVQR__FORMAT_PDF;
    }
    format = emvqr_draw_format(name, strlen(name));
    if (format < 0) {
        complain_format(start, told);
    }
    return format;
}

static bool is_printers(int format)
{
    return format == EMVQR_DRAW_ESCPOS || format == EMVQR_DRAW_ZPL || format == EMVQR__FORMAT_NATIVE;
}

static bool has_colours(int format)
{
    return format == EMVQR_DRAW_PNG || format == EMVQR_DRAW_SVG || format == EMVQR__FORMAT_PDF;
}

/* ---- groups of options ---- */

static bool plan_symbol(const emvqr__picture *picture, emvqr__plan *plan)
{
    const char *level = typed(picture, EMVQR__OPTION_ECC);
    int ecc = one_of("--ecc", level, "L M Q H", EMVQR_QR_M);
    int segments = one_of("--segments", typed(picture, EMVQR__OPTION_SEGMENTS), "byte optimal", EMVQR_QR_SEGMENTS_BYTE);
    int eci = one_of("--eci", typed(picture, EMVQR__OPTION_ECI), "auto none utf8", EMVQR_QR_ECI_AUTO);

    if (ecc < 0 || segments < 0 || eci < 0) {
        return false;
    }
    plan->symbol.ecc = (uint8_t)ecc;
    plan->symbol.segments = (uint8_t)segments;
    plan->symbol.eci = (uint8_t)eci;
    plan->symbol.raise = level == NULL || typed(picture, EMVQR__OPTION_RAISE) != NULL;
    return true;
}

/* Millimetres become whole dots. */
static bool plan_millimetres(long nanometres, emvqr__plan *plan)
{
    long dpi = (long)plan->dpi;
    long dots = (long)(((int64_t)nanometres * dpi + EMVQR__INCH / 2) / EMVQR__INCH);

    if (plan->look.module != 0) {
        emvqr__complain("--module and --module-mm both say how large a module is: leave one out");
        return false;
    }
    plan->nanometres = nanometres;
    if (plan->format == EMVQR_DRAW_SVG) { /* it has no dots, and is as large as asked */
        plan->look.nanometres = (uint32_t)nanometres;
        return true;
    }
    if (dots < 1 || dots > (long)EMVQR_DRAW_MODULE_MAX) {
        emvqr__complain("--module-mm: that is %ld dots at %ld dpi, and a module has 1 to %u: a %s --dpi may do", dots,
                        dpi, EMVQR_DRAW_MODULE_MAX, dots < 1 ? "higher" : "lower");
        return false;
    }
    plan->look.module = (uint16_t)dots;
    return true;
}

static unsigned dpi_of(int asked, bool in_millimetres, int format)
{
    if (asked != 0) {
        return (unsigned)asked;
    }
    return is_printers(format) ? PRINTER_DPI : in_millimetres ? PICTURE_DPI : 0u;
}

static bool plan_size(const emvqr__picture *picture, emvqr__plan *plan)
{
    int module = number("--module", typed(picture, EMVQR__OPTION_MODULE), 1, EMVQR_DRAW_MODULE_MAX, 0);
    int dpi = number("--dpi", typed(picture, EMVQR__OPTION_DPI), 50, 4800, 0);
    long nanometres = millimetres("--module-mm", typed(picture, EMVQR__OPTION_MODULE_MM));

    if (module < 0 || dpi < 0 || nanometres < 0) {
        return false;
    }
    plan->look.module = (uint16_t)module;
    plan->dpi = dpi_of(dpi, nanometres > 0, plan->format);
    if (nanometres > 0 && !plan_millimetres(nanometres, plan)) {
        return false;
    }
    if (plan->dpi != 0 && plan->look.nanometres == 0) {
        unsigned pixels = plan->look.module != 0 ? plan->look.module : EMVQR_DRAW_MODULE;
        plan->look.nanometres = (uint32_t)(((uint64_t)pixels * EMVQR__INCH + plan->dpi / 2) / plan->dpi);
    }
    return true;
}

static bool plan_colours(const emvqr__picture *picture, emvqr__plan *plan)
{
    long dark = colour("--dark", typed(picture, EMVQR__OPTION_DARK), 0);
    long light = colour("--light", typed(picture, EMVQR__OPTION_LIGHT), 0xFFFFFF);
    unsigned contrast;

    if (dark < 0 || light < 0) {
        return false;
    }
    if (dark == 0 && light == 0xFFFFFF) {
        return true;
    }
    if (!has_colours(plan->format)) {
        emvqr__complain("--dark and --light: only png and svg have colours");
        return false;
    }
    contrast = emvqr_draw_contrast((uint32_t)dark, (uint32_t)light);
    if (contrast < EMVQR_DRAW_CONTRAST) {
        bool inverted = emvqr_draw_contrast((uint32_t)light, (uint32_t)dark) > 100u;
        emvqr__complain(inverted ? "#%06lx on #%06lx is light on dark (%u.%02u : 1), which many scanners do not find: "
                                   "the modules have to be the darker colour, %u : 1 at least"
                                 : "#%06lx on #%06lx has a contrast of %u.%02u : 1, and scanners want %u : 1 at least: "
                                   "darken --dark or lighten --light",
                        (unsigned long)dark, (unsigned long)light, contrast / 100u, contrast % 100u,
                        EMVQR_DRAW_CONTRAST / 100u);
        return false;
    }
    plan->look.dark = (uint32_t)dark;
    plan->look.light = (uint32_t)light;
    return true;
}

static bool plan_logo(const emvqr__picture *picture, emvqr__plan *plan)
{
    const char *size = typed(picture, EMVQR__OPTION_LOGO_SIZE);
    int percent = number("--logo-size", size, 1, 100, LOGO_PERCENT);

    plan->logo = typed(picture, EMVQR__OPTION_LOGO);
    if (plan->logo == NULL && size != NULL) {
        emvqr__complain("--logo-size: of which --logo?");
        return false;
    }
    if (plan->logo != NULL && !has_colours(plan->format)) {
        emvqr__complain("--logo: only png and svg can have one");
        return false;
    }
    plan->percent = percent > 0 ? (unsigned)percent : 0;
    return percent > 0;
}

/* "105x148". */
static bool sheet_size(const char *text, emvqr__plan *plan)
{
    unsigned width, height;
    int end = 0;

    if (text == NULL) {
        return true;
    }
    if (strspn(text, "0123456789xX") == strlen(text) && sscanf(text, "%4u%*1[xX]%4u%n", &width, &height, &end) == 2 &&
        text[end] == '\0' && width >= 20 && width <= 1000 && height >= 20 && height <= 1000) {
        plan->width = (uint16_t)width;
        plan->height = (uint16_t)height;
        return true;
    }
    emvqr__complain("--sticker-size \"%.100s\" is no size of 20 to 1000 millimetres, as in 105x148", text);
    return false;
}

static bool plan_sticker(const emvqr__picture *picture, emvqr__plan *plan)
{
    static const int sizes[] = { EMVQR__OPTION_MODULE, EMVQR__OPTION_MODULE_MM, EMVQR__OPTION_DPI,
                                 EMVQR__OPTION_PAPER };

    plan->sticker = typed(picture, EMVQR__OPTION_STICKER) != NULL;
    if (!plan->sticker) {
        if (typed(picture, EMVQR__OPTION_STICKER_SIZE) != NULL) {
            emvqr__complain("--sticker-size: of which --sticker?");
        }
        return typed(picture, EMVQR__OPTION_STICKER_SIZE) == NULL;
    }
    if (plan->format != EMVQR_DRAW_SVG && plan->format != EMVQR__FORMAT_PDF) {
        emvqr__complain("--sticker: a sticker is svg or pdf: -o sticker.pdf");
        return false;
    }
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        if (typed(picture, sizes[i]) != NULL) {
            emvqr__complain("--sticker: the symbol is as large as the sheet allows: --sticker-size, and no other size");
            return false;
        }
    }
    return sheet_size(typed(picture, EMVQR__OPTION_STICKER_SIZE), plan);
}

bool emvqr__picture_plan(const emvqr__picture *picture, emvqr__plan *plan)
{
    int quiet, paper;

    memset(plan, 0, sizeof *plan);
    plan->check = typed(picture, EMVQR__OPTION_NO_CHECK) == NULL;
    plan->format = format_of(picture);
    quiet = number("--quiet", typed(picture, EMVQR__OPTION_QUIET), 0, EMVQR_DRAW_QUIET_MAX, EMVQR_DRAW_QUIET);
    paper = number("--paper", typed(picture, EMVQR__OPTION_PAPER), 8, EMVQR_DRAW_PAPER_MAX, EMVQR_DRAW_PAPER);
    if (plan->format < 0 || quiet < 0 || paper < 0) {
        return false;
    }
    plan->look.quiet = (uint16_t)(quiet == 0 ? EMVQR_DRAW_NO_QUIET : (unsigned)quiet);
    plan->look.paper = (uint16_t)paper;
    return plan_symbol(picture, plan) && plan_size(picture, plan) && plan_colours(picture, plan) &&
           plan_logo(picture, plan) && plan_sticker(picture, plan);
}

#endif
