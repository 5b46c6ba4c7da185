/* SPDX-License-Identifier: MIT */
/* Payloads for tests, written as objects: lengths and CRC are computed here, by nothing of the library. */
#ifndef EMVQR_TEST_PAYLOAD_H
#define EMVQR_TEST_PAYLOAD_H

#include <stddef.h>

/* Builds a payload from blanks-separated tokens and returns it, NUL-terminated. It stays valid for seven
 * more calls.
 *
 *     payload_build("00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH")
 *
 *   PATH=VALUE    an object; neighbours with the same parent stand in one template. A path that was there before gets
 *                 the new value in its old place; a new one goes behind the last of its siblings, else to the end.
 *   PATH='A B'    a value with blanks
 *   -PATH         takes it out again, and what is below it
 *   +PATH=VALUE   at the end, even if it is there already: a duplicate
 *   |             the next object begins a template of its own
 *   PATH.!TEXT    TEXT as it stands inside that template; !TEXT at the root
 *   63=*          the CRC, here (unless told otherwise, it is the last); 63=lower in lower case; 63=none leaves it out;
 *                 63=VALUE is that value, right or wrong
 *   %bytes        lengths count bytes; %utf16 UTF-16 units (unless told otherwise, characters)
 *   ^TEXT  $TEXT  before and behind the payload, outside the CRC
 * A token that cannot be understood and a value that is too long end the program. */
const char *payload_build(const char *objects);

/* In the payload built last: bytes from its beginning to the object at a path ("29.01"; of two the second), -1 when it
 * is not there; "end" is the length of the whole. */
long payload_offset(const char *path);

/* The CRC that payloads are signed with. */
unsigned payload_crc(const char *text, size_t len);

#endif
