/* SPDX-License-Identifier: MIT */
/* What a person is shown of networks: names of objects, keys and codes; and that the tables behind them are sound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/make.h>

#include "support/judged.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "

static judged it;

/* EMVCo's own tables and those of every network of this build. */
static size_t all_infos(const emvqr_network_info *infos[32])
{
    size_t count = 0;

    infos[count++] = &emvqr_emvco_info;
    while (emvqr_network_infos[count - 1] != NULL) {
        infos[count] = emvqr_network_infos[count - 1];
        count++;
        assert_true(count < 32);
    }
    return count;
}

/* ---- names ---- */

static void objects_in_words(void **state)
{
    static const struct { const char *objects, *path, *name; } rows[] = {
        { HEAD MOBILE TAIL, "00", "Payload format indicator" },
        { HEAD MOBILE TAIL, "29", "PromptPay (Thai QR Payment)" },
        { HEAD MOBILE TAIL, "29.00", "Application identifier" },
        { HEAD MOBILE TAIL, "29.01", "Mobile number" },
        { HEAD MOBILE TAIL, "53", "Transaction currency" },
        { HEAD MOBILE TAIL, "63", "CRC" },
        { HEAD MOBILE TAIL "62.07=x ", "62.07", "Terminal label" },
        { HEAD BILL TAIL "62.07=x 62.05=y ", "62.07", "Terminal label, reference 3" },
        { HEAD BILL TAIL "62.07=x 62.05=y ", "62.05", "Reference label" },
        { HEAD BILL TAIL, "30.02", "Reference 1" },
        { HEAD BILL TAIL "80.00=0001 ", "80", "VAT of the sale" },
        { HEAD BILL TAIL "80.00=0001 ", "80.00", "Tax branch" },
        { HEAD "26.00=com.example 26.01=x 80.00=com.example 80.01=y ", "26", "Merchant account" },
        { HEAD "26.00=com.example 26.01=x 80.00=com.example 80.01=y ", "26.00", "Globally unique identifier" },
        { HEAD "26.00=com.example 26.01=x 80.00=com.example 80.01=y ", "26.01", "Of that identifier" },
        { HEAD "26.00=com.example 26.01=x 80.00=com.example 80.01=y ", "80.01", "Of that identifier" },
        { HEAD "02=4000 17=x ", "02", "Visa" },
        { HEAD "02=4000 17=x ", "17", "Card account" },
        { HEAD "02=4000 65=x ", "65", "Reserved by EMVCo" },
        { HEAD "02=4000 62.50.00=a 62.50.01=b ", "62.50.01", "Of that identifier" },
        { HEAD "02=4000 64.00=th 64.01=b ", "64.01", "Merchant name in that language" },
        { HEAD "31.00=A000000677012004 31.01=001 31.02=014 ", "31.02", "Service provider ID" },
        { HEAD "31.00=A000000677010113 31.01=004 31.02=014 ", "31.02", "Of the acquirer" },
        { HEAD MOBILE TAIL "29.09=x ", "29.09", "" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        emvqr_path path;
        judged_read_objects(&it, rows[i].objects);
        assert_true(emvqr_path_parse(rows[i].path, strlen(rows[i].path), &path));
        assert_non_null(emvqr_find(&it.doc, path));
        assert_string_equal(emvqr_object_name(&it.doc, emvqr_find(&it.doc, path)), rows[i].name);
    }
}

/* ---- codes ---- */

static bool is_plain(const char *text)
{
    size_t i;

    for (i = 0; text[i] != '\0'; i++) {
        if ((unsigned char)text[i] < 0x20 || (unsigned char)text[i] > 0x7E) {
            return false;
        }
    }
    return i != 0;
}

/* As a string of JSON it needs no escape. */
static bool is_word(const char *text)
{
    return is_plain(text) && strpbrk(text, "\"\\") == NULL;
}

static void every_code_is_explained(void **state)
{
    unsigned code, other;

    (void)state;
    for (code = 1; code < EMVQR_CODE_COUNT; code++) {
        const char *name = emvqr_code_name((emvqr_code)code);
        assert_true(is_plain(name) && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name));
        assert_true(is_plain(emvqr_code_meaning((emvqr_code)code)) && is_plain(emvqr_code_advice((emvqr_code)code)));
        assert_true(emvqr_code_severity((emvqr_code)code, EMVQR_STRICT) >=
                    emvqr_code_severity((emvqr_code)code, EMVQR_FIELD));
        assert_true(emvqr_code_severity((emvqr_code)code, EMVQR_FIELD) >= EMVQR_INFO);
        for (other = 1; other < code; other++) {
            assert_string_not_equal(name, emvqr_code_name((emvqr_code)other));
        }
    }
    for (code = EMVQR_CODE_COUNT; code < EMVQR_CODE_COUNT + 300; code += 99) {
        assert_string_equal(emvqr_code_name((emvqr_code)code), "");
        assert_string_equal(emvqr_code_meaning((emvqr_code)code), "");
        assert_string_equal(emvqr_code_advice((emvqr_code)code), "");
    }
    assert_string_equal(emvqr_code_name(EMVQR_CODE_NONE), "");
}

