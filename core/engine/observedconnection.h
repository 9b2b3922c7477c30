// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runguard.h"
#include "core/engine/runreporter.h"

#include <memory>

namespace limbeck {

/// A session whose every statement is told before and after it is sent: those of scripts, of
/// env.py, of the version table, and the transactions around them. What the inspector asks is not
/// told.
///
/// @p guard may be null. Both must outlive the connection.
[[nodiscard]] std::unique_ptr<dialect::Connection>
observed(std::unique_ptr<dialect::Connection> connection, RunReporter &reporter, RunGuard *guard);

} // namespace limbeck
