// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runorder.h"

namespace limbeck {

/// Does @p order in the calling thread by the way that it names: limbeck::run(), deploy() with a
/// backup, or the project's own Alembic.
///
/// All that happens goes to @p observer, in the same events whichever way it is; the last one is
/// RunFinished or RunFailed. The phases of a backup are LogLines.
void runOrder(const Project &project, const RunOrder &order, RunObserver &observer,
              RunCancellation &cancellation);

} // namespace limbeck
