// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/environmenthost.h"
#include "core/bindings/migrationhost.h"
#include "core/lang/interpreter.h"

#include <memory>

namespace limbeck::bindings {

/// What the `alembic` and `sqlalchemy` modules of one interpreter act upon: shared by all their
/// objects.
///
/// The hosts come and go while the interpreter lives: env.py sees the environment, a migration
/// function the migration. Neither is owned.
struct HostSession
{
    MigrationHost *migration = nullptr;
    EnvironmentHost *environment = nullptr;
    /// context.get_context(): what context.configure() made; absent before.
    lang::Value migrationContext = lang::Value::absent();
    /// The Operations object behind `alembic.op`; absent outside of a migration.
    lang::Value operations = lang::Value::absent();
    /// Alembic's `config` object; made at its first use.
    lang::Value config = lang::Value::absent();
    /// target_metadata of context.configure(), for naming conventions.
    lang::Value targetMetadata = lang::Value::absent();
    /// URL of the database that env.py connected to, with its password: for `bind.engine.url` only.
    QString url;
    /// The Connection object of op.get_bind().
    lang::Value connection = lang::Value::absent();
    /// Operations.implementation_for(): operation class → function.
    lang::Value implementations = lang::Value::absent();

    /// What the last migration function raised; absent if it came to its end. run_migrations()
    /// raises the very same in env.py.
    lang::Value raised = lang::Value::absent();

    /// Drops all values: before the interpreter ends.
    void clear();
};

using HostSessionPtr = std::shared_ptr<HostSession>;

/// The migration host, or a RuntimeError of the script when no migration runs.
[[nodiscard]] MigrationHost &requireMigration(HostSession &session, const char *what);
[[nodiscard]] EnvironmentHost &requireEnvironment(HostSession &session, const char *what);

/// MigrationHost::execute() for the script that is running, or executeAhead() where no `try` and no
/// `with` of it would see a failure.
[[nodiscard]] std::unique_ptr<dialect::Cursor> executeOnHost(lang::Interpreter &interpreter,
                                                             HostSession &session,
                                                             const ops::Operation &executeSql);
/// MigrationHost::invoke() in the same way.
void invokeOnHost(lang::Interpreter &interpreter, HostSession &session,
                  const ops::Operation &operation);

/// The tables of target_metadata, read now: one catalog for each MetaData.
[[nodiscard]] Result<std::vector<schema::Catalog>>
readTargetCatalogs(lang::Interpreter &interpreter, HostSession &session,
                   const dialect::Dialect &dialect);

/// The script line that called into native or library code: the innermost one that is a user's.
[[nodiscard]] SourceSpan callerSpan(const lang::Interpreter &interpreter);
/// Whether @p file is Python text of Limbeck's own modules.
[[nodiscard]] bool isLibraryFile(const SourceFilePtr &file);

/// Stops the step with ErrorCode::DataDependent; no `except` of the script catches it.
[[noreturn]] void stopDataDependent(lang::Interpreter &interpreter, HostSession &session,
                                    const QString &reason);

} // namespace limbeck::bindings
