# SPDX-License-Identifier: MIT
# cmake -C tests/cache/asan.cmake -S . -B DIR: everything under AddressSanitizer and UndefinedBehaviorSanitizer.
set(CMAKE_C_FLAGS "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(EMVQR_BUILD_TESTS ON CACHE BOOL "")
