// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

namespace limbeck::bindings {

/// Gives exists() the methods of the SELECT inside of it: where(), select_from(), select() …
void defineExistsMethods(lang::Interpreter &interpreter);

} // namespace limbeck::bindings
