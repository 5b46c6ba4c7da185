# SPDX-License-Identifier: MIT
# Install rules. Each library has an export set and a pkg-config file of its own, so that who uses the core alone
# needs none of the front ends' packages. Whatever is installed may be moved: no absolute path is written.
include(CMakePackageConfigHelpers)

set(EMVQR_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/emvqr")

# Where a program or library looks first for what it links: beside itself.
set(EMVQR_ORIGIN "$ORIGIN")
if(APPLE)
    set(EMVQR_ORIGIN "@loader_path")
endif()
set(EMVQR_CFLAGS "")
if(BUILD_SHARED_LIBS)
    string(APPEND EMVQR_CFLAGS " -DEMVQR_SHARED")
endif()
if(NOT EMVQR_TEXTS)
    string(APPEND EMVQR_CFLAGS " -DEMVQR_CFG_TEXTS=0")
endif()

# From one installed directory to another, as a path that survives a move; an absolute target stays as it is.
function(emvqr_relative_path result base from to)
    if(NOT IS_ABSOLUTE "${to}")
        file(RELATIVE_PATH way "/prefix/${from}" "/prefix/${to}")
        string(REGEX REPLACE "/$" "" to "${base}/${way}")
    endif()
    set(${result} "${to}" PARENT_SCOPE)
endfunction()

# emvqr_install_library(emvqr-encode NAME "what it is" "public packages" "private packages")
function(emvqr_install_library target name description requires requires_private)
    if(NOT DEFINED CMAKE_INSTALL_RPATH)
        set_target_properties(${target} PROPERTIES INSTALL_RPATH "${EMVQR_ORIGIN}")
    endif()
    install(TARGETS ${target} EXPORT ${target}-targets
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
    install(EXPORT ${target}-targets NAMESPACE emvqr:: DESTINATION "${EMVQR_CMAKE_DIR}")

    set(libs_private "")
    if(UNIX AND target STREQUAL "emvqr-decode")
        set(libs_private "-lm")
    endif()
    set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
    emvqr_relative_path(libdir "\${pcfiledir}" "${pc_dir}" "${CMAKE_INSTALL_LIBDIR}")
    emvqr_relative_path(includedir "\${pcfiledir}" "${pc_dir}" "${CMAKE_INSTALL_INCLUDEDIR}")
    configure_file("${PROJECT_SOURCE_DIR}/src/packaging/library.pc.in" "${PROJECT_BINARY_DIR}/${target}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${target}.pc" DESTINATION "${pc_dir}")
endfunction()

emvqr_install_library(emvqr emvqr "${PROJECT_DESCRIPTION}" "" "")
set(EMVQR_HEADERS_LEFT_OUT "")
if(EMVQR_NETWORK_INCLUDE)
    list(APPEND EMVQR_HEADERS_LEFT_OUT PATTERN networks.def EXCLUDE)
endif()
if(EMVQR_ENCODE)
    string(JOIN " " packages ${EMVQR_ENCODE_REQUIRES})
    emvqr_install_library(emvqr-encode "emvqr encode" "Payment payloads drawn as QR symbols" emvqr "${packages}")
else()
    list(APPEND EMVQR_HEADERS_LEFT_OUT PATTERN qr_encode.h EXCLUDE)
endif()
if(EMVQR_STICKER)
    string(JOIN " " packages ${EMVQR_STICKER_REQUIRES})
    emvqr_install_library(emvqr-sticker "emvqr sticker" "Payment codes as printed stickers" emvqr-encode "${packages}")
else()
    list(APPEND EMVQR_HEADERS_LEFT_OUT PATTERN sticker.h EXCLUDE)
endif()
if(EMVQR_DECODE)
    string(JOIN " " packages ${EMVQR_DECODE_REQUIRES})
    emvqr_install_library(emvqr-decode "emvqr decode" "QR symbols found in pictures" emvqr "${packages}")
else()
    list(APPEND EMVQR_HEADERS_LEFT_OUT PATTERN qr_decode.h EXCLUDE)
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/emvqr" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.h" PATTERN "*.def" ${EMVQR_HEADERS_LEFT_OUT})
if(EMVQR_NETWORK_INCLUDE)
    install(FILES "${EMVQR_NETWORK_INCLUDE}/emvqr/networks.def" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/emvqr")
endif()

if(EMVQR_CLI)
    if(NOT DEFINED CMAKE_INSTALL_RPATH AND BUILD_SHARED_LIBS)
        emvqr_relative_path(rpath "${EMVQR_ORIGIN}" "${CMAKE_INSTALL_BINDIR}" "${CMAKE_INSTALL_LIBDIR}")
        set_target_properties(emvqr-cli PROPERTIES INSTALL_RPATH "${rpath}")
    endif()
    install(TARGETS emvqr-cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

configure_package_config_file(src/packaging/emvqr-config.cmake.in "${PROJECT_BINARY_DIR}/emvqr-config.cmake"
    INSTALL_DESTINATION "${EMVQR_CMAKE_DIR}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/emvqr-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/emvqr-config.cmake" "${PROJECT_BINARY_DIR}/emvqr-config-version.cmake"
    DESTINATION "${EMVQR_CMAKE_DIR}")
