# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes OUTPUT, a C++ source with the texts of FILES: the modules of the standard library that are written in the language
# itself. File a_b.py is module a.b when a.py exists or a is named in PACKAGES, else module a_b.
set(body "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  string(REGEX MATCH "^(${PACKAGES})_" package "${name}_")
  if(package AND NOT name MATCHES "^(${PACKAGES})$")
    string(REGEX REPLACE "^(${PACKAGES})_" "\\1." name "${name}")
  endif()
  file(READ "${file}" text)
  # Pieces stay below the length that every compiler takes for a literal.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(start 0)
  while(start LESS length)
    string(SUBSTRING "${text}" ${start} 12000 piece)
    string(APPEND pieces "R\"PYTHON(${piece})PYTHON\"\n")
    math(EXPR start "${start} + 12000")
  endwhile()
  string(APPEND body "    { \"${name}\", ${pieces} },\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made by core/lang/stdlib/embed.cmake from core/lang/stdlib/python.
#include \"core/lang/stdlib/scriptmodules.h\"

namespace limbeck::lang {

const std::vector<ScriptModule> &scriptModules()
{
    static const std::vector<ScriptModule> table {
${body}    };
    return table;
}

} // namespace limbeck::lang
")
