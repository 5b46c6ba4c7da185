/* SPDX-License-Identifier: MIT */
/* Other kinds of code that are scanned where a payment is meant, told by how they begin. They are named, not read. */
#include <emvqr/network_info.h>

#include <string.h>

static bool format_begins(const char *text, size_t len, const char *with)
{
    size_t i;
    for (i = 0; with[i] != '\0'; i++) {
        unsigned char c = i < len ? (unsigned char)text[i] : 0, w = (unsigned char)with[i];
        if (c != w && !((c ^ w) == 0x20 && (w | 0x20u) - 'a' <= 25u)) {
            return false;
        }
    }
    return true;
}

typedef struct format_prefix {
    const char *begins;
    uint8_t format;
} format_prefix;

/* CPM: base64 of the application template 85 with "CPV01" in it. A Thai slip: object 00 is a template that holds the
 * API ID 000001; its length, in the place of two digits, is looked at apart. */
static const format_prefix format_prefixes[] = {
    { "hQVDUFYwMW", EMVQR_FORMAT_EMV_CPM }, { "upi://", EMVQR_FORMAT_UPI },      { "TWQRP://", EMVQR_FORMAT_TWQR },
    { "http://", EMVQR_FORMAT_URL },        { "https://", EMVQR_FORMAT_URL },    { "|", EMVQR_FORMAT_BOT_BARCODE },
};

static bool format_is_slip(const char *text, size_t len)
{
    return len >= 14u && memcmp(text, "00", 2) == 0 && (unsigned)(unsigned char)text[2] - '0' <= 9u &&
           (unsigned)(unsigned char)text[3] - '0' <= 9u &&
           (memcmp(text + 4, "0006000001", 10) == 0 || memcmp(text + 4, "0002010102", 10) == 0);
}

/* A character of a URL's scheme, which begins with a letter. */
static bool format_is_of_scheme(unsigned char c, bool first)
{
    if ((c | 0x20u) - 'a' <= 25u) {
        return true;
    }
    return !first && (c - (unsigned)'0' <= 9u || c == '+' || c == '-' || c == '.');
}

/* A scheme, as a URL has before its colon and two slashes. */
static bool format_is_url(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && i < 31u && format_is_of_scheme((unsigned char)text[i], i == 0)) {
        i++;
    }
    return i != 0 && len - i > 3u && memcmp(text + i, "://", 3) == 0;
}

static bool format_has(const emvqr_doc *doc, unsigned id, const char *value)
{
    emvqr_span found = emvqr_get(doc, EMVQR_PATH1(id));
    return found.len == strlen(value) && memcmp(found.ptr, value, found.len) == 0;
}

/* Codes that are built and begin as payloads, and give the objects of the root a meaning of their own. Pakistan's from
 * person to person have DuitNow's 00, and no object 63; those of VNPAY's wallet name it. */
static emvqr_format format_of_tree(const emvqr_doc *doc)
{
    if (!doc->has_crc && format_has(doc, 0, "02") && format_has(doc, 2, "00")) {
        return EMVQR_FORMAT_RAAST_P2P;
    }
    return format_has(doc, 1, "10") && format_has(doc, 4, "VNPayWallet") ? EMVQR_FORMAT_VNPAY_WALLET
                                                                          : EMVQR_FORMAT_EMV_MPM;
}

/* What a text that is no payload is; EMV_MPM when nothing says so. */
static emvqr_format format_of_text(const char *text, size_t len)
{
    size_t i;
    for (i = 0; i < sizeof format_prefixes / sizeof format_prefixes[0]; i++) {
        const char *begins = format_prefixes[i].begins;
        bool exact = format_prefixes[i].format == EMVQR_FORMAT_EMV_CPM;
        if (len >= strlen(begins) && format_begins(text, len, begins) &&
            (!exact || memcmp(text, begins, strlen(begins)) == 0)) {
            return (emvqr_format)format_prefixes[i].format;
        }
    }
    if (len != 0 && format_is_url(text, len)) {
        return EMVQR_FORMAT_URL;
    }
    return len != 0 && format_is_slip(text, len) ? EMVQR_FORMAT_THAI_SLIP : EMVQR_FORMAT_EMV_MPM;
}

emvqr_format emvqr_format_of(const emvqr_doc *doc)
{
    const char *text = doc->length == 0 ? doc->text : doc->text + doc->start;
    size_t len = (size_t)doc->end - doc->start;
    emvqr_format format = format_of_text(text, len);
    if (format != EMVQR_FORMAT_EMV_MPM) {
        return format;
    }
    if (doc->count == 0) { /* broken in its first object, or nothing of ours */
        return format_begins(text, len, "0002") ? EMVQR_FORMAT_EMV_MPM : EMVQR_FORMAT_UNKNOWN;
    }
    return format_of_tree(doc);
}

const char *emvqr_format_name(emvqr_format format)
{
    static const char *const names[] = {
        "emv-mpm", "emv-cpm", "upi", "url", "thai-slip", "bot-barcode", "raast-p2p", "twqr", "vnpay-wallet",
    };
    return (unsigned)format < sizeof names / sizeof names[0] ? names[format] : "unknown";
}
