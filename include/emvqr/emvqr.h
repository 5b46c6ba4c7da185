/* SPDX-License-Identifier: MIT */
/* emvqr: the whole library but for the two front ends, qr_encode.h and qr_decode.h, which stand alone. */
#ifndef EMVQR_EMVQR_H
#define EMVQR_EMVQR_H

#include <emvqr/config.h>
#include <emvqr/status.h>
#include <emvqr/span.h>
#include <emvqr/findings.h>
#include <emvqr/core.h>
#include <emvqr/writer.h>
#include <emvqr/network.h>
#include <emvqr/network_info.h>
#include <emvqr/make.h>
#include <emvqr/payee.h>
#include <emvqr/common.h>
#include <emvqr/promptpay.h>
#include <emvqr/vietqr.h>
#include <emvqr/lapnet.h>
#include <emvqr/vnpay.h>
#include <emvqr/duitnow.h>
#include <emvqr/qris.h>
#include <emvqr/cards.h>
#include <emvqr/wallets.h>
#endif
