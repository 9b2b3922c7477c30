// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/stdlib/scriptmodules.h"

namespace limbeck::bindings {

/// The files of the folder python/, by file name without ".py"; the table is made when the program
/// is built.
[[nodiscard]] const std::vector<lang::ScriptModule> &bindingScripts();

} // namespace limbeck::bindings
