// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// sqlalchemy.engine.Connection: the migration's (op.get_bind()), or a session of its own that
/// engine.connect() opened. Also the Engine of the migration's connection, as scripts use both
/// alike (`bind.engine.execute(…)`).
///
/// Offline it stands for Alembic's mock: statements are written, and what would need rows or a
/// server stops the step as data-dependent.
class ConnectionObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Connection";

    explicit ConnectionObject(lang::Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;
    std::shared_ptr<dialect::Connection> own; ///< null: the migration's connection
    lang::Value engine = lang::Value::absent(); ///< made at first use
    lang::Value executionOptions; ///< a dict, or None
    bool closed = false;
    bool beganImplicitly = false; ///< `own` is in a transaction that nobody asked for by name
    std::optional<QString> isolationLevel; ///< as set last
    int savepoints = 0; ///< begun so far, for their names

    /// Whether there is no server behind it (--sql, preview).
    [[nodiscard]] bool isOffline() const;
    [[nodiscard]] const dialect::Dialect &dialect(lang::Interpreter &interpreter) const;
    /// What the database is asked through; stops the step when there is nothing to ask.
    [[nodiscard]] dialect::Inspector &inspector(lang::Interpreter &interpreter) const;
    /// The session itself; stops the step offline.
    [[nodiscard]] dialect::Connection &live(lang::Interpreter &interpreter,
                                            const QString &what) const;

    /// Runs an operation that gives no rows.
    void invoke(lang::Interpreter &interpreter, const ops::Operation &operation);
    /// Runs a statement; null where nothing is executed.
    [[nodiscard]] std::unique_ptr<dialect::Cursor> execute(lang::Interpreter &interpreter,
                                                           const ops::Operation &executeSql);
    /// Waits for the answers of what was sent ahead; throws the failure, which nothing catches.
    void catchUp(lang::Interpreter &interpreter) const;
    /// A connection that env.py opened is in a transaction from its first statement on, until
    /// commit() or rollback(). Source: SQLAlchemy 2.0, "Commit As You Go".
    void beginImplicitly(lang::Interpreter &interpreter);
    /// execution_options(isolation_level=…).
    void setIsolationLevel(lang::Interpreter &interpreter, const QString &level);

    lang::Value attribute(lang::Interpreter &interpreter, lang::Str *name) override;
    lang::Value enter(lang::Interpreter &interpreter) override;
    bool exit(lang::Interpreter &interpreter, const lang::Value &exception) override;

    [[nodiscard]] bool isContextManager() const override { return true; }

    QString repr(lang::Interpreter &interpreter) override;
    void clearReferences() override;
};

/// connection.execute(executable, parameters): runs it and returns the result object.
[[nodiscard]] lang::Value executeOn(lang::Interpreter &interpreter, ConnectionObject &connection,
                                    const lang::Value &executable, const lang::Value &parameters);

/// The connection behind a bind: a Connection, Engine, Session, Inspector …; null for anything
/// else.
[[nodiscard]] ConnectionObject *connectionOf(lang::Interpreter &interpreter,
                                             const lang::Value &bind);

/// The migration's connection as op.get_bind() returns it; the same object at each call.
[[nodiscard]] lang::Value migrationConnection(lang::Interpreter &interpreter,
                                              const HostSessionPtr &session);
/// A Connection object over an open session.
[[nodiscard]] lang::Value wrapConnection(lang::Interpreter &interpreter,
                                         const HostSessionPtr &session,
                                         std::shared_ptr<dialect::Connection> connection,
                                         const lang::Value &engine = lang::Value::absent());

/// Fills module sqlalchemy.engine's Connection class and its relatives.
void defineConnections(lang::ModuleBuilder &module, const HostSessionPtr &session);

} // namespace limbeck::bindings
