// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runlog.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QScrollBar>
#include <QTime>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumLines = 100'000;
constexpr int flushMs = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunLog", text);
}

struct LogTexts
{
    QString operator()(const RunStarted &event) const
    {
        const QString heads =
            event.heads.isEmpty() ? tr("nothing applied") : event.heads.join(u", ");
        return tr("Connected to %1 (%2); %3 step(s) to run")
            .arg(event.database, heads)
            .arg(event.steps.size());
    }

    QString operator()(const LogLine &event) const
    {
        return u"%1 [%2] %3"_s.arg(event.level, event.logger, event.text);
    }

    QString operator()(const LogOutput &) const { return {}; } // its LogLine is shown

    QString operator()(const DatabaseNotice &event) const
    {
        return u"%1 [database] %2"_s.arg(event.severity, event.text);
    }

    QString operator()(const Waiting &event) const
    {
        if (event.holders.isEmpty())
            return tr("Goes on");
        const QString who = event.holders.join(u"\n    ");
        return event.reason == Waiting::For::OtherRun
            ? tr("Waits for another run: %1").arg(who)
            : tr("Waits for a lock that is held by\n    %1").arg(who);
    }

    QString operator()(const StepRetried &event) const
    {
        return tr("Step %1 did not get a lock and was rolled back; try %2 begins in %3 ms")
            .arg(event.index + 1)
            .arg(event.attempt)
            .arg(event.pause.count());
    }

    QString operator()(const ScriptOutput &event) const { return event.text.trimmed(); }

    QString operator()(const StepStarted &event) const
    {
        return tr("Step %1: %2").arg(event.index + 1).arg(event.step.text);
    }

    QString operator()(const StatementStarted &event) const
    {
        QString sql = event.sql.simplified();
        if (sql.size() > 400)
            sql = sql.left(400) + u"…"_s;
        return u"    "_s + sql;
    }

    QString operator()(const StatementFinished &event) const
    {
        if (event.isSkipped)
            return tr("    … was in effect already");
        // Only what took noticeable time: a data migration sends thousands of short ones. A failure
        // is told by the run's end.
        if (!event.error.isEmpty() || event.microseconds < 100'000)
            return {};
        return tr("    … %1 ms, %2 row(s)")
            .arg(event.microseconds / 1000)
            .arg(std::max<qint64>(event.rows, 0));
    }

    QString operator()(const RowsProgress &event) const
    {
        return tr("    %1 statements, %2 rows, %3 rows/s")
            .arg(event.statements)
            .arg(event.rows)
            .arg(event.rowsPerSecond, 0, 'f', 0);
    }

    QString operator()(const StepFinished &event) const
    {
        return event.committed ? tr("Step %1 is done and committed").arg(event.index + 1)
                               : tr("Step %1 is done").arg(event.index + 1);
    }

    QString operator()(const OfflineText &) const { return {}; }

    QString operator()(const DataDependent &event) const
    {
        return tr("Depends on data: %1").arg(event.reason);
    }

    QString operator()(const RunFinished &event) const
    {
        return tr("Finished. The database is at %1")
            .arg(event.heads.isEmpty() ? tr("base") : event.heads.join(u", "));
    }

    QString operator()(const RunFailed &event) const
    {
        const QString stands = !event.headsKnown
            ? tr("Where the database stands could not be read.")
            : event.heads.isEmpty() ? tr("The database is at base.")
                                    : tr("The database is at %1.").arg(event.heads.join(u", "));
        const QString what =
            event.cancelled ? tr("Cancelled.") : tr("FAILED: %1").arg(event.error.toString());
        const QString rows =
            event.rows > 0 ? tr(" The step had touched %1 row(s).").arg(event.rows) : QString();
        return what + u'\n' + stands + rows;
    }
};

} // namespace

QString logText(const RunEvent &event)
{
    return std::visit(LogTexts {}, event);
}

RunLog::RunLog(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setMaximumBlockCount(maximumLines);
    setFrameShape(QFrame::NoFrame);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setPlaceholderText(RunLog::tr("The log of runs appears here."));
    setAccessibleName(RunLog::tr("Run log"));
    m_timer.setInterval(flushMs);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RunLog::flush);
}

void RunLog::handle(const RunEvent &event)
{
    // A statement that a loop repeats thousands of times is summed up by RowsProgress.
    if (std::holds_alternative<StatementStarted>(event) && m_pending.size() > 200)
        return;
    if (const QString text = logText(event); !text.isEmpty())
        addLine(text);
}

void RunLog::addLine(const QString &line)
{
    m_pending += QTime::currentTime().toString(u"HH:mm:ss.zzz  "_s) + line;
    if (!m_timer.isActive())
        m_timer.start();
}

void RunLog::flush()
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    appendPlainText(m_pending.join(u'\n'));
    m_pending.clear();
    if (atEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

} // namespace limbeck
