// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlayout.h"

namespace limbeck {

namespace {

/// So many cards, and ranks that edges cross, dot places within a second (measured on one core of
/// 2020: tests/ui/tst_graphspeed.cpp).
constexpr int maximumDotParts = 3'000;

/// For each edge the ranks between its ends, if every card stands as low as it can. That is what
/// dot fills with cards of its own, which it then has to place.
int crossedRanks(const LayoutRequest &request)
{
    const auto count = static_cast<std::size_t>(request.cards);
    std::vector<std::vector<int>> children(count);
    std::vector<int> openParents(count, 0);
    for (const GraphEdge &edge : request.edges) {
        children[static_cast<std::size_t>(edge.parent)].push_back(edge.child);
        ++openParents[static_cast<std::size_t>(edge.child)];
    }
    std::vector<int> ready;
    for (std::size_t i = 0; i < count; ++i) {
        if (openParents[i] == 0)
            ready.push_back(static_cast<int>(i));
    }
    std::vector<int> rank(count, 0);
    while (!ready.empty()) {
        const auto card = static_cast<std::size_t>(ready.back());
        ready.pop_back();
        for (const int child : children[card]) {
            const auto above = static_cast<std::size_t>(child);
            rank[above] = std::max(rank[above], rank[card] + 1);
            if (--openParents[above] == 0)
                ready.push_back(child);
        }
    }
    int crossed = 0;
    for (const GraphEdge &edge : request.edges)
        crossed += std::max(0,
                            rank[static_cast<std::size_t>(edge.child)]
                                - rank[static_cast<std::size_t>(edge.parent)] - 1);
    return crossed;
}

} // namespace

bool dotIsQuickEnough(const LayoutRequest &request)
{
    return request.cards <= maximumDotParts
        && request.cards + crossedRanks(request) <= maximumDotParts;
}

GraphLayout layoutGraph(const LayoutRequest &request, const CancelToken &cancel)
{
    if (request.cards == 0 || cancel.isCancelled())
        return {};
    return dotIsQuickEnough(request) ? dotLayout(request) : laneLayout(request, cancel);
}

} // namespace limbeck
