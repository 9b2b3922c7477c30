// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/journal/journalmodel.h"

#include "ui/run/stepmodel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString headsText(const QStringList &heads)
{
    return heads.isEmpty() ? JournalModel::tr("base") : heads.join(u", ");
}

QString durationOf(const JournalRun &run)
{
    return run.finishedAt.isValid() ? timeText(run.startedAt.msecsTo(run.finishedAt) * 1000)
                                    : QString();
}

QString startedText(const JournalRun &run)
{
    return QLocale().toString(run.startedAt.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace

QString outcomeText(JournalRun::Outcome outcome)
{
    switch (outcome) {
    case JournalRun::Outcome::Running:
        return JournalModel::tr("running");
    case JournalRun::Outcome::Interrupted:
        return JournalModel::tr("interrupted");
    case JournalRun::Outcome::Succeeded:
        return JournalModel::tr("succeeded");
    case JournalRun::Outcome::Failed:
        return JournalModel::tr("failed");
    case JournalRun::Outcome::Cancelled:
        return JournalModel::tr("cancelled");
    }
    Q_UNREACHABLE();
}

QIcon outcomeIcon(JournalRun::Outcome outcome)
{
    switch (outcome) {
    case JournalRun::Outcome::Running:
        return themedIcon(u"play"_s, IconTint::Accent);
    case JournalRun::Outcome::Interrupted:
        return themedIcon(u"warning"_s, IconTint::Warning);
    case JournalRun::Outcome::Succeeded:
        return themedIcon(u"success"_s, IconTint::Success);
    case JournalRun::Outcome::Failed:
        return themedIcon(u"error"_s, IconTint::Error);
    case JournalRun::Outcome::Cancelled:
        return themedIcon(u"cancel"_s, IconTint::Warning);
    }
    Q_UNREACHABLE();
}

QString commandText(const JournalRun &run)
{
    return run.targets.isEmpty() ? run.command : run.command + u' ' + run.targets.join(u' ');
}

QString revisionsText(const JournalRun &run)
{
    const QString after =
        run.headsKnown || !run.headsAfter.isEmpty() ? headsText(run.headsAfter) : u"?"_s;
    return u"%1 → %2"_s.arg(headsText(run.headsBefore), after);
}

void JournalModel::setRuns(std::vector<JournalRun> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

int JournalModel::rowOf(qint64 id) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(),
                                    [id](const JournalRun &run) { return run.id == id; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const JournalRun &run = m_runs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case IdRole:
        return run.id;
    case SearchRole:
        return QStringList { outcomeText(run.outcome),
                             commandText(run),
                             revisionsText(run),
                             run.database,
                             run.user,
                             run.host,
                             run.project }
            .join(u'\n');
    case Qt::DecorationRole:
        return index.column() == OutcomeColumn ? QVariant(outcomeIcon(run.outcome)) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == TimeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                            : QVariant();
    case Qt::ToolTipRole:
        return index.column() == OutcomeColumn ? run.error : data(index, Qt::DisplayRole);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case OutcomeColumn:
        return outcomeText(run.outcome);
    case StartedColumn:
        return startedText(run);
    case CommandColumn:
        return commandText(run);
    case RevisionsColumn:
        return revisionsText(run);
    case DatabaseColumn:
        return run.database;
    case UserColumn:
        return u"%1@%2"_s.arg(run.user, run.host);
    case TimeColumn:
        return durationOf(run);
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == TimeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OutcomeColumn:
        return tr("Outcome");
    case StartedColumn:
        return tr("Started");
    case CommandColumn:
        return tr("Command");
    case RevisionsColumn:
        return tr("Revisions");
    case DatabaseColumn:
        return tr("Database");
    case UserColumn:
        return tr("By");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace limbeck
