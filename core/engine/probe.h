// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runrequest.h"

namespace limbeck {

/// The one database of a project, as it is now.
struct ProbedDatabase
{
    ConnectionSpecification specification; ///< with its password
    RunStarted state; ///< names, identity and version rows
};

/// Evaluates env.py as @p like says (its -x arguments, its URL) and asks the database where it is.
/// Changes nothing. Log lines go to @p observer. Errors: those of env.py and of the database;
/// InvalidPlan if env.py opens several databases.
[[nodiscard]] Result<ProbedDatabase> probe(const Project &project, const RunRequest &like,
                                           RunObserver &observer, RunCancellation &cancellation);

/// The request that continues the last run on the project's database, which stopped inside a step.
/// @p like: as for probe(); its command is the one that is to be continued.
/// Errors: those of probe() and of the journal; InvalidPlan when there is nothing to continue.
[[nodiscard]] Result<RunRequest> resumption(const Project &project, const RunRequest &like,
                                            RunCancellation &cancellation);

} // namespace limbeck
