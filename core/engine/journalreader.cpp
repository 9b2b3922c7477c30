// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The reading half of Journal.

#include "core/engine/journal.h"
#include "core/engine/journalschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>

#include <cstring>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using database::CatalogRow;

QStringList list(const QString &text)
{
    QStringList result;
    for (const QJsonValue &item : QJsonDocument::fromJson(text.toUtf8()).array())
        result += item.toString();
    return result;
}

QDateTime time(const QString &text)
{
    return text.isEmpty() ? QDateTime() : QDateTime::fromString(text, Qt::ISODateWithMs);
}

JournalRun::Outcome outcomeOf(const CatalogRow &row)
{
    using Outcome = JournalRun::Outcome;
    const QString text = row.text(u"outcome"_s);
    for (const Outcome outcome : { Outcome::Succeeded, Outcome::Failed, Outcome::Cancelled }) {
        if (text == toString(outcome))
            return outcome;
    }
    if (row.text(u"host"_s) != QSysInfo::machineHostName())
        return Outcome::Running; // a shared home: its processes cannot be seen from here
    const QString start = processStart(row.number(u"process"_s));
    return !start.isEmpty() && start == row.text(u"process_start"_s) ? Outcome::Running
                                                                     : Outcome::Interrupted;
}

JournalRun runOf(const CatalogRow &row)
{
    JournalRun run;
    run.id = row.number(u"id"_s);
    run.resumes = row.number(u"resumes"_s);
    run.token = row.text(u"token"_s);
    run.startedAt = time(row.text(u"started"_s));
    run.finishedAt = time(row.text(u"ended"_s));
    run.user = row.text(u"user"_s);
    run.host = row.text(u"host"_s);
    run.processId = row.number(u"process"_s);
    run.program = row.text(u"program"_s);
    run.project = row.text(u"project"_s);
    run.command = row.text(u"command"_s);
    run.targets = list(row.text(u"targets"_s));
    run.database = row.text(u"database"_s);
    run.url = row.text(u"url"_s);
    run.identity = row.text(u"identity"_s);
    run.dialect = row.text(u"dialect"_s);
    run.serverVersion = row.text(u"server"_s);
    run.session = row.text(u"session"_s);
    run.headsBefore = list(row.text(u"heads"_s));
    run.headsAfter = list(row.text(u"heads_after"_s));
    run.headsKnown = row.flag(u"heads_known"_s);
    run.outcome = outcomeOf(row);
    run.failedStep = static_cast<int>(row.optionalNumber(u"failed_step"_s).value_or(-1));
    run.error = row.text(u"error"_s);
    return run;
}

JournalStep stepOf(const CatalogRow &row)
{
    JournalStep step;
    step.direction = row.text(u"direction"_s);
    step.revisions = list(row.text(u"revisions"_s));
    step.text = row.text(u"text"_s);
    step.scriptPath = row.text(u"script"_s);
    step.scriptHash = QByteArray::fromHex(row.text(u"script_hash"_s).toLatin1());
    step.startedAt = time(row.text(u"started"_s));
    step.finishedAt = time(row.text(u"ended"_s));
    step.isCommitted = row.flag(u"committed"_s);
    step.headsAfter = list(row.text(u"heads"_s));
    return step;
}

std::vector<StatementExecution> unpacked(const QByteArray &bytes)
{
    std::vector<StatementExecution> result(static_cast<size_t>(bytes.size())
                                           / sizeof(StatementExecution));
    if (!result.empty())
        std::memcpy(result.data(), bytes.constData(), result.size() * sizeof(StatementExecution));
    return result;
}

JournalStatement statementOf(const CatalogRow &row)
{
    const auto bytes = [&row](const QString &column) {
        return QByteArray::fromHex(row.text(column).toLatin1());
    };
    JournalStatement statement;
    statement.step = static_cast<int>(row.number(u"step"_s));
    statement.ordinal = row.number(u"ordinal"_s);
    statement.times = row.number(u"times"_s);
    statement.kind = database::statementKindFromString(row.text(u"kind"_s));
    statement.sql = row.text(u"sql"_s);
    statement.origin = row.text(u"origin"_s);
    statement.startedAt = time(row.text(u"at"_s));
    statement.hasEnded = !row.isNull(u"open"_s);
    statement.isSkipped = row.flag(u"skipped"_s);
    statement.rows = row.optionalNumber(u"affected"_s).value_or(-1);
    statement.microseconds = row.number(u"microseconds"_s);
    statement.isOpen = row.flag(u"open"_s);
    statement.error = row.text(u"error"_s);
    statement.stateBefore = bytes(u"state_before"_s);
    statement.stateAfter = bytes(u"state_after"_s);
    statement.executions = unpacked(bytes(u"executions"_s));
    return statement;
}

} // namespace

