// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/rehearsalreport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RehearsalReport", text);
}

QString legText(RehearsedStep::Leg leg)
{
    switch (leg) {
    case RehearsedStep::Leg::Up:
        return tr("Up");
    case RehearsedStep::Leg::Down:
        return tr("Down");
    case RehearsedStep::Leg::UpAgain:
        return tr("Up again");
    }
    Q_UNREACHABLE();
}

QString remarkOf(const RehearsedStatement &statement)
{
    QStringList remarks;
    if (!statement.rewritten.isEmpty())
        remarks += tr("writes anew %1").arg(statement.rewritten.join(u", "));
    if (!statement.locks.isEmpty())
        remarks += tr("locks %1").arg(statement.locks.join(u", "));
    return remarks.join(u"; ");
}

/// "base -> a, add users" of "upgrade  -> a, add users": the leg says already which way.
QString wayOf(const RehearsedStep &step)
{
    QString way = step.text.section(u' ', 1).trimmed();
    if (way.startsWith("-> "_L1))
        way.prepend("base "_L1);
    return way.replace(" -> ,"_L1, " -> base,"_L1);
}

} // namespace

std::vector<StepRow> stepRows(const RehearsalReport &report)
{
    std::vector<StepRow> rows;
    for (const RehearsedStep &step : report.steps) {
        StepRow row;
        row.title = u"%1: %2"_s.arg(legText(step.leg), wayOf(step));
        row.microseconds = step.microseconds;
        row.tone = StepTone::Success;
        for (const RehearsedStatement &statement : step.statements) {
            StatementRow sent;
            sent.sql = statement.sql;
            sent.rows = statement.rows;
            sent.microseconds = statement.microseconds;
            sent.remark = remarkOf(statement);
            sent.origin = statement.origin;
            if (!statement.rewritten.isEmpty())
                sent.tone = StepTone::Warning;
            row.statements.push_back(std::move(sent));
        }
        rows.push_back(std::move(row));
    }
    if (report.failure && !rows.empty() && report.steps.back().leg == report.failedLeg) {
        rows.back().tone = StepTone::Error;
        rows.back().remark = tr("failed");
    }
    return rows;
}

QString verdictOf(const RehearsalReport &report)
{
    if (report.failure) {
        const QString text =
            tr("%1 failed: %2").arg(legText(report.failedLeg), report.failure->message);
        return report.failure->hint.isEmpty() ? text : text + u'\n' + report.failure->hint;
    }
    if (!report.isSuccess())
        return tr("The way down does not undo the way up, or not quite.");
    if (report.wentDown)
        return tr("Up, down and up again went through, and the schemas are equal.");
    const QString up = tr("The way up went through.");
    return report.whyNotDown.isEmpty()
        ? up
        : up + u' ' + tr("It was not run down: %1.").arg(report.whyNotDown);
}

QString differencesOf(const RehearsalReport &report)
{
    QStringList lines;
    const auto add = [&lines](const QString &title, const QStringList &differences) {
        if (!differences.isEmpty())
            lines += QStringList { title } + differences;
    };
    add(tr("After up and down the schema differs:"), report.leftByDown);
    add(tr("After down and up again the schema differs:"), report.leftByUpAgain);
    return lines.join(u'\n');
}

} // namespace limbeck
