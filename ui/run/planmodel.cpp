// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/planmodel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace limbeck {

PlanModel::PlanModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_dataIcon(themedIcon(u"warning"_s, IconTint::Warning))
    , m_idFont(scaledFont(fixedFont(), 0.95))
{
}

void PlanModel::setSteps(std::vector<MigrationStep> steps, const QIcon &icon)
{
    beginResetModel();
    m_steps = std::move(steps);
    m_dataDependent.clear();
    m_icon = icon;
    endResetModel();
}

void PlanModel::setDataDependent(const QSet<int> &steps)
{
    m_dataDependent = steps;
    if (!m_steps.empty())
        Q_EMIT dataChanged(index(0, NumberColumn), index(rowCount() - 1, NumberColumn));
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const MigrationStep &shown = step(index.row());
    const bool isStamp = shown.kind == MigrationStep::Kind::Stamp;
    const bool readsData = m_dataDependent.contains(index.row());
    switch (index.column()) {
    case NumberColumn:
        if (role == Qt::DisplayRole)
            return index.row() + 1;
        if (role == Qt::DecorationRole)
            return readsData ? m_dataIcon : m_icon;
        if (role == Qt::ToolTipRole && readsData)
            return tr("Reads data: its SQL is known when it runs.");
        return {};
    case RevisionColumn:
        if (role == Qt::DisplayRole)
            return isStamp ? joinIds(shown.to) : shown.revision.text();
        return role == Qt::FontRole ? QVariant(m_idFont) : QVariant();
    case MessageColumn:
        if (role == Qt::DisplayRole)
            return isStamp ? shown.shortLog() : shown.doc;
        return role == Qt::ToolTipRole ? QVariant(shown.log()) : QVariant();
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("Step");
    case RevisionColumn:
        return tr("Revision");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

} // namespace limbeck
