// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionfailure.h"
#include "core/revision/revisionlookup.h"

#include <QStringList>

namespace limbeck {

/// The revisions that `show`, `heads` or `edit` means by @p identifier, in Alembic's order; empty
/// for "base".
///
/// Errors: UnknownRevision, AmbiguousRevision (subjects: the candidates), MultipleHeads (subjects:
/// the heads).
[[nodiscard]] Result<RevisionIndexes> findRevisions(const RevisionMap &map,
                                                    const QString &identifier);

/// The revisions from @p upper down to @p lower, both included, newest first: what `history` lists.
///
/// "base" and "heads" are the ends of everything. Errors: InvalidPlan when the ends do not lie on
/// one branch. Source: Alembic, `ScriptDirectory.walk_revisions`.
[[nodiscard]] Result<RevisionIndexes>
walkRevisions(const RevisionMap &map, const RevisionArgument &lower, const RevisionArgument &upper);

/// The revisions that the rows @p heads stand for: each row, and what it implies through
/// dependencies, without what lies below on the same branch; in load order. It is what `current`
/// lists.
[[nodiscard]] Result<RevisionIndexes> currentRevisions(const RevisionMap &map, const Heads &heads);

/// All revisions that are applied in a database with the rows @p heads, in load order.
[[nodiscard]] Result<RevisionIndexes> appliedRevisions(const RevisionMap &map, const Heads &heads);

/// The revisions to run, and their order.
struct CollectedRevisions
{
    RevisionSet needed;
    RevisionIndexes heads; ///< from which the walk down starts
};

/// What an upgrade from @p lower to @p upper, or a listing between them, consists of.
struct UpgradeRequest
{
    RevisionArgument upper;
    RevisionArgument lower;
    bool includeLower = false; ///< a listing has both ends
    bool includeOtherBases =
        true; ///< a plan takes dependencies with it that do not descend from lower
    bool strict = true; ///< relative steps must not walk past the end
};

/// Source: Alembic, `RevisionMap._collect_upgrade_revisions`.
[[nodiscard]] Resolved<CollectedRevisions> collectUpgradeRevisions(const RevisionMap &map,
                                                                   const UpgradeRequest &request);

/// What a downgrade from the rows @p heads to @p target consists of. @p warnings takes what Alembic
/// warns about. Source: Alembic, `RevisionMap._collect_downgrade_revisions`.
[[nodiscard]] Resolved<CollectedRevisions> collectDowngradeRevisions(const RevisionMap &map,
                                                                     const Heads &heads,
                                                                     const QString &target,
                                                                     QStringList &warnings);

} // namespace limbeck
