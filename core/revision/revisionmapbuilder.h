// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionmap.h"

namespace limbeck {

/// Puts a RevisionMap together in the steps in which Alembic does, so that of several defects the
/// same one is reported.
///
/// Linear in revisions and edges, but for revisions that share a dependency.
/// Source: Alembic, `RevisionMap._revision_map`.
class RevisionMapBuilder
{
public:
    explicit RevisionMapBuilder(std::vector<Revision> revisions)
        : m_loaded(std::move(revisions))
    {
    }

    [[nodiscard]] Result<RevisionMap> build();

private:
    using Node = RevisionMap::Node;
    using Edges = RevisionMap::Edges;

    [[nodiscard]] Node &node(RevisionIndex index)
    {
        return m_map.m_nodes[static_cast<size_t>(index)];
    }

    [[nodiscard]] RevisionSpan edges(Edges edges) const { return m_map.edges(edges); }

    [[nodiscard]] bool isDownRevision(RevisionIndex parent, RevisionIndex index) const;

    /// A revision as it was loaded; of a repeated id each of them.
    [[nodiscard]] const Revision &loaded(size_t i) const
    {
        return m_isSuperseded[i] ? m_loaded[i] : m_map.at(m_indexOfLoaded[i]);
    }

    [[nodiscard]] Edges append(const RevisionIndexes &list);
    [[nodiscard]] Edges united(Edges first, Edges second);

    [[nodiscard]] Result<> checkEach() const;
    void collectIds();
    [[nodiscard]] Result<> collectLabels();
    [[nodiscard]] Result<> resolveDependencies();
    [[nodiscard]] Result<> resolveDownRevisions();
    void linkChildren();
    void countChildren();
    void collectHeadsAndBases();
    [[nodiscard]] Result<> refuseCycles(bool withDependencies);
    void computeGenerations();
    void normalizeDependencies();
    void dropDependencies(RevisionIndex index, const RevisionIndexes &dropped);
    void inheritLabels();
    [[nodiscard]] int inheritedLabels(RevisionIndex index);
    void spreadTailLabels(RevisionIndex head);
    [[nodiscard]] bool isTurn(RevisionIndex index) const;

    std::vector<Revision> m_loaded; ///< until they are the map's
    RevisionIndexes m_indexOfLoaded; ///< for each loaded revision, its place in the map
    std::vector<bool>
        m_isSuperseded; ///< for each loaded revision: another one with its id came later
    bool m_hasDependencies = false;
    RevisionIndexes m_order; ///< all revisions, each after those below it
    RevisionMap m_map;
};

} // namespace limbeck
