// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "core/engine/runrequest.h"

namespace limbeck::cli {

/// What a command wants to know about a run that went well.
struct RunReport
{
    QString database; ///< its URL; the password as ***
    Heads heads; ///< version rows afterwards
};

/// Has the engine do @p request. Its log goes where alembic.ini says, offline SQL to standard
/// output. An interrupt (Ctrl+C) cancels the run. Errors: those of the engine.
[[nodiscard]] Result<RunReport> runInEngine(const CommandContext &context,
                                            const ScriptDirectory &scripts,
                                            const RunRequest &request);

} // namespace limbeck::cli
