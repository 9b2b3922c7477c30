// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisiongraph.h"

#include "core/revision/revisionmap.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck {

class RevisionGraphBuilder
{
public:
    explicit RevisionGraphBuilder(const std::vector<Revision> &revisions)
        : m_loaded(revisions)
    {
    }

    [[nodiscard]] RevisionGraph build();

private:
    using Rule = GraphFinding::Rule;

    void addNodes();
    void addLabels();
    void addEdges();
    void addEdge(const Revision &child, const QString &parent, GraphEdge::Kind kind);
    void markNodes();
    void findCycles();
    void find(Rule rule, const QString &message, const std::vector<const Revision *> &revisions);
    [[nodiscard]] int nodeFor(const QString &name, GraphEdge::Kind kind, const Revision &namedBy);

    const std::vector<Revision> &m_loaded;
    std::vector<const Revision *> m_drawn; ///< the file behind each node that is no ghost
    QHash<QString, int> m_nodeOfLabel;
    QSet<QString> m_seenEdges;
    RevisionGraph m_graph;
};

RevisionGraph RevisionGraphBuilder::build()
{
    addNodes();
    addLabels();
    addEdges();
    markNodes();
    findCycles();
    return std::move(m_graph);
}

void RevisionGraphBuilder::addNodes()
{
    for (const Revision &revision : m_loaded) {
        if (const auto checked = checkRevisionId(revision.id.text()); !checked)
            find(Rule::IllegalId, checked.error().message, { &revision });
        GraphNode node;
        node.id = revision.id;
        node.doc = revision.doc();
        node.path = revision.path;
        node.branchLabels = revision.branchLabels;
        const int known = m_graph.indexOf(revision.id);
        if (known >= 0) {
            const auto place = static_cast<size_t>(known);
            find(Rule::DuplicateId,
                 u"Revision %1 is present more than once"_s.arg(revision.id.text()),
                 { m_drawn[place], &revision });
            m_graph.nodes[place] = node;
            m_drawn[place] = &revision;
            continue;
        }
        m_graph.m_indexes.insert(revision.id, static_cast<int>(m_graph.nodes.size()));
        m_graph.nodes.push_back(node);
        m_drawn.push_back(&revision);
    }
}

void RevisionGraphBuilder::addLabels()
{
    for (const Revision *revision : m_drawn) {
        for (const QString &label : revision->branchLabels) {
            const QString text = u"Branch name '%1' in revision %2 already used by revision %3"_s;
            if (m_graph.indexOf(RevisionId(label)) >= 0) {
                find(Rule::LabelIsId, text.arg(label, revision->id.text(), label), { revision });
            } else if (const int other = m_nodeOfLabel.value(label, -1); other >= 0) {
                const Revision *first = m_drawn[static_cast<size_t>(other)];
                find(Rule::DuplicateLabel, text.arg(label, revision->id.text(), first->id.text()),
                     { revision, first });
            } else {
                m_nodeOfLabel.insert(label, m_graph.indexOf(revision->id));
            }
        }
    }
}

void RevisionGraphBuilder::addEdges()
{
    for (const Revision *revision : m_drawn) {
        for (const RevisionId &parent : revision->downRevisions)
            addEdge(*revision, parent.text(), GraphEdge::Kind::DownRevision);
        for (const QString &dependency : revision->dependsOn)
            addEdge(*revision, dependency, GraphEdge::Kind::DependsOn);
    }
}

void RevisionGraphBuilder::addEdge(const Revision &child, const QString &parent,
                                   GraphEdge::Kind kind)
{
    if (parent == child.id.text()) {
        const QString what =
            kind == GraphEdge::Kind::DependsOn ? u"Dependency self-loop"_s : u"Self-loop"_s;
        find(Rule::SelfLoop, u"%1 is detected in revisions (%2)"_s.arg(what, parent), { &child });
    }
    const GraphEdge edge { m_graph.indexOf(child.id), nodeFor(parent, kind, child), kind };
    const QString key = u"%1 %2 %3"_s.arg(edge.child).arg(edge.parent).arg(static_cast<int>(kind));
    if (m_seenEdges.contains(key))
        return;
    m_seenEdges.insert(key);
    m_graph.edges.push_back(edge);
}

