// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/rollbackeffect.h"
#include "core/engine/journal.h"

namespace limbeck {

/// What the journal knows of a step that did not come to its end, on a database that does not undo
/// DDL, or that committed inside the step (autocommit_block()).
struct StepProgress
{
    int step = -1; ///< in the run's plan; -1: every step that was begun has ended
    std::vector<JournalStatement> inEffect; ///< took effect, and nothing will undo it
    /// Changed rows that were, as far as is known, not committed. Those up to the ordinal in the
    /// database's own marker were.
    std::vector<JournalStatement> uncommitted;
    /// Changed rows that the step itself took back: a resumed run does that again.
    std::vector<JournalStatement> takenBack;
    bool isCommitInDoubt = false; ///< they may have been: the last COMMIT had no answer
    QByteArray commitMark; ///< StatementStarted::stateBefore of that COMMIT: how to find out
    /// Nobody knows what became of it: it was sent as the last one, or changed rows that cannot all
    /// be taken back and failed, or was rolled back.
    std::optional<JournalStatement> inDoubt;
};

/// Reads what @p statements, all those of @p run, say about the step in which it stopped.
[[nodiscard]] StepProgress progressOf(const JournalRun &run,
                                      const std::vector<JournalStatement> &statements);

/// What a rollback leaves of @p statement.
[[nodiscard]] database::RollbackEffect rollbackEffect(const JournalStatement &statement);

/// Whether @p statement is the run's own change of the version rows, which show it themselves.
[[nodiscard]] bool isOfVersionRows(const JournalStatement &statement);

/// One line for people: "CREATE TABLE ticket (…)", cut to a readable length.
[[nodiscard]] QString statementLine(const JournalStatement &statement);

} // namespace limbeck
