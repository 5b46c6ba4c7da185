/* SPDX-License-Identifier: MIT */
/* For a soundbox that scans: is this a payload at all, and unharmed? It takes neither memory nor tables.
 * Usage: soundbox [PAYLOAD] */
#include <emvqr/core.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1]
                                : "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";
    emvqr_reader reader;
    emvqr_code code = emvqr_verify(text, strlen(text), &reader);

    if (code != EMVQR_CODE_NONE) {
        printf("refused: %s at byte %u\n", emvqr_code_name(code), (unsigned)(reader.at - text));
        return 1;
    }
    puts("sound");
    return 0;
}
