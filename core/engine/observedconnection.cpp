// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/observedconnection.h"

#include "core/dialect/dialect.h"

#include <chrono>
#include <deque>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// The answer of a statement that was not sent.
class SkippedCursor final : public dialect::Cursor
{
public:
    explicit SkippedCursor(const RunGuard::Verdict &verdict)
        : m_verdict(verdict)
    {
    }

    QStringList columns() const override { return {}; }

    Result<bool> next() override { return false; }

    schema::Literal value(int) const override { return {}; }

    qint64 affectedRows() const override { return m_verdict.rows; }

    std::optional<qint64> lastInsertId() const override
    {
        if (m_verdict.lastInsertId < 0)
            return {};
        return m_verdict.lastInsertId;
    }

private:
    RunGuard::Verdict m_verdict;
};

/// Nobody knows what became of a statement whose session was lost: it has no end.
bool isLost(const Error &error)
{
    return error.code == ErrorCode::Connection;
}

class Stopwatch
{
public:
    [[nodiscard]] qint64 microseconds() const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::steady_clock::now() - m_begin)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

class ObservedConnection final : public dialect::Connection
{
public:
    ObservedConnection(std::unique_ptr<dialect::Connection> connection, RunReporter &reporter,
                       RunGuard *guard)
        : m_connection(std::move(connection))
        , m_reporter(reporter)
        , m_guard(guard)
    {
    }

    const dialect::Dialect &dialect() const override { return m_connection->dialect(); }

    QString serverVersion() const override { return m_connection->serverVersion(); }

    bool isMariaDb() const override { return m_connection->isMariaDb(); }

    QString displayName() const override { return m_connection->displayName(); }

    Result<std::unique_ptr<dialect::Cursor>> execute(const dialect::Statement &statement) override;

    bool canSendAhead(const dialect::Statement &statement) const override
    {
        return m_reporter.step() >= 0 && (!m_guard || m_guard->allowsSendingAhead())
            && m_connection->canSendAhead(statement);
    }

    Result<> sendAhead(const dialect::Statement &statement, const OnAnswer &onAnswer) override;
    Result<> catchUp() override;

    Result<> begin() override
    {
        if (auto answered = catchUp(); !answered)
            return answered;
        const auto begin = [this] { return m_connection->begin(); };
        return m_isAutocommit ? begin() : tell(describeControl(u"BEGIN"_s), begin);
    }

    Result<> commit() override
    {
        if (auto answered = catchUp(); !answered)
            return answered;
        if (m_isAutocommit)
            return m_connection->commit();
        StatementStarted started = describeControl(u"COMMIT"_s);
        if (m_guard && m_connection->hasUncommittedWork()) {
            if (auto ready = m_guard->beforeCommit(started, *m_connection); !ready)
                return ready;
        }
        return tell(started, [this] { return m_connection->commit(); });
    }

    Result<> rollback() override
    {
        const auto answered = catchUp();
        const auto rollback = [this] { return m_connection->rollback(); };
        const auto done =
            m_isAutocommit ? rollback() : tell(describeControl(u"ROLLBACK"_s), rollback);
        return answered ? done : answered; // the first error is the one to tell
    }

    bool inTransaction() const override { return m_connection->inTransaction(); }

    Result<> setIsolationLevel(const QString &level) override
    {
        auto set = m_connection->setIsolationLevel(level);
        if (set)
            m_isAutocommit = level.compare("AUTOCOMMIT"_L1, Qt::CaseInsensitive) == 0;
        return set;
    }

    bool hasUncommittedWork() const override { return m_connection->hasUncommittedWork(); }

    dialect::Inspector &inspector() override { return m_connection->inspector(); }

    void cancel() override { m_connection->cancel(); }

private:
    /// A statement that was sent ahead and has no answer yet.
    struct Ahead
    {
        StatementStarted started;
        OnAnswer onAnswer;
    };

