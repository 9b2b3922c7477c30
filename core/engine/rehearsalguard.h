// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/rehearsal.h"
#include "core/engine/runguard.h"

#include <QElapsedTimer>

namespace limbeck {

/// Watches a run on a scratch copy: notes each statement with its time, its rows, the locks it took
/// and the tables it wrote anew.
class RehearsalGuard final : public RunGuard, public RunObserver
{
public:
    /// Adds to @p steps; what else happens goes to @p observer.
    RehearsalGuard(RehearsedStep::Leg leg, std::vector<RehearsedStep> &steps, RunObserver &observer)
        : m_leg(leg)
        , m_steps(steps)
        , m_observer(observer)
    {
    }

    void handle(const RunEvent &event) override;
    Result<> beginRun(const RunStarted &started, dialect::Connection &session) override;
    Result<> afterStatement(StatementFinished &finished, const dialect::Statement &statement,
                            dialect::Connection &session) override;

private:
    /// Storage of a table → its name: another storage under the same identity is a rewrite.
    using Storage = std::map<QString, std::pair<QString, QString>>;

    [[nodiscard]] Result<Storage> storage(dialect::Connection &session) const;
    [[nodiscard]] Result<QStringList> locks(dialect::Connection &session) const;

    RehearsedStep::Leg m_leg;
    std::vector<RehearsedStep> &m_steps;
    RunObserver &m_observer;
    bool m_isInStep = false;
    bool m_isOwn = false; ///< the statement is about transactions or settings
    bool m_canSeeStorage = true; ///< MariaDB: needs a right that few have
    QElapsedTimer m_stepTime;
    Storage m_storage;
    QStringList m_locks; ///< of the transaction so far
    RehearsedStatement m_current;
    QStringList m_newLocks, m_rewritten; ///< of the statement that has just ended
};

} // namespace limbeck
