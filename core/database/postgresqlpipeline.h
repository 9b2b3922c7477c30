// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <atomic>
#include <deque>
#include <functional>

struct pg_conn;

namespace limbeck::database {

/// Statements on their way to the server in libpq's pipeline mode: many are sent before the first
/// is answered, so that a loop over rows waits for the server once for some dozens of them.
///
/// Between the first send() and finish() nothing else may be sent on the session.
class PostgresqlPipeline
{
public:
    /// @p wait: returns once PQgetResult() would not block.
    PostgresqlPipeline(pg_conn *connection, const std::atomic_bool &cancelRequested,
                       std::function<void()> wait);
    Q_DISABLE_COPY_MOVE(PostgresqlPipeline)

    /// Whether @p sql is a single INSERT, UPDATE or DELETE that gives no rows.
    [[nodiscard]] static bool takes(const QString &sql);

    /// Something was sent since the last finish().
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

    /// Sends @p sql, the text of @p statement with its values. Waits for older answers while very
    /// many are missing. Errors: of an older statement, or of the session; the pipeline is closed
    /// then.
    [[nodiscard]] Result<> send(const QString &sql, const dialect::Statement &statement,
                                dialect::Connection::OnAnswer onAnswer);
    /// Takes the missing answers and closes the pipeline. Errors: of the first that failed; those
    /// behind it were not run.
    [[nodiscard]] Result<> finish();

private:
    /// A statement without an answer.
    struct Pending
    {
        QString sql;
        SourceSpan origin;
        dialect::Connection::OnAnswer onAnswer;
    };

    [[nodiscard]] Result<> takeAnswersUntil(std::size_t missing);
    [[nodiscard]] Result<qint64> takeAnswer();
    /// Asks the server not to keep the answers so far to itself, and sends what waits here.
    void flush();
    /// Drops what is not answered, up to the server's word that it is ready again.
    void close();
    [[nodiscard]] Result<> fail(const Error &error);

    pg_conn *m_connection;
    const std::atomic_bool &m_cancelRequested;
    std::function<void()> m_wait;
    std::deque<Pending> m_pending;
    std::size_t m_unflushed = 0;
    bool m_isOpen = false;
};

} // namespace limbeck::database
