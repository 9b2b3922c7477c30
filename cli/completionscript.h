// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"

namespace limbeck::cli {

/// A script for @p shell ("bash", "zsh" or "fish") that completes commands and options from the
/// table, and revision identifiers by asking the program itself.
[[nodiscard]] QString completionScript(const ProgramSpec &program, const QString &shell);

} // namespace limbeck::cli
