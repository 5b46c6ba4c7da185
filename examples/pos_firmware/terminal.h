/* SPDX-License-Identifier: MIT */
/* What the terminal does: a line of the cashier or of the scanner in, words and receipts out. */
#ifndef POS_TERMINAL_H
#define POS_TERMINAL_H

#include "line.h"

/* Says how to use it, and takes the sticker that the shop was delivered with. */
void terminal_start(void);

/* A line from the console: a sum ("50.00"), or one of the words that terminal_start tells. */
void terminal_order(const line *order);

/* A line from the scanner: a payment code, or whatever a customer holds up. */
void terminal_scan(const line *scanned);

#endif
