// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationhosts.h"

#include <chrono>

namespace limbeck {

namespace {

constexpr qint64 progressIntervalNs = 250'000'000;

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

DatabaseHost::DatabaseHost(dialect::Connection &connection, dialect::CompileOptions options,
                           RunObserver &observer)
    : StepHost(connection.dialect(), std::move(options), observer)
    , m_connection(connection)
    , m_schema(connection)
{
    beginCounting();
}

void DatabaseHost::beginCounting()
{
    m_rows = 0;
    m_statements = 0;
    m_startedNs = m_reportedNs = nowNs();
}

Result<> DatabaseHost::invoke(const ops::Operation &operation)
{
    if (const auto *boundary = std::get_if<ops::AutocommitBoundary>(&operation.action))
        return crossAutocommitBoundary(boundary->entering);
    if (const auto done = runAll(operation); !done)
        return failure(done.error());
    return {};
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::execute(const ops::Operation &executeSql)
{
    return runAll(executeSql);
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::runAll(const ops::Operation &operation)
{
    const auto statements = dialect().compile(operation, compileOptions(), &m_schema);
    if (!statements)
        return failure(statements.error());
    std::unique_ptr<dialect::Cursor> last;
    for (const dialect::Statement &statement : *statements) {
        auto cursor = run(statement);
        if (!cursor)
            return failure(cursor.error());
        last = std::move(*cursor);
    }
    return last;
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::run(const dialect::Statement &statement)
{
    auto cursor = m_connection.execute(statement); // the connection tells it to the observer
    if (!cursor)
        return failure(cursor.error());
    const qint64 rows = *cursor ? (*cursor)->affectedRows() : -1;
    ++m_statements;
    m_rows += std::max<qint64>(rows, 0);
    reportProgress();
    return cursor;
}

Result<> DatabaseHost::crossAutocommitBoundary(bool entering)
{
    if (!context().transactional)
        return {};
    return entering ? m_connection.commit() : m_connection.begin();
}

void DatabaseHost::reportProgress()
{
    const qint64 now = nowNs();
    if (now - m_reportedNs < progressIntervalNs)
        return;
    m_reportedNs = now;
    const double seconds = static_cast<double>(now - m_startedNs) / 1e9;
    observer().handle(RowsProgress { context().step, m_statements, m_rows,
                                     static_cast<double>(m_rows) / seconds });
}

} // namespace limbeck
