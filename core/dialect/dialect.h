// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"
#include "core/base/result.h"
#include "core/dialect/driverstyle.h"
#include "core/dialect/statement.h"
#include "core/ops/operation.h"
#include "core/schema/catalog.h"

#include <set>

namespace limbeck::dialect {

class IdentifierPreparer;

/// What one run remembers from operation to operation.
struct CompileMemory
{
    /// PostgreSQL's named types ("schema.name") that a CREATE TABLE brought along: Alembic creates
    /// and drops each once.
    std::set<QString> namedTypes;
};

/// How values reach the statement.
struct CompileOptions
{
    bool literalBinds =
        true; ///< values inline (offline); else placeholders and Statement::parameters
    bool offline = true; ///< --sql: nothing can be asked of a database
    schema::NamingConvention namingConvention; ///< of target_metadata
    /// Kept by who runs many operations, for the length of a run. Null: each operation forgets.
    CompileMemory *memory = nullptr;
};

/// What compiling can ask of the database at hand: SQLite's table rebuild needs the table, MySQL's
/// MODIFY the existing type. Offline there is none, or the schema at that revision answers.
class SchemaSource
{
public:
    virtual ~SchemaSource() = default;
    /// The table as it is now; null if there is no such table.
    virtual Result<schema::TablePtr> table(const QString &name,
                                           const std::optional<QString> &schemaName) = 0;
    /// Whether an ENUM type exists (PostgreSQL, checkfirst).
    virtual Result<bool> hasType(const QString &name, const std::optional<QString> &schemaName) = 0;

    /// The CREATE statements of the triggers of a table and of the views that name it, which
    /// SQLite's table rebuild has to create again: name and SQL, in the order in which they can be
    /// created.
    struct Dependent
    {
        bool isView = false;
        QString name;
        QString sql;
    };

    virtual Result<std::vector<Dependent>> dependents(const QString &,
                                                      const std::optional<QString> &)
    {
        return std::vector<Dependent> {};
    }
};

/// One database's SQL. Stateless and shared; safe from any thread.
///
/// Unsupported constructs are errors with SQLAlchemy's or Alembic's words, never other SQL.
class Dialect
{
public:
    virtual ~Dialect() = default;

    [[nodiscard]] virtual Backend backend() const = 0;
    /// "postgresql", "mysql", "mariadb", "sqlite".
    [[nodiscard]] virtual QString name() const = 0;
    /// What quotes names.
    [[nodiscard]] virtual const IdentifierPreparer &identifiers() const = 0;
    /// Alembic's name in its log: "PostgresqlImpl".
    [[nodiscard]] virtual QString implName() const = 0;
    [[nodiscard]] virtual bool transactionalDdl() const = 0;
    /// How "%" and the placeholders that stay in offline SQL are written.
    [[nodiscard]] virtual const DriverStyle &driverStyle() const = 0;
    /// The same database's SQL for another driver.
    [[nodiscard]] virtual const Dialect &forDriver(const DriverStyle &style) const = 0;

    /// The statements of one operation, in Alembic's order. @p source may be null (offline without
    /// a schema model).
    [[nodiscard]] virtual Result<std::vector<Statement>> compile(const ops::Operation &operation,
                                                                 const CompileOptions &options,
                                                                 SchemaSource *source) const = 0;
    /// One statement of the expression tree.
    [[nodiscard]] virtual Result<Statement> compile(const schema::Query &query,
                                                    const CompileOptions &options) const = 0;
    [[nodiscard]] virtual Result<QString> compile(const schema::Expression &expression,
                                                  const CompileOptions &options) const = 0;
    /// A column type in this database's words: "VARCHAR(50)".
    [[nodiscard]] virtual Result<QString> compile(const schema::SqlType &type) const = 0;
    /// A value written into SQL, as SQLAlchemy's literal processor for @p type writes it (null: by
    /// the value).
    [[nodiscard]] virtual Result<QString> literal(const schema::Literal &value,
                                                  const schema::SqlType *type) const = 0;
    /// An identifier, quoted where this database needs it.
    [[nodiscard]] virtual QString quote(const schema::Identifier &identifier) const = 0;
};

/// The dialect of a SQLAlchemy URL's backend name ("postgresql", "postgres" is refused as
/// SQLAlchemy does), for no driver in particular; null if it is not known.
[[nodiscard]] const Dialect *dialectByName(const QString &name);

/// No database's: what SQLAlchemy shows of a statement that was not compiled for one ("default").
[[nodiscard]] const Dialect &genericDialect();

/// A statement as Alembic prints it with --sql, without the terminator: tabs as four blanks, no
/// white space around.
[[nodiscard]] QString offlineText(const QString &sql);

} // namespace limbeck::dialect
