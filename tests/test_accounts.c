/* SPDX-License-Identifier: MIT */
/* "Can I pay this, and how?": which accounts a wallet of some networks finds in a code, and what is against each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network_info.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define UNIONPAY "1234567812345678123456789012345"
#define TRANSFER "29.00=A000000677010111 29.01=0066812345678 "
#define ANOTHER "28.00=A000000677010111 28.01=0066898765432 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "
#define TAIL "52=5812 53=764 58=TH 59=Example 60=Bangkok "
#define SHOP "00=01 01=11 02=4000 04=5000 " TRANSFER BILL TAIL
#define QRIS "26.00=COM.EXAMPLE.WWW 26.01=9360009100000000012 26.02=M1 26.03=UMI "
#define SECOND "27.00=COM.EXAMPLE.WWW 27.01=9360001400000000015 27.02=M1 27.03=UMI "
#define NATIONAL "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 51.03=UMI "
#define WARUNG "52=5812 53=360 58=ID 59=Contoh 60=Jakarta 61=10220 "
#define LAOS "53=418 58=LA "
#define DIFFERENT "45.00=com.example.pay "

typedef struct row {
    const char *mine; /* networks, joined by blanks; NULL: the document's own list */
    const char *objects;
    const char *accounts; /* "NETWORK TYPE PATH", with ! before one that cannot be paid */
} row;

static const row rows[] = {
    /* what is mine, in the payload's order, whatever my own */
    { "promptpay visa mastercard", SHOP,
      "visa card 02, mastercard card 04, promptpay transfer 29, promptpay bill 30" },
    { "mastercard promptpay", SHOP, "mastercard card 04, promptpay transfer 29, promptpay bill 30" },
    { "promptpay visa", "00=01 01=11 " BILL TRANSFER "02=4000 " TAIL,
      "promptpay bill 30, promptpay transfer 29, visa card 02" },
    { "vietqr jcb", SHOP, "" },
    { "", SHOP, "" },
    { NULL, SHOP, "visa card 02, mastercard card 04, promptpay transfer 29, promptpay bill 30" },
    { NULL, "00=01 " DIFFERENT TAIL, "" },
    { "visa", "00=01 02=1 03=2 " TAIL, "visa card 02, visa card 03" },
    { "promptpay", "00=01 29.00=A000000677010111 " TAIL, "!promptpay transfer 29" },
    { "vietqr", "00=01 01=11 38.00=A000000727 38.01.00=970436 38.01.01=1 38.02=OTHER 53=704 58=VN", "vietqr ? 38" },

    /* an error in one account, or in a stranger's, is no other's */
    { "promptpay visa", SHOP "29.01=00668123", "visa card 02, !promptpay transfer 29, promptpay bill 30" },
    { "promptpay visa", SHOP "30.01=", "visa card 02, promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "29.!01", "visa card 02, !promptpay transfer 29, promptpay bill 30" },
    { "promptpay", SHOP "45.00=com.example.pay 45.01=1 +45.01=2", "promptpay transfer 29, promptpay bill 30" },
    { "unionpay promptpay", "00=01 15=" UNIONPAY "6 " TRANSFER TAIL, "unionpay card 15, promptpay transfer 29" },

    /* an error outside the accounts is everybody's */
    { "promptpay visa", SHOP "63=0000", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "63=none", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "$x", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "54=1,000", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "53=840", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "59=A\xE2\x80\xAE", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "+59=B", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "!4699", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "+45=\xFF", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "promptpay visa", SHOP "00=07", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    /* warnings are nobody's */
    { "promptpay visa", SHOP "-59 -60 54=0 65=x 63=lower", "visa card 02, promptpay transfer 29, promptpay bill 30" },

    /* two that contradict each other, and one ID twice */
    { "promptpay visa", "00=01 02=4000 " ANOTHER TRANSFER BILL TAIL,
      "visa card 02, !promptpay transfer 28, !promptpay transfer 29, !promptpay bill 30" },
    { "visa", "00=01 02=4000 " ANOTHER TRANSFER BILL TAIL, "visa card 02" },
    { "promptpay visa", SHOP "+29=x", "!visa card 02, !promptpay transfer 29, !promptpay bill 30" },
    { "qris", "00=01 01=11 " QRIS SECOND WARUNG, "!qris payment 26, !qris payment 27" },

    /* parts are told with their accounts, and so are their errors */
    { "qris", "00=01 01=11 " QRIS NATIONAL WARUNG, "qris payment 26" },
    { "qris", "00=01 01=11 " QRIS SECOND NATIONAL WARUNG, "qris payment 26, qris payment 27" },
    { "qris visa", "00=01 01=11 02=4000 " QRIS NATIONAL "+51.02=ID1018000000019 " WARUNG,
      "visa card 02, !qris payment 26" },

    /* a receipt is nothing to pay */
    { "lapnet", "00=01 01=11 38.00=A005266284662577 38.01=27710418 38.02=001 38.03=X " LAOS, "lapnet transfer 38" },
    { "onepay", "00=01 01=11 33.00=BCEL 33.01=ONEPROOF 33.02=PAYMENT 33.03=T " LAOS, "!onepay receipt 33" },
};

static judged it;

static const char *tell(const emvqr_network *const *networks, size_t cap)
{
    static char text[512];
    emvqr_account accounts[8];
    size_t count, i, used = 0;

    memset(accounts, 0xAA, sizeof accounts);
    count = emvqr_accounts(&it.doc, networks, &it.findings, accounts, cap);
    assert_true(count <= COUNT(accounts));
    text[0] = '\0';
    for (i = 0; i < count && i < cap; i++) {
        const emvqr_account *account = &accounts[i];
        const emvqr_network_info *info = emvqr_account_info(account->node);
        char path[EMVQR_PATH_TEXT];
        assert_int_equal(account->path, emvqr_node_path(&it.doc, account->node));
        assert_ptr_equal((networks == NULL ? it.doc.networks : networks)[account->network], info->network);
        emvqr_path_format(account->path, path);
        used += (size_t)sprintf(text + used, "%s%s%s %s %s", used == 0 ? "" : ", ", account->payable ? "" : "!",
                                info->name, account->type < 0 ? "?" : info->types[account->type].name, path);
    }
    return text;
}

static const emvqr_network *const *list_of(const char *names)
{
    static const emvqr_network *list[8];
    size_t count = 0;

    for (; *names != '\0'; names += strcspn(names, " "), names += *names == ' ') {
        list[count++] = emvqr_network_by_name(names, strcspn(names, " "))->network;
    }
    list[count] = NULL;
    return list;
}

static void accounts_of_a_wallet(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i].objects), *told;
        judged_read(&it, text, strlen(text), EMVQR_FIELD);
        told = tell(rows[i].mine == NULL ? NULL : list_of(rows[i].mine), 8);
        if (strcmp(told, rows[i].accounts) != 0) {
            fail_msg("%s\n  told   %s\n  wanted %s", rows[i].objects, told, rows[i].accounts);
        }
    }
}

