// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revision.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace limbeck {

/// One statement on the version table.
struct VersionChange
{
    enum class Kind { Insert, Update, Delete };

    Kind kind = Kind::Insert;
    RevisionId from; ///< the row that is there; empty for Insert
    RevisionId to; ///< the row that comes; empty for Delete

    friend bool operator==(const VersionChange &, const VersionChange &) = default;
};

/// One revision in one direction, or one movement of a stamp, with what it does to the version
/// table.
struct MigrationStep
{
    enum class Kind { Upgrade, Downgrade, Stamp };

    Kind kind = Kind::Upgrade;
    RevisionId revision; ///< whose script runs; empty for Stamp
    std::vector<RevisionId> from; ///< as the log names them: down_revision without dependencies
    std::vector<RevisionId> to;
    std::vector<RevisionId> upRevisions; ///< Alembic's MigrationInfo.up_revision_ids
    std::vector<RevisionId>
        downRevisions; ///< Alembic's MigrationInfo.down_revision_ids: dependencies included
    bool isUpgrade = true; ///< also tells a stamp's direction
    bool startsWithoutRows =
        false; ///< the version table is empty before it: offline, CREATE TABLE comes first
    std::vector<VersionChange> versionChanges; ///< in the order of execution, after the script
    QString doc; ///< first paragraph of the script's docstring; empty for Stamp

    /// "upgrade", "downgrade" or "stamp_revision".
    [[nodiscard]] QString name() const;
    /// "upgrade a, b -> c": what follows "-- Running " in offline SQL.
    [[nodiscard]] QString shortLog() const;
    /// shortLog() with ", doc" if there is one: what follows "Running " in the log.
    [[nodiscard]] QString log() const;
    /// What Alembic logs about the version rows at level DEBUG: "update a to b", "new branch insert
    /// a", "merge, delete ['a'], update b to c".
    [[nodiscard]] QString versionLog() const;

    friend bool operator==(const MigrationStep &, const MigrationStep &) = default;
};

/// What is to be done, in order, to get from startHeads to endHeads.
struct MigrationPlan
{
    Heads startHeads; ///< the rows that were found
    std::vector<MigrationStep> steps;
    Heads endHeads; ///< the rows afterwards, sorted
    QStringList warnings; ///< Alembic's warnings about the request, without a line end

    friend bool operator==(const MigrationPlan &, const MigrationPlan &) = default;
};

/// The rows after @p changes, for who follows a plan step by step. Order of the rows is kept; new
/// ones come last.
void applyVersionChanges(Heads &heads, const std::vector<VersionChange> &changes);

} // namespace limbeck
