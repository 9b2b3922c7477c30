// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QSet>

#include <span>
#include <vector>

namespace limbeck::dag {

/// All nodes reachable from @p starts, the starts included, each once, in the order in which a
/// depth-first walk meets them. Iterative: a chain of 100,000 nodes needs no stack. Cycles end the
/// walk where they close.
template <typename Node, typename Neighbors>
[[nodiscard]] std::vector<Node> reachable(std::span<const Node> starts, Neighbors neighbors)
{
    std::vector<Node> result;
    QSet<Node> seen;
    std::vector<Node> pending(starts.rbegin(), starts.rend());
    while (!pending.empty()) {
        const Node node = pending.back();
        pending.pop_back();
        if (seen.contains(node))
            continue;
        seen.insert(node);
        result.push_back(node);
        const auto next = neighbors(node);
        for (auto it = std::rbegin(next); it != std::rend(next); ++it) {
            if (!seen.contains(*it))
                pending.push_back(*it);
        }
    }
    return result;
}

} // namespace limbeck::dag
