/* SPDX-License-Identifier: MIT */
/* The outlines of a network's levels (emvqr_outline), summed over their rows by the preprocessor, so that no table says
 * twice what it says. Only for fast builds. */
#ifndef EMVQR_OUTLINE_H
#define EMVQR_OUTLINE_H

#if EMVQR_CFG_FAST

/* The bits of the IDs first to last, where bit 0 is the ID `from`. */
#define EMVQR__CLAMP(id, from) ((id) <= (from) ? 0 : (id) >= (from) + 63 ? 63 : (id) - (from))
#define EMVQR__IDS(first, last, from) \
    ((last) < (from) || (first) > (from) + 63 \
         ? 0u : (UINT64_MAX << EMVQR__CLAMP(first, from) & UINT64_MAX >> (63 - EMVQR__CLAMP(last, from))))
#define EMVQR__IDS_IF(condition, first, last, from) | ((condition) ? EMVQR__IDS(first, last, from) : 0u)

/* Which rows count for a member. */
#define EMVQR__IS_GROUP(first, last, kind) ((first) != (last) && (kind) >= EMVQR_KIND_ONE_OF)
#define EMVQR__IS_GROUP_OF(first, last, kind, wanted) ((first) != (last) && (kind) == (wanted))
#define EMVQR__IS_REQUIRED(first, last, kind, types, presence) \
    (!EMVQR__IS_GROUP(first, last, kind) && (presence) == EMVQR_REQUIRED && (types) == EMVQR_TYPES_ALL)
#define EMVQR__IS_ASKED(first, last, kind, types, presence) \
    (!EMVQR__IS_GROUP(first, last, kind) && \
     ((presence) == EMVQR_CONDITIONAL || ((presence) == EMVQR_REQUIRED && (types) != EMVQR_TYPES_ALL)))
#define EMVQR__TELLS(kind, types) ((kind) < EMVQR_KIND_ONE_OF && (types) == EMVQR_TYPES_ALL)

