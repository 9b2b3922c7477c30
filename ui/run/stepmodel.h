// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemModel>

#include <vector>

namespace limbeck {

/// How a step or a statement went.
enum class StepTone { Plain, Success, Warning, Error };

/// One statement that was sent, or a row of equal ones.
struct StatementRow
{
    QString sql;
    qint64 times = 1;
    qint64 rows = -1; ///< -1: not known, or of no interest
    qint64 microseconds = -1; ///< -1: not known
    QString remark; ///< "in effect since an earlier run", the error, locks
    StepTone tone = StepTone::Plain;
    QString origin; ///< "path:line:column"; may be empty
};

struct StepRow
{
    QString title;
    qint64 microseconds = -1; ///< -1: not known
    QString remark;
    StepTone tone = StepTone::Plain;
    std::vector<StatementRow> statements;
};

/// Steps, and below each the statements that were sent for it: of a run in the journal, or of a
/// rehearsal.
class StepModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { TextColumn, RowsColumn, TimeColumn, RemarkColumn, ColumnCount };

    enum Role { SqlRole = Qt::UserRole, OriginRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setSteps(std::vector<StepRow> steps);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant stepData(const StepRow &step, int column, int role) const;
    [[nodiscard]] QVariant statementData(const StatementRow &statement, int column, int role) const;

    std::vector<StepRow> m_steps;
};

/// "0.4 ms", "120 ms", "3.2 s", "2 min 5 s"; empty for a negative time.
[[nodiscard]] QString timeText(qint64 microseconds);

} // namespace limbeck
