// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/postgresqltypereader.h"
#include "core/schema/table.h"

namespace limbeck::database {

/// Which tables a catalogue query is about.
struct PostgresqlScope
{
    std::optional<QString> schemaName; ///< none: what is found without a schema
    std::optional<QString> table; ///< none: all tables of the schema
};

/// Reads tables out of pg_catalog in one query each for tables, columns, constraints and indexes.
/// @p types must have been refreshed.
[[nodiscard]] Result<std::vector<schema::TablePtr>>
readPostgresqlTables(dialect::Connection &connection, const PostgresqlTypeReader &types,
                     const PostgresqlScope &scope);

/// The condition on pg_class `c` and pg_namespace `n` for @p scope, and its values.
[[nodiscard]] QString postgresqlScopeCondition(const PostgresqlScope &scope,
                                               std::vector<schema::Literal> &values);

} // namespace limbeck::database
