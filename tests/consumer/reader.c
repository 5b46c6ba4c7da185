/* SPDX-License-Identifier: MIT */
/* A stranger's program on the core: a sound payload passes, the same with another sum does not. */
#include <string.h>

#include <emvqr/emvqr.h>

int main(void)
{
    static const char sound[] = "00020101021129370016A0000006770101110113006681234567853037645405"
                                "50.005802TH63041E8E";
    char forged[sizeof sound];
    emvqr_reader reader;

    memcpy(forged, sound, sizeof sound);
    forged[64] = '9';
    return emvqr_verify(sound, strlen(sound), &reader) == EMVQR_CODE_NONE &&
                   emvqr_verify(forged, strlen(forged), &reader) == EMVQR_CODE_CRC_MISMATCH
               ? 0
               : 1;
}
