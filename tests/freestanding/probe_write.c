/* SPDX-License-Identifier: MIT */
/* The smallest user of emvqr_verify and of every call of the writer. */
#include <emvqr/writer.h>

emvqr_status probe(const char *text, size_t len, emvqr_reader *reader, emvqr_writer *writer);

emvqr_status probe(const char *text, size_t len, emvqr_reader *reader, emvqr_writer *writer)
{
    unsigned id = emvqr_verify(text, len, reader);
    emvqr_writer_init(writer, writer->buf, len, EMVQR_CHARACTERS);
    emvqr_open(writer, id);
    emvqr_put(writer, id, text, len);
    emvqr_close(writer);
    return emvqr_writer_finish(writer, &len);
}
