// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// version_table, version_table_schema and version_table_pk of context.configure().
struct VersionTableOptions
{
    QString name = QStringLiteral("alembic_version");
    std::optional<QString> schema;
    bool primaryKey = true;
};

/// The table that says which revisions a database is at: one row per head.
///
/// The texts are those of Alembic with SQLAlchemy 2.0; real Alembic and Limbeck can take turns on
/// it. A revision is written between quotes as it is, as Alembic does.
/// Source: Alembic, `runtime/migration.py` (`HeadMaintainer`, `_ensure_version_table`).
class VersionTable
{
public:
    using Options = VersionTableOptions;

    explicit VersionTable(Options options = {});

    [[nodiscard]] const Options &options() const { return m_options; }

    // ------------------------------------------------------------------------------ SQL

    [[nodiscard]] dialect::Statement createStatement(const dialect::Dialect &dialect) const;
    [[nodiscard]] dialect::Statement insertStatement(const dialect::Dialect &dialect,
                                                     const QString &revision) const;
    [[nodiscard]] dialect::Statement updateStatement(const dialect::Dialect &dialect,
                                                     const QString &from, const QString &to) const;
    [[nodiscard]] dialect::Statement deleteStatement(const dialect::Dialect &dialect,
                                                     const QString &revision) const;
    /// Empties the table (stamp --purge).
    [[nodiscard]] dialect::Statement purgeStatement(const dialect::Dialect &dialect) const;
    [[nodiscard]] dialect::Statement selectStatement(const dialect::Dialect &dialect) const;

    // ------------------------------------------------------------------------------ on a database

    [[nodiscard]] Result<bool> exists(dialect::Connection &connection) const;
    /// Creates the table unless it is there. True if it was created.
    [[nodiscard]] Result<bool> ensureExists(dialect::Connection &connection) const;
    /// The rows, in the database's order; none if there is no table.
    [[nodiscard]] Result<QStringList> heads(dialect::Connection &connection) const;

    [[nodiscard]] Result<> insert(dialect::Connection &connection, const QString &revision) const;
    /// Errors: VersionMismatch unless exactly one row was @p from, in Alembic's words.
    [[nodiscard]] Result<> update(dialect::Connection &connection, const QString &from,
                                  const QString &to) const;
    /// Errors: VersionMismatch unless exactly one row was @p revision, in Alembic's words.
    [[nodiscard]] Result<> remove(dialect::Connection &connection, const QString &revision) const;
    [[nodiscard]] Result<> purge(dialect::Connection &connection) const;

private:
    [[nodiscard]] QString tableName(const dialect::Dialect &dialect) const;
    [[nodiscard]] QString columnName(const dialect::Dialect &dialect) const;
    [[nodiscard]] Result<> executeOnOneRow(dialect::Connection &connection,
                                           const dialect::Statement &statement,
                                           const QString &action) const;

    Options m_options;
};

} // namespace limbeck::database
