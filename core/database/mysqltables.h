// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// Reads tables out of information_schema in one query each for tables, columns, keys, foreign keys
/// and checks: all base tables of @p schemaName (none: the session's database), or @p table alone,
/// which may be a view.
[[nodiscard]] Result<std::vector<schema::TablePtr>>
readMysqlTables(dialect::Connection &connection, const std::optional<QString> &schemaName,
                const std::optional<QString> &table);

} // namespace limbeck::database
