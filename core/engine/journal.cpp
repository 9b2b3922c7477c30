// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/journal.h"

#include "core/database/catalogquery.h"
#include "core/database/connect.h"
#include "core/engine/journalschema.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using schema::Literal;

QString listText(const QStringList &list)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString nowText()
{
    return timeText(QDateTime::currentDateTimeUtc());
}

/// Three numbers of eight bytes each, in this machine's order: the journal does not travel.
QByteArray packed(const std::vector<StatementExecution> &executions)
{
    static_assert(sizeof(StatementExecution) == 24);
    return { reinterpret_cast<const char *>(executions.data()),
             static_cast<qsizetype>(executions.size() * sizeof(StatementExecution)) };
}

} // namespace

QString toString(JournalRun::Outcome outcome)
{
    switch (outcome) {
    case JournalRun::Outcome::Running:
        return u"running"_s;
    case JournalRun::Outcome::Interrupted:
        return u"interrupted"_s;
    case JournalRun::Outcome::Succeeded:
        return u"succeeded"_s;
    case JournalRun::Outcome::Failed:
        return u"failed"_s;
    case JournalRun::Outcome::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString Journal::defaultPath()
{
    const QString given = qEnvironmentVariable("LIMBECK_JOURNAL");
    if (given == u"off")
        return {};
    if (!given.isEmpty())
        return given;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/limbeck/journal.db"_s;
}

Result<std::unique_ptr<Journal>> Journal::open(const QString &path)
{
    const QFileInfo file(path);
    if (!QDir().mkpath(file.absolutePath()))
        return failure(ErrorCode::FileAccess,
                       u"The journal's folder %1 cannot be made"_s.arg(file.absolutePath()),
                       u"Name another file in LIMBECK_JOURNAL."_s);
    // SQLite gives its further files the rights of the first.
    QFile made(path);
    if (!file.exists() && made.open(QIODevice::ReadWrite))
        made.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    made.close();

    ConnectionSpecification specification;
    specification.backend = Backend::Sqlite;
    specification.database = file.absoluteFilePath();
    database::OpenOptions options;
    options.immediateTransactions = true;
    options.busyTimeout = std::chrono::seconds(30);
    auto connection = database::openConnection(specification, options);
    if (!connection)
        return failure(connection.error().within(u"The journal %1 cannot be opened"_s.arg(path)));
    std::unique_ptr<Journal> journal(new Journal(path, std::move(*connection)));
    if (const auto ready = journal->prepare(); !ready)
        return failure(ready.error().within(u"The journal %1 cannot be opened"_s.arg(path)));
    return journal;
}

Journal::Journal(QString path, std::unique_ptr<dialect::Connection> connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
}

Result<> Journal::prepare()
{
    return prepareJournalSchema(*m_connection);
}

Result<> Journal::setDurability(Durability durability)
{
    if (durability == m_durability)
        return {};
    const auto set =
        database::catalogQuery(*m_connection,
                               durability == Durability::Disk ? u"PRAGMA synchronous = FULL"_s
                                                              : u"PRAGMA synchronous = NORMAL"_s);
    if (!set)
        return failure(set.error());
    m_durability = durability;
    return {};
}

Result<> Journal::write(const QString &sql, std::vector<Literal> values)
{
    const auto done = database::catalogQuery(*m_connection, sql, std::move(values));
    return done ? Result<>() : failure(done.error());
}

// ------------------------------------------------------------------------------------------------
// writing

namespace {

/// Rolls back unless it was committed.
class Transaction
{
public:
    explicit Transaction(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    ~Transaction()
    {
        if (m_isOpen)
            std::ignore = m_connection.rollback(); // the first error is the one to tell
    }

    Q_DISABLE_COPY_MOVE(Transaction)

    [[nodiscard]] Result<> begin()
    {
        auto begun = m_connection.begin();
        m_isOpen = begun.has_value();
        return begun;
    }

    [[nodiscard]] Result<> commit()
    {
        auto committed = m_connection.commit();
        m_isOpen = !committed.has_value();
        return committed;
    }

private:
    dialect::Connection &m_connection;
    bool m_isOpen = false;
};

} // namespace

Result<qint64> Journal::beginRun(const JournalRun &run,
                                 const std::vector<JournalStatement> &inherited)
{
    if (const auto set = setDurability(Durability::Disk); !set)
        return failure(set.error());
    Transaction transaction(*m_connection);
    if (const auto begun = transaction.begin(); !begun)
        return failure(begun.error());
    const auto id = database::catalogQuery(
        *m_connection,
        u"INSERT INTO run (resumes, token, started, user, host, process, process_start, program, "
        u"project, "
        "command, targets, database, url, identity, dialect, server, session, heads) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        { run.resumes, run.token, timeText(run.startedAt), run.user, run.host, run.processId,
          processStart(run.processId), run.program, run.project, run.command, listText(run.targets),
          run.database, run.url, run.identity, run.dialect, run.serverVersion, run.session,
          listText(run.headsBefore) });
    if (!id)
        return failure(id.error());
    const qint64 number = id->front().number(u"id"_s);
    for (size_t i = 0; i < run.steps.size(); ++i) {
        const JournalStep &step = run.steps[i];
        const auto added =
            write(u"INSERT INTO step (run, number, direction, revisions, text, "
                  "script, script_hash) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                  { number, static_cast<qint64>(i), step.direction, listText(step.revisions),
                    step.text, step.scriptPath, QString::fromLatin1(step.scriptHash.toHex()) });
        if (!added)
            return failure(added.error());
    }
    if (const auto added = insertBatch(number, { inherited, {}, {} }); !added)
        return failure(added.error());
    if (const auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    return number;
}

Result<> Journal::insertStep(qint64 run, const JournalBatch::Step &step)
{
    if (!step.isEnd)
        return write(u"INSERT OR IGNORE INTO step_start (run, number, at) VALUES (?, ?, ?)"_s,
                     { run, qint64 { step.number }, timeText(step.at) });
    return write(
        u"INSERT INTO step_end (run, number, at, heads, committed) VALUES (?, ?, ?, ?, ?)"_s,
        { run, qint64 { step.number }, timeText(step.at), listText(step.heads), step.isCommitted });
}

Result<> Journal::insertStatement(qint64 run, const JournalStatement &statement)
{
    return write(
        u"INSERT INTO statement (run, ordinal, step, times, at, kind, sql, origin, skipped, "
        "state_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        { run, statement.ordinal, qint64 { statement.step }, statement.times,
          timeText(statement.startedAt), toString(statement.kind), statement.sql, statement.origin,
          statement.isSkipped, statement.stateBefore });
}

Result<> Journal::insertStatementEnd(qint64 run, const JournalStatement &statement)
{
    return write(
        u"INSERT INTO statement_end (run, ordinal, times, affected, microseconds, open, error, "
        "state_after, executions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        { run, statement.ordinal, statement.times, statement.rows, statement.microseconds,
          statement.isOpen, statement.error, statement.stateAfter, packed(statement.executions) });
}