    template <typename Action>
    [[nodiscard]] Result<> tell(const StatementStarted &started, const Action &action);
    [[nodiscard]] Result<> commitAndGoOn();
    [[nodiscard]] StatementStarted describeControl(const QString &sql);
    [[nodiscard]] StatementStarted describe(const dialect::Statement &statement);
    [[nodiscard]] StatementFinished ended(const StatementStarted &started) const;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>> send(const dialect::Statement &statement,
                                                                const StatementStarted &started);
    void skip(const StatementStarted &started, const RunGuard::Verdict &verdict);
    void beginTurn();
    void takeAnswer(const Result<qint64> &touchedRows);

    std::unique_ptr<dialect::Connection> m_connection;
    RunReporter &m_reporter;
    RunGuard *m_guard;
    QString m_lastSql; ///< a loop sends the same text again and again
    database::StatementKind m_lastKind = database::StatementKind::Session;
    bool m_isAutocommit = false; ///< transactions are in name only: nothing is sent
    std::deque<Ahead> m_ahead; ///< the first of them has been told
    Stopwatch m_turn; ///< since the first of them has been told
    std::optional<Error> m_lateFailure; ///< of one that was sent ahead; nobody was told yet
};

StatementStarted ObservedConnection::describe(const dialect::Statement &statement)
{
    if (statement.sql != m_lastSql) {
        m_lastSql = statement.sql;
        m_lastKind = database::statementKind(m_lastSql);
    }
    StatementStarted started;
    started.step = m_reporter.step();
    started.sql = statement.sql;
    started.origin = statement.origin;
    started.kind = m_lastKind;
    return started;
}

StatementFinished ObservedConnection::ended(const StatementStarted &started) const
{
    StatementFinished finished;
    finished.step = started.step;
    finished.ordinal = started.ordinal;
    finished.isOpen = m_connection->hasUncommittedWork();
    return finished;
}

StatementStarted ObservedConnection::describeControl(const QString &sql)
{
    StatementStarted started;
    started.step = m_reporter.step();
    started.sql = sql;
    started.kind = database::StatementKind::Session;
    started.ordinal = m_reporter.takeOrdinal();
    return started;
}

template <typename Action>
Result<> ObservedConnection::tell(const StatementStarted &started, const Action &action)
{
    m_reporter.handle(started);
    const Stopwatch watch;
    auto done = action();
    if (!done && isLost(done.error()))
        return done;
    StatementFinished finished = ended(started);
    finished.microseconds = watch.microseconds();
    if (!done)
        finished.error = done.error().message;
    m_reporter.handle(finished);
    return done;
}

Result<std::unique_ptr<dialect::Cursor>>
ObservedConnection::send(const dialect::Statement &statement, const StatementStarted &started)
{
    const Stopwatch watch;
    auto cursor = m_connection->execute(statement);
    StatementFinished finished = ended(started);
    finished.microseconds = watch.microseconds();
    if (!cursor) {
        if (isLost(cursor.error()))
            return cursor;
        finished.error = cursor.error().message;
        if (m_guard)
            m_guard->afterFailure(finished, statement, cursor.error());
        m_reporter.handle(finished);
        return cursor;
    }
    finished.rows = *cursor ? (*cursor)->affectedRows() : -1;
    finished.lastInsertId = *cursor ? (*cursor)->lastInsertId().value_or(-1) : -1;
    if (m_guard) {
        if (const auto seen = m_guard->afterStatement(finished, statement, *m_connection); !seen)
            return failure(seen.error());
    }
    m_reporter.handle(finished);
    return cursor;
}

Result<> ObservedConnection::commitAndGoOn()
{
    const bool isInTransaction = inTransaction();
    if (auto committed = commit(); !committed)
        return committed;
    return isInTransaction ? begin() : Result<>();
}

