// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logmodel.h"

#include <QCoreApplication>
#include <QTime>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int flushMs = 60;
constexpr std::size_t maximumStatementsPerBatch = 2000;

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
        return tr("Connected to %1 (%2); steps to run: %3")
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
        return tr("    … %1 ms, rows: %2")
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
            event.rows > 0 ? tr(" Rows that the step had touched: %1.").arg(event.rows) : QString();
        return what + u'\n' + stands + rows;
    }
};

LogEntry::Kind kindOf(const RunEvent &event)
{
    using Kind = LogEntry::Kind;
    if (std::holds_alternative<RunFailed>(event))
        return Kind::Error;
    if (std::holds_alternative<RunFinished>(event))
        return Kind::Success;
    if (std::holds_alternative<StepStarted>(event))
        return Kind::Step;
    if (std::holds_alternative<StatementStarted>(event))
        return Kind::Statement;
    if (std::holds_alternative<ScriptOutput>(event))
        return Kind::Output;
    if (std::holds_alternative<DataDependent>(event) || std::holds_alternative<Waiting>(event)
        || std::holds_alternative<StepRetried>(event))
        return Kind::Warning;
    if (const auto *line = std::get_if<LogLine>(&event)) {
        if (line->level == u"WARNING")
            return Kind::Warning;
        return line->level == u"ERROR" || line->level == u"CRITICAL" ? Kind::Error : Kind::Text;
    }
    return Kind::Text;
}

SourceSpan originOf(const RunEvent &event)
{
    if (const auto *statement = std::get_if<StatementStarted>(&event))
        return statement->origin;
    if (const auto *failed = std::get_if<RunFailed>(&event))
        return failed->error.span;
    const auto *dependent = std::get_if<DataDependent>(&event);
    return dependent ? dependent->origin : SourceSpan();
}

} // namespace

QString logText(const RunEvent &event)
{
    return std::visit(LogTexts {}, event);
}

LogModel::LogModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_timer.setInterval(flushMs);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LogModel::flush);
}

void LogModel::handle(const RunEvent &event)
{
    const bool isStatement = std::holds_alternative<StatementStarted>(event);
    if (isStatement && m_pending.size() >= maximumStatementsPerBatch) {
        ++m_leftOut; // a loop sends more than anyone reads
        return;
    }
    const QString text = logText(event);
    if (text.isEmpty())
        return;
    addLine(kindOf(event), text, originOf(event));
}

void LogModel::addLine(LogEntry::Kind kind, const QString &text, const SourceSpan &origin)
{
    QString time = QTime::currentTime().toString(u"HH:mm:ss.zzz"_s);
    for (const QString &line : text.split(u'\n')) {
        m_pending.push_back({ kind, time, line, origin });
        time.clear();
    }
    if (!m_timer.isActive())
        m_timer.start();
}

void LogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_pending.clear();
    m_leftOut = 0;
    endResetModel();
}

void LogModel::flush()
{
    m_timer.stop();
    if (m_leftOut > 0) {
        m_pending.push_back({ LogEntry::Kind::Text,
                              {},
                              QCoreApplication::translate("RunLog", "    … and %n statements more",
                                                          nullptr, static_cast<int>(m_leftOut)),
                              {} });
        m_leftOut = 0;
    }
    if (m_pending.empty())
        return;
    const int excess = static_cast<int>(m_entries.size() + m_pending.size()) - maximumLines;
    if (excess > 0 && !m_entries.empty()) {
        // A tenth at once, not a few with every batch.
        const int gone =
            std::min(std::max(excess, maximumLines / 10), static_cast<int>(m_entries.size()));
        beginRemoveRows({}, 0, gone - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + gone);
        endRemoveRows();
    }
    const int first = static_cast<int>(m_entries.size());
    beginInsertRows({}, first, first + static_cast<int>(m_pending.size()) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(m_pending.begin()),
                     std::make_move_iterator(m_pending.end()));
    m_pending.clear();
    endInsertRows();
}

QString LogModel::text(int first, int last) const
{
    QStringList lines;
    for (int row = first; row <= last && row < rowCount(); ++row) {
        const LogEntry &line = entry(row);
        lines += (line.time.isEmpty() ? QString(12, u' ') : line.time) + u"  "_s + line.text;
    }
    return lines.join(u'\n');
}

int LogModel::find(const QString &text, int row, bool forward) const
{
    const int count = rowCount();
    for (int step = 1; step <= count; ++step) {
        const int candidate = ((row + (forward ? step : -step)) % count + count) % count;
        if (entry(candidate).text.contains(text, Qt::CaseInsensitive))
            return candidate;
    }
    return -1;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LogEntry &line = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::ToolTipRole:
        return line.text.size() > 80 ? QVariant(line.text.trimmed()) : QVariant();
    case KindRole:
        return static_cast<int>(line.kind);
    case TimeRole:
        return line.time;
    case OriginFileRole:
        return line.origin.file ? QVariant(line.origin.file->path()) : QVariant();
    case OriginLineRole:
        return line.origin.range.line;
    default:
        return {};
    }
}

} // namespace limbeck