static void as_many_as_there_is_room_for(void **state)
{
    const char *text = payload_build(SHOP);

    (void)state;
    judged_read(&it, text, strlen(text), EMVQR_FIELD);
    assert_int_equal(emvqr_accounts(&it.doc, NULL, &it.findings, NULL, 0), 4);
    assert_string_equal(tell(NULL, 2), "visa card 02, mastercard card 04");
}

/* A finding that was only counted may be an error: nothing is promised then. */
static void a_list_too_small(void **state)
{
    const char *text = payload_build(SHOP "-59 -60");

    (void)state;
    judged_read(&it, text, strlen(text), EMVQR_FIELD);
    assert_true(it.findings.total > 0 && it.findings.errors == 0);
    assert_string_equal(tell(NULL, 1), "visa card 02");
    it.findings.count--;
    assert_string_equal(tell(NULL, 1), "!visa card 02");
}

/* A device has its own list, and what is in no list of its document is not its own. */
static void a_list_of_its_own(void **state)
{
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    static const emvqr_network *const others[] = { &emvqr_visa, &emvqr_promptpay, NULL };
    const char *text = payload_build(SHOP);
    emvqr_account account;

    (void)state;
    emvqr_findings_init(&it.findings, it.items, COUNT(it.items), EMVQR_FIELD);
    emvqr_doc_init(&it.doc, it.nodes, EMVQR_NODES_MAX, mine);
    assert_int_equal(emvqr_parse(&it.doc, text, strlen(text), &it.findings), EMVQR_OK);
    emvqr_check(&it.doc, 0, &it.findings);
    assert_int_equal(emvqr_accounts(&it.doc, NULL, &it.findings, &account, 1), 2);
    assert_int_equal(account.network, 0);
    assert_int_equal(emvqr_accounts(&it.doc, others, &it.findings, &account, 1), 2);
    assert_int_equal(account.network, 1);
    assert_true(account.payable);
    emvqr_doc_init(&it.doc, it.nodes, EMVQR_NODES_MAX, NULL);
    emvqr_findings_init(&it.findings, it.items, COUNT(it.items), EMVQR_FIELD);
    assert_int_equal(emvqr_parse(&it.doc, text, strlen(text), &it.findings), EMVQR_OK);
    assert_int_equal(emvqr_accounts(&it.doc, NULL, &it.findings, &account, 1), 0);
    assert_int_equal(emvqr_accounts(&it.doc, others, &it.findings, &account, 1), 0);
    assert_int_equal(emvqr_parse(&it.doc, "", 0, &it.findings), EMVQR_OK);
    assert_int_equal(emvqr_accounts(&it.doc, others, &it.findings, &account, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_of_a_wallet),
        cmocka_unit_test(as_many_as_there_is_room_for),
        cmocka_unit_test(a_list_too_small),
        cmocka_unit_test(a_list_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
