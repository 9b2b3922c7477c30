// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

#include <QString>

struct st_mysql;

namespace limbeck::database {

/// Why no session came about.
[[nodiscard]] Error mysqlConnectError(st_mysql *handle,
                                      const ConnectionSpecification &specification);
/// What the last failed call on @p handle tells.
[[nodiscard]] Error mysqlError(st_mysql *handle, bool cancelRequested);
/// The DB-API class of an error number, as PyMySQL assigns them.
[[nodiscard]] QString mysqlDbapiClass(unsigned number);

} // namespace limbeck::database
