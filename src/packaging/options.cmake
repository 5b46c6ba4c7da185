# SPDX-License-Identifier: MIT
# The options, and the few functions by which each of our targets is made: nothing here reaches a parent's targets.

# Tests are the default where they can be built; who asks for them without cmocka gets an error (tests/CMakeLists.txt).
set(EMVQR_TESTS_DEFAULT OFF)
if(PROJECT_IS_TOP_LEVEL)
    find_package(cmocka CONFIG QUIET)
    set(EMVQR_TESTS_DEFAULT ${cmocka_FOUND})
endif()

# Stickers likewise: cairo and pango are large, and nothing else needs them.
set(EMVQR_STICKER_DEFAULT OFF)
if(PROJECT_IS_TOP_LEVEL)
    find_package(PkgConfig QUIET)
    if(PKG_CONFIG_FOUND)
        pkg_check_modules(EMVQR_STICKER_FOUND QUIET pangocairo cairo-svg cairo-pdf)
        if(EMVQR_STICKER_FOUND_FOUND AND (EMVQR_ENCODE OR NOT DEFINED EMVQR_ENCODE))
            set(EMVQR_STICKER_DEFAULT ON)
        endif()
    endif()
endif()

option(EMVQR_ENCODE "emvqr::encode, payloads drawn as QR symbols (needs libqrencode, libpng)" ${PROJECT_IS_TOP_LEVEL})
option(EMVQR_DECODE "emvqr::decode, QR symbols found in pictures (needs zbar, libpng, libjpeg)" ${PROJECT_IS_TOP_LEVEL})
option(EMVQR_STICKER "emvqr::sticker, printed stickers (needs pango, cairo, EMVQR_ENCODE)" ${EMVQR_STICKER_DEFAULT})
option(EMVQR_CLI "The program emvqr" ${PROJECT_IS_TOP_LEVEL})
option(EMVQR_INSTALL "Install rules, CMake package and pkg-config files" ${PROJECT_IS_TOP_LEVEL})
option(EMVQR_BUILD_TESTS "Tests (need cmocka)" ${EMVQR_TESTS_DEFAULT})
option(EMVQR_BUILD_EXAMPLES "Example programs" ${PROJECT_IS_TOP_LEVEL})
option(EMVQR_BUILD_FUZZ "libFuzzer targets (need clang; see tests/cache/fuzz.cmake)" OFF)
option(EMVQR_FAST "CRC in words of eight bytes; OFF is the small form for devices" ON)
option(EMVQR_TEXTS "Names, keys, messages, making: what people read and type; OFF: what a device needs alone" ON)
option(EMVQR_WERROR "Treat the compiler's warnings about our own sources as errors" OFF)
set(EMVQR_NETWORKS "" CACHE STRING "Networks to build in, a list of names from networks.def; empty is all of them")

if(NOT EMVQR_TEXTS)
    foreach(option EMVQR_CLI EMVQR_BUILD_TESTS EMVQR_BUILD_EXAMPLES EMVQR_BUILD_FUZZ)
        if(${option})
            message(FATAL_ERROR "emvqr: ${option} needs the texts that EMVQR_TEXTS=OFF leaves out.\n"
                "Build with both, or with -D${option}=OFF")
        endif()
    endforeach()
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

set(EMVQR_WARNINGS "")
if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang" AND (PROJECT_IS_TOP_LEVEL OR EMVQR_WERROR))
    set(EMVQR_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wcast-qual -Wshadow -Wundef
        -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wnull-dereference -Wwrite-strings -Wpointer-arith
        -Wformat=2 $<$<BOOL:${EMVQR_WERROR}>:-Werror>)
endif()

# Our language and warnings for one of our targets.
function(emvqr_own target)
    set_target_properties(${target} PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
    target_compile_options(${target} PRIVATE ${EMVQR_WARNINGS})
endfunction()

# A library of ours, static or shared as BUILD_SHARED_LIBS says: emvqr_add_library(emvqr-encode encode SOURCE...)
# makes the target emvqr-encode, known as emvqr::encode here and where it is installed. All but the core link the core.
function(emvqr_add_library target name)
    add_library(${target} ${ARGN})
    add_library(emvqr::${name} ALIAS ${target})
    emvqr_own(${target})
    # Before 1.0 a minor version may break the binary interface.
    set(soversion ${PROJECT_VERSION_MAJOR})
    if(soversion EQUAL 0)
        set(soversion 0.${PROJECT_VERSION_MINOR})
    endif()
    set_target_properties(${target} PROPERTIES
        C_VISIBILITY_PRESET hidden EXPORT_NAME ${name} VERSION ${PROJECT_VERSION} SOVERSION ${soversion})
    if(BUILD_SHARED_LIBS)
        target_compile_definitions(${target} PUBLIC EMVQR_SHARED PRIVATE EMVQR_BUILDING)
    endif()
    if(NOT target STREQUAL "emvqr")
        target_link_libraries(${target} PUBLIC emvqr)
    endif()
endfunction()

# Links pkg-config packages to a front end: emvqr_link_packages(emvqr-decode EMVQR_DECODE zbar libpng libjpeg).
# The imported target is PkgConfig::${option}_PACKAGES; the installed package makes it again under the same name.
function(emvqr_link_packages target option)
    string(JOIN " " names ${ARGN})
    find_package(PkgConfig QUIET)
    if(NOT PKG_CONFIG_FOUND)
        message(FATAL_ERROR "emvqr: ${option} looks for ${names} with pkg-config, which is not installed.\n"
            "Install it, or build without this front end: -D${option}=OFF")
    endif()
    pkg_check_modules(${option}_PACKAGES QUIET IMPORTED_TARGET GLOBAL ${ARGN})
    if(NOT ${option}_PACKAGES_FOUND)
        message(FATAL_ERROR "emvqr: ${option} needs ${names}, and pkg-config does not find all of them.\n"
            "Install their development packages (on Debian: libqrencode-dev libzbar-dev libpng-dev libjpeg-dev "
            "libpango1.0-dev), or build without this front end: -D${option}=OFF")
    endif()
    target_link_libraries(${target} PRIVATE PkgConfig::${option}_PACKAGES)
    set(${option}_REQUIRES "${ARGN}" PARENT_SCOPE)
endfunction()
