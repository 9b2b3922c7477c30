// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revision.h"

#include <QHash>

#include <memory>
#include <vector>

namespace limbeck {

/// One revision as it is drawn.
struct GraphNode
{
    RevisionId id;
    QString doc; ///< first paragraph of the docstring
    QString path;
    QStringList branchLabels; ///< those declared here
    bool isHead = false; ///< no down_revision names it
    bool isEffectiveHead =
        false; ///< a head that a depends_on names: it has no row of its own after an upgrade
    bool isBase = false;
    bool isBranchPoint = false;
    bool isMergePoint = false;
    bool isMissing = false; ///< a ghost: other files name it, no file declares it

    friend bool operator==(const GraphNode &, const GraphNode &) = default;
};

/// A line from a revision down to one that it follows or needs.
struct GraphEdge
{
    enum class Kind { DownRevision, DependsOn };

    int child = 0; ///< indexes of RevisionGraph::nodes
    int parent = 0;
    Kind kind = Kind::DownRevision;

    friend bool operator==(const GraphEdge &, const GraphEdge &) = default;
};

/// Something wrong with the graph as a whole.
struct GraphFinding
{
    enum class Rule {
        MissingRevision,
        DuplicateId,
        DuplicateLabel,
        LabelIsId,
        SelfLoop,
        Cycle,
        IllegalId
    };

    Rule rule = Rule::MissingRevision;
    QString message; ///< with Alembic's text where it has one
    std::vector<RevisionId> revisions; ///< that it is about
    QStringList paths; ///< the files to look at

    friend bool operator==(const GraphFinding &, const GraphFinding &) = default;
};

/// The revisions of a project for drawing, however broken: what a RevisionMap refuses is a ghost
/// node or a finding here.
struct RevisionGraph
{
    std::vector<GraphNode> nodes; ///< in load order, then the ghosts
    std::vector<GraphEdge> edges; ///< each once; edges within a cycle included
    std::vector<GraphFinding> findings;

    /// Index of a node; -1 if there is none.
    [[nodiscard]] int indexOf(const RevisionId &id) const { return m_indexes.value(id, -1); }

    /// Linear in revisions and edges. @p revisions in load order; of a repeated id the last one is
    /// drawn, at the place of the first.
    [[nodiscard]] static RevisionGraph fromRevisions(const std::vector<Revision> &revisions);
    /// Adds a ghost that stands alone: a database names it, no file does. Nothing happens if there
    /// is a node of that id.
    void addGhost(const RevisionId &id);

private:
    friend class RevisionGraphBuilder;

    QHash<RevisionId, int> m_indexes;
};

/// A graph that several look at, in several threads: nobody changes it, nobody copies it. Never
/// null.
using SharedRevisionGraph = std::shared_ptr<const RevisionGraph>;

} // namespace limbeck
