// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/stepmodel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qsizetype shownSql = 300; // of a line that is cut off anyway

QVariant iconOf(StepTone tone)
{
    switch (tone) {
    case StepTone::Plain:
        return {};
    case StepTone::Success:
        return themedIcon(u"check"_s, IconTint::Success);
    case StepTone::Warning:
        return themedIcon(u"warning"_s, IconTint::Warning);
    case StepTone::Error:
        return themedIcon(u"error"_s, IconTint::Error);
    }
    Q_UNREACHABLE();
}

QVariant colourOf(StepTone tone, bool isQuiet)
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    if (tone == StepTone::Error)
        return theme.error;
    if (tone == StepTone::Warning)
        return theme.warning;
    return isQuiet ? QVariant(theme.mutedText) : QVariant();
}

QString lineOf(const StatementRow &statement)
{
    const QString line = statement.sql.left(shownSql).simplified();
    return statement.times > 1
        ? StepModel::tr("%1× %2").arg(QLocale().toString(statement.times), line)
        : line;
}

} // namespace

void StepModel::setSteps(std::vector<StepRow> steps)
{
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
}

// A step has 0 for its id, a statement the number of its step from 1.

QModelIndex StepModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex StepModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr(0));
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_steps.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_steps[static_cast<std::size_t>(parent.row())].statements.size());
}

int StepModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole
        && (index.column() == RowsColumn || index.column() == TimeColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (index.internalId() == 0)
        return stepData(m_steps[static_cast<std::size_t>(index.row())], index.column(), role);
    const StepRow &step = m_steps[static_cast<std::size_t>(index.internalId()) - 1];
    return statementData(step.statements[static_cast<std::size_t>(index.row())], index.column(),
                         role);
}

QVariant StepModel::stepData(const StepRow &step, int column, int role) const
{
    if (role == Qt::DecorationRole && column == TextColumn)
        return iconOf(step.tone);
    if (role == Qt::FontRole && column == TextColumn)
        return strongFont(QGuiApplication::font());
    if (role == Qt::ForegroundRole && column == RemarkColumn)
        return colourOf(step.tone, true);
    if (role == Qt::ForegroundRole && column == TimeColumn)
        return colourOf(StepTone::Plain, true);
    if (role == Qt::ToolTipRole)
        return column == RemarkColumn ? step.remark : step.title;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TextColumn:
        return step.title.simplified();
    case TimeColumn:
        return timeText(step.microseconds);
    case RemarkColumn:
        return step.remark.simplified();
    default:
        return {};
    }
}

QVariant StepModel::statementData(const StatementRow &statement, int column, int role) const
{
    switch (role) {
    case SqlRole:
        return statement.sql;
    case OriginRole:
        return statement.origin;
    case Qt::ToolTipRole:
        return column == RemarkColumn ? statement.remark : statement.sql;
    case Qt::FontRole:
        return column == TextColumn ? QVariant(scaledFont(fixedFont(), 0.92)) : QVariant();
    case Qt::ForegroundRole:
        if (column == TextColumn)
            return statement.tone == StepTone::Error ? colourOf(statement.tone, false) : QVariant();
        return colourOf(column == RemarkColumn ? statement.tone : StepTone::Plain, true);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case TextColumn:
        return lineOf(statement);
    case RowsColumn:
        return statement.rows < 0 ? QString() : QLocale().toString(statement.rows);
    case TimeColumn:
        return timeText(statement.microseconds);
    case RemarkColumn:
        return statement.remark.simplified();
    default:
        return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == RowsColumn || section == TimeColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TextColumn:
        return tr("Step and statement");
    case RowsColumn:
        return tr("Rows");
    case TimeColumn:
        return tr("Time");
    case RemarkColumn:
        return tr("Remark");
    default:
        return {};
    }
}

QString timeText(qint64 microseconds)
{
    constexpr qint64 second = 1'000'000;
    if (microseconds < 0)
        return {};
    const QLocale locale;
    if (microseconds < 10'000)
        return StepModel::tr("%1 ms").arg(
            locale.toString(static_cast<double>(microseconds) / 1000, 'f', 1));
    if (microseconds < second)
        return StepModel::tr("%1 ms").arg(microseconds / 1000);
    if (microseconds < 60 * second)
        return StepModel::tr("%1 s").arg(
            locale.toString(static_cast<double>(microseconds) / second, 'f', 1));
    return StepModel::tr("%1 min %2 s")
        .arg(microseconds / (60 * second))
        .arg(microseconds / second % 60);
}

} // namespace limbeck
