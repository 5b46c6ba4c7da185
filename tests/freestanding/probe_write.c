/* SPDX-License-Identifier: MIT */
/* The smallest user of emvqr_verify and of every call of the writer. */
#include <emvqr/writer.h>

int probe(const char *text, unsigned len, char *buf, unsigned cap);

int probe(const char *text, unsigned len, char *buf, unsigned cap)
{
    emvqr_reader reader;
    emvqr_writer writer;
    size_t written;
    if (emvqr_verify(text, len, &reader) != EMVQR_CODE_NONE) {
        return -1;
    }
    emvqr_writer_init(&writer, buf, cap, EMVQR_CHARACTERS);
    emvqr_open(&writer, len);
    emvqr_put(&writer, len, text, len);
    emvqr_close(&writer);
    return emvqr_writer_finish(&writer, &written);
}
