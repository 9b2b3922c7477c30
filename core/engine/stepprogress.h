// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    /// Was sent as the last one, and nobody knows what became of it.
    std::optional<JournalStatement> inDoubt;
};

/// Reads what @p statements, all those of @p run, say about the step in which it stopped.
[[nodiscard]] StepProgress progressOf(const JournalRun &run,
                                      const std::vector<JournalStatement> &statements);

/// One line for people: "CREATE TABLE ticket (…)", cut to a readable length.
[[nodiscard]] QString statementLine(const JournalStatement &statement);

} // namespace limbeck