/* ---- the tables ---- */

static void check_row(const emvqr_network *network, const emvqr_rule *rule)
{
    assert_true(rule->first <= rule->last && rule->last <= 99);
    assert_true(rule->kind <= EMVQR_KIND_SOME_OF);
    assert_true(rule->types != 0 && rule->presence <= EMVQR_CONDITIONAL);
    if (rule->kind == EMVQR_KIND_TEMPLATE) {
        assert_true(rule->min < network->level_count && rule->max == 0);
    } else {
        assert_true(rule->min <= rule->max && rule->max <= 99);
    }
    if (rule->kind >= EMVQR_KIND_ONE_OF) {
        assert_true(rule->kind == EMVQR_KIND_SOME_OF || rule->first < rule->last);
        assert_true(rule->list == 0 && rule->check == 0);
    }
    assert_true((rule->weight & 0x10u) == 0);
    if ((rule->weight & 0xFu) != 0) { /* strict is never milder than field */
        assert_true((rule->weight >> 2 & 3u) >= (rule->weight & 3u));
    }
    if (rule->list != 0) {
        const emvqr_list *list = &network->lists[rule->list];
        assert_true(list->code < EMVQR_CODE_COUNT && is_plain(list->values));
        assert_int_equal(list->length, strlen(list->values));
        assert_true(list->code != EMVQR_CODE_NONE || list->values[0] != ' '); /* it judges, or it has a default */
    }
    if (rule->check != 0) {
        const emvqr_check_cell *cell = &network->checks[rule->check];
        assert_true(cell->holds != NULL && cell->code > 0 && cell->code < EMVQR_CODE_COUNT);
    }
    if (rule->presence == EMVQR_CONDITIONAL) {
        assert_true(rule->check != 0); /* it is asked about NULL, too */
    }
}

/* The first row that fits decides, so each must be reached by some ID and type, or ask for what is absent. */
static void check_order(const emvqr_network *network, unsigned level, const emvqr_rule *rule)
{
    unsigned id, type;
    bool reached = rule->kind >= EMVQR_KIND_ONE_OF || rule->presence == EMVQR_CONDITIONAL;

    for (id = rule->first; id <= rule->last && !reached; id++) {
        for (type = 0; type < 8 && !reached; type++) {
            reached = (rule->types >> type & 1u) != 0 && emvqr_network_rule(network, level, id, 1u << type) == rule;
        }
    }
    assert_true(reached);
}

/* The bits of `nests` are those of its rows, and what stands in the root's 62 nests from 50 on only. */
static void check_nests(const emvqr_network *network, const emvqr_level *level)
{
    unsigned row, id, nests = 0;

    for (row = 0; row < level->count; row++) {
        const emvqr_rule *rule = &level->rules[row];
        for (id = rule->first; rule->kind == EMVQR_KIND_TEMPLATE && id <= rule->last; id++) {
            nests |= 1u << (id & 15u);
        }
        if (level == network->levels && rule->kind == EMVQR_KIND_TEMPLATE && rule->first == 62) {
            const emvqr_level *additional = &network->levels[rule->min];
            for (id = 0; id < additional->count; id++) {
                assert_true(additional->rules[id].kind != EMVQR_KIND_TEMPLATE || additional->rules[id].first >= 50);
            }
        }
    }
    assert_int_equal(level->nests, nests);
}