Result<std::vector<JournalRun>> Journal::readRuns(const QString &condition,
                                                  std::vector<schema::Literal> values)
{
    const auto rows = database::catalogQuery(
        *m_connection,
        u"SELECT run.*, outcome.at AS ended, outcome.outcome, outcome.heads AS heads_after, "
        "outcome.heads_known, outcome.step AS failed_step, outcome.error "
        "FROM run LEFT JOIN outcome ON outcome.run = run.id "_s
            + condition,
        std::move(values));
    if (!rows)
        return failure(rows.error());
    std::vector<JournalRun> result;
    for (const CatalogRow &row : *rows) {
        JournalRun run = runOf(row);
        if (const auto read = readSteps(run); !read)
            return failure(read.error());
        result.push_back(std::move(run));
    }
    return result;
}

Result<> Journal::readSteps(JournalRun &run)
{
    const auto rows = database::catalogQuery(
        *m_connection,
        u"SELECT step.*, step_start.at AS started, step_end.at AS ended, step_end.heads, "
        "step_end.committed FROM step "
        "LEFT JOIN step_start ON step_start.run = step.run AND step_start.number = step.number "
        "LEFT JOIN step_end ON step_end.run = step.run AND step_end.number = step.number "
        "WHERE step.run = ? ORDER BY step.number"_s,
        { run.id });
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows)
        run.steps.push_back(stepOf(row));
    return {};
}

Result<std::vector<JournalRun>> Journal::runs(int limit, const QString &identity)
{
    if (identity.isEmpty())
        return readRuns(u"ORDER BY run.id DESC LIMIT ?"_s, { qint64 { limit } });
    return readRuns(u"WHERE run.identity = ? ORDER BY run.id DESC LIMIT ?"_s,
                    { identity, qint64 { limit } });
}

Result<std::optional<JournalRun>> Journal::newestWork(const QString &identity)
{
    // The steps of the project's own Alembic, whose session is not known, are told as they come.
    auto found = readRuns(u"WHERE run.identity = ? AND (run.session = '' OR "
                          "EXISTS (SELECT 1 FROM step WHERE step.run = run.id)) "
                          "ORDER BY run.id DESC LIMIT 1"_s,
                          { identity });
    if (!found)
        return failure(found.error());
    return found->empty() ? std::optional<JournalRun>() : std::move(found->front());
}

Result<JournalRun> Journal::run(qint64 id)
{
    auto found = readRuns(u"WHERE run.id = ?"_s, { id });
    if (!found)
        return failure(found.error());
    if (found->empty())
        return failure(ErrorCode::Usage, u"The journal has no run %1"_s.arg(id),
                       u"'limbeck log' lists them."_s);
    return std::move(found->front());
}

Result<std::vector<JournalStatement>> Journal::statements(qint64 run, std::optional<int> step)
{
    QString sql =
        u"SELECT s.ordinal, s.step, coalesce(e.times, s.times) AS times, s.at, s.kind, s.sql, "
        "s.origin, s.skipped, hex(s.state_before) AS state_before, e.affected, "
        "coalesce(e.microseconds, 0) AS microseconds, e.open, e.error, "
        "hex(e.state_after) AS state_after, hex(e.executions) AS executions "
        "FROM statement s LEFT JOIN statement_end e ON e.run = s.run AND e.ordinal = s.ordinal "
        "WHERE s.run = ?"_s;
    std::vector<schema::Literal> values { run };
    if (step) {
        sql += u" AND s.step = ?"_s;
        values.emplace_back(qint64 { *step });
    }
    const auto rows =
        database::catalogQuery(*m_connection, sql + u" ORDER BY s.ordinal"_s, std::move(values));
    if (!rows)
        return failure(rows.error());
    std::vector<JournalStatement> result;
    for (const CatalogRow &row : *rows)
        result.push_back(statementOf(row));
    return result;
}

Result<QStringList> Journal::notes(qint64 run)
{
    const auto rows = database::catalogQuery(
        *m_connection, u"SELECT text FROM note WHERE run = ? ORDER BY rowid"_s, { run });
    if (!rows)
        return failure(rows.error());
    QStringList result;
    for (const CatalogRow &row : *rows)
        result += row.text(u"text"_s);
    return result;
}

} // namespace limbeck
