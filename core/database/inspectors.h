// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <memory>

namespace limbeck::database {

// One inspector per database. Each reads through the connection it is given, which must outlive it.

[[nodiscard]] std::unique_ptr<dialect::Inspector>
postgresqlInspector(dialect::Connection &connection);
/// MySQL and MariaDB.
[[nodiscard]] std::unique_ptr<dialect::Inspector> mysqlInspector(dialect::Connection &connection);
[[nodiscard]] std::unique_ptr<dialect::Inspector> sqliteInspector(dialect::Connection &connection);

} // namespace limbeck::database
