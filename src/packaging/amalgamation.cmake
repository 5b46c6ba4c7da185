# SPDX-License-Identifier: MIT
# The target `amalgamation`: this build's choice of networks and of forms as two files for a firmware's tree, in the
# folder amalgamation/emvqr of the build.

set(EMVQR_OUTPUT "${PROJECT_BINARY_DIR}/amalgamation/emvqr")

set(EMVQR_AMALGAMATED "")
get_target_property(sources emvqr SOURCES)
foreach(source IN LISTS sources)
    get_filename_component(source "${source}" ABSOLUTE)
    list(APPEND EMVQR_AMALGAMATED "${source}")
endforeach()
string(JOIN ", " EMVQR_NETWORK_NAMES ${EMVQR_NETWORKS_CHOSEN})
set(EMVQR_INCLUDE_DIRS ${EMVQR_NETWORK_INCLUDE} "${PROJECT_SOURCE_DIR}/include")
set(EMVQR_DESCRIPTION "${PROJECT_DESCRIPTION}")

set(settings "${PROJECT_BINARY_DIR}/amalgamation/settings.cmake")
configure_file(src/packaging/amalgamation-settings.cmake.in "${settings}" @ONLY)
file(GLOB EMVQR_AMALGAMATED_FROM CONFIGURE_DEPENDS include/emvqr/* src/core/* src/networks/* src/packaging/firmware/*)
add_custom_command(OUTPUT "${EMVQR_OUTPUT}/emvqr.c" "${EMVQR_OUTPUT}/emvqr.h"
    COMMAND "${CMAKE_COMMAND}" -D "SETTINGS=${settings}" -P "${PROJECT_SOURCE_DIR}/src/packaging/amalgamate.cmake"
    DEPENDS "${settings}" src/packaging/amalgamate.cmake ${EMVQR_AMALGAMATED_FROM}
    COMMENT "emvqr.c, emvqr.h -> ${EMVQR_OUTPUT}" VERBATIM)
add_custom_target(amalgamation DEPENDS "${EMVQR_OUTPUT}/emvqr.c")
