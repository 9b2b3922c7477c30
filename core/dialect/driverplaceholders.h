// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/driverstyle.h"
#include "core/dialect/statement.h"

namespace limbeck::dialect {

/// The text of @p statement with placeholders as the Python driver has them ("%(a_1)s"), which is
/// what Alembic prints and str() of a compiled statement gives; not as Limbeck sends them.
[[nodiscard]] QString withDriverPlaceholders(const Statement &statement,
                                             DriverStyle::Paramstyle paramstyle);

} // namespace limbeck::dialect
