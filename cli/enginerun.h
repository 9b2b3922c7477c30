// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runrequest.h"

namespace limbeck::cli {

/// Has the engine do @p request and returns the version rows afterwards (of the last database, if
/// env.py opens several).
///
/// What scripts print and log goes where they send it, offline SQL to standard output; long work
/// shows a line of progress on a terminal. An interrupt (Ctrl+C) cancels the run. Errors: those of
/// the engine.
[[nodiscard]] Result<Heads> runInEngine(const CommandContext &context, ScriptDirectory scripts,
                                        const RunRequest &request);

/// Evaluates env.py and calls @p visit for each database that it opens. Errors: those of env.py,
/// the database and @p visit.
[[nodiscard]] Result<> visitDatabases(const CommandContext &context, const ScriptDirectory &scripts,
                                      const std::function<Result<>(const DatabaseState &)> &visit);

/// The rows of the version table of the one database that env.py opens, asked without a trace:
/// nothing is printed, logged or changed, and a server that does not answer is not waited for.
/// Errors: why it could not be asked.
[[nodiscard]] Result<Heads> probeHeads(const CommandContext &context,
                                       const ScriptDirectory &scripts);

/// @p request with what the command line says besides: -x, --tag, all options.
[[nodiscard]] RunRequest completed(const CommandContext &context, RunRequest request);

} // namespace limbeck::cli
