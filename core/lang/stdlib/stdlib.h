// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck::lang {

class Interpreter;

/// Makes the standard library's modules known to @p interpreter (each is built at its first
/// import). Called by the Interpreter's constructor. Each module has its own file here with one
/// function `void defineMath(ModuleBuilder &module)`.
void addStandardLibrary(Interpreter &interpreter);

} // namespace limbeck::lang
