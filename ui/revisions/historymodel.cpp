// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/historymodel.h"

#include "ui/graph/stateglyph.h"
#include "ui/theme/fonts.h"

#include <QIcon>

namespace limbeck {

namespace {

/// Children before parents; independent branches stay together. Kahn's algorithm from the heads,
/// latest head first.
std::vector<int> newestFirst(const RevisionGraph &graph)
{
    const std::size_t count = graph.nodes.size();
    std::vector<std::vector<int>> parents(count);
    std::vector<int> openChildren(count, 0);
    for (const GraphEdge &edge : graph.edges) {
        parents[static_cast<std::size_t>(edge.child)].push_back(edge.parent);
        ++openChildren[static_cast<std::size_t>(edge.parent)];
    }
    std::vector<int> ready;
    for (std::size_t i = 0; i < count; ++i) {
        if (openChildren[i] == 0)
            ready.push_back(static_cast<int>(i));
    }
    std::vector<int> order;
    std::vector<bool> placed(count, false);
    while (!ready.empty()) {
        const int index = ready.back();
        ready.pop_back();
        order.push_back(index);
        placed[static_cast<std::size_t>(index)] = true;
        for (const int parent : parents[static_cast<std::size_t>(index)]) {
            if (--openChildren[static_cast<std::size_t>(parent)] == 0)
                ready.push_back(parent);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!placed[i])
            order.push_back(static_cast<int>(i)); // part of a cycle
    }
    return order;
}

} // namespace

void HistoryModel::setGraph(SharedRevisionGraph graph)
{
    beginResetModel();
    m_graph = std::move(graph);
    m_order = newestFirst(*m_graph);
    m_rows.assign(m_order.size(), 0);
    for (std::size_t row = 0; row < m_order.size(); ++row)
        m_rows[static_cast<std::size_t>(m_order[row])] = static_cast<int>(row);
    endResetModel();
}

void HistoryModel::setStates(const QHash<RevisionId, RevisionState> &states)
{
    if (m_states == states)
        return;
    m_states = states;
    if (!m_order.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const GraphNode &HistoryModel::node(int row) const
{
    return m_graph->nodes[static_cast<std::size_t>(m_order[static_cast<std::size_t>(row)])];
}

QModelIndex HistoryModel::indexOf(const RevisionId &id) const
{
    const int node = m_graph->indexOf(id);
    return node < 0 ? QModelIndex() : index(m_rows[static_cast<std::size_t>(node)], IdColumn);
}

QModelIndex HistoryModel::longestId() const
{
    const auto longest = std::max_element(m_graph->nodes.begin(), m_graph->nodes.end(),
                                          [](const GraphNode &a, const GraphNode &b) {
                                              return a.id.text().size() < b.id.text().size();
                                          });
    return longest == m_graph->nodes.end() ? QModelIndex() : indexOf(longest->id);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const GraphNode &revision = node(index.row());
    const RevisionState state = m_states.value(revision.id, RevisionState::Unknown);
    const StateGlyph glyph = revision.isMissing ? StateGlyph::Missing : glyphOf(state);
    switch (role) {
    case RevisionIdRole:
        return revision.id.text();
    case StateRole:
        return static_cast<int>(state);
    case Qt::DisplayRole:
        if (index.column() == StateColumn)
            return {};
        return index.column() == IdColumn ? revision.id.text() : revision.doc;
    case SearchRole:
        return QStringList { revision.id.text(), revision.doc, revision.branchLabels.join(u' '),
                             revision.path.section(u'/', -1) }
            .join(u'\n');
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateIcon(glyph)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == StateColumn ? stateText(glyph) : revision.doc;
    case Qt::AccessibleTextRole:
        return index.column() == StateColumn ? QVariant(stateText(glyph)) : QVariant();
    case Qt::FontRole:
        return index.column() == IdColumn ? QVariant(scaledFont(fixedFont(), 0.95)) : QVariant();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return QString();
    case IdColumn:
        return tr("Revision");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

} // namespace limbeck
