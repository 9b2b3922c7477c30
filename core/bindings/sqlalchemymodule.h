// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"
#include "core/bindings/convert.h"
#include "core/dialect/connection.h"

#include <functional>

namespace limbeck::bindings {

/// What the schema and expression half of `sqlalchemy` asks of the half that knows connections,
/// engines and the ORM. Empty functions mean "not available here"; using them raises.
struct SqlAlchemyServices
{
    /// The dialect for which scripts build types and expressions: the migration's. None yet: the
    /// default one.
    const dialect::Dialect *dialect = nullptr;

    /// The dialect behind a bind (Connection, Engine, op.get_bind(), a dialect): for
    /// create()/compile().
    std::function<const dialect::Dialect *(Interpreter &, const Value &bind)> dialectOf;
    /// Executes on a bind: Table.create(bind), Enum.create(bind), MetaData.create_all(bind).
    std::function<void(Interpreter &, const Value &bind, const ops::Operation &)> invoke;
    /// The inspector behind a bind: Table(autoload_with=bind), MetaData.reflect(bind); null if
    /// there is none.
    std::function<dialect::Inspector *(Interpreter &, const Value &bind)> inspector;
    /// sqlalchemy.inspect(anything).
    std::function<Value(Interpreter &, const Value &subject)> inspect;
    /// statement.execute() of SQLAlchemy 1.x and Table(…, bind): runs on a bind and returns the
    /// result object.
    std::function<Value(Interpreter &, const Value &bind, const Value &executable)> execute;
    /// Notes for people: 1.x spellings that SQLAlchemy 2.0 dropped. Dropped when empty.
    std::function<void(const Diagnostic &)> diagnose;

    /// Adds to the top-level module `sqlalchemy` the names of the other half: create_engine,
    /// engine_from_config, URL, make_url, Connection, Engine, Row, Result, event, pool … Called at
    /// the end of its definition.
    lang::ModuleDefinition defineEngineNames;
};

/// Serves `sqlalchemy` and its submodules for types, schema and SQL (not orm, engine, event, pool,
/// inspection, ext.declarative, ext.hybrid, ext.asyncio, which are registered elsewhere) and the
/// shims of third-party column types.
void registerSqlAlchemy(Interpreter &interpreter, SqlAlchemyServices services);

/// The services of an interpreter, to be changed when the host is known (dialect, invoke …).
[[nodiscard]] SqlAlchemyServices &sqlAlchemyServices(Interpreter &interpreter);

/// The dialect in force: the services' or the default (PostgreSQL's grammar is not assumed:
/// SQLite's, the plainest).
[[nodiscard]] const dialect::Dialect &currentDialect(Interpreter &interpreter);

/// A `Dialect` object as scripts see it (bind.dialect, postgresql.dialect()): name, driver,
/// identifier_preparer …
[[nodiscard]] Value makeDialectObject(Interpreter &interpreter, const dialect::Dialect &dialect);
/// The dialect behind a `Dialect` object; null for anything else.
[[nodiscard]] const dialect::Dialect *dialectOfObject(const Value &value);

/// Raises sqlalchemy.exc.<className> with @p message: "ArgumentError", "CompileError",
/// "NoSuchTableError" …
[[noreturn]] void throwSqlAlchemyError(Interpreter &interpreter, const char *className,
                                       const QString &message, const QString &hint = {});
/// Raises a DBAPIError subclass ("OperationalError", "IntegrityError", "ProgrammingError" …) with
/// its orig, statement and params as scripts read them.
[[noreturn]] void throwDatabaseError(Interpreter &interpreter, const char *className,
                                     const QString &message, const QString &statement,
                                     const Value &params = {});
/// A failed Result as a script exception: Unsupported → CompileError, Database → DBAPIError …
[[noreturn]] void throwFailure(Interpreter &interpreter, const Error &error);

/// The value of @p result, or its error as a script exception.
template <typename T>
T orThrow(Interpreter &interpreter, Result<T> result)
{
    if (!result)
        throwFailure(interpreter, result.error());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A class of the sqlalchemy modules by name ("Table", "Column", "exc.SQLAlchemyError"); for
/// isinstance checks and bases.
[[nodiscard]] lang::Ref<lang::Type> sqlAlchemyClass(Interpreter &interpreter, const char *name);

} // namespace limbeck::bindings
