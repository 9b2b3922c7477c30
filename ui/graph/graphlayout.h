// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisiongraph.h"

#include <QList>
#include <QPointF>
#include <QSizeF>

#include <vector>

namespace limbeck {

/// Where nodes and edges stand. Units are device-independent pixels, y grows downwards.
struct GraphLayout
{
    std::vector<QPointF> centres; ///< of the graph's nodes, by index
    std::vector<QList<QPointF>>
        splines; ///< of the graph's edges, by index: a start, then triples of cubic Bézier points
    QSizeF size;
};

/// Places the nodes of @p graph, each of size @p nodeSize: bases at the bottom, heads on top. A
/// pure function of its arguments; takes from milliseconds to seconds, so call it off the GUI
/// thread. Graphviz is not re-entrant: one call at a time.
[[nodiscard]] GraphLayout layoutGraph(const RevisionGraph &graph, const QSizeF &nodeSize);

} // namespace limbeck
