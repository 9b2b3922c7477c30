// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/foldedgraph.h"
#include "ui/graph/graphlayout.h"

#include <QRectF>

namespace limbeck {

/// A laid out graph, and what stands where in it. Coordinates are the layout's.
class GraphScene
{
public:
    GraphScene() = default;
    /// @p layout is of @p folded's cards and edges.
    GraphScene(SharedRevisionGraph graph, FoldedGraph folded, GraphLayout layout,
               const QSizeF &cardSize);

    [[nodiscard]] bool isEmpty() const { return m_layout.centres.empty(); }

    [[nodiscard]] const RevisionGraph &graph() const { return *m_graph; }

    [[nodiscard]] const FoldedGraph &folded() const { return m_folded; }

    [[nodiscard]] QSizeF size() const { return m_layout.size; }

    [[nodiscard]] int cardCount() const { return static_cast<int>(m_folded.cards.size()); }

    [[nodiscard]] const GraphCard &card(int index) const
    {
        return m_folded.cards[static_cast<std::size_t>(index)];
    }

    [[nodiscard]] const GraphEdge &edge(int index) const
    {
        return m_folded.edges[static_cast<std::size_t>(index)];
    }

    /// The oldest revision of a card: the only one, unless it is a fold.
    [[nodiscard]] const GraphNode &node(int card) const;
    [[nodiscard]] const GraphNode &newestNode(int card) const;
    /// The card that shows @p id; -1 if there is none.
    [[nodiscard]] int cardOf(const RevisionId &id) const;

    [[nodiscard]] QRectF cardRect(int card) const;

    [[nodiscard]] const QList<QPointF> &spline(int edge) const
    {
        return m_layout.splines[static_cast<std::size_t>(edge)];
    }

    /// -1 where there is none.
    [[nodiscard]] int cardAt(const QPointF &position) const;
    /// What @p area shows a part of, each once, in no particular order.
    [[nodiscard]] std::vector<int> cardsIn(const QRectF &area) const;
    [[nodiscard]] std::vector<int> edgesIn(const QRectF &area) const;

    /// Edges from a card down to its parents, and up to its children.
    [[nodiscard]] const std::vector<int> &parentEdges(int card) const
    {
        return m_parentEdges[static_cast<std::size_t>(card)];
    }

    [[nodiscard]] const std::vector<int> &childEdges(int card) const
    {
        return m_childEdges[static_cast<std::size_t>(card)];
    }

    /// All cards below (or above) @p card, itself included, as flags by index. Linear.
    [[nodiscard]] std::vector<bool> ancestors(int card) const;
    [[nodiscard]] std::vector<bool> descendants(int card) const;

private:
    /// A grid of square cells, each with what it touches.
    using Grid = QHash<std::pair<int, int>, std::vector<int>>;

    static void enter(Grid &grid, const QRectF &bounds, int index);
    [[nodiscard]] static std::vector<int> found(const Grid &grid, const QRectF &area);
    [[nodiscard]] std::vector<bool> reached(int card, bool down) const;

    SharedRevisionGraph m_graph;
    FoldedGraph m_folded;
    GraphLayout m_layout;
    QSizeF m_cardSize;
    Grid m_cardGrid, m_edgeGrid;
    std::vector<std::vector<int>> m_parentEdges, m_childEdges; ///< by card
};

} // namespace limbeck
