# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DOUTPUT=… -DFILES="a.py;b.py" -P embedpython.cmake: writes a C++ table of the files' texts,
# by file name without ".py".
set(text "#include \"core/bindings/embeddedpython.h\"\n\nnamespace limbeck::bindings {\n\n")
string(APPEND text "const EmbeddedPython embeddedPythonFiles[] = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" content)
  string(APPEND text "{ \"${name}\", R\"PYTHON(${content})PYTHON\" },\n")
endforeach()
string(APPEND text "{ nullptr, nullptr },\n};\n\n} // namespace limbeck::bindings\n")
file(WRITE "${OUTPUT}" "${text}")
