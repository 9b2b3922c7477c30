// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"
#include "core/dialect/dialect.h"

namespace limbeck::database {

/// Answers what compiling asks (SQLite's table rebuild, MySQL's MODIFY, ENUM's checkfirst) from a
/// live database. Reads afresh each time, as the script changes the schema while it runs.
class LiveSchemaSource final : public dialect::SchemaSource
{
public:
    explicit LiveSchemaSource(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override;
    Result<bool> hasType(const QString &name, const std::optional<QString> &schemaName) override;
    /// SQLite's only: views that name the table, or a view that does, then triggers.
    Result<std::vector<Dependent>> dependents(const QString &name,
                                              const std::optional<QString> &schemaName) override;

private:
    dialect::Connection &m_connection;
};

} // namespace limbeck::database
