// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/backend.h"
#include "core/engine/foreignkeycheck.h"
#include "core/engine/migrationhosts.h"
#include "core/engine/retrypolicy.h"

#include <QRegularExpression>

#include <chrono>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qint64 progressIntervalNs = 250'000'000;

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// A statement that works on rows. All others, DDL above all, commit what is open before MySQL even
/// tries for their locks. Source: MySQL manual, "Statements That Cause an Implicit Commit".
bool worksOnRows(const QString &sql)
{
    static const QStringList words { u"DELETE"_s, u"INSERT"_s, u"REPLACE"_s,
                                     u"SELECT"_s, u"UPDATE"_s, u"WITH"_s };
    return words.contains(sql.trimmed().section(QRegularExpression(u"[\\s(]"_s), 0, 0).toUpper());
}

/// Of a statement that was sent ahead; not answered at first.
class AheadCursor final : public dialect::Cursor
{
public:
    explicit AheadCursor(std::shared_ptr<const std::optional<qint64>> touchedRows)
        : m_touchedRows(std::move(touchedRows))
    {
    }

    QStringList columns() const override { return {}; }

    Result<bool> next() override { return false; }

    schema::Literal value(int) const override { return {}; }

    qint64 affectedRows() const override { return m_touchedRows->value_or(-1); }

    std::optional<qint64> lastInsertId() const override { return {}; }

    bool isAnswered() const override { return m_touchedRows->has_value(); }

private:
    std::shared_ptr<const std::optional<qint64>> m_touchedRows;
};

} // namespace

DatabaseHost::DatabaseHost(dialect::Connection &connection, dialect::CompileOptions options,
                           RunObserver &observer, CancelToken cancel)
    : StepHost(connection.dialect(), std::move(options), observer)
    , m_connection(connection)
    , m_schema(connection)
    , m_cancel(std::move(cancel))
{
    beginStep();
}

void DatabaseHost::beginStep()
{
    m_needsForeignKeysOff = false;
    m_hasCommitted = false;
    m_isInAutocommitBlock = false;
    m_lateFailure.reset();
    m_rows = 0;
    m_statements = 0;
    m_startedNs = m_reportedNs = nowNs();
}

