// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// alembic.runtime.migration.MigrationContext: the running migration's (op.get_context()), or one
/// that a script configured on a connection of its own.
class MigrationContextObject : public lang::Object
{
public:
    static constexpr const char *typeName = "MigrationContext";

    explicit MigrationContextObject(lang::Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;
    lang::Value connection; ///< a Connection object; None: the migration's
    lang::Value options; ///< opts, a dict
    const dialect::Dialect *dialect = nullptr; ///< of a context configured without a connection

    lang::Value attribute(lang::Interpreter &interpreter, lang::Str *name) override;
    void clearReferences() override;
};

/// Module alembic.runtime.migration.
void defineMigrationContext(lang::ModuleBuilder &module, const HostSessionPtr &session);

/// The context of the running migration or of env.py, with @p options as its `opts`.
[[nodiscard]] lang::Value makeMigrationContext(lang::Interpreter &interpreter,
                                               const HostSessionPtr &session,
                                               const lang::Value &options);

/// The connection of a context: op.get_bind().
[[nodiscard]] lang::Value contextBind(lang::Interpreter &interpreter, const lang::Value &context,
                                      const HostSessionPtr &session);
[[nodiscard]] const dialect::Dialect &
contextDialect(lang::Interpreter &interpreter, const lang::Value &context, HostSession &session);
/// Runs an operation on a context's connection.
void invokeOnContext(lang::Interpreter &interpreter, const lang::Value &context,
                     HostSession &session, const ops::Operation &operation);

/// Alembic's DefaultImpl as scripts read it: dialect, table_name, execute(), static_output() …
[[nodiscard]] lang::Value makeImplObject(lang::Interpreter &interpreter, const lang::Value &context,
                                         const HostSessionPtr &session,
                                         const lang::Value &tableName = {},
                                         const lang::Value &schema = {});

} // namespace limbeck::bindings