static void tables_are_sound(void **state)
{
    const emvqr_network_info *infos[32];
    size_t i, count = all_infos(infos);
    unsigned level, row, rows;

    (void)state;
    for (i = 0; i < count; i++) {
        const emvqr_network *network = infos[i]->network;
        for (level = rows = 0; level < network->level_count; level++) {
            check_nests(network, &network->levels[level]);
            for (row = 0; row < network->levels[level].count; row++, rows++) {
                const emvqr_rule *rule = &network->levels[level].rules[row];
                check_row(network, rule);
                check_order(network, level, rule);
                assert_true(row == 0 || rule[-1].first <= rule->first);
                assert_true(is_word(infos[i]->rows[level][row].name) && is_plain(infos[i]->rows[level][row].source));
            }
        }
        assert_true(rows > 0 && rows < EMVQR_ROW_NONE);
        assert_true(network->form_count <= 4 && network->type_count <= 7);
        assert_true(is_word(infos[i]->name) && is_word(infos[i]->title) && is_plain(infos[i]->place) &&
                    is_plain(infos[i]->document));
    }
}

/* What tells a network's accounts: all identifiers of its forms, the IDs that need none, and claims. */
static uint32_t told(const emvqr_network *network)
{
    uint32_t all = network->claims != NULL ? EMVQR_CLAIMED : 0;
    unsigned i, id;
    size_t at, length;

    for (i = 0; i < network->form_count; i++) {
        const emvqr_form *form = &network->forms[i];
        for (id = form->first; form->guids == NULL && id <= form->last && id < 26u; id++) {
            all |= EMVQR_PLACED(id);
        }
        for (at = length = 0; form->guids != NULL && at <= form->length; at++, length++) {
            if ((unsigned char)form->guids[at] <= ' ') {
                all |= EMVQR_NAMED((unsigned char)form->guids[at - length], length);
                length = (size_t)-1;
            }
        }
    }
    return all;
}

static void forms_and_types_are_sound(void **state)
{
    const emvqr_network_info *infos[32];
    size_t i, count = all_infos(infos);
    unsigned j;

    (void)state;
    for (i = 1; i < count; i++) {
        const emvqr_network *network = infos[i]->network;
        assert_true(network == emvqr_networks[i - 1]);
        assert_true(emvqr_network_by_name(infos[i]->name, strlen(infos[i]->name)) == infos[i]);
        assert_true(network->form_count > 0 && network->type_count > 0);
        assert_int_equal(network->told, told(network));
        for (j = 0; j < network->form_count; j++) {
            const emvqr_form *form = &network->forms[j];
            assert_true(form->first >= 2 && form->first <= form->last && form->last <= 51);
            assert_int_equal(form->length, form->guids != NULL ? strlen(form->guids) : 0);
            assert_true(form->level < network->level_count);
            assert_true(form->guids != NULL ? form->first >= 26 : form->last < 26 || network->claims != NULL);
        }
        for (j = 0; j < network->type_count; j++) {
            assert_true(network->types[j].form < network->form_count && network->types[j].id <= 99);
            assert_true(is_word(infos[i]->types[j].name) && is_plain(infos[i]->types[j].title));
        }
    }
    assert_null(emvqr_networks[count - 1]);
    assert_null(emvqr_network_by_name("", 0));
    assert_null(emvqr_network_by_name("promptpayx", 10));
    assert_null(emvqr_network_by_name("promptpa", 8));
    assert_null(emvqr_network_by_name("PromptPay", 9));
}

/* ---- keys ---- */

