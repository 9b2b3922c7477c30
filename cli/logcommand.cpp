// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/options.h"
#include "core/engine/journal.h"
#include "core/engine/stepprogress.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

constexpr int defaultCount = 20;

QString localTime(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString headsText(const QStringList &heads)
{
    return heads.isEmpty() ? u"base"_s : heads.join(u", "_s);
}

QString durationText(qint64 microseconds)
{
    if (microseconds < 10'000)
        return u"%1 ms"_s.arg(static_cast<double>(microseconds) / 1000, 0, 'f', 1);
    if (microseconds < 10'000'000)
        return u"%1 ms"_s.arg(microseconds / 1000);
    return u"%1 s"_s.arg(microseconds / 1'000'000);
}

QString commandText(const JournalRun &run)
{
    return run.targets.isEmpty() ? run.command : run.command + u' ' + run.targets.join(u' ');
}

// ------------------------------------------------------------------------------------------------
// text

QString line(const JournalRun &run)
{
    const QString after =
        run.headsKnown || !run.headsAfter.isEmpty() ? headsText(run.headsAfter) : u"?"_s;
    QString text = u"%1  %2  %3  %4  %5 -> %6  %7  %8@%9"_s.arg(run.id, 4).arg(
        localTime(run.startedAt), toString(run.outcome).leftJustified(11), commandText(run),
        headsText(run.headsBefore), after, run.database, run.user, run.host);
    if (run.resumes > 0)
        text += u"  (resumes %1)"_s.arg(run.resumes);
    return text;
}

QString line(const JournalStatement &statement)
{
    QString text = u"  %1  %2"_s.arg(statement.ordinal, 6).arg(statementLine(statement));
    if (statement.isSkipped)
        return text + u"  in effect since an earlier run"_s;
    if (!statement.hasEnded)
        return text + u"  outcome not known"_s;
    if (!statement.error.isEmpty())
        return text + u"  failed: "_s + statement.error.simplified();
    if (statement.rows >= 0 && statement.kind == database::StatementKind::Data)
        text += u"  %1 rows"_s.arg(statement.rows);
    return text + u"  "_s + durationText(statement.microseconds);
}

QString stepLine(const JournalStep &step)
{
    if (!step.startedAt.isValid())
        return step.text + u"  not begun"_s;
    if (!step.finishedAt.isValid())
        return step.text + u"  not finished"_s;
    return step.text + u"  "_s + durationText(step.startedAt.msecsTo(step.finishedAt) * 1000)
        + (step.isCommitted ? QString() : u"  (committed with the run)"_s);
}

void printRun(const JournalRun &run, const std::vector<JournalStatement> &statements,
              const QStringList &notes, const Output &output)
{
    output.line(u"Run %1: %2 %3"_s.arg(run.id).arg(commandText(run), toString(run.outcome)));
    output.line(u"Database:  %1 (%2)"_s.arg(run.database, run.serverVersion));
    output.line(u"Identity:  "_s + run.identity);
    output.line(u"Project:   "_s + run.project);
    output.line(u"Started:   %1 by %2 on %3, process %4, %5"_s.arg(
        localTime(run.startedAt), run.user, run.host, QString::number(run.processId), run.program));
    if (run.finishedAt.isValid())
        output.line(u"Ended:     %1"_s.arg(localTime(run.finishedAt)));
    if (run.resumes > 0)
        output.line(u"Resumes:   run %1"_s.arg(run.resumes));
    output.line(
        u"Revisions: %1 -> %2"_s.arg(headsText(run.headsBefore), headsText(run.headsAfter)));
    if (!run.error.isEmpty())
        output.line(u"Error:     "_s + run.error.simplified());
    for (const QString &note : notes)
        output.line(u"Note:      "_s + note);
    for (int i = -1; i < static_cast<int>(run.steps.size()); ++i) {
        if (i >= 0)
            output.line(u"\n%1"_s.arg(stepLine(run.steps[static_cast<size_t>(i)])));
        for (const JournalStatement &statement : statements) {
            if (statement.step == i
                && (i >= 0 || statement.kind != database::StatementKind::Session))
                output.line(line(statement));
        }
    }
}

// ------------------------------------------------------------------------------------------------
// JSON

QJsonValue json(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject json(const JournalStep &step)
{
    return { { u"direction"_s, step.direction },
             { u"revisions"_s, QJsonArray::fromStringList(step.revisions) },
             { u"text"_s, step.text },
             { u"script"_s, step.scriptPath },
             { u"script_sha256"_s, QString::fromLatin1(step.scriptHash.toHex()) },
             { u"started"_s, json(step.startedAt) },
             { u"finished"_s, json(step.finishedAt) },
             { u"committed"_s, step.isCommitted } };
}

QJsonObject json(const JournalStatement &statement)
{
    return { { u"step"_s, statement.step },
             { u"ordinal"_s, statement.ordinal },
             { u"times"_s, statement.times },
             { u"kind"_s, database::toString(statement.kind) },
             { u"sql"_s, statement.sql },
             { u"origin"_s, statement.origin },
             { u"started"_s, json(statement.startedAt) },
             { u"ended"_s, statement.hasEnded },
             { u"in_effect_before"_s, statement.isSkipped },
             { u"rows"_s, statement.rows },
             { u"microseconds"_s, statement.microseconds },
             { u"error"_s, statement.error } };
}

QJsonObject json(const JournalRun &run)
{
    QJsonArray steps;
    for (const JournalStep &step : run.steps)
        steps.append(json(step));
    return { { u"id"_s, run.id },
             { u"resumes"_s, run.resumes > 0 ? QJsonValue(run.resumes) : QJsonValue() },
             { u"outcome"_s, toString(run.outcome) },
             { u"started"_s, json(run.startedAt) },
             { u"finished"_s, json(run.finishedAt) },
             { u"user"_s, run.user },
             { u"host"_s, run.host },
             { u"process"_s, run.processId },
             { u"program"_s, run.program },
             { u"project"_s, run.project },
             { u"command"_s, run.command },
             { u"targets"_s, QJsonArray::fromStringList(run.targets) },
             { u"database"_s, run.database },
             { u"url"_s, run.url },
             { u"identity"_s, run.identity },
             { u"dialect"_s, run.dialect },
             { u"server_version"_s, run.serverVersion },
             { u"heads_before"_s, QJsonArray::fromStringList(run.headsBefore) },
             { u"heads_after"_s, QJsonArray::fromStringList(run.headsAfter) },
             { u"heads_known"_s, run.headsKnown },
             { u"failed_step"_s, run.failedStep },
             { u"error"_s, run.error },
             { u"steps"_s, steps } };
}

// ------------------------------------------------------------------------------------------------
// the command

Result<> showRun(Journal &journal, qint64 id, bool asJson, const Output &output)
{
    const auto run = journal.run(id);
    const auto statements = journal.statements(id);
    const auto notes = journal.notes(id);
    if (!run)
        return failure(run.error());
    if (!statements || !notes)
        return failure(statements ? notes.error() : statements.error());
    if (!asJson) {
        printRun(*run, *statements, *notes, output);
        return {};
    }
    QJsonArray list;
    for (const JournalStatement &statement : *statements)
        list.append(json(statement));
    QJsonObject object = json(*run);
    object.insert(u"statements"_s, list);
    object.insert(u"notes"_s, QJsonArray::fromStringList(*notes));
    output.json(object);
    return {};
}

Result<> listRuns(Journal &journal, int count, bool asJson, const Output &output)
{
    const auto runs = journal.runs(count);
    if (!runs)
        return failure(runs.error());
    QJsonArray list;
    for (const JournalRun &run : *runs) {
        if (asJson)
            list.append(json(run));
        else
            output.line(line(run));
    }
    if (asJson)
        output.json(list);
    return {};
}

Result<qint64> numberOf(const QString &text, const QString &what)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < 1)
        return failure(ErrorCode::Usage, u"%1 is not %2"_s.arg(text, what));
    return number;
}

Result<> runLog(const ProgramSpec &, const Arguments &arguments, const Output &output)
{
    const QString path = Journal::defaultPath();
    if (path.isEmpty())
        return failure(ErrorCode::Configuration,
                       u"Runs are not recorded: LIMBECK_JOURNAL is off"_s);
    const auto journal = Journal::open(path);
    if (!journal)
        return failure(journal.error());
    const bool asJson = arguments.has(u"json"_s);
    if (const QString id = arguments.value(u"run"_s); !id.isEmpty()) {
        const auto number = numberOf(id, u"the number of a run"_s);
        return number ? showRun(**journal, *number, asJson, output) : failure(number.error());
    }
    const QString wanted = arguments.value(u"number"_s);
    const auto count =
        wanted.isEmpty() ? Result<qint64>(defaultCount) : numberOf(wanted, u"a number of runs"_s);
    if (!count)
        return failure(count.error());
    return listRuns(**journal, static_cast<int>(std::min<qint64>(*count, 1'000'000)), asJson,
                    output);
}

} // namespace

Command logCommand()
{
    PositionalSpec run;
    run.name = u"run"_s;
    run.count = PositionalSpec::Count::ZeroOrOne;
    run.help = u"number of a run, to see its steps and statements"_s;
    return {
        { u"log"_s,
          u"Show the recorded runs, newest first, or one of them."_s,
          { options::text({ u"-n"_s, u"--number"_s }, u"How many runs to show; 20 by default"_s),
            options::json() },
          { run } },
        nullptr,
        runLog
    };
}

} // namespace limbeck::cli
