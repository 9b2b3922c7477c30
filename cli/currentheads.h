// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

namespace limbeck::cli {

/// The rows of the project's version table, in the order in which the database gives them, found
/// through env.py. Errors: those of env.py and of the database.
[[nodiscard]] Result<Heads> currentHeads(CommandContext &context);

} // namespace limbeck::cli