/* A row's share of each member. */
#define EMVQR__REQUIRED_0(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_REQUIRED(first, last, EMVQR_KIND_##kind, types, EMVQR_##presence), first, first, 0)
#define EMVQR__REQUIRED_1(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_REQUIRED(first, last, EMVQR_KIND_##kind, types, EMVQR_##presence), first, first, 64)
#define EMVQR__ASKED_0(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_ASKED(first, last, EMVQR_KIND_##kind, types, EMVQR_##presence), first, first, 0)
#define EMVQR__ASKED_1(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_ASKED(first, last, EMVQR_KIND_##kind, types, EMVQR_##presence), first, first, 64)
#define EMVQR__ONE_OF_0(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_GROUP_OF(first, last, EMVQR_KIND_##kind, EMVQR_KIND_ONE_OF), first, last, 0)
#define EMVQR__ONE_OF_1(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_GROUP_OF(first, last, EMVQR_KIND_##kind, EMVQR_KIND_ONE_OF), first, last, 64)
#define EMVQR__SOME_OF_0(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_GROUP_OF(first, last, EMVQR_KIND_##kind, EMVQR_KIND_SOME_OF), first, last, 0)
#define EMVQR__SOME_OF_1(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__IS_GROUP_OF(first, last, EMVQR_KIND_##kind, EMVQR_KIND_SOME_OF), first, last, 64)
#define EMVQR__TOLD_0(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__TELLS(EMVQR_KIND_##kind, types), first, last, 0)
#define EMVQR__TOLD_1(first, last, kind, min, max, types, presence, ...) \
    EMVQR__IDS_IF(EMVQR__TELLS(EMVQR_KIND_##kind, types), first, last, 64)
#define EMVQR__BEFORE_4(first, last, ...) + ((last) < 4)
#define EMVQR__BEFORE_8(first, last, ...) + ((last) < 8)
#define EMVQR__BEFORE_12(first, last, ...) + ((last) < 12)
#define EMVQR__BEFORE_16(first, last, ...) + ((last) < 16)
#define EMVQR__BEFORE_20(first, last, ...) + ((last) < 20)
#define EMVQR__BEFORE_24(first, last, ...) + ((last) < 24)
#define EMVQR__BEFORE_28(first, last, ...) + ((last) < 28)
#define EMVQR__BEFORE_32(first, last, ...) + ((last) < 32)
#define EMVQR__BEFORE_36(first, last, ...) + ((last) < 36)
#define EMVQR__BEFORE_40(first, last, ...) + ((last) < 40)
#define EMVQR__BEFORE_44(first, last, ...) + ((last) < 44)
#define EMVQR__BEFORE_48(first, last, ...) + ((last) < 48)
#define EMVQR__BEFORE_52(first, last, ...) + ((last) < 52)
#define EMVQR__BEFORE_56(first, last, ...) + ((last) < 56)
#define EMVQR__BEFORE_60(first, last, ...) + ((last) < 60)
#define EMVQR__BEFORE_64(first, last, ...) + ((last) < 64)
#define EMVQR__BEFORE_68(first, last, ...) + ((last) < 68)
#define EMVQR__BEFORE_72(first, last, ...) + ((last) < 72)
#define EMVQR__BEFORE_76(first, last, ...) + ((last) < 76)
#define EMVQR__BEFORE_80(first, last, ...) + ((last) < 80)
#define EMVQR__BEFORE_84(first, last, ...) + ((last) < 84)
#define EMVQR__BEFORE_88(first, last, ...) + ((last) < 88)
#define EMVQR__BEFORE_92(first, last, ...) + ((last) < 92)
#define EMVQR__BEFORE_96(first, last, ...) + ((last) < 96)

#define EMVQR__OUTLINE(name, ROWS) \
    { { 0 ROWS(EMVQR__REQUIRED_0), 0 ROWS(EMVQR__REQUIRED_1) }, \
      { 0 ROWS(EMVQR__ASKED_0), 0 ROWS(EMVQR__ASKED_1) }, \
      { 0 ROWS(EMVQR__ONE_OF_0), 0 ROWS(EMVQR__ONE_OF_1) }, \
      { 0 ROWS(EMVQR__SOME_OF_0), 0 ROWS(EMVQR__SOME_OF_1) }, \
      { 0 ROWS(EMVQR__TOLD_0), 0 ROWS(EMVQR__TOLD_1) }, \
      { 0, \
        0 ROWS(EMVQR__BEFORE_4), 0 ROWS(EMVQR__BEFORE_8), 0 ROWS(EMVQR__BEFORE_12), 0 ROWS(EMVQR__BEFORE_16), \
        0 ROWS(EMVQR__BEFORE_20), 0 ROWS(EMVQR__BEFORE_24), 0 ROWS(EMVQR__BEFORE_28), 0 ROWS(EMVQR__BEFORE_32), \
        0 ROWS(EMVQR__BEFORE_36), 0 ROWS(EMVQR__BEFORE_40), 0 ROWS(EMVQR__BEFORE_44), 0 ROWS(EMVQR__BEFORE_48), \
        0 ROWS(EMVQR__BEFORE_52), 0 ROWS(EMVQR__BEFORE_56), 0 ROWS(EMVQR__BEFORE_60), 0 ROWS(EMVQR__BEFORE_64), \
        0 ROWS(EMVQR__BEFORE_68), 0 ROWS(EMVQR__BEFORE_72), 0 ROWS(EMVQR__BEFORE_76), 0 ROWS(EMVQR__BEFORE_80), \
        0 ROWS(EMVQR__BEFORE_84), 0 ROWS(EMVQR__BEFORE_88), 0 ROWS(EMVQR__BEFORE_92), 0 ROWS(EMVQR__BEFORE_96) } },
#define EMVQR__OUTLINES(prefix, LEVELS) static const emvqr_outline prefix##_outlines[] = { LEVELS(EMVQR__OUTLINE) };
#define EMVQR_OUTLINES_OF(prefix) prefix##_outlines

#else

#define EMVQR__OUTLINES(prefix, LEVELS)
#define EMVQR_OUTLINES_OF(prefix) NULL

#endif
#endif
