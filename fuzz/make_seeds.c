/* SPDX-License-Identifier: MIT */
/* Makes what the fuzzers begin with: the dictionary from the networks' tables, the corpus from the tests' vectors.
 *
 *     make_seeds fuzz          writes fuzz/emvqr.dict and fuzz/corpus/
 *     make_seeds --check fuzz  says what is not as it would be written, and fails */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <emvqr/make.h>

enum { FILE_ROOM = 1 << 16, ENTRIES_MAX = 1024, ENTRY_ROOM = 128 };

typedef struct seed {
    const char *group, *name, *text;
    size_t len;
    bool clean; /* nothing is found in it */
} seed;

#define VECTOR(name, unit, payload, objects, findings, source) \
    { GROUP, name, payload, sizeof(payload) - 1u, sizeof(findings) == 1u },

static const seed vectors[] = {
#include "../tests/vectors/all.inc"
};

/* Front, writer's calls or edits, how many bytes they are, and the first byte that a target takes. */
static const struct { const char *name, *tail; size_t len; } tails[] = {
#define TAIL(name, text) { name, text, sizeof(text) - 1u },
    /* calls: what, ID, where the value begins (of 256), its length */
    TAIL("put", "\x00\x00\x08\x02" "\x00\x1D\x20\x19" "\x00\x35\x70\x03" "\x0C\x01")
    TAIL("open", "\x00\x00\x08\x02" "\x05\x1D\x00\x00" "\x00\x00\x20\x10" "\x00\x01\x40\x0D" "\x06\x00\x00\x00"
         "\x14\x02")
    TAIL("nested", "\x05\x3E\x00\x00" "\x05\x32\x00\x00" "\x05\x00\x00\x00" "\x00\x00\x10\x05" "\x10\x03")
    TAIL("refused", "\x00\x64\x08\x02" "\x06\x00\x00\x00" "\x08\x04")
    /* edits, from the end: how, which object, ID, where the value begins, its length */
    TAIL("set", "\x04\x48\x36\x00\x00" "\x05\x01")
    TAIL("remove", "\xFF\x00\x3B\x00\x00" "\xFF\x00\x3A\x00\x00" "\x0A\x01")
    TAIL("change", "\x05\x30\x00\x03\x05" "\x0A\x10\x00\x04\x02" "\x0A\x01")
    TAIL("below", "\x05\x30\x07\x3E\x01" "\x05\x10\x01\x06\x02" "\x0A\x01")
#undef TAIL
};

static const struct { const char *name, *text; } makings[] = {
    { "mobile", "promptpay\nmobile=081-234-5678\n" },
    { "mobile-plus", "promptpay\nmobile=+66 (0)81 234 5678\namount=50\nname=Test Shop\n" },
    { "national-id", "promptpay\nnational_id=1-2345-67890-12-1\namount=1234.5\n" },
    { "ewallet", "promptpay\newallet_id=123456789012345\n" },
    { "truemoney", "promptpay\ntruemoney=0812345678\nmessage=thanks\namount=10\n" },
    { "bill", "promptpay\nbiller_id=123456789012301\nref1=INV1\nref2=A2\nref3=T3\namount=3649.22\n" },
    { "cross-border", "promptpay\ntype=bill-cross-border\nbiller_id=123456789012301\nref1=R\nlocal_currency=JPY\n"
                      "local_amount=3000.00\nlocal_country=JP\namount=700\n" },
    { "vat", "promptpay\nmobile=0812345678\nvat_branch=0001\nvat_rate=7.00\nvat_amount=3.27\n" },
    { "local-name", "promptpay\nmobile=0812345678\nname=Shop\ncity=Bangkok\nname_local=\xE0\xB8\xA3\xE0\xB9\x89\n" },
    { "tip", "visa\n02=4000123456789012\ntip=5%\ncategory=5812\ncurrency=USD\ncountry=US\nname=N\ncity=C\n" },
    { "vietqr", "vietqr\nbank=VCB\naccount=0011-0012\namount=50000\nmessage=thanh toan\n" },
    { "vietqr-cash", "vietqr\ntype=cash\nbank_bin=970436\naccount=1\nname=A\ncity=B\nreference=1\nterminal=2\n" },
    { "vietqr-bank", "vietqr\nbank=CIMB\naccount=1\nmessage=\xC4\x91\n" },
    { "lapnet", "lapnet\nbank=BCEL\npayment_type=001\nreceiver_id=ABC\nexpiry=2026-12-31\n" },
    { "onepay", "onepay\nreceiver_id=mch0000000000001\nexpiry=20261231235959\naction=CLOSEWHENDONE\n" },
    { "edit-none", "edit 00020101021129370016A0000006770101110113006681234567853037645802TH63048A8B\n" },
    { "edit-amount", "sign 00020101021129370016A0000006770101110113006681234567853037645802TH63040000\namount=50\n"
                     "initiation=dynamic\n" },
    { "edit-remove", "sign 00020101021129370016A000000677010111011300668123456785303764540550.005802TH63040000\n-54\n"
                     "-62.07\n62.05=ABC\n" },
    { "edit-force", "sign 00020101021129370016A0000006770101110113006681234567853037645802TH63040000\n!\n"
                    "name=\xE0\xB8\xA3\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\x99\n" },
    { "wrong", "promptpay\nmobile=812345678\namount=1,000\nbiller_id=1\n=\nnosuch=1\n63=0000\n" },
    { "also-card", "promptpay\n+visa\n+\nmobile=0812345678\namount=50\n+1\naccount=4000\ncategory=5812\nname=A\ncity=B" },
    { "also-place", "visa\naccount=1\ncategory=5812\ncurrency=USD\ncountry=US\nname=A\ncity=B\n+visa\naccount=2" },
    { "also-currency", "vietqr\nbank=VCB\naccount=1\n+lapnet\niin=27710418\npayment_type=001\nreceiver_id=1" },
    { "also-bill", "promptpay\nmobile=0812345678\n+promptpay\nbiller_id=099400016550100\nref1=A" },
};

