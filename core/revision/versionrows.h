// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/revision/migrationplan.h"
#include "core/revision/revisionwalk.h"

#include <QSet>

namespace limbeck {

/// The rows of the version table while a plan goes on: says what each step does to them.
///
/// One row stands for each real head; what another row implies through dependencies has none.
/// Source: Alembic, `runtime/migration.py`: HeadMaintainer, RevisionStep, StampStep.
class VersionRows
{
public:
    VersionRows(const RevisionMap &map, const Heads &heads);

    [[nodiscard]] bool isEmpty() const { return m_rows.isEmpty(); }

    [[nodiscard]] Heads sortedHeads() const;

    /// The statements for @p step; the rows are then as they leave them.
    /// Errors: ImpossibleTarget when a row is missing or there already (Alembic ends in a traceback
    /// there).
    [[nodiscard]] Result<std::vector<VersionChange>> advance(const MigrationStep &step);

private:
    using Changes = std::vector<VersionChange>;
    using Ids = std::vector<RevisionId>;

    void upgrade(const MigrationStep &step);
    void downgrade(const MigrationStep &step);
    void stamp(const MigrationStep &step);
    void merge(const Ids &from, const RevisionId &to);
    void unmerge(const RevisionId &from, const Ids &to);
    void insertRow(const RevisionId &id);
    void deleteRow(const RevisionId &id);
    void updateRow(const RevisionId &from, const RevisionId &to);
    void fail(const QString &message);

    [[nodiscard]] Ids notImplied(const Ids &candidates, const QSet<RevisionId> &byRows) const;
    [[nodiscard]] RevisionSet impliedBy(const QSet<RevisionId> &rows, const Ids &candidates) const;
    [[nodiscard]] Ids rowsLeftByDowngrade(const MigrationStep &step) const;
    void activate(const RevisionId &id, int change);
    [[nodiscard]] bool hasActiveChild(const RevisionId &id) const;

    const RevisionMap &m_map;
    QSet<RevisionId> m_rows;
    /// For each revision, how many of its children (dependents included) are applied. Tells in
    /// constant time that no row implies a revision; only where children are applied is the graph
    /// searched.
    std::vector<int> m_activeChildren;
    Changes m_changes;
    QString m_problem;
};

} // namespace limbeck
