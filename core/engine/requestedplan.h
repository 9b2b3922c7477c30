// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runrequest.h"
#include "core/revision/migrationplan.h"
#include "core/revision/revisionmap.h"

#include <optional>

namespace limbeck {

/// Offline: the version rows at which @p request starts. @p startingRevision is what env.py says,
/// which goes before the command. Errors: ImpossibleTarget, those of offlineHeads().
/// Source: Alembic, `MigrationContext._get_current_revision`.
[[nodiscard]] Result<Heads> requestedStart(const Result<RevisionMap> &map,
                                           const RunRequest &request,
                                           const std::optional<QString> &startingRevision);

/// The steps that @p request asks for in a database with @p heads; offline, its targets are ranges
/// of which the ends count. Errors: those of the map and of the planner.
[[nodiscard]] Result<MigrationPlan> requestedPlan(const Result<RevisionMap> &map,
                                                  const RunRequest &request, const Heads &heads,
                                                  bool offline);

} // namespace limbeck
