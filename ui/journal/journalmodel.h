// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "ui/theme/icons.h"

#include <QAbstractTableModel>

namespace limbeck {

/// Recorded runs, newest first.
class JournalModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        OutcomeColumn,
        StartedColumn,
        CommandColumn,
        RevisionsColumn,
        DatabaseColumn,
        UserColumn,
        TimeColumn,
        ColumnCount
    };

    enum Role { IdRole = Qt::UserRole, SearchRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<JournalRun> runs);
    /// The row of a run; -1 if there is none.
    [[nodiscard]] int rowOf(qint64 id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<JournalRun> m_runs;
};

// What a person reads about a run.

/// "succeeded", "failed" …, in the window's language.
[[nodiscard]] QString outcomeText(JournalRun::Outcome outcome);
[[nodiscard]] QIcon outcomeIcon(JournalRun::Outcome outcome);
/// "upgrade heads"
[[nodiscard]] QString commandText(const JournalRun &run);
/// "def456 → merge001"
[[nodiscard]] QString revisionsText(const JournalRun &run);

} // namespace limbeck
