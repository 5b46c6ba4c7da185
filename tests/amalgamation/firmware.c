/* SPDX-License-Identifier: MIT */
/* A firmware's main file, which a platform's builder links with emvqr. */
#include <emvqr.h>

int main(void)
{
    static const char text[] = "00020101021129370016A0000006770101110113006681234567853037645802TH63048EE2";
    emvqr_reader reader;
    return emvqr_verify(text, sizeof text - 1, &reader) != EMVQR_CODE_CRC_MISMATCH;
}
