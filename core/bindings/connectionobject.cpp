// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/connectionobject.h"

#include "core/bindings/convert.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Parameters as they stand beside a statement of the live connection.
dialect::CompileOptions liveOptions()
{
    dialect::CompileOptions options;
    options.literalBinds = false;
    options.offline = false;
    return options;
}

/// Answers what compiling an operation asks from a live connection.
class InspectorSource : public dialect::SchemaSource
{
public:
    explicit InspectorSource(dialect::Inspector &inspector)
        : m_inspector(inspector)
    {
    }

    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        return m_inspector.table(name, schemaName);
    }

    Result<bool> hasType(const QString &name, const std::optional<QString> &schemaName) override
    {
        const auto enums = m_inspector.enums(schemaName);
        if (!enums)
            return failure(enums.error());
        return std::any_of(enums->begin(), enums->end(),
                           [&](const schema::SqlTypePtr &type) { return type->typeName == name; });
    }

private:
    dialect::Inspector &m_inspector;
};

/// The statements of an operation, sent one by one; the cursor of the last.
std::unique_ptr<dialect::Cursor> sendAll(Interpreter &in, dialect::Connection &connection,
                                         const ops::Operation &operation)
{
    InspectorSource source(connection.inspector());
    const auto statements =
        hostValue(in, connection.dialect().compile(operation, liveOptions(), &source));
    std::unique_ptr<dialect::Cursor> cursor;
    for (const dialect::Statement &statement : statements)
        cursor = hostValue(in, connection.execute(statement));
    return cursor;
}

} // namespace

bool ConnectionObject::isOffline() const
{
    return !own && (!session->migration || session->migration->isOffline());
}

const dialect::Dialect &ConnectionObject::dialect(Interpreter &interpreter) const
{
    if (own)
        return own->dialect();
    return session->migration ? session->migration->dialect() : currentDialect(interpreter);
}

dialect::Inspector &ConnectionObject::inspector(Interpreter &interpreter) const
{
    if (own)
        return own->inspector();
    catchUp(interpreter);
    dialect::Inspector *found = session->migration ? session->migration->inspector() : nullptr;
    if (!found)
        stopDataDependent(interpreter, *session,
                          u"The script inspects the database, which offline mode does not have."_s);
    if (session->migration->isOffline())
        session->migration->markDataDependent(
            u"The script inspects the schema: answered from what the earlier revisions make"_s,
            callerSpan(interpreter));
    return *found;
}

dialect::Connection &ConnectionObject::live(Interpreter &interpreter, const QString &what) const
{
    if (own)
        return *own;
    catchUp(interpreter);
    dialect::Connection *found = session->migration ? session->migration->connection() : nullptr;
    if (!found) {
        stopDataDependent(
            interpreter, *session,
            u"The script uses %1 of the connection, which offline mode does not have."_s.arg(what));
    }
    return *found;
}

void ConnectionObject::beginImplicitly(Interpreter &interpreter)
{
    // Python's sqlite3 begins before INSERT, UPDATE and DELETE only.
    if (!own || own->inTransaction() || own->dialect().backend() == Backend::Sqlite)
        return;
    hostValue(interpreter, own->begin());
    beganImplicitly = true;
}

void ConnectionObject::setIsolationLevel(Interpreter &interpreter, const QString &level)
{
    if (isOffline())
        return;
    dialect::Connection &connection = live(interpreter, u"the isolation level"_s);
    if (connection.inTransaction()) {
        throwSqlAlchemyError(
            interpreter, "InvalidRequestError",
            u"This connection has already initialized a SQLAlchemy Transaction() object via "
            u"begin() "
            "or autobegin; isolation_level may not be altered unless rollback() or commit() is "
            "called first."_s);
    }
    hostValue(interpreter, connection.setIsolationLevel(level));
    isolationLevel = level;
}

void ConnectionObject::invoke(Interpreter &interpreter, const ops::Operation &operation)
{
    beginImplicitly(interpreter);
    if (own)
        sendAll(interpreter, *own, operation);
    else
        invokeOnHost(interpreter, *session, operation);
}

std::unique_ptr<dialect::Cursor> ConnectionObject::execute(Interpreter &interpreter,
                                                           const ops::Operation &executeSql)
{
    beginImplicitly(interpreter);
    if (own)
        return sendAll(interpreter, *own, executeSql);
    return executeOnHost(interpreter, *session, executeSql);
}

void ConnectionObject::catchUp(Interpreter &interpreter) const
{
    if (!own && session->migration)
        hostValue(interpreter, session->migration->catchUp());
}

Value ConnectionObject::attribute(Interpreter &interpreter, Str *name)
{
    // What a live connection has, and Alembic's mock has not.
    static const QStringList liveOnly = { u"connection"_s, u"_dbapi_connection"_s, u"info"_s,
                                          u"default_isolation_level"_s };
    if (isOffline() && liveOnly.contains(name->text())) {
        stopDataDependent(
            interpreter, *session,
            u"The script uses '%1' of the connection, which offline mode does not have."_s.arg(
                name->text()));
    }
    return Object::attribute(interpreter, name);
}

Value ConnectionObject::enter(Interpreter &)
{
    return Value(Ref<Object>(this));
}

bool ConnectionObject::exit(Interpreter &interpreter, const Value &exception)
{
    if (own && !closed) {
        if (own->inTransaction())
            hostValue(interpreter, own->rollback());
        closed = true;
    }
    Q_UNUSED(exception);
    return false;
}

QString ConnectionObject::repr(Interpreter &)
{
    return u"<sqlalchemy.engine.base.Connection object>"_s;
}

void ConnectionObject::clearReferences()
{
    session.reset();
    own.reset();
    engine = {};
    executionOptions = {};
    Object::clearReferences();
}

ConnectionObject *connectionOf(Interpreter &interpreter, const Value &bind)
{
    if (auto *connection = bind.as<ConnectionObject>())
        return connection;
    if (!bind.isObject() || bind.isOpaque())
        return nullptr;
    // Engine, Session, Inspector, AsyncConnection: each names the connection behind it.
    const Value behind = interpreter.findAttr(bind, "_limbeck_connection");
    return behind.isAbsent() ? nullptr : behind.as<ConnectionObject>();
}

Value migrationConnection(Interpreter &interpreter, const HostSessionPtr &session)
{
    if (session->connection.isAbsent())
        session->connection = wrapConnection(interpreter, session, nullptr);
    return session->connection;
}

Value wrapConnection(Interpreter &interpreter, const HostSessionPtr &session,
                     std::shared_ptr<dialect::Connection> connection, const Value &engine)
{
    interpreter.import(u"sqlalchemy.engine._native"_s);
    const auto object = interpreter.create<ConnectionObject>();
    object->session = session;
    object->own = std::move(connection);
    object->engine = engine;
    return object;
}

} // namespace limbeck::bindings
