// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

#include <memory>

namespace limbeck {

/// Says that the process ends after what it runs now: what scripts have made need not be taken
/// apart object by object, the system takes it back at once. For programs that run one command.
void endProcessAfterRun();

/// Takes an interpreter that holds nothing but memory, no session and no file, if it need not be
/// taken apart.
void dismiss(std::unique_ptr<lang::Interpreter> &interpreter);

} // namespace limbeck
