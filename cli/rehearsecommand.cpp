// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"
#include "core/engine/rehearsal.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QString milliseconds(qint64 microseconds)
{
    return u"%1 ms"_s.arg(static_cast<double>(microseconds) / 1000, 0, 'f', 1);
}

QString shortened(const QString &sql)
{
    const QString line = sql.simplified();
    return line.size() > 110 ? line.left(109) + u'…' : line;
}

void print(const RehearsedStep &step, const Output &output)
{
    output.line(u"%1  (%2)"_s.arg(step.text, milliseconds(step.microseconds)));
    for (const RehearsedStatement &statement : step.statements) {
        QString text =
            u"  "_s + shortened(statement.sql) + u"  "_s + milliseconds(statement.microseconds);
        if (statement.rows >= 0)
            text += u", %1 rows"_s.arg(statement.rows);
        output.line(text);
        if (!statement.locks.isEmpty())
            output.line(u"      locks "_s + statement.locks.join(u", "_s));
        if (!statement.rewritten.isEmpty())
            output.line(u"      writes anew "_s + statement.rewritten.join(u", "_s));
    }
}

void print(const RehearsalReport &report, const Output &output)
{
    for (const RehearsedStep &step : report.steps) {
        if (step.leg != RehearsedStep::Leg::UpAgain)
            print(step, output);
    }
    if (!report.whyNotDown.isEmpty())
        output.line(u"Not run down: %1."_s.arg(report.whyNotDown));
    if (report.failure)
        return;
    if (!report.leftByDown.isEmpty())
        output.line(u"Up and down again leaves the schema different:\n  "_s
                    + report.leftByDown.join(u"\n  "_s));
    if (!report.leftByUpAgain.isEmpty())
        output.line(u"Down and up again leaves the schema different:\n  "_s
                    + report.leftByUpAgain.join(u"\n  "_s));
    if (report.isSuccess())
        output.line(report.wentDown ? u"Up, down and up again: the schemas are equal."_s
                                    : u"Up: done."_s);
}

Result<> runRehearse(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RunRequest request;
    request.targets = context.arguments.values(u"revision"_s);
    PrintingObserver observer;
    RunCancellation cancellation;
    request.passwords = commandLinePasswords(cancellation.token());
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const bool asJson = context.arguments.has(u"json"_s);
    const auto report = rehearse(
        Project(context.config, *scripts), completed(context, request), observer, cancellation,
        [](const QString &phase) { Output::message(u"== %1\n"_s.arg(phase)); });
    if (!report)
        return failure(report.error());
    if (asJson)
        context.output.json(report->toJson());
    else if (context.arguments.has(u"sql"_s))
        context.output.text(report->sentSql());
    else
        print(*report, context.output);
    if (report->failure)
        return failure(report->failure->within(u"The rehearsal failed"_s));
    if (!report->isSuccess())
        return failure(ErrorCode::VersionMismatch,
                       u"The way down does not undo the way up, or not quite."_s);
    return {};
}

} // namespace

Command rehearseCommand()
{
    return { { u"rehearse"_s,
               u"Run an upgrade up, down and up again on a scratch copy of the database."_s,
               { options::flag({ u"--sql"_s },
                               u"Print the SQL that the upgrade sent, whole: also that of scripts "
                               "which depend on rows"_s),
                 options::json() },
               { options::revision() } },
             runRehearse,
             nullptr };
}

} // namespace limbeck::cli
