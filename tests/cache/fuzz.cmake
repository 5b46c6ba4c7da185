# SPDX-License-Identifier: MIT
# cmake -C tests/cache/fuzz.cmake -S . -B DIR: the libFuzzer targets, and the library instrumented for them.
find_program(EMVQR_CLANG NAMES clang clang-19 clang-14 REQUIRED)
set(CMAKE_C_COMPILER "${EMVQR_CLANG}" CACHE FILEPATH "")
set(CMAKE_C_FLAGS "-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
    CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(EMVQR_BUILD_FUZZ ON CACHE BOOL "")
set(EMVQR_BUILD_TESTS OFF CACHE BOOL "")
set(EMVQR_BUILD_EXAMPLES OFF CACHE BOOL "")
set(EMVQR_CLI OFF CACHE BOOL "")
