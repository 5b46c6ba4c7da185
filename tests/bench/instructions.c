/* SPDX-License-Identifier: MIT */
/* What gate_instructions.sh counts: N times one call on one payload, so that the difference of two N is the call alone.
 *
 *   instructions list               the payloads: index, bytes and nodes in ASCII, and of the twin that is not
 *   instructions print              the ten payloads, a line each
 *   instructions crc LENGTH N       emvqr_crc16
 *   instructions ascii INDEX N      emvqr_parse of the payload
 *   instructions wide INDEX N       emvqr_parse of its twin that is not ASCII
 *   instructions even INDEX N       emvqr_parse of that twin with as many bytes, all ASCII
 *   instructions build INDEX N      emvqr_put, emvqr_open, emvqr_close and emvqr_writer_finish of the payload
 *   instructions idle INDEX N       the same calls of functions that do nothing: what this program itself costs
 *
 * A payload is written as its objects: ID=value or ID{ ... }, with | between them. In the twin, what stands behind a ~
 * takes the place of what stands before it. All are synthetic. */
#include <emvqr/writer.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const payloads[] = {
    /* PromptPay: a phone number; a bill */
    "00=01|01=11|29{00=A000000677010111|01=0066812345678}53=764|58=TH~ท",
    "00=01|01=12|30{00=A000000677010112|01=099400001234500|02=INV0012345|03=2501}53=764|54=3649.22|58=TH|"
    "59=BOOK SHOP~ร้านหนังสือ|60=BANGKOK~กรุงเทพ|62{07=T001}",
    /* VietQR: an account with a message; a shop */
    "00=01|01=12|38{00=A000000727|01{00=970400|01=0011009876543}02=QRIBFTTA}53=704|54=180000|58=VN|"
    "62{01=NPS0001|08=thanh toan don hang~thanh toán đơn hàng}",
    "00=01|01=11|38{00=A000000727|01{00=970400|01=SHOP000123}02=QRPUSH}52=5812|53=704|58=VN|59=PHO NGON~PHỞ NGON|"
    "60=HA NOI~HÀ NỘI|62{03=BRANCH 1|07=POS 1}",
    /* QRIS: static; dynamic with a tip, and 58 before 53 */
    "00=01|01=11|26{00=ID.CO.EXAMPLE.WWW|01=936000990000000018|02=000000000000018|03=UMI}"
    "51{00=ID.CO.QRIS.WWW|02=ID1000000000017|03=UMI}52=5812|53=360|58=ID|59=Warung Contoh~Warung Contoh 🍜|60=Bandung|"
    "61=40111|62{07=A01}",
    "00=01|01=12|26{00=ID.CO.EXAMPLE.WWW|01=936000990000000018|02=000000000000018|03=UKE}"
    "51{00=ID.CO.QRIS.WWW|02=ID1000000000017|03=UKE}52=5812|58=ID|53=360|54=50000|55=02|56=2500|"
    "59=Kopi Contoh~Café Contoh|60=Jakarta|61=10110|62{01=INV01|05=REF0123|07=A01}",
    /* DuitNow: static; dynamic with references and a second language */
    "00=02|01=11|26{00=A0000006150001|01=501664|02=QR0000123}52=5999|53=458|58=MY|59=KEDAI CONTOH~示例商店|60=BANGI",
    "00=02|01=12|26{00=A0000006150001|01=501664|02=QR0000123}52=5999|53=458|54=10.00|58=MY|59=KEDAI CONTOH|60=KLANG|"
    "61=41000|62{01=0123|05=REF01|07=T1}64{00=zh|01=shi li~示例商店|02=ba sheng~巴生}",
    /* LAPNet: a transfer; a shop with its name in Lao */
    "00=01|01=11|38{00=A005266284662577|01=27710418|02=001|03=0201230000001}53=418|58=LA~ລ",
    "00=01|01=12|38{00=A005266284662577|01=27710418|02=002|03=MCH000000001}52=5812|53=418|54=25000|58=LA|59=HAN KAFE|"
    "60=VIENTIANE|62{01=0001|07=T1}64{00=lo|01=han kafe~ຮ້ານກາເຟ|02=viang~ວຽງຈັນ}",
};
enum { PAYLOADS = sizeof payloads / sizeof payloads[0], STEPS_MAX = 64 };

/* The calls that write a payload. */
typedef struct step {
    const char *value; /* NULL: close */
    size_t len;
    unsigned id;
    bool opens;
} step;

typedef struct script {
    step steps[STEPS_MAX];
    size_t count;
    char text[1024]; /* of the values */
} script;

enum shape { ASCII, WIDE, EVEN };