Result<std::unique_ptr<dialect::Cursor>>
ObservedConnection::execute(const dialect::Statement &statement)
{
    if (const auto answered = catchUp(); !answered)
        return failure(answered.error());
    StatementStarted started = describe(statement);
    // What the run itself asks is of no interest, what it changes is.
    if (started.step < 0 && started.kind == database::StatementKind::Read)
        return m_connection->execute(statement);
    RunGuard::Verdict verdict;
    if (m_guard) {
        const auto judged = m_guard->beforeStatement(started, statement, *m_connection);
        if (!judged)
            return failure(judged.error());
        verdict = *judged;
    }
    if (verdict.commitsFirst) {
        if (const auto committed = commitAndGoOn(); !committed)
            return failure(committed.error());
    }
    started.ordinal = m_reporter.takeOrdinal();
    if (verdict.isSkipped) {
        skip(started, verdict);
        return std::make_unique<SkippedCursor>(verdict);
    }
    m_reporter.handle(started);
    return send(statement, started);
}

void ObservedConnection::skip(const StatementStarted &started, const RunGuard::Verdict &verdict)
{
    StatementStarted skipped = started;
    skipped.isSkipped = true;
    m_reporter.handle(skipped);
    StatementFinished finished = ended(started);
    finished.isSkipped = true;
    finished.rows = verdict.rows;
    finished.lastInsertId = verdict.lastInsertId;
    m_reporter.handle(finished);
}

// ------------------------------------------------------------------------------------------------
// statements that do not wait for their answer

/// It is told when the one before it has ended, as if it had waited for that.
Result<> ObservedConnection::sendAhead(const dialect::Statement &statement,
                                       const OnAnswer &onAnswer)
{
    StatementStarted started = describe(statement);
    if (m_guard) {
        const auto verdict = m_guard->beforeStatement(started, statement, *m_connection);
        if (!verdict)
            return failure(verdict.error());
        if (verdict->isSkipped) {
            if (auto answered = catchUp(); !answered)
                return answered;
            started.ordinal = m_reporter.takeOrdinal();
            skip(started, *verdict);
            onAnswer(verdict->rows);
            return {};
        }
    }
    started.ordinal = m_reporter.takeOrdinal();
    m_ahead.push_back({ std::move(started), onAnswer });
    if (m_ahead.size() == 1)
        beginTurn();
    const auto sent = m_connection->sendAhead(
        statement, [this](const Result<qint64> &touchedRows) { takeAnswer(touchedRows); });
    return sent ? sent : catchUp();
}

void ObservedConnection::beginTurn()
{
    m_reporter.handle(m_ahead.front().started);
    m_turn = {};
}

void ObservedConnection::takeAnswer(const Result<qint64> &touchedRows)
{
    const Ahead ahead = std::move(m_ahead.front());
    m_ahead.pop_front();
    if (touchedRows || !isLost(touchedRows.error())) {
        StatementFinished finished = ended(ahead.started);
        finished.microseconds = m_turn.microseconds();
        if (touchedRows)
            finished.rows = *touchedRows;
        else
            finished.error = touchedRows.error().message;
        m_reporter.handle(finished);
    }
    ahead.onAnswer(touchedRows);
    if (!touchedRows) {
        m_lateFailure = touchedRows.error();
        m_ahead.clear(); // they are not run
    } else if (!m_ahead.empty()) {
        beginTurn();
    }
}

/// The failure may have been met by a question of the inspector's, too.
Result<> ObservedConnection::catchUp()
{
    auto answered = m_connection->catchUp();
    if (const auto late = std::exchange(m_lateFailure, std::nullopt))
        return failure(*late);
    return answered;
}

} // namespace

std::unique_ptr<dialect::Connection> observed(std::unique_ptr<dialect::Connection> connection,
                                              RunReporter &reporter, RunGuard *guard)
{
    return std::make_unique<ObservedConnection>(std::move(connection), reporter, guard);
}

} // namespace limbeck
