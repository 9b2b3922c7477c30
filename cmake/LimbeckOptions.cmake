# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every target of ours is compiled with, and limbeck_library(): one library per folder of the design.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# moc reads our own sources only: a folder can be compiled while another does not.
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)
# Line tables and names are enough for a stack trace; full debug information makes the objects five times as large.
# -O1 compiles a fifth faster than -O2; the release preset is the fast one.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
# The release is linked statically: nobody replaces its functions, so a source may inline its own.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG -fno-semantic-interposition")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
# A program need not be linked again because a shared library of ours was.
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

option(LIMBECK_WERROR "Treat warnings as errors" ON)
set(LIMBECK_SANITIZE "" CACHE STRING "Value of -fsanitize=, for instance address,undefined")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_SOURCE_DIR}/cmake/ccache.sh")
endif()

# Some ninety programs are linked from the same libraries: with mold in a tenth of the time.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_library(limbeck_options INTERFACE)
target_include_directories(limbeck_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(limbeck_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${LIMBECK_WERROR}>:-Werror>
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_compile_definitions(limbeck_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  LIMBECK_VERSION="${PROJECT_VERSION}")
if(LIMBECK_SANITIZE)
  target_compile_definitions(limbeck_options INTERFACE LIMBECK_SANITIZED)
  target_compile_options(limbeck_options INTERFACE
    -fsanitize=${LIMBECK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(limbeck_options INTERFACE -fsanitize=${LIMBECK_SANITIZE})
endif()

# limbeck_library(NAME SOURCES … LINKS …): library limbeck_NAME of this folder: shared where many programs are linked from it
# (BUILD_SHARED_LIBS, as the dev and sanitizer presets have it: ninety test programs of 30 MB each would fill a small disk),
# static in the release.
# MOC: the folder has QObjects. PRECOMPILE: headers that most of the folder's sources read and that seldom change: they are
# precompiled with cmake/pch.h, which halves the folder's compile time (a folder without such headers shares limbeck_base's
# precompiled header); the lint preset builds without, so each source still has to name what it uses. LINKS names other folders (base, lang, …) or imported targets; a folder that is not named cannot be linked, and
# tests/layering reads the #include lines.
function(limbeck_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MOC" "" "SOURCES;LINKS;PRIVATE_LINKS;PRECOMPILE")
  add_library(limbeck_${name} ${arg_SOURCES})
  # No limbeck_NAME_EXPORTS: we mark no symbol with it, and it would keep the folders from sharing a precompiled header.
  set_target_properties(limbeck_${name} PROPERTIES DEFINE_SYMBOL "")
  if(arg_MOC)
    set_target_properties(limbeck_${name} PROPERTIES AUTOMOC ON)
  endif()
  target_link_libraries(limbeck_${name} PUBLIC limbeck_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  if(arg_PRECOMPILE OR name STREQUAL "base")
    list(TRANSFORM arg_PRECOMPILE PREPEND "${CMAKE_SOURCE_DIR}/")
    target_precompile_headers(limbeck_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/pch.h" ${arg_PRECOMPILE})
  else()
    target_precompile_headers(limbeck_${name} REUSE_FROM limbeck_base)
  endif()
endfunction()

# limbeck_test(NAME SOURCES … LINKS …): a Qt Test program tst_NAME, run offscreen.
function(limbeck_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINKS;LABELS")
  add_executable(tst_${name} ${arg_SOURCES})
  set_target_properties(tst_${name} PROPERTIES
    AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(tst_${name} PRIVATE limbeck_options Qt6::Test ${arg_LINKS})
  # One precompiled header for all tests: each would be a hundred megabytes and five seconds of its own.
  target_precompile_headers(tst_${name} REUSE_FROM limbeck_base)
  target_compile_definitions(tst_${name} PRIVATE
    LIMBECK_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LIMBECK_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND tst_${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
