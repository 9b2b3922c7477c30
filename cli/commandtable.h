// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

namespace limbeck::cli {

/// The whole command line as data: Alembic's commands and options, and Limbeck's own.
/// @p programName is what usage and messages call the program.
[[nodiscard]] ProgramSpec commandTable(const QString &programName);

/// The command of this name; null if the table has none.
[[nodiscard]] const Command *findCommand(const QString &name);

/// Whether the program was called by Alembic's name, from a link: it then keeps even more closely
/// to what Alembic does.
[[nodiscard]] bool isCalledAlembic(const ProgramSpec &program);

} // namespace limbeck::cli
