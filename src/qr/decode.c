/* SPDX-License-Identifier: MIT */
/* The entries: one picture, and the frames of a camera. */
#include "ladder.h"

#include <stdlib.h>

static bool options_are_right(const emvqr_scan_options *options)
{
    return options->profile <= EMVQR_QR_THOROUGH && options->until <= EMVQR_QR_UNTIL_NEVER;
}

emvqr_status emvqr_qr_scan(const uint8_t *grey, unsigned width, unsigned height, size_t stride,
                           const emvqr_scan_options *options, emvqr_qr_found found, void *user)
{
    static const emvqr_scan_options defaults = {EMVQR_QR_NORMAL, EMVQR_QR_UNTIL_PAYMENT, 0};
    emvqr__source source = {grey, width, height, stride};
    emvqr__ladder *ladder = NULL;
    emvqr_status status;

    if (!options)
        options = &defaults;
    if (!found || !options_are_right(options))
        return EMVQR_ERR_ARGUMENT;
    status = emvqr__ladder_make(&ladder, NULL, &source);
    if (!status && ladder) {
        emvqr__ladder_begin(ladder, found, user);
        status = emvqr__ladder_climb(ladder, options);
    }
    free(ladder);
    return status;
}

emvqr_status emvqr_qr_decode(const uint8_t *grey, unsigned width, unsigned height, size_t stride,
                             emvqr_qr_found found, void *user)
{
    static const emvqr_scan_options plain = {EMVQR_QR_NORMAL, EMVQR_QR_UNTIL_SYMBOL, 0};

    return emvqr_qr_scan(grey, width, height, stride, &plain, found, user);
}

struct emvqr_qr_session {
    emvqr__ladder *ladder;
    unsigned profile, turn;
};

emvqr_qr_session *emvqr_qr_session_new(const emvqr_scan_options *options)
{
    emvqr_qr_session *session;

    if (options && !options_are_right(options))
        return NULL;
    session = malloc(sizeof *session);
    if (!session)
        return NULL;
    session->ladder = NULL;
    session->profile = options ? options->profile : EMVQR_QR_NORMAL;
    session->turn = 0;
    return session;
}

emvqr_status emvqr_qr_session_frame(emvqr_qr_session *session, const uint8_t *grey, unsigned width, unsigned height,
                                    size_t stride, emvqr_qr_found found, void *user)
{
    emvqr__source source = {grey, width, height, stride};
    emvqr_status status;

    if (!session || !found)
        return EMVQR_ERR_ARGUMENT;
    status = emvqr__ladder_make(&session->ladder, session->ladder, &source);
    if (status || !session->ladder || width < EMVQR__SIDE_MIN || height < EMVQR__SIDE_MIN)
        return status;
    emvqr__ladder_begin(session->ladder, found, user);
    return emvqr__ladder_frame(session->ladder, session->profile, session->turn++);
}

void emvqr_qr_session_free(emvqr_qr_session *session)
{
    if (!session)
        return;
    free(session->ladder);
    free(session);
}
