// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqlpipeline.h"

#include "core/database/postgresqlerrors.h"
#include "core/database/sqlitetext.h"
#include "core/database/statementtext.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// So many statements travel together.
constexpr std::size_t batch = 64;
/// So many may be without an answer: the server has something to do while a batch is made, and the
/// answers fit into the socket.
constexpr std::size_t window = 4 * batch;

} // namespace

PostgresqlPipeline::PostgresqlPipeline(pg_conn *connection, const std::atomic_bool &cancelRequested,
                                       std::function<void()> wait)
    : m_connection(connection)
    , m_cancelRequested(cancelRequested)
    , m_wait(std::move(wait))
{
}

bool PostgresqlPipeline::takes(const QString &sql)
{
    const QString verb = firstSqlWord(sql);
    const bool changesRows = verb == "INSERT"_L1 || verb == "UPDATE"_L1 || verb == "DELETE"_L1;
    return changesRows && !sql.contains("RETURNING"_L1, Qt::CaseInsensitive)
        && !mayBeSeveralStatements(sql) && !sql.contains(QChar(0));
}

Result<> PostgresqlPipeline::send(const QString &sql, const dialect::Statement &statement,
                                  dialect::Connection::OnAnswer onAnswer)
{
    if (m_pending.size() >= window) {
        if (auto taken = takeAnswersUntil(window - batch); !taken)
            return taken;
    }
    m_pending.push_back({ statement.sql, statement.origin, std::move(onAnswer) });
    m_isOpen = m_isOpen || PQenterPipelineMode(m_connection);
    if (!m_isOpen
        || !PQsendQueryParams(m_connection, sql.toUtf8().constData(), 0, nullptr, nullptr, nullptr,
                              nullptr, 0)) {
        return fail(postgresqlError(m_connection, nullptr, false));
    }
    // The first one goes at once, the server need not wait for a batch.
    if (++m_unflushed == batch || m_pending.size() == 1)
        flush();
    return {};
}

void PostgresqlPipeline::flush()
{
    m_unflushed = 0;
    // A session that is lost says so when the answer is taken.
    static_cast<void>(PQsendFlushRequest(m_connection));
    static_cast<void>(PQflush(m_connection));
}

Result<> PostgresqlPipeline::finish()
{
    if (!m_isOpen)
        return {};
    if (m_unflushed > 0)
        flush();
    if (auto taken = takeAnswersUntil(0); !taken)
        return taken;
    close();
    return {};
}

Result<> PostgresqlPipeline::takeAnswersUntil(std::size_t missing)
{
    while (m_pending.size() > missing) {
        const auto touchedRows = takeAnswer();
        if (!touchedRows)
            return fail(touchedRows.error());
        const Pending answered = std::move(m_pending.front());
        m_pending.pop_front();
        answered.onAnswer(touchedRows);
    }
    return {};
}

/// Of the oldest statement: a result, and a null pointer behind it.
Result<qint64> PostgresqlPipeline::takeAnswer()
{
    std::optional<Result<qint64>> answer;
    for (;;) {
        m_wait();
        const PostgresqlResult result { PQgetResult(m_connection) };
        if (!result)
            break;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            bool isNumber = false;
            const qint64 count = QByteArray(PQcmdTuples(result.get())).toLongLong(&isNumber);
            answer = isNumber ? count : -1;
        } else {
            answer = failure(postgresqlError(m_connection, result.get(), m_cancelRequested.load()));
        }
        if (PQstatus(m_connection) == CONNECTION_BAD)
            break;
    }
    return answer.value_or(failure(postgresqlError(m_connection, nullptr, false)));
}

Result<> PostgresqlPipeline::fail(const Error &error)
{
    const Pending failed = std::move(m_pending.front());
    m_pending.clear();
    close();
    const Error located = at({ failed.sql, {}, {}, failed.origin, {} }, error);
    failed.onAnswer(failure(located));
    return failure(located);
}

void PostgresqlPipeline::close()
{
    m_unflushed = 0;
    if (!std::exchange(m_isOpen, false) || !PQpipelineSync(m_connection))
        return; // there is no pipeline, or no session any more
    while (PQstatus(m_connection) != CONNECTION_BAD) {
        m_wait();
        const PostgresqlResult result { PQgetResult(m_connection) };
        if (result && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC)
            break;
    }
    static_cast<void>(PQexitPipelineMode(m_connection));
}

} // namespace limbeck::database
