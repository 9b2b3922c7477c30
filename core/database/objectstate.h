// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// A digest of the definitions of all that @p sql names: tables, views, indexes, triggers,
/// routines, types, and which of them are not there. Rows and counters do not count.
///
/// Equal before and after a statement that did nothing; so, after a crash, it tells whether the
/// statement was done. Costs about as much as looking at the objects named. Errors: the database's.
[[nodiscard]] Result<QByteArray> stateOfNamedObjects(dialect::Connection &connection,
                                                     const QString &sql);

} // namespace limbeck::database
