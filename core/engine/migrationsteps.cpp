// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// MigrationSequence: how a step is tried, tried again, and taken back.

#include "core/engine/foreignkeycheck.h"
#include "core/engine/migrationsequence.h"
#include "core/engine/retrypolicy.h"

using namespace Qt::StringLiterals;

namespace limbeck {

Result<> MigrationSequence::runSteps(const std::vector<MigrationStep> &steps,
                                     const std::map<QString, lang::Value> &keywords)
{
    const Heads heads = m_heads;
    const size_t first = m_finishedSteps.size(); // env.py may run several plans
    size_t kept = 0; // steps whose module may be needed again
    for (size_t i = 0; i < steps.size();) {
        if (const auto loaded = m_modules.loadUpTo(i); !loaded)
            return withoutSteps(loaded.error(), heads);
        auto done = runStep(static_cast<int>(i), steps[i], keywords);
        if (!done && !m_cancellation.isCancelled()) {
            if (const auto loaded = m_modules.loadRest(); !loaded)
                return withoutSteps(loaded.error(), heads);
        }
        if (!done)
            m_modules.release();
        const bool isLast = !done || ++i == steps.size();
        if (isLast) {
            const auto settled = m_transactions.settle();
            done = done ? settled : done; // the first error is the one to tell
        }
        tellSettledSteps();
        const size_t settledSteps = static_cast<size_t>(m_toldSteps) - first;
        for (; kept < settledSteps; ++kept)
            m_modules.discard(kept);
        if (done)
            continue;
        if (m_transactions.lostSteps() == 0 || m_cancellation.isCancelled())
            return done;
        // They were good: each is done again, with a commit of its own.
        m_transactions.forgetLostSteps();
        m_finishedSteps.resize(first + settledSteps);
        m_heads = settledSteps == 0 ? heads : headsFrom(m_finishedSteps.back().heads);
        i = settledSteps;
    }
    return {};
}

/// @p error of a module that cannot be loaded: it comes before what the steps did so far, which
/// nobody has been told of.
Result<> MigrationSequence::withoutSteps(const Error &error, const Heads &start)
{
    m_heads = start;
    m_currentStep = m_modules.current();
    return failure(error);
}

Result<> MigrationSequence::runStep(int index, const MigrationStep &step,
                                    const std::map<QString, lang::Value> &keywords)
{
    m_currentStep = index;
    if (m_cancellation.isCancelled())
        return failure(ErrorCode::Cancelled, u"The run was cancelled"_s);
    const Heads before = m_heads;
    for (int attempt = 1;; ++attempt) {
        auto done = tryStep(index, step, keywords);
        if (m_transactions.mustStepRepeat()) {
            m_heads = before;
            done = tryStepAgain(index, step, keywords);
        }
        if (!done && m_databaseHost && m_databaseHost->needsForeignKeysOff())
            done = tryStepWithoutForeignKeys(index, step, keywords);
        if (done) {
            m_finishedSteps.push_back({ index, texts(m_heads), m_transactions.isStepDurable() });
            m_hasRunSteps = true;
            return {};
        }
        const bool mayRepeat =
            m_transactions.canRepeatStep() && !(m_databaseHost && m_databaseHost->hasCommitted());
        const bool isUndone = m_transactions.abandonStep().has_value();
        if (!mayRepeat || !isUndone || !pauseBeforeRetry(index, attempt, done.error()))
            return done;
        m_heads = before;
    }
}

Result<> MigrationSequence::tryStep(int index, const MigrationStep &step,
                                    const std::map<QString, lang::Value> &keywords)
{
    if (const auto begun = m_transactions.beginStep(); !begun)
        return begun;
    if (const auto done = doStep(index, step, keywords); !done)
        return done;
    if (!m_output.state())
        return m_output.state();
    return m_transactions.endStep(m_databaseHost && m_databaseHost->hasCommitted());
}

/// On its own: the steps before it are committed first.
Result<> MigrationSequence::tryStepAgain(int index, const MigrationStep &step,
                                         const std::map<QString, lang::Value> &keywords)
{
    if (const auto undone = m_transactions.abandonStep(); !undone)
        return undone;
    return tryStep(index, step, keywords);
}

/// A step that shares a commit with others is told when that is made.
void MigrationSequence::tellSettledSteps()
{
    for (; m_toldSteps < m_transactions.settledSteps(); ++m_toldSteps)
        m_observer.handle(m_finishedSteps[static_cast<size_t>(m_toldSteps)]);
}

/// SQLite takes no notice of the switch inside a transaction, so the step begins again with it off.
Result<>
MigrationSequence::tryStepWithoutForeignKeys(int index, const MigrationStep &step,
                                             const std::map<QString, lang::Value> &keywords)
{
    if (!m_transactions.canRepeatStep() || m_databaseHost->hasCommitted()) {
        return failure(
            ErrorCode::Refused,
            u"A table cannot be built anew here while foreign keys are enforced: rows of other "
            "tables could be deleted"_s,
            u"Let env.py use `with context.begin_transaction()` instead of a transaction of its "
            "own, or switch PRAGMA foreign_keys off before it begins that."_s);
    }
    if (const auto undone = m_transactions.abandonStep(); !undone)
        return undone;
    ForeignKeyCheck check(*m_options.connection);
    if (const auto off = m_transactions.setForeignKeys(false); !off)
        return off;
    const auto attempt = [&]() -> Result<> {
        if (const auto begun = m_transactions.beginStep(); !begun)
            return begun;
        if (const auto looked = check.begin(); !looked)
            return looked;
        if (const auto done = doStep(index, step, keywords); !done)
            return done;
        if (const auto whole = check.finish(); !whole)
            return whole;
        return m_transactions.endStep(m_databaseHost && m_databaseHost->hasCommitted());
    };
    const auto done = attempt();
    if (!done)
        std::ignore = m_transactions.abandonStep(); // the first error is the one to tell
    const auto on = m_transactions.setForeignKeys(true);
    return done ? on : done;
}

bool MigrationSequence::pauseBeforeRetry(int index, int attempt, const Error &error)
{
    if (!RetryPolicy::mayFollow(attempt, error))
        return false;
    const auto pause = RetryPolicy::pauseAfter(attempt);
    m_observer.handle(StepRetried { index, attempt + 1, pause, error });
    return RetryPolicy::sleep(pause, m_cancellation.token());
}

} // namespace limbeck
