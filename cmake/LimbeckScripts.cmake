# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# limbeck_script_table(TARGET FUNCTION name NAMESPACE ns HEADER path FILES … [PACKAGES …]): modules that are written in the
# script language itself, compiled in. Adds to TARGET a source that defines `const std::vector<lang::ScriptModule> &name()`,
# which HEADER declares. File a_b.py is module a.b if a is named in PACKAGES, else module a_b.
#
# Run with -P the same file writes that source.

set(LIMBECK_SCRIPTS_FILE "${CMAKE_CURRENT_LIST_FILE}")

function(limbeck_script_table target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FUNCTION;NAMESPACE;HEADER" "FILES;PACKAGES")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION}.cpp")
  list(JOIN arg_PACKAGES "|" packages)
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFUNCTION=${arg_FUNCTION}" "-DNAMESPACE=${arg_NAMESPACE}"
            "-DHEADER=${arg_HEADER}" "-DFILES=${arg_FILES}" "-DPACKAGES=${packages}" -P "${LIMBECK_SCRIPTS_FILE}"
    DEPENDS ${arg_FILES} "${LIMBECK_SCRIPTS_FILE}"
    COMMENT "Embedding the scripts of ${target}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

# Sets ${result} to @p text as C++ literals, each below the length that every compiler takes.
function(limbeck_literal text result)
  string(LENGTH "${text}" length)
  set(pieces "")
  set(start 0)
  while(start LESS length)
    string(SUBSTRING "${text}" ${start} 12000 piece)
    string(APPEND pieces "R\"PYTHON(${piece})PYTHON\"\n")
    math(EXPR start "${start} + 12000")
  endwhile()
  set(${result} "${pieces}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL LIMBECK_SCRIPTS_FILE)
  set(body "")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME_WE)
    if(PACKAGES)
      string(REGEX REPLACE "^(${PACKAGES})_" "\\1." name "${name}")
    endif()
    file(READ "${file}" text)
    limbeck_literal("${text}" literal)
    string(APPEND body "        { \"${name}\", ${literal} },\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Made by cmake/LimbeckScripts.cmake.
#include \"${HEADER}\"

namespace ${NAMESPACE} {

const std::vector<lang::ScriptModule> &${FUNCTION}()
{
    static const std::vector<lang::ScriptModule> table {
${body}    };
    return table;
}

} // namespace ${NAMESPACE}
")
endif()
