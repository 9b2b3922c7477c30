// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/revision/revision.h"

#include <QHash>

#include <optional>
#include <span>
#include <vector>

namespace limbeck {

/// Place of a revision in its RevisionMap, counting from 0 in load order.
using RevisionIndex = int;
using RevisionIndexes = std::vector<RevisionIndex>;
/// Revisions that lie one after the other in memory that somebody else owns, such as a RevisionMap.
using RevisionSpan = std::span<const RevisionIndex>;

/// Whether @p id may identify a revision. Errors: InvalidGraph, naming the characters that may not
/// stand in it.
[[nodiscard]] Result<> checkRevisionId(const QString &id);

/// The revisions of a project and how they hang together. Immutable.
///
/// Load order is the tie-break of every listing and plan. All edges lead to revisions of the map,
/// and there is no cycle: a graph that breaks this has no RevisionMap (RevisionGraph draws it all
/// the same). Edges are kept as indices, all of them in one list, as a project has thousands of
/// revisions and most commands do no more than to build the map; every list of children is in load
/// order, where Alembic's is a set. Lists of edges live as long as the map.
class RevisionMap
{
public:
    /// Errors, all InvalidGraph with Alembic's text where it has one: self-loop, illegal character
    /// in an id, label used twice, missing down revision or dependency, cycle. A repeated id is no
    /// error: as in Alembic the last one counts, and a warning is kept.
    [[nodiscard]] static Result<RevisionMap> create(std::vector<Revision> revisions);

    [[nodiscard]] int size() const { return static_cast<int>(m_revisions.size()); }

    [[nodiscard]] bool isEmpty() const { return m_revisions.empty(); }

    [[nodiscard]] const Revision &at(RevisionIndex index) const
    {
        return m_revisions[static_cast<size_t>(index)];
    }

    [[nodiscard]] const RevisionId &id(RevisionIndex index) const { return at(index).id; }

    [[nodiscard]] const std::vector<Revision> &revisions() const { return m_revisions; }

    [[nodiscard]] std::vector<RevisionId> ids(RevisionSpan indexes) const;

    /// The revision with exactly this id.
    [[nodiscard]] std::optional<RevisionIndex> find(const RevisionId &id) const;
    /// The revision with exactly this id, or the one that declares this branch label.
    [[nodiscard]] std::optional<RevisionIndex> findIdOrLabel(const QString &text) const;

    /// Branch labels with the revisions that declare them, in load order.
    [[nodiscard]] const std::vector<std::pair<QString, RevisionIndex>> &labels() const
    {
        return m_labels;
    }

    /// Revisions that no down_revision names. An id that was loaded twice may stand here twice, as
    /// in Alembic.
    [[nodiscard]] const RevisionIndexes &heads() const { return m_heads; }

    /// Heads that no depends_on names either: the rows that a fully upgraded database has.
    [[nodiscard]] const RevisionIndexes &realHeads() const { return m_realHeads; }

    [[nodiscard]] const RevisionIndexes &bases() const { return m_bases; }

    /// down_revision as written; a parent that is named twice stands here twice.
    [[nodiscard]] RevisionSpan downRevisions(RevisionIndex index) const
    {
        return edges(node(index).down);
    }

    /// down_revision and resolved depends_on, each once.
    [[nodiscard]] RevisionSpan allDownRevisions(RevisionIndex index) const
    {
        return edges(node(index).allDown);
    }

    /// down_revision and those dependencies that no ancestor has already, each once.
    [[nodiscard]] RevisionSpan normalizedDownRevisions(RevisionIndex index) const
    {
        return edges(node(index).normalizedDown);
    }

    /// depends_on with labels resolved.
    [[nodiscard]] RevisionSpan dependencies(RevisionIndex index) const
    {
        return edges(node(index).dependencies);
    }

    [[nodiscard]] bool hasNormalizedDependencies(RevisionIndex index) const
    {
        return node(index).hasNormalizedDependencies;
    }

    /// Children by down_revision.
    [[nodiscard]] RevisionSpan nextRevisions(RevisionIndex index) const
    {
        return edges(node(index).next);
    }

    /// Children by down_revision or depends_on.
    [[nodiscard]] RevisionSpan allNextRevisions(RevisionIndex index) const
    {
        return edges(node(index).allNext);
    }

    /// The labels that hold here: declared here, below on the branch, or above on an unbranched
    /// line; in the load order of the revisions that declare them. Made when it is asked for: on a
    /// line of thousands of labels each revision has another thousand.
    [[nodiscard]] QStringList branchLabels(RevisionIndex index) const;
    [[nodiscard]] bool hasBranchLabel(RevisionIndex index, const QString &label) const;

    /// Length of the longest way down to a base, dependencies included.
    [[nodiscard]] int generation(RevisionIndex index) const { return node(index).generation; }

    [[nodiscard]] bool isHead(RevisionIndex index) const { return node(index).next.count == 0; }

    [[nodiscard]] bool isRealHead(RevisionIndex index) const
    {
        return node(index).allNext.count == 0;
    }

    [[nodiscard]] bool isBase(RevisionIndex index) const { return node(index).down.count == 0; }

    [[nodiscard]] bool isBranchPoint(RevisionIndex index) const
    {
        return node(index).next.count > 1;
    }

    [[nodiscard]] bool isRealBranchPoint(RevisionIndex index) const
    {
        return node(index).allNext.count > 1;
    }

    [[nodiscard]] bool isMergePoint(RevisionIndex index) const
    {
        return node(index).down.count > 1;
    }

    /// What Alembic warns about while it loads, for instance "Revision x is present more than
    /// once".
    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }

private:
    friend class RevisionMapBuilder;

    /// A part of m_edges.
    struct Edges
    {
        int begin = 0;
        int count = 0;
    };

    /// Of lists that are the same there is one.
    struct Node
    {
        Edges down;
        Edges dependencies;
        Edges allDown;
        Edges normalizedDown;
        Edges next;
        Edges allNext;
        int labelSet = -1; ///< index of m_labelSets; -1: no label
        int generation = 0;
        bool hasNormalizedDependencies = false;
    };

    /// Labels that hold for some revisions: those of other sets, and those that some revisions
    /// declare.
    struct LabelSet
    {
        std::vector<int> others;
        RevisionIndexes declaring;
    };

    /// The revisions that declare the labels of @p index, in load order.
    [[nodiscard]] RevisionIndexes labelSources(RevisionIndex index) const;

    [[nodiscard]] const Node &node(RevisionIndex index) const
    {
        return m_nodes[static_cast<size_t>(index)];
    }

    [[nodiscard]] RevisionSpan edges(Edges edges) const
    {
        return RevisionSpan(m_edges).subspan(static_cast<size_t>(edges.begin),
                                             static_cast<size_t>(edges.count));
    }

    std::vector<Revision> m_revisions;
    std::vector<Node> m_nodes;
    RevisionIndexes m_edges;
    QHash<QString, RevisionIndex> m_indexOfId;
    QHash<QString, RevisionIndex> m_indexOfLabel;
    std::vector<std::pair<QString, RevisionIndex>> m_labels;
    std::vector<LabelSet> m_labelSets;
    std::vector<QStringList> m_ownLabels; ///< of each revision; empty if none has any
    RevisionIndexes m_heads;
    RevisionIndexes m_realHeads;
    RevisionIndexes m_bases;
    QStringList m_warnings;
};

} // namespace limbeck
