/* SPDX-License-Identifier: MIT */
/* emvqr: version, linkage and the few build-time switches.
 *
 * No switch changes the layout of a public struct: objects built with different switches may be linked together. */
#ifndef EMVQR_CONFIG_H
#define EMVQR_CONFIG_H

#define EMVQR_VERSION_MAJOR 0
#define EMVQR_VERSION_MINOR 1
#define EMVQR_VERSION_PATCH 0
#define EMVQR_VERSION "0.1.0"

/* EMVQR_CFG_FAST: 1 (the default) takes eight bytes a step in the CRC and a whole header at once, and has a function of
 * its own for each level of the networks' tables, which passes most objects at a look; 0 is the smallest code. Neither
 * has a table for the CRC. It matters only when the library itself is compiled. */
#ifndef EMVQR_CFG_FAST
#define EMVQR_CFG_FAST 1
#endif

/* EMVQR_CFG_TEXTS: 1 (the default) has all that people read and type: names, keys, messages, making (network_info.h,
 * make.h). 0 leaves it out of the library, for a firmware whose linker does not drop what nobody calls; those two
 * headers then declare what nobody defines. */
#ifndef EMVQR_CFG_TEXTS
#define EMVQR_CFG_TEXTS 1
#endif

/* EMVQR_SHARED is defined (by the CMake targets) for the library's shared build and for whoever links it. */
#if defined(EMVQR_SHARED) && defined(_WIN32)
#if defined(EMVQR_BUILDING)
#define EMVQR_API __declspec(dllexport)
#else
#define EMVQR_API __declspec(dllimport)
#endif
#elif defined(EMVQR_SHARED) && defined(__GNUC__)
#define EMVQR_API __attribute__((visibility("default")))
#else
#define EMVQR_API
#endif

#endif