/// The node that a file names, made as a ghost if no file declares it. Labels count for
/// dependencies only.
int RevisionGraphBuilder::nodeFor(const QString &name, GraphEdge::Kind kind,
                                  const Revision &namedBy)
{
    const RevisionId id(name);
    int index = m_graph.indexOf(id);
    if (index < 0 && kind == GraphEdge::Kind::DependsOn)
        index = m_nodeOfLabel.value(name, -1);
    if (index < 0) {
        index = static_cast<int>(m_graph.nodes.size());
        GraphNode ghost;
        ghost.id = id;
        ghost.isMissing = true;
        m_graph.m_indexes.insert(id, index);
        m_graph.nodes.push_back(ghost);
    }
    if (m_graph.nodes[static_cast<size_t>(index)].isMissing) {
        find(Rule::MissingRevision,
             u"Revision %1 referenced from %2 is not present"_s.arg(name, namedBy.id.text()),
             { &namedBy });
    }
    return index;
}

void RevisionGraphBuilder::markNodes()
{
    std::vector<int> children(m_graph.nodes.size(), 0);
    std::vector<int> dependents(m_graph.nodes.size(), 0);
    for (const GraphEdge &edge : m_graph.edges) {
        auto &counts = edge.kind == GraphEdge::Kind::DownRevision ? children : dependents;
        ++counts[static_cast<size_t>(edge.parent)];
    }
    for (size_t i = 0; i < m_graph.nodes.size(); ++i) {
        GraphNode &node = m_graph.nodes[i];
        const bool isTip = children[i] == 0 && !node.isMissing;
        node.isHead = isTip;
        node.isEffectiveHead = isTip && dependents[i] > 0;
        node.isBranchPoint = children[i] > 1;
        if (!node.isMissing) {
            node.isBase = m_drawn[i]->downRevisions.empty();
            node.isMergePoint = m_drawn[i]->downRevisions.size() > 1;
        }
    }
}

/// Takes away, again and again, what has nothing below it; what remains hangs in a cycle or above
/// one. Then the same from above leaves the cycles themselves and what is between them.
void RevisionGraphBuilder::findCycles()
{
    const size_t count = m_graph.nodes.size();
    std::vector<std::vector<int>> up(count);
    std::vector<std::vector<int>> down(count);
    for (const GraphEdge &edge : m_graph.edges) {
        if (edge.child == edge.parent)
            continue; // told as a self-loop
        up[static_cast<size_t>(edge.parent)].push_back(edge.child);
        down[static_cast<size_t>(edge.child)].push_back(edge.parent);
    }
    std::vector<bool> isGone(count, false);
    const auto peel = [&](const std::vector<std::vector<int>> &holding,
                          const std::vector<std::vector<int>> &released) {
        std::vector<int> held(count, 0);
        std::vector<int> free;
        for (size_t i = 0; i < count; ++i) {
            if (isGone[i])
                continue;
            for (const int other : holding[i])
                held[i] += isGone[static_cast<size_t>(other)] ? 0 : 1;
            if (held[i] == 0)
                free.push_back(static_cast<int>(i));
        }
        while (!free.empty()) {
            const auto index = static_cast<size_t>(free.back());
            free.pop_back();
            isGone[index] = true;
            for (const int other : released[index]) {
                if (!isGone[static_cast<size_t>(other)] && --held[static_cast<size_t>(other)] == 0)
                    free.push_back(other);
            }
        }
    };
    peel(down, up);
    peel(up, down);
    std::vector<const Revision *> inCycle;
    QStringList ids;
    for (size_t i = 0; i < m_drawn.size(); ++i) {
        if (!isGone[i]) {
            inCycle.push_back(m_drawn[i]);
            ids.append(m_drawn[i]->id.text());
        }
    }
    if (!inCycle.empty()) {
        ids.sort();
        find(Rule::Cycle, u"Cycle is detected in revisions (%1)"_s.arg(joinForMessage(ids)),
             inCycle);
    }
}

void RevisionGraphBuilder::find(Rule rule, const QString &message,
                                const std::vector<const Revision *> &revisions)
{
    GraphFinding finding;
    finding.rule = rule;
    finding.message = message;
    for (const Revision *revision : revisions) {
        finding.revisions.push_back(revision->id);
        if (!revision->path.isEmpty())
            finding.paths.append(revision->path);
    }
    m_graph.findings.push_back(finding);
}

RevisionGraph RevisionGraph::fromRevisions(const std::vector<Revision> &revisions)
{
    return RevisionGraphBuilder(revisions).build();
}

void RevisionGraph::addGhost(const RevisionId &id)
{
    if (m_indexes.contains(id))
        return;
    GraphNode ghost;
    ghost.id = id;
    ghost.isMissing = true;
    m_indexes.insert(id, static_cast<int>(nodes.size()));
    nodes.push_back(ghost);
}

} // namespace limbeck
