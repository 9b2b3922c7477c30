// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"
#include "cli/command.h"

namespace limbeck::cli {

/// The whole command line as data: Alembic's commands and options, and Limbeck's own.
/// @p programName is what usage and messages call the program.
[[nodiscard]] ProgramSpec commandTable(const QString &programName);

/// What does the command of this name; null if the table has none.
[[nodiscard]] CommandFunction commandFunction(const QString &name);

/// The function of a command that needs no project; null for all others.
[[nodiscard]] ProjectlessFunction projectlessFunction(const QString &name);

} // namespace limbeck::cli
