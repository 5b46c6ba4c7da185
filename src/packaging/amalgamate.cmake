# SPDX-License-Identifier: MIT
# The library in two files, emvqr.h and emvqr.c, for the chosen networks, with what ESP-IDF, Zephyr, PlatformIO and
# Arduino want to know beside them: the target `amalgamation` runs
#
#     cmake -D SETTINGS=FILE -P amalgamate.cmake
#
# with the settings that amalgamation.cmake takes from the build. Needs nothing but CMake.
cmake_minimum_required(VERSION 3.21)
include("${SETTINGS}")

file(REMOVE_RECURSE "${EMVQR_OUTPUT}")
set(include_line "#include [<\"]([^\">\n]+)[\">]\n")

function(write_out text)
    set_property(GLOBAL APPEND_STRING PROPERTY amalgamated "${text}")
endfunction()

# Sets `result` to the path of our own file that an include names, or to nothing where it is the compiler's.
function(find_own name beside result)
    set(${result} "" PARENT_SCOPE)
    foreach(dir IN LISTS beside EMVQR_INCLUDE_DIRS)
        if(EXISTS "${dir}/${name}")
            get_filename_component(path "${dir}/${name}" REALPATH)
            set(${result} "${path}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
endfunction()

# Writes a file with our own includes in place: a header the first time that it is met, a list (.def) each time.
function(write_file path)
    get_filename_component(beside "${path}" DIRECTORY)
    file(READ "${path}" text)
    string(REPLACE "/* SPDX-License-Identifier: MIT */\n" "" text "${text}")
    while(text MATCHES "${include_line}")
        set(line "${CMAKE_MATCH_0}")
        set(name "${CMAKE_MATCH_1}")
        string(FIND "${text}" "${line}" at)
        string(SUBSTRING "${text}" 0 ${at} before)
        string(LENGTH "${line}" length)
        math(EXPR behind "${at} + ${length}")
        string(SUBSTRING "${text}" ${behind} -1 text)
        write_out("${before}")
        find_own("${name}" "${beside}" own)
        get_property(written GLOBAL PROPERTY amalgamated_headers)
        if(NOT own)
            write_out("${line}")
        elseif(NOT own IN_LIST written)
            if(NOT own MATCHES "\\.def$")
                set_property(GLOBAL APPEND PROPERTY amalgamated_headers "${own}")
            endif()
            write_file("${own}")
        endif()
    endwhile()
    write_out("${text}")
endfunction()

# A source, and behind it an #undef for each macro of its own: the next one may use the name for something else.
function(write_source path)
    file(READ "${path}" text)
    string(REGEX MATCHALL "\n#define [A-Za-z_0-9]+" defines "${text}")
    file(RELATIVE_PATH name "${EMVQR_SOURCE_DIR}" "${path}")
    write_out("\n/* ==== ${name} ==== */\n\n")
    write_file("${path}")
    list(REMOVE_DUPLICATES defines)
    foreach(define IN LISTS defines)
        string(REPLACE "\n#define " "" name "${define}")
        write_out("#undef ${name}\n")
    endforeach()
endfunction()

function(save name)
    get_property(text GLOBAL PROPERTY amalgamated)
    set_property(GLOBAL PROPERTY amalgamated "")
    file(WRITE "${EMVQR_OUTPUT}/${name}" "${text}")
endfunction()

file(READ "${EMVQR_SOURCE_DIR}/LICENSE" licence)
set(head "/* SPDX-License-Identifier: MIT\n *\n * emvqr ${EMVQR_VERSION} in two files, emvqr.h and emvqr.c, made by its build's target \
`amalgamation`.\n * Networks: ${EMVQR_NETWORK_NAMES}.\n *\n${licence}*/\n")

find_own("emvqr/emvqr.h" "" umbrella)
write_out("${head}")
write_file("${umbrella}")
save(emvqr.h)
# The forms that were chosen are the defaults of these files.
file(READ "${EMVQR_OUTPUT}/emvqr.h" text)
foreach(form FAST TEXTS)
    if(NOT EMVQR_${form})
        string(REPLACE "#define EMVQR_CFG_${form} 1" "#define EMVQR_CFG_${form} 0" text "${text}")
    endif()
endforeach()
file(WRITE "${EMVQR_OUTPUT}/emvqr.h" "${text}")

write_out("${head}#include \"emvqr.h\"\n")
# What was a header's inline function is one of a source here, and clang warns of those that this choice does not call.
write_out("\n#if defined(__clang__)\n#pragma clang diagnostic ignored \"-Wunused-function\"\n#endif\n")
foreach(source IN LISTS EMVQR_SOURCES)
    write_source("${source}")
endforeach()
save(emvqr.c)

# What each platform's builder reads. All of them compile emvqr.c and search this folder for emvqr.h.
file(COPY "${EMVQR_SOURCE_DIR}/LICENSE" DESTINATION "${EMVQR_OUTPUT}")
foreach(file CMakeLists.txt idf_component.yml library.json library.properties zephyr/module.yml zephyr/Kconfig
        zephyr/CMakeLists.txt)
    configure_file("${EMVQR_SOURCE_DIR}/src/packaging/firmware/${file}.in" "${EMVQR_OUTPUT}/${file}" @ONLY)
endforeach()
