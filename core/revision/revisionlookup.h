// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionfailure.h"
#include "core/revision/revisionwalk.h"

#include <vector>

namespace limbeck {

/// Where an identifier leads: to a revision, to the base below all revisions, or nowhere.
struct RevisionPlace
{
    enum class Kind {
        Nowhere, ///< Alembic's None: no revision, or a walk that went past the end
        Base, ///< below the lowest revision, as the end of a walk
        Revision,
    };

    Kind kind = Kind::Nowhere;
    RevisionIndex index = -1;

    [[nodiscard]] static RevisionPlace nowhere() { return {}; }

    [[nodiscard]] static RevisionPlace base() { return { Kind::Base, -1 }; }

    [[nodiscard]] static RevisionPlace at(RevisionIndex index) { return { Kind::Revision, index }; }

    [[nodiscard]] bool isRevision() const { return kind == Kind::Revision; }

    friend bool operator==(const RevisionPlace &, const RevisionPlace &) = default;
};

using RevisionPlaces = std::vector<RevisionPlace>;

/// Finds revisions by what users and files write: ids, their beginnings, branch labels, symbols,
/// relative steps.
///
/// It fails where Alembic fails and with its internal reasons; revisionpath.h has the functions for
/// commands. Source: Alembic, `RevisionMap.get_revisions`, `_resolve_revision_number`,
/// `filter_for_lineage`, `_walk`.
class RevisionLookup
{
public:
    explicit RevisionLookup(const RevisionMap &map)
        : m_map(map)
    {
    }

    [[nodiscard]] Resolved<RevisionPlaces> getRevisions(const RevisionArgument &argument) const;
    [[nodiscard]] Resolved<RevisionPlaces> getRevisions(const QString &identifier) const;
    /// Like getRevisions(), refusing what is no revision.
    [[nodiscard]] Resolved<RevisionIndexes>
    getOnlyRevisions(const RevisionArgument &argument) const;
    /// Errors: MultipleHeads if the identifier means several.
    [[nodiscard]] Resolved<RevisionPlace> getRevision(const QString &identifier) const;

    /// The revision with the id, its unambiguous beginning, or the label @p id, which must lie on
    /// @p branch unless that is empty. No symbols.
    [[nodiscard]] Resolved<RevisionPlace> revisionForIdentifier(const QString &id,
                                                                const QString &branch) const;
    /// What @p branch names when it stands before "@".
    [[nodiscard]] Resolved<RevisionPlace> resolveBranch(const QString &branch) const;

    /// Those of @p targets that lie above or below the revisions that @p against names; all if it
    /// names none.
    [[nodiscard]] Resolved<RevisionIndexes>
    filterForLineage(const RevisionIndexes &targets, const QString &against,
                     Dependencies dependencies = Dependencies::Ignored) const;

    /// @p steps up (positive) or down from @p start. A walk past the end leads nowhere, or, without
    /// @p strict, stays where it ended. @p branch chooses among children on the way up.
    [[nodiscard]] Resolved<RevisionPlace> walk(RevisionPlace start, qint64 steps,
                                               const QString &branch, bool strict) const;

private:
    struct ResolvedIdentifier
    {
        QStringList ids;
        QString branch; ///< empty if there is none
    };

    [[nodiscard]] Resolved<ResolvedIdentifier> resolveIdentifier(const QString &identifier) const;
    [[nodiscard]] Resolved<RevisionIndex> revisionByPrefix(const QString &prefix,
                                                           const QString &branch) const;
    [[nodiscard]] Resolved<bool> sharesLineage(RevisionIndex index, RevisionIndex other) const;
    [[nodiscard]] Resolved<RevisionPlaces> walkDownFromHeads(qint64 steps,
                                                             const QString &branch) const;
    [[nodiscard]] Resolved<std::optional<RevisionSet>> lineageOf(const QString &branch,
                                                                 bool isNeeded) const;
    [[nodiscard]] RevisionPlaces placesAbove(RevisionPlace place) const;
    [[nodiscard]] RevisionPlaces placesBelow(RevisionPlace place) const;

    const RevisionMap &m_map;
};

} // namespace limbeck