static void check_key(const emvqr_network_info *info, const emvqr_key *key)
{
    char path[EMVQR_PATH_TEXT];
    const emvqr_network *network = info->network;

    assert_true(is_plain(key->name) && strspn(key->name,
    "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(key->name));
    assert_true(is_plain(key->help) && key->id <= 99 && key->types != 0 && key->group <= EMVQR_KEY_INPUT);
    assert_true(key->at + key->length <= 99);
    assert_non_null(emvqr_key_by_name(info, key->name, strlen(key->name)));
    assert_true(emvqr_key_of_types(info, key->name, strlen(key->name), key->types) == key);
    assert_true(emvqr_path_format(emvqr_key_path(info, key, NULL), path) >= 2);
    if (key->level != EMVQR_LEVEL_ACCOUNT) {
        assert_true(key->level < network->level_count);
        assert_non_null(emvqr_network_rule(network, key->level, key->id, key->types));
    }
}

static void keys_lead_somewhere(void **state)
{
    const emvqr_network_info *infos[32];
    size_t i, count = all_infos(infos);
    unsigned j;

    (void)state;
    for (i = 0; i < count; i++) {
        for (j = 0; j < infos[i]->key_count; j++) {
            check_key(infos[i], &infos[i]->keys[j]);
        }
        assert_null(emvqr_key_by_name(infos[i], "", 0));
        assert_null(emvqr_key_by_name(infos[i], "no_such_key", 11));
    }
}

static void paths_of_keys(void **state)
{
    static const struct { const char *network, *key, *path; } rows[] = {
        { "promptpay", "mobile", "29.01" }, { "promptpay", "truemoney", "29.03" }, { "promptpay", "ref2", "30.03" },
        { "promptpay", "ref3", "62.07" }, { "promptpay", "local_amount", "62.08" },
        { "promptpay", "api_id", "31.01" },
        { "promptpay", "vat_branch", "80.00" }, { "promptpay", "message", "81" }, { "visa", "account", "02" },
        { "unionpay", "account", "15" }, { "jcb", "account", "13" },
        { NULL, "amount", "54" }, { NULL, "name", "59" }, { NULL, "category", "52" }, { NULL, "language", "64.00" },
        { NULL, "city_local", "64.02" }, { NULL, "bill", "62.01" }, { NULL, "mobile_number", "62.02" },
        { NULL, "store", "62.03" }, { NULL, "loyalty", "62.04" }, { NULL, "reference", "62.05" },
        { NULL, "customer", "62.06" },
        { NULL, "terminal", "62.07" }, { NULL, "purpose", "62.08" }, { NULL, "consumer_data", "62.09" },
        { NULL, "tax_id", "62.10" }, { NULL, "channel", "62.11" }, { NULL, "city", "60" },
        { NULL, "postal_code", "61" },
        { NULL, "currency", "53" }, { NULL, "country", "58" }, { NULL, "initiation", "01" }, { NULL, "tip", "55" },
        { NULL, "name_local", "64.01" },
    };
    char path[EMVQR_PATH_TEXT];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const emvqr_network_info *info = rows[i].network == NULL
                                             ? &emvqr_emvco_info
                                             : emvqr_network_by_name(rows[i].network, strlen(rows[i].network));
        const emvqr_key *key = emvqr_key_by_name(info, rows[i].key, strlen(rows[i].key));
        assert_non_null(key);
        emvqr_path_format(emvqr_key_path(info, key, NULL), path);
        assert_string_equal(path, rows[i].path);
    }
    /* an account that stands elsewhere takes its keys along; one of another form has no such key */
    judged_read_objects(&it, HEAD "02=x 40.00=A000000677010112 40.01=099400016550100 40.02=R " TAIL);
    emvqr_path_format(emvqr_key_path(emvqr_network_by_name("promptpay", 9),
                                     emvqr_key_by_name(emvqr_network_by_name("promptpay", 9), "ref1", 4),
                                     emvqr_find(&it.doc, EMVQR_PATH1(40))), path);
    assert_string_equal(path, "40.02");
    assert_int_equal(emvqr_key_path(emvqr_network_by_name("promptpay", 9),
                                    emvqr_key_by_name(emvqr_network_by_name("promptpay", 9), "mobile", 6),
                                    emvqr_find(&it.doc, EMVQR_PATH1(40))), 0);
}

/* What a table requires, `make` can write: one way for each type of each network, with keys alone. */
static void every_type_can_be_made(void **state)
{
    static const struct { const char *network, *type, *keys[12]; } rows[] = {
        { "promptpay", "transfer", { "mobile=0812345678" } },
        { "promptpay", "bill", { "biller_id=099400016550100", "ref1=R" } },
        { "promptpay", "bill-cross-border",
          { "biller_id=099400016550100", "ref1=R", "local_currency=JPY", "local_amount=1", "local_country=JP" } },
        { "promptpay", "merchant", { "acquirer_id=004" } },
        { "promptpay", "api", { "api_id=001" } },
#define ACQUIRER_KEYS "acquirer_id=564160", "qr_id=X", "name=A"
        { "duitnow", "payment", { ACQUIRER_KEYS, "category=5251" } },
        { "duitnow", "cash-out", { "type=cash-out", ACQUIRER_KEYS } },
        { "duitnow", "bill", { "biller_code=1234", "ref1=1", "name=A" } },
#define PAN_KEYS "merchant_pan=936009143000000018", "name=A", "city=B", "postal_code=10110"
#define MOVE_KEYS PAN_KEYS, "guid=ID.CO.EXAMPLE.WWW", "merchant_id=1", "proprietary=1"
        { "qris", "payment", { PAN_KEYS, "merchant_id=1", "criteria=UMI", "category=5251", "nmid=ID1018000000019" } },
        { "qris", "transfer", { "type=transfer", MOVE_KEYS } },
        { "qris", "cash-out", { "type=cash-out", MOVE_KEYS } },
        { "qris", "cash-in", { "type=cash-in", MOVE_KEYS } },
#define CARD_KEYS "category=5251", "currency=USD", "country=US", "name=A", "city=B"
        { "visa", "card", { "account=4000123456789012", CARD_KEYS } },
        { "mastercard", "card", { "account=x", CARD_KEYS } }, { "discover", "card", { "account=x", CARD_KEYS } },
        { "amex", "card", { "account=x", CARD_KEYS } }, { "jcb", "card", { "account=x", CARD_KEYS } },
        { "unionpay", "card", { "account=1234567800520446ABC123456789012", CARD_KEYS } },
#define AID_KEYS "type=card-template", "26.01=x", CARD_KEYS
        { "visa", "card-template", { AID_KEYS } }, { "mastercard", "card-template", { AID_KEYS } },
        { "discover", "card-template", { AID_KEYS } }, { "amex", "card-template", { AID_KEYS } },
        { "jcb", "card-template", { AID_KEYS } }, { "unionpay", "card-template", { AID_KEYS } },
        { "alipay", "code", { "url=https://example.com/x", CARD_KEYS } },
        { "alipay", "merchant", { "merchant_id=1", CARD_KEYS } }, { "wechat", "payment", { "merchant_id=1", CARD_KEYS } },
#define SHOP_KEYS "category=5251", "name=A", "city=B"
        { "vietqr", "account", { "bank=VCB", "account=1" } }, { "vietqr", "card", { "bank=VCB", "card=9704031101234567" } },
        { "vietqr", "merchant", { "bank=VCB", "account=1", "service=QRPUSH", SHOP_KEYS } },
        { "vietqr", "cash", { "type=cash", "bank=VCB", "account=1", "name=A", "city=B", "reference=1", "terminal=2",
            "amount=1000" } },
        { "lapnet", "transfer", { "bank=BCEL", "payment_type=001", "receiver_id=A" } },
        { "lapnet", "merchant", { "bank=BCEL", "payment_type=002", "receiver_id=A", SHOP_KEYS } },
        { "lapnet", "bill", { "bank=BCEL", "payment_type=003", "receiver_id=A", SHOP_KEYS } },
        { "lapnet", "other", { "bank=BCEL", "payment_type=004", "receiver_id=A", SHOP_KEYS } },
        { "lapnet", "receipt", { "ticket=1" } },
        { "onepay", "merchant", { "receiver_id=A" } }, { "onepay", "transfer", { "service=TRANSFER", "receiver_id=A" } },
        { "onepay", "lottery", { "service=ONEPAYLOTTO", "receiver_id=A" } },
        { "onepay", "receipt", { "proof_type=1", "ticket=1" } },
        { "umoney", "transfer", { "mobile=8562055555555", SHOP_KEYS } },
        { "vnpay", "payment", { "merchant_code=0100000001", SHOP_KEYS } },
        { "zalopay", "order", { "app_id=000001", "transaction_id=1" } }, { "zalopay", "personal", { "token=x" } },
        { "airpay", "payment", { "token=x", SHOP_KEYS } },
    };
    static emvqr_making making;
    char text[512];
    size_t i, j, len, types = 0;

    (void)state;
    for (i = 0; emvqr_networks[i] != NULL; i++) {
        types += emvqr_networks[i]->type_count;
    }
    assert_int_equal(types, COUNT(rows));
    for (i = 0; i < COUNT(rows); i++) {
        const emvqr_node *node;
        emvqr_findings findings;
        emvqr_making_new(&making, emvqr_network_by_name(rows[i].network, strlen(rows[i].network)));
        for (j = 0; rows[i].keys[j] != NULL; j++) {
            const char *key = rows[i].keys[j], *equals = strchr(key, '=');
            assert_int_equal(emvqr_making_set(&making, key, (size_t)(equals - key), equals + 1, strlen(equals + 1)),
            EMVQR_OK);
        }
        emvqr_findings_init(&findings, NULL, 0, EMVQR_STRICT);
        assert_int_equal(emvqr_making_finish(&making, text, sizeof text, &len, &findings), EMVQR_OK);
        judged_read(&it, text, len, EMVQR_STRICT);
        assert_int_equal(it.findings.total, strcmp(rows[i].type, "receipt") == 0); /* not-a-payment */
        for (node = it.doc.nodes; node->network == 0; node++) {
        }
        assert_string_equal(emvqr_account_info(node)->name, rows[i].network);
        assert_string_equal(emvqr_account_type_name(node), rows[i].type);
    }
}

/* ---- currencies ---- */

static void currencies_by_letters_and_numbers(void **state)
{
    static const struct { unsigned number; const char *letters; } rows[] = {
        { 764, "THB" }, { 704, "VND" }, { 360, "IDR" }, { 458, "MYR" }, { 418, "LAK" }, { 116, "KHR" },
        { 702, "SGD" },
        { 608, "PHP" }, { 840, "USD" }, { 392, "JPY" }, { 36, "AUD" }, { 8, "ALL" }, { 978, "EUR" }, { 156, "CNY" },
        { 104, "MMK" }, { 96, "BND" }, { 414, "KWD" },
    };
    unsigned number;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char lower[4] = { (char)(rows[i].letters[0] | 0x20), (char)(rows[i].letters[1] | 0x20), rows[i].letters[2], 0 };
        assert_string_equal(emvqr_currency_letters(rows[i].number), rows[i].letters);
        assert_int_equal(emvqr_currency_number(rows[i].letters, 3), rows[i].number);
        assert_int_equal(emvqr_currency_number(lower, 3), rows[i].number);
    }
    for (number = 0; number < 1100; number++) {
        const char *letters = emvqr_currency_letters(number);
        assert_true(letters == NULL || (strlen(letters) == 3 && emvqr_currency_number(letters, 3) == number));
    }
    assert_null(emvqr_currency_letters(0));
    assert_null(emvqr_currency_letters(763));
    assert_int_equal(emvqr_currency_number("TH", 2), 0);
    assert_int_equal(emvqr_currency_number("THBX", 4), 0);
    assert_int_equal(emvqr_currency_number("764", 3), 0);
    assert_int_equal(emvqr_currency_number("\xD4\xC8\xC2", 3), 0); /* THB with the highest bits set */
    assert_int_equal(emvqr_currency_number(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_in_words),
        cmocka_unit_test(every_code_is_explained),
        cmocka_unit_test(tables_are_sound),
        cmocka_unit_test(forms_and_types_are_sound),
        cmocka_unit_test(keys_lead_somewhere),
        cmocka_unit_test(paths_of_keys),
        cmocka_unit_test(every_type_can_be_made),
        cmocka_unit_test(currencies_by_letters_and_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