Result<> DatabaseHost::invoke(const ops::Operation &operation)
{
    if (const auto *boundary = std::get_if<ops::AutocommitBoundary>(&operation.action))
        return crossAutocommitBoundary(boundary->entering);
    if (const auto done = runAll(operation, Answer::Now); !done)
        return failure(done.error());
    return {};
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::execute(const ops::Operation &executeSql)
{
    return runAll(executeSql, Answer::Now);
}

Result<std::unique_ptr<dialect::Cursor>>
DatabaseHost::executeAhead(const ops::Operation &executeSql)
{
    return runAll(executeSql, Answer::Later);
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::runAll(const ops::Operation &operation,
                                                              Answer answer)
{
    const auto statements = dialect().compile(operation, compileOptions(), &m_schema);
    if (!statements)
        return failure(statements.error());
    if (const auto guarded = guardForeignKeys(operation, *statements); !guarded)
        return failure(guarded.error());
    std::unique_ptr<dialect::Cursor> last;
    for (const dialect::Statement &statement : *statements) {
        auto cursor = run(statement, answer);
        if (!cursor)
            return failure(cursor.error());
        last = std::move(*cursor);
    }
    return last;
}

Result<std::unique_ptr<dialect::Cursor>> DatabaseHost::run(const dialect::Statement &statement,
                                                           Answer answer)
{
    if (m_cancel.isCancelled())
        return failure(ErrorCode::Cancelled, u"The run was cancelled"_s);
    if (answer == Answer::Later && m_connection.canSendAhead(statement))
        return sendAhead(statement);
    if (const auto answered = catchUp(); !answered)
        return failure(answered.error());
    if (const auto begun = beginAgain(); !begun)
        return failure(begun.error());
    auto cursor = sendPatiently(statement); // the connection tells it to the observer
    if (!cursor)
        return failure(cursor.error());
    ++m_statements;
    count(*cursor ? (*cursor)->affectedRows() : -1);
    reportProgress();
    return cursor;
}

void DatabaseHost::count(qint64 touchedRows)
{
    m_rows += std::max<qint64>(touchedRows, 0);
}

// ------------------------------------------------------------------------------------------------
// statements that do not wait for their answer

Result<std::unique_ptr<dialect::Cursor>>
DatabaseHost::sendAhead(const dialect::Statement &statement)
{
    const auto answer = std::make_shared<std::optional<qint64>>();
    const auto sent =
        m_connection.sendAhead(statement, [this, answer](const Result<qint64> &touchedRows) {
            if (touchedRows) {
                *answer = *touchedRows;
                count(*touchedRows);
            }
        });
    if (!sent)
        return failure(keepLateFailure(sent.error()));
    ++m_statements;
    reportProgress();
    return std::make_unique<AheadCursor>(answer);
}

/// The script is somewhere else by now: what ends it here, none of its `except`s may catch.
Error DatabaseHost::keepLateFailure(const Error &error)
{
    m_lateFailure = error;
    Error end = error;
    end.code = ErrorCode::Internal;
    return end;
}

Result<> DatabaseHost::catchUp()
{
    const auto answered = m_connection.catchUp();
    return answered ? Result<>() : failure(keepLateFailure(answered.error()));
}

// ------------------------------------------------------------------------------------------------
// locks and transactions

/// After a script's own `op.execute("COMMIT")` psycopg2 begins a transaction with the next
/// statement.
Result<> DatabaseHost::beginAgain()
{
    const bool isOver = dialect().backend() == Backend::PostgreSql && context().transactional
        && !m_isInAutocommitBlock && !m_connection.inTransaction();
    if (!isOver)
        return {};
    m_hasCommitted = true;
    return m_connection.begin();
}

/// MySQL takes back only the statement that did not get its lock, so that one is tried again; with
/// innodb_rollback_on_timeout it takes back the rows before it too, which nothing here can repeat.
/// On the others the whole step is tried again (MigrationSequence).
Result<std::unique_ptr<dialect::Cursor>>
DatabaseHost::sendPatiently(const dialect::Statement &statement)
{
    const bool isMySql = isMySqlFamily(dialect().backend());
    for (int attempt = 1;; ++attempt) {
        const bool hadChanges = m_connection.hasUncommittedWork();
        auto cursor = m_connection.execute(statement);
        const bool lostChanges =
            hadChanges && !m_connection.hasUncommittedWork() && worksOnRows(statement.sql);
        const bool mayRepeat =
            !cursor && isMySql && !lostChanges && RetryPolicy::mayFollow(attempt, cursor.error());
        if (!mayRepeat || !RetryPolicy::sleep(RetryPolicy::pauseAfter(attempt), m_cancel))
            return cursor;
    }
}

/// A table that is built anew is dropped on the way. Where foreign keys are enforced that deletes
/// the rows of tables that refer to it.
Result<> DatabaseHost::guardForeignKeys(const ops::Operation &operation,
                                        const std::vector<dialect::Statement> &statements)
{
    if (dialect().backend() != Backend::Sqlite
        || std::holds_alternative<ops::DropTable>(operation.action)
        || std::holds_alternative<ops::ExecuteSql>(operation.action))
        return {};
    const bool drops = std::any_of(statements.begin(), statements.end(), [](const auto &statement) {
        return statement.sql.trimmed().startsWith(u"DROP TABLE");
    });
    if (!drops)
        return {};
    const auto enforced = ForeignKeyCheck(m_connection).isEnforced();
    if (!enforced)
        return failure(enforced.error());
    if (!*enforced)
        return {};
    m_needsForeignKeysOff = true;
    return failure(ErrorCode::Internal, u"A table is built anew while foreign keys are enforced"_s);
}

Result<> DatabaseHost::crossAutocommitBoundary(bool entering)
{
    if (!context().transactional)
        return {};
    m_hasCommitted = true;
    m_isInAutocommitBlock = entering;
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
