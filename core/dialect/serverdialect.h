// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"

namespace limbeck::dialect {

/// The dialect "mysql" once it has met a MariaDB server: its name, types and log are MySQL's, some
/// grammar and the reserved words are MariaDB's. Source: SQLAlchemy, `MySQLDialect._set_mariadb`.
[[nodiscard]] const Dialect &mysqlOnMariaDb();

/// SQLAlchemy's `dialect.is_mariadb`.
[[nodiscard]] bool isMariaDb(const Dialect &dialect);

} // namespace limbeck::dialect
