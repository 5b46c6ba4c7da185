/* SPDX-License-Identifier: MIT */
/* How vectors reach an AVR, whose RAM cannot hold them all: feed.c writes them, main.c reads them one by one. Numbers
 * have two bytes, the lower first. First the number of vectors; then for each its unit, its networks, and four texts
 * (name, payload, objects, findings), each behind its length. */
#ifndef WIRE_H
#define WIRE_H

enum { WIRE_NAME, WIRE_PAYLOAD, WIRE_OBJECTS, WIRE_FINDINGS, WIRE_TEXTS };

#endif
