// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/dialect/connection.h"
#include "core/engine/runevent.h"

namespace limbeck {

/// What stands between a run and its database: it sees every statement before and after it is sent,
/// may look at the database with the same session, and may hold a statement or the run back.
///
/// An observer is told what happened; a guard has a say in what happens. Called in the run's
/// thread.
class RunGuard
{
public:
    /// What becomes of a statement.
    struct Verdict
    {
        /// What was changed before is committed first, as the database would do by itself.
        bool commitsFirst = false;
        bool isSkipped = false; ///< not sent; it counts as done, with these numbers:
        qint64 rows = -1;
        qint64 lastInsertId = -1;
    };

    virtual ~RunGuard() = default;

    /// env.py has opened a session.
    virtual void sessionOpened(const ConnectionSpecification &specification)
    {
        Q_UNUSED(specification);
    }

    /// The plan is made, nothing was sent. An error ends the run before it begins.
    [[nodiscard]] virtual Result<> beginRun(const RunStarted &started, dialect::Connection &session)
    {
        Q_UNUSED(started);
        Q_UNUSED(session);
        return {};
    }

    /// May complete @p started before it is told.
    [[nodiscard]] virtual Result<Verdict> beforeStatement(StatementStarted &started,
                                                          const dialect::Statement &statement,
                                                          dialect::Connection &session)
    {
        Q_UNUSED(started);
        Q_UNUSED(statement);
        Q_UNUSED(session);
        return Verdict {};
    }

    /// Whether statements may be sent before the ones before them are answered. Then neither
    /// beforeStatement() nor afterStatement() may use the session for them.
    [[nodiscard]] virtual bool allowsSendingAhead() const { return false; }

    /// May complete @p finished before it is told. Not called for a statement that failed.
    [[nodiscard]] virtual Result<> afterStatement(StatementFinished &finished,
                                                  const dialect::Statement &statement,
                                                  dialect::Connection &session)
    {
        Q_UNUSED(finished);
        Q_UNUSED(statement);
        Q_UNUSED(session);
        return {};
    }

    /// The statement failed with @p error. May complete @p finished before it is told. Not called
    /// where the session was lost, or the statement was sent ahead.
    virtual void afterFailure(StatementFinished &finished, const dialect::Statement &statement,
                              const Error &error)
    {
        Q_UNUSED(finished);
        Q_UNUSED(statement);
        Q_UNUSED(error);
    }

    /// What was changed is about to be committed. May complete @p started before it is told.
    [[nodiscard]] virtual Result<> beforeCommit(StatementStarted &started,
                                                dialect::Connection &session)
    {
        Q_UNUSED(started);
        Q_UNUSED(session);
        return {};
    }

    /// The last step is done and committed.
    [[nodiscard]] virtual Result<> endRun(dialect::Connection &session)
    {
        Q_UNUSED(session);
        return {};
    }
};

} // namespace limbeck
