// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/enginerun.h"

namespace limbeck::cli {

// What upgrade, downgrade, stamp and ensure_version have in common.

/// Has the engine do @p request, offline if --sql was given. Errors: those of the engine, a broken
/// graph among them.
[[nodiscard]] Result<> runMigrations(const CommandContext &context, RunRequest request);

/// Continues the run that stopped inside a step; @p command is the one that it was.
/// Errors: those of resumption() and of the engine; Usage if a revision was given too.
[[nodiscard]] Result<> resumeMigrations(const CommandContext &context, RunRequest::Command command);

/// "A:B" is for --sql only. Errors: InvalidPlan, with Alembic's words.
[[nodiscard]] Result<> refuseOnlineRange(const CommandContext &context);

/// Whether --sql was given without the "A:" that says where to start.
[[nodiscard]] bool isOfflineWithoutStart(const CommandContext &context);

/// The rows from which SQL for the project's database has to start; nothing if the database has
/// none or cannot be asked. Tells on standard error what it starts from.
[[nodiscard]] std::optional<QStringList> headsToStartFrom(const CommandContext &context);

} // namespace limbeck::cli
