// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/stepprogress.h"

#include "core/database/rollbackeffect.h"
#include "core/database/transactioncontrol.h"
#include "core/engine/runrecorder.h"

#include <map>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using database::RollbackEffect;
using database::StatementKind;

int unfinishedStep(const JournalRun &run)
{
    for (int i = static_cast<int>(run.steps.size()) - 1; i >= 0; --i) {
        const JournalStep &step = run.steps[static_cast<size_t>(i)];
        if (step.startedAt.isValid())
            return step.finishedAt.isValid() ? -1 : i;
    }
    // A run that continues another is inside its first step from the beginning.
    return run.resumes > 0 && !run.steps.empty() ? 0 : -1;
}

/// Follows the statements of one step in their order.
class Follower
{
public:
    /// @p undoesDdl: a statement of DDL counts with its transaction.
    Follower(StepProgress &progress, bool undoesDdl)
        : m_progress(progress)
        , m_undoesDdl(undoesDdl)
    {
    }

    void see(const JournalStatement &statement)
    {
        if (statement.isSkipped) {
            m_progress.inEffect.push_back(statement); // it was when the run began
            return;
        }
        switch (statement.kind) {
        case StatementKind::Read:
            return;
        case StatementKind::Session:
            return seeTransaction(statement);
        case StatementKind::Data:
            return seeData(statement);
        case StatementKind::Structure:
            return seeStructure(statement);
        }
    }

private:
    /// All that was changed is durable from here on.
    void commit()
    {
        for (JournalStatement &statement : m_progress.uncommitted)
            m_progress.inEffect.push_back(std::move(statement));
        m_progress.uncommitted.clear();
        m_savepoints.clear();
    }

    void takeBack()
    {
        takeBackFrom(0);
        m_savepoints.clear();
        m_progress.isCommitInDoubt = false;
    }

    void takeBackTo(const QString &savepoint)
    {
        const auto found = m_savepoints.find(savepoint);
        if (found == m_savepoints.end())
            takeBack();
        else
            takeBackFrom(found->second);
    }

    void takeBackFrom(size_t first)
    {
        auto &uncommitted = m_progress.uncommitted;
        for (; uncommitted.size() > first; uncommitted.pop_back()) {
            if (rollbackEffect(uncommitted.back()) == RollbackEffect::NotKnown)
                doubt(uncommitted.back());
            else
                m_progress.takenBack.push_back(std::move(uncommitted.back()));
        }
    }

    /// One that nobody can answer for is enough.
    void doubt(const JournalStatement &statement)
    {
        if (!m_progress.inDoubt)
            m_progress.inDoubt = statement;
    }

    void seeTransaction(const JournalStatement &statement)
    {
        const auto control = database::transactionControl(statement.sql);
        const bool isDone = statement.hasEnded && statement.error.isEmpty();
        switch (control.act) {
        case Act::None:
            return;
        case Act::Begin:
            m_isInTransaction = true;
            return;
        case Act::LockTables:
            return; // what was open was committed before it was sent
        case Act::AutocommitOn:
            m_isInTransaction = m_isInTransaction && !isDone;
            return;
        case Act::Savepoint:
            if (isDone)
                m_savepoints[control.savepoint] = m_progress.uncommitted.size();
            return;
        case Act::RollbackToSavepoint:
            if (isDone)
                takeBackTo(control.savepoint);
            return;
        case Act::Rollback:
            // Or the session was lost, which undoes what was not committed. Had it been asked to
            // COMMIT, that may have arrived: the database knows.
            if (isDone || !m_progress.isCommitInDoubt)
                takeBack();
            noteEnd(statement);
            return;
        case Act::Commit:
            m_progress.isCommitInDoubt = !statement.hasEnded;
            m_progress.commitMark = statement.stateBefore;
            if (isDone)
                commit();
            noteEnd(statement);
            return;
        }
    }

    /// On MySQL a script's own COMMIT is followed by the next transaction at once, as autocommit is
    /// off; the run's is followed by BEGIN, or by none.
    void noteEnd(const JournalStatement &statement)
    {
        const bool isDone = statement.hasEnded && statement.error.isEmpty();
        if (isDone && (m_undoesDdl || statement.origin.isEmpty()))
            m_isInTransaction = false;
    }

    void seeData(const JournalStatement &statement)
    {
        const RollbackEffect effect = rollbackEffect(statement);
        if (!statement.hasEnded) {
            // Inside a transaction it is undone, if it can be; outside nobody knows.
            if (!m_isInTransaction || effect != RollbackEffect::Undone)
                doubt(statement);
            return;
        }
        if (!statement.error.isEmpty()) {
            if (effect != RollbackEffect::Undone
                && statement.stateAfter != StatementFinished::changedNothing)
                doubt(statement);
            // A deadlock ends the whole transaction.
            if (!statement.isOpen)
                takeBack();
            return;
        }
        if (effect == RollbackEffect::Kept)
            m_progress.inEffect.push_back(statement);
        else
            m_progress.uncommitted.push_back(statement);
        if (!statement.isOpen)
            commit();
    }

    void seeStructure(const JournalStatement &statement)
    {
        if (m_undoesDdl)
            return seeData(statement);
        // What was changed before was committed before it was sent.
        if (!statement.hasEnded)
            doubt(statement);
        else if (statement.error.isEmpty())
            m_progress.inEffect.push_back(statement);
    }

    using Act = database::TransactionControl::Act;

    StepProgress &m_progress;
    bool m_undoesDdl;
    std::map<QString, size_t> m_savepoints; ///< how many uncommitted statements each had before it
    bool m_isInTransaction = false;
};

} // namespace

StepProgress progressOf(const JournalRun &run, const std::vector<JournalStatement> &statements)
{
    StepProgress progress;
    progress.step = unfinishedStep(run);
    if (progress.step < 0)
        return progress;
    Follower follower(progress, undoesDdl(run.dialect));
    for (const JournalStatement &statement : statements) {
        // The transaction that a step is in may have begun before it.
        if (statement.step == progress.step || statement.kind == StatementKind::Session)
            follower.see(statement);
    }
    return progress;
}

RollbackEffect rollbackEffect(const JournalStatement &statement)
{
    return statement.kind == StatementKind::Data
        ? database::rollbackEffectFromText(statement.stateBefore)
        : RollbackEffect::Undone;
}

bool isOfVersionRows(const JournalStatement &statement)
{
    return statement.kind == StatementKind::Data && statement.origin.isEmpty();
}

QString statementLine(const JournalStatement &statement)
{
    constexpr qsizetype length = 100;
    QString line = statement.sql.simplified();
    if (line.size() > length)
        line = line.left(length - 1) + u'…';
    if (statement.times > 1)
        line += u" (%1 times)"_s.arg(statement.times);
    return line;
}

} // namespace limbeck
