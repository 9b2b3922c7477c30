// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/migrationplan.h"
#include "core/revision/revisionmap.h"

#include <QStringList>

#include <vector>

namespace limbeck {

/// In which order the scripts of a plan are loaded. Stamps have none.
struct LoadingOrder
{
    std::vector<size_t> steps; ///< by index in the plan
    size_t first = 0; ///< so many have to be loaded before any step runs; the others in plan order
};

/// The order for @p steps; with @p mayWait, scripts whose loading has no effect come last.
[[nodiscard]] LoadingOrder loadingOrder(const RevisionMap &map,
                                        const std::vector<MigrationStep> &steps, bool mayWait);

/// The script files of @p steps, in @p order.
[[nodiscard]] QStringList scriptPaths(const RevisionMap &map,
                                      const std::vector<MigrationStep> &steps,
                                      const LoadingOrder &order);

} // namespace limbeck
