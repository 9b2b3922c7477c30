// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace limbeck::lang {

/// A module of the standard library that is written in the language itself
/// (core/lang/stdlib/python).
struct ScriptModule
{
    const char *name; ///< dotted
    const char *text;
};

/// All of them; the table is made when the program is built.
[[nodiscard]] const std::vector<ScriptModule> &scriptModules();

} // namespace limbeck::lang
