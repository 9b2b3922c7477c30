// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runguard.h"
#include "core/engine/runrequest.h"

namespace limbeck {

/// What a run left behind.
struct RunOutcome
{
    QStringList heads; ///< version rows afterwards
    int stepsDone = 0;
};

/// Does what @p request says with @p project, in the calling thread: evaluates env.py, plans, and
/// runs step by step.
///
/// Every event goes to @p observer, the last one is RunFinished or RunFailed. The connection lives
/// and dies inside. Errors: those of the script, the plan or the database; the database is then at
/// a revision that its version table names. Source: Alembic, `command.upgrade`,
/// `MigrationContext.run_migrations`.
///
/// The run is recorded in the journal. @p guard, if given, has a say in what is sent.
[[nodiscard]] Result<RunOutcome> run(const Project &project, const RunRequest &request,
                                     RunObserver &observer, RunCancellation &cancellation,
                                     RunGuard *guard = nullptr);

} // namespace limbeck
