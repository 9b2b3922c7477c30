// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphscene.h"

#include <cmath>

namespace limbeck {

namespace {

constexpr qreal cellSize = 640;

int cellOf(qreal coordinate)
{
    return static_cast<int>(std::floor(coordinate / cellSize));
}

} // namespace

GraphScene::GraphScene(SharedRevisionGraph graph, FoldedGraph folded, GraphLayout layout,
                       const QSizeF &cardSize)
    : m_graph(std::move(graph))
    , m_folded(std::move(folded))
    , m_layout(std::move(layout))
    , m_cardSize(cardSize)
    , m_parentEdges(m_folded.cards.size())
    , m_childEdges(m_folded.cards.size())
{
    for (int card = 0; card < cardCount(); ++card)
        enter(m_cardGrid, cardRect(card), card);
    for (std::size_t i = 0; i < m_folded.edges.size(); ++i) {
        const int index = static_cast<int>(i);
        m_parentEdges[static_cast<std::size_t>(edge(index).child)].push_back(index);
        m_childEdges[static_cast<std::size_t>(edge(index).parent)].push_back(index);
        // Segment by segment: the bounds of a whole long edge would cover half the graph.
        const QList<QPointF> &points = spline(index);
        for (qsizetype j = 0; j + 3 < points.size(); j += 3) {
            QRectF bounds(points.at(j), points.at(j));
            for (qsizetype k = j + 1; k <= j + 3; ++k) {
                bounds.setLeft(std::min(bounds.left(), points.at(k).x()));
                bounds.setRight(std::max(bounds.right(), points.at(k).x()));
                bounds.setTop(std::min(bounds.top(), points.at(k).y()));
                bounds.setBottom(std::max(bounds.bottom(), points.at(k).y()));
            }
            enter(m_edgeGrid, bounds, index);
        }
    }
}

void GraphScene::enter(Grid &grid, const QRectF &bounds, int index)
{
    for (int x = cellOf(bounds.left()); x <= cellOf(bounds.right()); ++x) {
        for (int y = cellOf(bounds.top()); y <= cellOf(bounds.bottom()); ++y) {
            std::vector<int> &cell = grid[{ x, y }];
            if (cell.empty() || cell.back() != index)
                cell.push_back(index);
        }
    }
}

std::vector<int> GraphScene::found(const Grid &grid, const QRectF &area)
{
    std::vector<int> result;
    for (int x = cellOf(area.left()); x <= cellOf(area.right()); ++x) {
        for (int y = cellOf(area.top()); y <= cellOf(area.bottom()); ++y) {
            if (const auto cell = grid.constFind({ x, y }); cell != grid.constEnd())
                result.insert(result.end(), cell->begin(), cell->end());
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

const GraphNode &GraphScene::node(int card) const
{
    return m_graph->nodes[static_cast<std::size_t>(this->card(card).members.front())];
}

const GraphNode &GraphScene::newestNode(int card) const
{
    return m_graph->nodes[static_cast<std::size_t>(this->card(card).members.back())];
}

int GraphScene::cardOf(const RevisionId &id) const
{
    const int index = m_graph->indexOf(id);
    return index < 0 || isEmpty() ? -1 : m_folded.cardOf[static_cast<std::size_t>(index)];
}

QRectF GraphScene::cardRect(int card) const
{
    QRectF rect({}, m_cardSize);
    rect.moveCenter(m_layout.centres[static_cast<std::size_t>(card)]);
    return rect;
}

int GraphScene::cardAt(const QPointF &position) const
{
    for (const int card : cardsIn(QRectF(position, QSizeF(1, 1)))) {
        if (cardRect(card).contains(position))
            return card;
    }
    return -1;
}

std::vector<int> GraphScene::cardsIn(const QRectF &area) const
{
    return found(m_cardGrid, area);
}

std::vector<int> GraphScene::edgesIn(const QRectF &area) const
{
    return found(m_edgeGrid, area);
}

std::vector<bool> GraphScene::ancestors(int card) const
{
    return reached(card, true);
}

std::vector<bool> GraphScene::descendants(int card) const
{
    return reached(card, false);
}

std::vector<bool> GraphScene::reached(int card, bool down) const
{
    std::vector<bool> result(m_folded.cards.size(), false);
    std::vector<int> open { card };
    result[static_cast<std::size_t>(card)] = true;
    while (!open.empty()) {
        const int current = open.back();
        open.pop_back();
        for (const int index : down ? parentEdges(current) : childEdges(current)) {
            const int next = down ? edge(index).parent : edge(index).child;
            if (result[static_cast<std::size_t>(next)])
                continue;
            result[static_cast<std::size_t>(next)] = true;
            open.push_back(next);
        }
    }
    return result;
}

} // namespace limbeck
