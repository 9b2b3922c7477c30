// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisiongraph.h"

#include <QSet>

#include <vector>

namespace limbeck {

/// One card of the drawing: a revision, or a linear run of them folded into one.
struct GraphCard
{
    std::vector<int> members; ///< indexes of RevisionGraph::nodes, oldest first; never empty

    [[nodiscard]] bool isFold() const { return members.size() > 1; }

    friend bool operator==(const GraphCard &, const GraphCard &) = default;
};

/// A RevisionGraph as it is drawn. Its edges join cards; their indexes are those of `cards`.
struct FoldedGraph
{
    std::vector<GraphCard> cards;
    std::vector<GraphEdge> edges;
    std::vector<int> cardOf; ///< by index of RevisionGraph::nodes
};

struct FoldOptions
{
    bool fold = true;
    int minimum = 4; ///< shorter runs stay as they are
    int smallest = 30; ///< a graph of fewer revisions is shown as it is
    QSet<RevisionId> shown; ///< revisions that keep a card of their own
};

/// Folds the runs of revisions that have one parent, one child and nothing special about them: no
/// label, no dependency, neither head nor base, branch or merge point, all files there. Linear in
/// revisions and edges; copes with every graph, cycles included.
[[nodiscard]] FoldedGraph foldLinearRuns(const RevisionGraph &graph, const FoldOptions &options);

} // namespace limbeck