Result<> Journal::insertBatch(qint64 run, const JournalBatch &batch)
{
    for (const JournalBatch::Step &step : batch.steps) {
        if (const auto added = insertStep(run, step); !added)
            return added;
    }
    for (const JournalStatement &statement : batch.ends) {
        if (const auto ended = insertStatementEnd(run, statement); !ended)
            return ended;
    }
    for (const JournalStatement &statement : batch.statements) {
        if (const auto added = insertStatement(run, statement); !added)
            return added;
        if (!statement.hasEnded)
            continue;
        if (const auto ended = insertStatementEnd(run, statement); !ended)
            return ended;
    }
    return {};
}

Result<> Journal::append(qint64 run, const JournalBatch &batch, Durability durability)
{
    if (batch.isEmpty())
        return {};
    if (const auto set = setDurability(durability); !set)
        return set;
    Transaction transaction(*m_connection);
    if (const auto begun = transaction.begin(); !begun)
        return begun;
    if (const auto added = insertBatch(run, batch); !added)
        return added;
    return transaction.commit();
}

Result<> Journal::addNote(qint64 run, const QString &text)
{
    if (const auto set = setDurability(Durability::Disk); !set)
        return set;
    return write(u"INSERT INTO note (run, at, text) VALUES (?, ?, ?)"_s, { run, nowText(), text });
}

Result<> Journal::endRun(const JournalRun &run)
{
    if (const auto set = setDurability(Durability::Disk); !set)
        return set;
    return write(u"INSERT INTO outcome (run, at, outcome, heads, heads_known, step, error) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                 { run.id, nowText(), toString(run.outcome), listText(run.headsAfter),
                   run.headsKnown, qint64 { run.failedStep }, run.error });
}

} // namespace limbeck
