// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/foldedgraph.h"

namespace limbeck {

namespace {

class Folder
{
public:
    Folder(const RevisionGraph &graph, const FoldOptions &options)
        : m_graph(graph)
        , m_options(options)
        , m_isFolding(options.fold && static_cast<int>(graph.nodes.size()) >= options.smallest)
        , m_parent(graph.nodes.size(), -1)
        , m_child(graph.nodes.size(), -1)
        , m_parents(graph.nodes.size(), 0)
        , m_children(graph.nodes.size(), 0)
    {
        for (const GraphEdge &edge : graph.edges) {
            m_parent[at(edge.child)] = edge.parent;
            m_child[at(edge.parent)] = edge.child;
            ++m_parents[at(edge.child)];
            ++m_children[at(edge.parent)];
        }
    }

    [[nodiscard]] FoldedGraph folded()
    {
        m_result.cardOf.assign(m_graph.nodes.size(), -1);
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (m_result.cardOf[i] < 0)
                addCard(runThrough(static_cast<int>(i)));
        }
        for (const GraphEdge &edge : m_graph.edges) {
            const int child = m_result.cardOf[at(edge.child)];
            const int parent = m_result.cardOf[at(edge.parent)];
            if (child != parent || edge.child == edge.parent)
                m_result.edges.push_back({ child, parent, edge.kind });
        }
        return std::move(m_result);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    [[nodiscard]] bool isPlain(int index) const
    {
        const GraphNode &node = m_graph.nodes[at(index)];
        return m_parents[at(index)] == 1 && m_children[at(index)] == 1 && !node.isHead
            && !node.isBase && !node.isBranchPoint && !node.isMergePoint && !node.isMissing
            && node.branchLabels.isEmpty() && !m_options.shown.contains(node.id);
    }

    /// The run that @p index belongs to, oldest first; only itself when it is too short to fold.
    [[nodiscard]] std::vector<int> runThrough(int index) const
    {
        if (!m_isFolding || !isPlain(index))
            return { index };
        int oldest = index;
        while (isPlain(m_parent[at(oldest)])) {
            oldest = m_parent[at(oldest)];
            if (oldest == index)
                return { index }; // a cycle and nothing else
        }
        std::vector<int> run { oldest };
        while (isPlain(m_child[at(run.back())]))
            run.push_back(m_child[at(run.back())]);
        return static_cast<int>(run.size()) < m_options.minimum ? std::vector<int> { index } : run;
    }

    void addCard(std::vector<int> members)
    {
        for (const int member : members)
            m_result.cardOf[at(member)] = static_cast<int>(m_result.cards.size());
        m_result.cards.push_back({ std::move(members) });
    }

    const RevisionGraph &m_graph;
    const FoldOptions &m_options;
    bool m_isFolding;
    std::vector<int> m_parent, m_child; ///< the last one that was named
    std::vector<int> m_parents, m_children; ///< how many
    FoldedGraph m_result;
};

} // namespace

FoldedGraph foldLinearRuns(const RevisionGraph &graph, const FoldOptions &options)
{
    return Folder(graph, options).folded();
}

} // namespace limbeck
