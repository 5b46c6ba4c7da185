/* SPDX-License-Identifier: MIT */
/* Every one of the 2^32 object headers: the reader's answer against a plain decoder. Half a minute, so it is run by
 * bench/gate_headers.sh and not among the tests. */
#include <stdio.h>
#include <string.h>

#include <emvqr/core.h>

/* What a header of four bytes says before a value of 99 bytes. */
typedef struct answer {
    unsigned code, id, length;
} answer;

static answer plain(const unsigned char header[4])
{
    answer a = { EMVQR_CODE_NONE, 255, 0 };
    if (header[0] < '0' || header[0] > '9' || header[1] < '0' || header[1] > '9') {
        a.code = EMVQR_CODE_BAD_ID;
        return a;
    }
    a.id = (header[0] - '0') * 10u + (header[1] - '0');
    if (header[2] < '0' || header[2] > '9' || header[3] < '0' || header[3] > '9') {
        a.code = EMVQR_CODE_BAD_LENGTH;
        return a;
    }
    a.length = (header[2] - '0') * 10u + (header[3] - '0');
    return a;
}

int main(void)
{
    unsigned char text[4 + 99];
    uint32_t bits = 0;
    unsigned long digits = 0;
    memset(text, 'A', sizeof text);
    do {
        emvqr_reader reader;
        answer right;
        bool stepped;
        text[0] = (unsigned char)(bits >> 24);
        text[1] = (unsigned char)(bits >> 16);
        text[2] = (unsigned char)(bits >> 8);
        text[3] = (unsigned char)bits;
        right = plain(text);
        emvqr_reader_init(&reader, (const char *)text, sizeof text, EMVQR_BYTES);
        stepped = emvqr_reader_next(&reader);
        if (stepped != (right.code == EMVQR_CODE_NONE) || reader.code != right.code || reader.id != right.id ||
            (stepped && emvqr_reader_value(&reader).len != right.length) ||
            reader.at != (const char *)text + (stepped ? 4 + right.length : 0)) {
            fprintf(stderr, "header %08lX\n", (unsigned long)bits);
            return 1;
        }
        digits += stepped;
    } while (++bits != 0);
    printf("4294967296 headers, %lu of them an object\n", digits);
    return digits == 10000 ? 0 : 1;
}
