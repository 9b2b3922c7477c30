// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisiongraph.h"
#include "ui/graph/revisionstates.h"

#include <QAbstractTableModel>

namespace limbeck {

/// The revisions as a table, newest first: parents always below their children.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { StateColumn, IdColumn, MessageColumn, ColumnCount };

    enum Role {
        RevisionIdRole = Qt::UserRole + 1,
        StateRole,
        SearchRole, ///< all that a search looks at: id, message, labels, file name
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setGraph(SharedRevisionGraph graph);
    void setStates(const QHash<RevisionId, RevisionState> &states);
    [[nodiscard]] QModelIndex indexOf(const RevisionId &id) const;
    /// The cell that takes the most room of its column; none without revisions.
    [[nodiscard]] QModelIndex longestId() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] const GraphNode &node(int row) const;

    SharedRevisionGraph m_graph = std::make_shared<const RevisionGraph>();
    std::vector<int> m_order; ///< row → index of the graph's nodes
    std::vector<int> m_rows; ///< and back
    QHash<RevisionId, RevisionState> m_states;
};

} // namespace limbeck
