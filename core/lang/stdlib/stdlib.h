// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"

namespace limbeck::lang {

class Interpreter;

/// Makes the standard library's modules known to @p interpreter (each is built at its first
/// import). Called by the Interpreter's constructor. Each module has its own file here with one
/// function `void defineMath(ModuleBuilder &module)`.
void addStandardLibrary(Interpreter &interpreter);

/// Whether @p file is Python text that is built into the program ("<os>"), not a script's.
[[nodiscard]] bool isBuiltIn(const SourceFilePtr &file);

} // namespace limbeck::lang
