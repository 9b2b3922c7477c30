// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"
#include "core/dialect/dialect.h"
#include "core/revision/migrationplan.h"

namespace limbeck {

/// `alembic_version` under the name, schema and primary key that env.py gave it.
///
/// Its statements are Alembic's, so that both programs can take turns on one database; offline
/// output compares equal with Alembic's. Source: Alembic, `HeadMaintainer`,
/// `DefaultImpl.version_table_impl`.
class VersionTable
{
public:
    VersionTable(QString name, std::optional<QString> schema, bool hasPrimaryKey);

    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] const std::optional<QString> &schema() const { return m_schema; }

    // --- As SQL
    [[nodiscard]] Result<std::vector<dialect::Statement>>
    createStatements(const dialect::Dialect &dialect, const dialect::CompileOptions &options) const;
    /// @p returning: with SQLAlchemy's RETURNING of the new key, as offline output has it.
    [[nodiscard]] dialect::Statement changeStatement(const VersionChange &change,
                                                     const dialect::Dialect &dialect,
                                                     bool returning) const;

    // --- On a database
    [[nodiscard]] Result<bool> exists(dialect::Connection &connection) const;
    [[nodiscard]] Result<> create(dialect::Connection &connection) const;
    /// The rows, in the database's order; none when there is no table.
    [[nodiscard]] Result<Heads> heads(dialect::Connection &connection) const;
    /// Errors: VersionMismatch with Alembic's words when not exactly one row was touched.
    [[nodiscard]] Result<> apply(dialect::Connection &connection,
                                 const VersionChange &change) const;
    /// DELETE of all rows (stamp --purge).
    [[nodiscard]] Result<> clear(dialect::Connection &connection) const;

private:
    [[nodiscard]] QString quotedName(const dialect::Dialect &dialect) const;

    QString m_name;
    std::optional<QString> m_schema;
    bool m_hasPrimaryKey;
};

} // namespace limbeck
