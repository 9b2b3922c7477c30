// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/migrationplan.h"

#include <QAbstractTableModel>
#include <QFont>
#include <QIcon>
#include <QSet>

namespace limbeck {

/// The steps of a plan in the order in which they run; thousands are no effort.
class PlanModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, RevisionColumn, MessageColumn, ColumnCount };

    explicit PlanModel(QObject *parent = nullptr);

    /// @p icon stands at each step.
    void setSteps(std::vector<MigrationStep> steps, const QIcon &icon);
    /// Steps that read data: their SQL is known when they run.
    void setDataDependent(const QSet<int> &steps);

    [[nodiscard]] const MigrationStep &step(int row) const
    {
        return m_steps[static_cast<std::size_t>(row)];
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<MigrationStep> m_steps;
    QSet<int> m_dataDependent;
    QIcon m_icon, m_dataIcon;
    QFont m_idFont;
};

} // namespace limbeck
