/* SPDX-License-Identifier: MIT */
/* What a scanned text is when it is no payment payload: told by how it begins, and not by what only looks like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *format_of(const char *text, size_t len)
{
    static judged it;
    char *exact = malloc(len == 0 ? 1 : len);
    const char *name;

    assert_non_null(exact);
    memcpy(exact, text, len);
    judged_read(&it, exact, len, EMVQR_FIELD);
    name = emvqr_format_name(emvqr_format_of(&it.doc));
    free(exact);
    return name;
}

static void formats_by_their_beginning(void **state)
{
    static const struct { const char *text, *format; } rows[] = {
        { "", "unknown" }, { " ", "unknown" }, { "\xEF\xBB\xBF\r\n", "unknown" }, { "hello", "unknown" },
        { "0", "unknown" }, { "000", "unknown" }, { "12345678", "unknown" },
        /* payloads, whole and damaged */
        { "0002", "emv-mpm" }, { "000201", "emv-mpm" }, { "  000201", "emv-mpm" }, { "00020101021", "emv-mpm" },
        { "000200", "emv-mpm" }, { "0002xx", "emv-mpm" }, { "000301", "unknown" }, { "000101", "unknown" },
        /* shown by the payer */
        { "hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ==", "emv-cpm" }, { "hQVDUFYwMW", "emv-cpm" },
        { "\thQVDUFYwMWET\n", "emv-cpm" },
        { "hQVDUFYwM", "unknown" }, { "hqvdufywmw", "unknown" }, { "xhQVDUFYwMW", "unknown" },
        /* addresses */
        { "upi://pay?pa=shop@bank&am=10", "upi" }, { "UPI://PAY?pa=shop@bank", "upi" }, { "upi:/pay", "unknown" },
        { "upi:pay?pa=shop@bank", "unknown" }, { "upis://pay", "url" },
        { "TWQRP://Store/158/01/V1?D1=100", "twqr" }, { "twqrp://x", "twqr" }, { "TWQR://x", "url" },
        { "TWQRP:", "unknown" },
        { "https://example.com/pay?id=1", "url" }, { "HTTP://EXAMPLE.COM", "url" }, { "http://", "url" },
        { "  https://example.com\r\n", "url" }, { "a+b-c.d1://x", "url" },
        { "https:/example.com", "unknown" }, { "https//example.com", "unknown" }, { "://x", "unknown" },
        { "1a://x", "unknown" },
        { "a b://x", "unknown" }, { "mailto:shop@example.com", "unknown" }, { "WIFI:S:net;;", "unknown" },
        { "a://", "unknown" },
        { "a", "unknown" }, { "a:", "unknown" }, { "a:/", "unknown" },
        /* Thai slips: of a bank, of TrueMoney */
        { "004100060000010103014021920260101120000000055102TH9104" "0D9E", "thai-slip" },
        { "0040000600000101030140219202601011200000000" "55102TH91040D9E", "thai-slip" },
        { "00480002010102010203P2P0313TXN00012345670408250120249104b425", "thai-slip" },
        { "00400006000001", "thai-slip" }, { "0040000600000", "unknown" }, { "00400006000002", "unknown" },
        { "0040000501001", "unknown" }, { "00xx0006000001", "unknown" }, { "0140000600000101", "unknown" },
        { "00480002010202", "unknown" },
        /* Thai bills' barcodes */
        { "|099400016550100\rREF1\r\r10000", "bot-barcode" }, { "|", "bot-barcode" }, { "x|0994", "unknown" },
        { "099400016550100|", "unknown" },
        /* Pakistan's codes between people begin as DuitNow's do */
        { "0002020202000424PK00TEST0000000000000001", "raast-p2p" },
        { "0002020202010424PK00TEST0000000000000001", "emv-mpm" },
        { "0002010202000424PK00TEST0000000000000001", "emv-mpm" },
        { "00020202030000424PK00", "emv-mpm" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *format = format_of(rows[i].text, strlen(rows[i].text));
        if (strcmp(format, rows[i].format) != 0) {
            fail_msg("\"%s\" is %s, not %s", rows[i].text, format, rows[i].format);
        }
    }
}

static void payloads_are_payloads(void **state)
{
    static const char *const rows[] = {
        "00=01 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH",
        "00=01 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH 63=0000",
        "00=01 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH 63=none",
        "00=01 26.00=com.example 53=764 58=TH ^' '",
        "01=11 00=01 26.00=com.example 53=764 58=TH", /* not first, but signed */
        "26.00=com.example 53=764 58=TH",
        "00=02 02=00 53=586 58=PK", /* signed, so no person's */
        "00=01 26.00=https://example.com",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i]);
        assert_string_equal(format_of(text, strlen(text)), "emv-mpm");
    }
    assert_string_equal(format_of(payload_build("01=11 00=01 63=0000"), 20), "unknown");
    assert_string_equal(format_of("000201\0", 7), "emv-mpm");
}

#define WALLET "00=01 01=10 02=01 03=908401 04=VNPayWallet 07=0900000000 08='Le Van A' 09=10000 10=704 11=content "

static void wallets_of_vnpay(void **state)
{
    static const struct { const char *objects, *format; } rows[] = {
        { WALLET, "vnpay-wallet" },
        { WALLET "04=VNPAYWALLET ", "emv-mpm" },
        { WALLET "04=VNPayWallet1 ", "emv-mpm" },
        { WALLET "-04 ", "emv-mpm" },
        { WALLET "01=11 ", "emv-mpm" },
        { WALLET "-01 ", "emv-mpm" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i].objects);
        assert_string_equal(format_of(text, strlen(text)), rows[i].format);
    }
}

static void every_format_has_a_name(void **state)
{
    static const char *const names[] = {
        "emv-mpm", "emv-cpm", "upi", "url", "thai-slip", "bot-barcode", "raast-p2p", "twqr", "vnpay-wallet", "unknown",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(names); i++) {
        assert_string_equal(emvqr_format_name((emvqr_format)i), names[i]);
    }
    assert_string_equal(emvqr_format_name((emvqr_format)99), "unknown");
    assert_string_equal(emvqr_format_name(EMVQR_FORMAT_UNKNOWN), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_by_their_beginning),
        cmocka_unit_test(payloads_are_payloads),
        cmocka_unit_test(wallets_of_vnpay),
        cmocka_unit_test(every_format_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