/* What no table holds and readers stumble over. */
static const struct { const char *text; size_t len; } oddities[] = {
#define ODD(text) { text, sizeof(text) - 1u },
    ODD("000201") ODD("010211") ODD("010212") ODD("6304") ODD("5405") ODD("540550.00") ODD("0.00") ODD("1.000")
    ODD("10.") ODD(".5") ODD("1,000") ODD("1e3") ODD("-1") ODD("12345678901.2") ODD("***") ODD("99.99") ODD("  ")
    ODD("\r\n") ODD("\t") ODD("\xEF\xBB\xBF") ODD("\xE0\xB8\x81") ODD("\xF0\x9F\x8D\x9C") ODD("\xE2\x80\xAE")
    ODD("\xE2\x80\x8B") ODD("\xC2\xA0") ODD("\xE0\xB9\x91") ODD("\xED\xA0\x80") ODD("\xC0\xAF") ODD("\xF4\x90\x80\x80")
    ODD("\xFF") ODD("\x80") ODD("9999") ODD("0099") ODD("6200") ODD("0000") ODD("edit ") ODD("sign ") ODD("\n-54\n")
    ODD("\n!\n") ODD("type=") ODD("https://") ODD("|0994") ODD("0041000600000101030040220")
#undef ODD
};

/* ---- files --------------------------------------------------------------------------------------------------- */

static const char *root;
static bool checking;
static unsigned files, wrong;

static void put_file(const char *name, const char *bytes, size_t len)
{
    static char there[FILE_ROOM];
    char path[1024];
    FILE *file;
    bool same;
    snprintf(path, sizeof path, "%s/%s", root, name);
    files++;
    file = fopen(path, checking ? "rb" : "wb");
    if (checking) {
        same = file != NULL && fread(there, 1, sizeof there, file) == len && memcmp(there, bytes, len) == 0;
    } else {
        same = file != NULL && fwrite(bytes, 1, len, file) == len;
    }
    if (file != NULL && fclose(file) != 0) {
        same = false;
    }
    if (!same) {
        fprintf(stderr, "%s: %s\n", path, checking ? "out of date" : "cannot be written");
        wrong++;
    }
}

