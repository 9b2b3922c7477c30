// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/revision/revisiongraph.h"

#include <QList>
#include <QPointF>
#include <QSizeF>

#include <vector>

namespace limbeck {

enum class GraphDirection { NewestOnTop, NewestAtBottom, NewestRight };

/// What has to be placed: cards of one size and the edges between them.
struct LayoutRequest
{
    int cards = 0;
    std::vector<GraphEdge> edges;
    QSizeF cardSize;
    GraphDirection direction = GraphDirection::NewestOnTop;
};

/// Where cards and edges stand. Units are device-independent pixels, y grows downwards.
struct GraphLayout
{
    std::vector<QPointF> centres; ///< of the cards, by index
    std::vector<QList<QPointF>> splines; ///< of the edges, by index: a start at the parent, then
                                         ///< triples of cubic Bézier points to the child
    QSizeF size;
};

/// Places the cards of @p request: by Graphviz's dot, or in lanes where dot would take seconds
/// (see dotIsQuickEnough()). A pure function of its arguments; takes from milliseconds to a second,
/// so call it off the GUI thread, one call at a time. A cancelled one returns an empty layout.
[[nodiscard]] GraphLayout layoutGraph(const LayoutRequest &request, const CancelToken &cancel = {});

/// Graphviz's dot: ranks, with as few crossings as it finds. Not re-entrant. It cannot be
/// cancelled once it has begun.
[[nodiscard]] GraphLayout dotLayout(const LayoutRequest &request);

/// One column per branch, as programs that show git history have it: a branch keeps its column, no
/// edge runs through a card. Linear in cards and edges, but for the search of free columns.
[[nodiscard]] GraphLayout laneLayout(const LayoutRequest &request, const CancelToken &cancel = {});

/// Whether dot places @p request in a moment. Its time grows with the square of the cards and with
/// the ranks that edges cross (measured: tests/ui/tst_graphspeed.cpp).
[[nodiscard]] bool dotIsQuickEnough(const LayoutRequest &request);

} // namespace limbeck
