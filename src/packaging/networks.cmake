# SPDX-License-Identifier: MIT
# networks.def is the one list of networks: C reads it to know them, this file reads it to compile them.

# Reads lines EMVQR_NETWORK(name, file) and sets EMVQR_NETWORK_SOURCES: src/networks/<file>.c, each once, and
# EMVQR_NETWORKS_CHOSEN, the names. Where EMVQR_NETWORKS chooses some of them, it also writes a networks.def of only
# those and sets EMVQR_NETWORK_INCLUDE, the folder that must be searched before include/, so that headers and sources
# alike know the chosen networks alone.
function(emvqr_read_networks def)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${def}")
    set(line_form "^EMVQR_NETWORK\\( *([a-z0-9_]+) *, *([a-z0-9_]+) *\\)")
    file(STRINGS "${def}" lines REGEX "${line_form}")

    set(known "")
    set(sources "")
    set(chosen "")
    set(names "")
    foreach(line IN LISTS lines)
        if(line MATCHES "${line_form}")
            list(APPEND known ${CMAKE_MATCH_1})
            if(NOT EMVQR_NETWORKS OR CMAKE_MATCH_1 IN_LIST EMVQR_NETWORKS)
                list(APPEND names ${CMAKE_MATCH_1})
                list(APPEND sources "${PROJECT_SOURCE_DIR}/src/networks/${CMAKE_MATCH_2}.c")
                string(APPEND chosen "EMVQR_NETWORK(${CMAKE_MATCH_1}, ${CMAKE_MATCH_2})\n")
            endif()
        endif()
    endforeach()
    list(REMOVE_DUPLICATES sources)

    foreach(name IN LISTS EMVQR_NETWORKS)
        if(NOT name IN_LIST known)
            string(JOIN " " known ${known})
            message(FATAL_ERROR "emvqr: EMVQR_NETWORKS names \"${name}\", which is no network. Known: ${known}")
        endif()
    endforeach()

    set(EMVQR_NETWORK_INCLUDE "")
    if(EMVQR_NETWORKS)
        set(EMVQR_NETWORK_INCLUDE "${PROJECT_BINARY_DIR}/chosen")
        file(CONFIGURE OUTPUT "${EMVQR_NETWORK_INCLUDE}/emvqr/networks.def" CONTENT "${chosen}" @ONLY)
    endif()
    set(EMVQR_NETWORK_INCLUDE "${EMVQR_NETWORK_INCLUDE}" PARENT_SCOPE)
    set(EMVQR_NETWORK_SOURCES "${sources}" PARENT_SCOPE)
    set(EMVQR_NETWORKS_CHOSEN "${names}" PARENT_SCOPE)
endfunction()
