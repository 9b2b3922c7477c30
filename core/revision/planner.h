// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/revision/migrationplan.h"
#include "core/revision/revisionmap.h"
#include "core/revision/revisiontarget.h"

namespace limbeck {

/// The steps from the rows @p heads up to @p target, in execution order.
///
/// Each revision comes once, after its down revisions and dependencies; independent branches come
/// in Alembic's order. Where Alembic's choice depends on the order of a Python set (which row of a
/// merge is updated, which are deleted), this one is stable. Any thread; linear in the size of the
/// map. Errors: UnknownRevision, AmbiguousRevision, MultipleHeads (subjects: the heads),
/// InvalidPlan. Source: Alembic, `ScriptDirectory._upgrade_revs`, `HeadMaintainer`.
[[nodiscard]] Result<MigrationPlan> upgradePlan(const RevisionMap &map, const Heads &heads,
                                                const RevisionTarget &target);

/// The steps from the rows @p heads down to @p target. Warnings are in the plan. Errors: as
/// upgradePlan().
[[nodiscard]] Result<MigrationPlan> downgradePlan(const RevisionMap &map, const Heads &heads,
                                                  const RevisionTarget &target);

/// The movements that write @p targets into the version table without running a script. Errors: as
/// upgradePlan(). Source: Alembic, `ScriptDirectory._stamp_revs`.
[[nodiscard]] Result<MigrationPlan> stampPlan(const RevisionMap &map, const Heads &heads,
                                              const std::vector<RevisionTarget> &targets);

/// The row from which offline SQL starts when the user gives @p start: none for "base", else one
/// full id.
[[nodiscard]] Result<Heads> offlineHeads(const RevisionMap &map, const RevisionTarget &start);

} // namespace limbeck