static void script_read(script *s, const char *at, enum shape shape)
{
    char *text = s->text;
    s->count = 0;
    while (*at != '\0') {
        step *next = &s->steps[s->count++];
        memset(next, 0, sizeof *next);
        if (*at == '}') {
            at++;
            continue;
        }
        next->id = (unsigned)strtoul(at, NULL, 10);
        next->opens = at[2] == '{';
        next->value = text;
        at += 3;
        if (!next->opens) {
            size_t len = strcspn(at, "~|}"), other = at[len] == '~' ? strcspn(at + len + 1, "|}") : 0, i;
            if (shape != ASCII && other != 0) {
                at += len + 1;
                len = other;
                other = 0;
            }
            memcpy(text, at, len);
            for (i = 0; i < len && shape == EVEN; i++) {
                text[i] = (char)((unsigned char)text[i] < 0x80u ? text[i] : 'x');
            }
            text += next->len = len;
            at += len + (other != 0 ? other + 1 : 0);
            at += *at == '|';
        }
    }
}

/* The writer, or in its place functions that do nothing. */
typedef struct builder {
    void (*put)(emvqr_writer *, unsigned, const char *, size_t);
    void (*open)(emvqr_writer *, unsigned);
    void (*close)(emvqr_writer *);
    emvqr_status (*finish)(emvqr_writer *, size_t *);
} builder;

static void idle_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    (void)writer, (void)id, (void)value, (void)len;
}

static void idle_open(emvqr_writer *writer, unsigned id)
{
    (void)writer, (void)id;
}

static void idle_close(emvqr_writer *writer)
{
    (void)writer;
}

static emvqr_status idle_finish(emvqr_writer *writer, size_t *len)
{
    (void)writer;
    *len = 1;
    return EMVQR_OK;
}

static const builder working = { emvqr_put, emvqr_open, emvqr_close, emvqr_writer_finish };
static const builder idle = { idle_put, idle_open, idle_close, idle_finish };

static size_t script_run(const script *s, const builder *does, char *buf, size_t cap)
{
    emvqr_writer writer;
    size_t i, len;
    emvqr_writer_init(&writer, buf, cap, EMVQR_CHARACTERS);
    for (i = 0; i < s->count; i++) {
        const step *at = &s->steps[i];
        if (at->value == NULL) {
            does->close(&writer);
        } else if (at->opens) {
            does->open(&writer, at->id);
        } else {
            does->put(&writer, at->id, at->value, at->len);
        }
    }
    return does->finish(&writer, &len) == EMVQR_OK ? len : 0;
}

static size_t measure_parse(const char *text, size_t len, long times)
{
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding items[8];
    emvqr_findings findings;
    emvqr_doc doc;
    long i;
    emvqr_findings_init(&findings, items, 8, EMVQR_STRICT); /* once: a sound payload raises nothing */
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, NULL);
    for (i = 0; i < times; i++) {
        if (emvqr_parse(&doc, text, len, &findings) != EMVQR_OK || findings.total != 0) {
            return 0;
        }
    }
    return doc.count;
}

int main(int argc, char **argv)
{
    static script s;
    static char buf[1024];
    const char *mode = argc > 1 ? argv[1] : "";
    size_t which = argc > 2 ? strtoul(argv[2], NULL, 10) : 0, i, sum = 0;
    long times = argc > 3 ? strtol(argv[3], NULL, 10) : 0, k;
    if (strcmp(mode, "list") == 0) {
        for (i = 0; i < PAYLOADS; i++) {
            enum shape shape;
            printf("%u", (unsigned)i);
            for (shape = ASCII; shape <= WIDE; shape = (enum shape)(shape + 1)) {
                size_t len, count;
                script_read(&s, payloads[i], shape);
                len = script_run(&s, &working, buf, sizeof buf);
                count = measure_parse(buf, len, 1);
                if (count == 0) {
                    return 1;
                }
                printf(" %u %u", (unsigned)len, (unsigned)count);
            }
            printf("\n");
        }
        return 0;
    }
    for (i = 0; i < PAYLOADS && strcmp(mode, "print") == 0; i++) {
        script_read(&s, payloads[i], ASCII);
        printf("%.*s\n", (int)script_run(&s, &working, buf, sizeof buf), buf);
    }
    if (i != 0) {
        return 0;
    }
    if (argc != 4 || (strcmp(mode, "crc") != 0 && which >= PAYLOADS) || which > sizeof buf) {
        return 2;
    }
    if (strcmp(mode, "crc") == 0) {
        memset(buf, '7', sizeof buf);
        for (k = 0; k < times; k++) {
            sum += emvqr_crc16(buf, which);
        }
    } else {
        size_t len;
        script_read(&s, payloads[which], mode[0] == 'w' ? WIDE : mode[0] == 'e' ? EVEN : ASCII);
        len = script_run(&s, &working, buf, sizeof buf);
        bool builds = mode[0] == 'b' || mode[0] == 'i';
        const builder *volatile chosen = mode[0] == 'b' ? &working : &idle;
        for (k = 0; k < times && builds; k++) {
            sum += script_run(&s, chosen, buf, sizeof buf);
        }
        if (!builds) {
            sum = measure_parse(buf, len, times);
        }
    }
    return sum != 0 ? 0 : 1; /* so that no call can be left out */
}
