# SPDX-License-Identifier: MIT
# cmake -C tests/cache/min.cmake -S . -B DIR: the library alone, small, as a device with one network would take it.
set(CMAKE_BUILD_TYPE MinSizeRel CACHE STRING "")
set(EMVQR_NETWORKS promptpay CACHE STRING "")
set(EMVQR_FAST OFF CACHE BOOL "")
set(EMVQR_TEXTS OFF CACHE BOOL "")
foreach(option EMVQR_ENCODE EMVQR_DECODE EMVQR_CLI EMVQR_BUILD_TESTS EMVQR_BUILD_EXAMPLES)
    set(${option} OFF CACHE BOOL "")
endforeach()