static void put_folder(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", root, name);
    if (!checking && mkdir(path, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        wrong++;
    }
}

/* ---- dictionary ----------------------------------------------------------------------------------------------- */

static char entries[ENTRIES_MAX][ENTRY_ROOM];
static char dictionary[FILE_ROOM];
static size_t entry_count, dictionary_used;

static void say(const char *text)
{
    size_t len = strlen(text);
    if (dictionary_used + len < sizeof dictionary) {
        memcpy(dictionary + dictionary_used, text, len);
        dictionary_used += len;
    }
}

/* The text as a line of the dictionary, as much of it as there is room for. */
static void make_line(const char *text, size_t len, char line[ENTRY_ROOM])
{
    size_t used = 1, i;
    memset(line, 0, ENTRY_ROOM);
    line[0] = '"';
    for (i = 0; i < len && used + 8u < ENTRY_ROOM; i++) {
        unsigned c = (unsigned char)text[i];
        bool plain = c >= 0x20u && c < 0x7Fu && c != '"' && c != '\\';
        used += (size_t)snprintf(line + used, ENTRY_ROOM - used, plain ? "%c" : "\\x%02X", c);
    }
    memcpy(line + used, "\"\n", 3);
}

static void add_entry(const char *text, size_t len)
{
    char line[ENTRY_ROOM];
    size_t i;
    make_line(text, len, line);
    for (i = 0; i < entry_count; i++) {
        if (strcmp(entries[i], line) == 0) {
            return;
        }
    }
    if (len != 0 && entry_count < ENTRIES_MAX) {
        memcpy(entries[entry_count++], line, sizeof line);
        say(line);
    }
}

/* An object with its header. */
static void add_object(unsigned id, const char *value, size_t len)
{
    char text[ENTRY_ROOM];
    size_t used = (size_t)snprintf(text, sizeof text, "%02u%02u%.*s", id % 100u, (unsigned)len, (int)len, value);
    add_entry(text, used);
}

static void add_words(unsigned id, const char *words)
{
    while (*words != '\0') {
        size_t len = strcspn(words, " ");
        if (len != 0 && *words != '|') {
            add_object(id, words, len);
        }
        words += len + (words[len] == ' ');
    }
}

static void add_network(const emvqr_network_info *info)
{
    const emvqr_network *network = info->network;
    unsigned level, i;
    say("\n# ");
    say(info->name);
    say("\n");
    for (i = 0; i < network->form_count; i++) {
        add_words(0, network->forms[i].guids == NULL ? "" : network->forms[i].guids);
    }
    for (level = 0; level < network->level_count; level++) {
        for (i = 0; i < network->levels[level].count; i++) {
            const emvqr_rule *rule = &network->levels[level].rules[i];
            char head[16];
            if (rule->list != 0) {
                add_words(rule->first, network->lists[rule->list].values);
            } else if (rule->kind < EMVQR_KIND_ONE_OF) {
                unsigned length = rule->kind == EMVQR_KIND_TEMPLATE ? 20u : rule->max;
                add_entry(head, (size_t)snprintf(head, sizeof head, "%02u%02u", rule->first % 100u, length % 100u));
            }
        }
    }
    for (i = 0; i < info->key_count; i++) {
        char text[ENTRY_ROOM];
        add_entry(text, (size_t)snprintf(text, sizeof text, "\n%s=", info->keys[i].name));
    }
    for (i = 0; i < network->type_count; i++) {
        add_entry(info->types[i].name, strlen(info->types[i].name));
    }
}

static void put_dictionary(void)
{
    size_t i;
    say("# SPDX-License-Identifier: MIT\n# Made by fuzz/make_seeds.c from the networks' tables; do not edit.\n");
    for (i = 0; i < sizeof oddities / sizeof oddities[0]; i++) {
        add_entry(oddities[i].text, oddities[i].len);
    }
    add_network(&emvqr_emvco_info);
    for (i = 0; emvqr_network_infos[i] != NULL; i++) {
        add_network(emvqr_network_infos[i]);
    }
    put_file("emvqr.dict", dictionary, dictionary_used);
}

/* ---- corpus --------------------------------------------------------------------------------------------------- */

static void put_seed(const char *target, const char *group, const char *name, const char *text, size_t len)
{
    char path[256];
    snprintf(path, sizeof path, "corpus/%s/%s-%s", target, group, name);
    put_file(path, text, len);
}

/* Each tail behind another payload that is in order: the first half are for the writer, the others edits. */
static void put_tails(void)
{
    size_t count = sizeof tails / sizeof tails[0], i, at = 0;
    for (i = 0; i < count; i++) {
        char text[4096];
        const seed *from;
        do {
            from = &vectors[at++ % (sizeof vectors / sizeof vectors[0])];
        } while (!from->clean || from->len + tails[i].len > sizeof text);
        memcpy(text, from->text, from->len);
        memcpy(text + from->len, tails[i].tail, tails[i].len);
        put_seed(i < count / 2u ? "roundtrip" : "rewrite", from->name, tails[i].name, text, from->len + tails[i].len);
    }
}

static void put_corpus(void)
{
    static const char *const folders[] = { "corpus", "corpus/parse", "corpus/roundtrip", "corpus/rewrite",
                                           "corpus/make" };
    size_t i;
    for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        put_folder(folders[i]);
    }
    for (i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        put_seed("parse", vectors[i].group, vectors[i].name, vectors[i].text, vectors[i].len);
    }
    put_tails();
    for (i = 0; i < sizeof makings / sizeof makings[0]; i++) {
        put_seed("make", "lines", makings[i].name, makings[i].text, strlen(makings[i].text));
    }
}

int main(int argc, char **argv)
{
    checking = argc == 3 && strcmp(argv[1], "--check") == 0;
    if (argc != 2 + (checking ? 1 : 0)) {
        fputs("usage: make_seeds [--check] FOLDER\n", stderr);
        return 2;
    }
    root = argv[argc - 1];
    put_dictionary();
    put_corpus();
    if (wrong != 0 && checking) {
        fprintf(stderr, "Make them anew: %s %s\n", argv[0], root);
    }
    printf("%u files, %u wrong\n", files, wrong);
    return wrong != 0;
}
