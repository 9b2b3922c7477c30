// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/migrationcontextobject.h"

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

using Self = MigrationContextObject;

/// Whether the context is the running migration's, so that its host acts.
bool isMigrations(const Self &self)
{
    return self.connection.isNone() && !self.dialect;
}

MigrationHost &hostOf(const Self &self, const char *what)
{
    return requireMigration(*self.session, what);
}

/// Rows of the version table, asked of a connection of the script's own.
QStringList headsFromConnection(Interpreter &in, ConnectionObject &connection, const QString &table)
{
    const auto tables = hostValue(in, connection.inspector(in).tableNames({}));
    QStringList heads;
    if (!tables.contains(table))
        return heads;
    schema::TextClause text {
        u"SELECT version_num FROM "_s + connection.dialect(in).quote({ table, {} }), {}
    };
    const auto cursor =
        connection.execute(in, { ops::ExecuteSql { std::move(text), {} }, callerSpan(in) });
    while (cursor && hostValue(in, cursor->next())) {
        const schema::Literal value = cursor->value(0);
        if (const QString *revision = std::get_if<QString>(&value.value))
            heads.append(*revision);
    }
    return heads;
}

QStringList headsOf(Interpreter &in, const Self &self)
{
    if (isMigrations(self) && self.session->migration)
        return self.session->migration->currentHeads();
    ConnectionObject *connection = connectionOf(in, self.connection);
    if (!connection)
        return {};
    return headsFromConnection(in, *connection, u"alembic_version"_s);
}

Value currentRevision(Interpreter &in, const Self &self)
{
    const QStringList heads = headsOf(in, self);
    if (heads.isEmpty())
        return {};
    if (heads.size() > 1) {
        throwCommandError(
            in,
            u"Version table '%1' has more than one head present; please use get_current_heads()"_s
                .arg(self.session->migration ? self.session->migration->versionTable()
                                             : u"alembic_version"_s));
    }
    return makeStr(heads.first());
}

Value autocommitBlock(Interpreter &in, const Self &self)
{
    const Ref<Object> kept(const_cast<Self *>(&self));
    const auto boundary = [&in, kept](bool entering) {
        const auto &context = static_cast<const Self &>(*kept);
        if (isMigrations(context)) {
            MigrationHost &host = hostOf(context, "autocommit_block");
            hostValue(in, host.invoke({ ops::AutocommitBoundary { entering }, callerSpan(in) }));
        }
    };
    return makeScope(
        in,
        [boundary] {
            boundary(true);
            return Value();
        },
        [boundary](const Value &) {
            boundary(false);
            return false;
        });
}

/// begin_transaction(): env.py's block around run_migrations(); inside a migration it has no work.
Value beginTransaction(Interpreter &in, const Self &self)
{
    const HostSessionPtr session = self.session;
    if (!session->environment || session->migration)
        return makeScope(in, [] { return Value(); }, {});
    return makeScope(
        in,
        [&in, session] {
            hostValue(in, session->environment->beginTransaction());
            return Value();
        },
        [&in, session](const Value &exception) {
            hostValue(in, session->environment->endTransaction(isGiven(exception)));
            return false;
        });
}

void execute(Args &a, Self &self)
{
    Interpreter &in = a.interpreter();
    const Value &sql = a["sql"];
    in.requireKnown(sql);
    if (isMigrations(self) && !self.session->migration && sql.isStr()) {
        hostValue(in, requireEnvironment(*self.session, "execute").executeText(textOf(sql)));
        return;
    }
    for (ops::Operation &operation : toOperations(in, sql, Value(), currentDialect(in))) {
        operation.origin = callerSpan(in);
        invokeOnContext(in, Value(Ref<Object>(&self)), *self.session, operation);
    }
}

/// What context.configure() was given under @p name; None if nothing.
Value configured(const Self &self, const char *name)
{
    const auto *options = self.options.as<Dict>();
    const Value *given = options ? const_cast<Dict *>(options)->find(name) : nullptr;
    return given ? *given : Value();
}

/// MigrationContext.configure(connection=…): a context outside of the running migration.
Value configure(Args &a, const HostSessionPtr &session)
{
    Interpreter &in = a.interpreter();
    const auto context = in.create<Self>();
    context->session = session;
    context->connection = a["connection"];
    context->options = isGiven(a["opts"]) ? a["opts"] : Value(makeDict());
    if (context->connection.isNone()) {
        QString name = a.optionalText("dialect_name").value_or(QString());
        if (name.isEmpty() && isGiven(a["url"]))
            name = in.str(a["url"]).section(u':', 0, 0).section(u'+', 0, 0);
        if (name.isEmpty())
            throwError(in.types().Exception.get(),
                       u"Connection, url, or dialect_name is required."_s);
        context->dialect = dialect::dialectByName(name);
        if (!context->dialect)
            throwSqlAlchemyError(in, "NoSuchModuleError",
                                 u"Can't load plugin: sqlalchemy.dialects:%1"_s.arg(name));
    }
    return context;
}

} // namespace

Value MigrationContextObject::attribute(Interpreter &interpreter, Str *name)
{
    if (name->text() == u"script" || name->text() == u"environment_context") {
        if (!session || !session->environment)
            return {};
        const Value environment = interpreter.import(u"alembic.context"_s);
        return name->text() == u"script" ? interpreter.getAttr(environment, "script") : environment;
    }
    return Object::attribute(interpreter, name);
}

void MigrationContextObject::clearReferences()
{
    session.reset();
    connection = {};
    options = {};
    Object::clearReferences();
}

Value makeMigrationContext(Interpreter &interpreter, const HostSessionPtr &session,
                           const Value &options)
{
    interpreter.import(u"alembic.runtime.migration"_s);
    const auto context = interpreter.create<Self>();
    context->session = session;
    context->options = isGiven(options) ? options : Value(makeDict());
    return context;
}

Value contextBind(Interpreter &interpreter, const Value &context, const HostSessionPtr &session)
{
    const auto *self = context.as<Self>();
    if (self && !isMigrations(*self))
        return self->connection;
    if (!session->migration && self && self->options.isDict()) { // env.py after configure()
        const Value *given = self->options.as<Dict>()->find("connection");
        return given ? *given : Value();
    }
    return migrationConnection(interpreter, session);
}

const dialect::Dialect &contextDialect(Interpreter &interpreter, const Value &context,
                                       HostSession &session)
{
    const auto *self = context.as<Self>();
    if (self && self->dialect)
        return *self->dialect;
    if (self && !isMigrations(*self)) {
        if (ConnectionObject *connection = connectionOf(interpreter, self->connection))
            return connection->dialect(interpreter);
    }
    return session.migration ? session.migration->dialect() : currentDialect(interpreter);
}

void invokeOnContext(Interpreter &interpreter, const Value &context, HostSession &session,
                     const ops::Operation &operation)
{
    const auto *self = context.as<Self>();
    ConnectionObject *connection =
        self && !isMigrations(*self) ? connectionOf(interpreter, self->connection) : nullptr;
    if (connection) {
        connection->invoke(interpreter, operation);
        return;
    }
    invokeOnHost(interpreter, session, operation);
}

void defineMigrationContext(ModuleBuilder &module, const HostSessionPtr &session)
{
    TypeBuilder type = module.define<Self>("MigrationContext");
    type.classMethod("configure(cls, connection=None, url=None, dialect_name=None, dialect=None, "
                     "environment_context=None, dialect_opts=None, opts=None)",
                     [session](Args &a) -> Value { return configure(a, session); });
    type.method("autocommit_block(self)", [](Args &a) -> Value {
        return autocommitBlock(a.interpreter(), a.object<Self>("self"));
    });
    type.method("begin_transaction(self, _per_migration=False)", [](Args &a) -> Value {
        return beginTransaction(a.interpreter(), a.object<Self>("self"));
    });
    type.method("execute(self, sql, execution_options=None)", [](Args &a) -> Value {
        execute(a, a.object<Self>("self"));
        return {};
    });
    type.method("get_current_revision(self)", [](Args &a) -> Value {
        return currentRevision(a.interpreter(), a.object<Self>("self"));
    });
    type.method("get_current_heads(self)", [](Args &a) -> Value {
        ValueVector heads;
        for (const QString &head : headsOf(a.interpreter(), a.object<Self>("self")))
            heads.push_back(makeStr(head));
        return makeTuple(heads);
    });
    type.method("_ensure_version_table(self, purge=False)", [](Args &) -> Value { return {}; });
    type.method("_has_version_table(self)", [](Args &a) -> Value {
        return !headsOf(a.interpreter(), a.object<Self>("self")).isEmpty();
    });
    type.property("dialect", [](Interpreter &in, Self &self) -> Value {
        return makeDialectObject(in, contextDialect(in, Value(Ref<Object>(&self)), *self.session));
    });
    type.property("bind", [](Interpreter &in, Self &self) -> Value {
        return contextBind(in, Value(Ref<Object>(&self)), self.session);
    });
    type.property("connection", [](Interpreter &in, Self &self) -> Value {
        return contextBind(in, Value(Ref<Object>(&self)), self.session);
    });
    type.property("impl", [](Interpreter &in, Self &self) -> Value {
        return makeImplObject(in, Value(Ref<Object>(&self)), self.session);
    });
    type.property("opts", [](Interpreter &, Self &self) -> Value { return self.options; });
    type.property("config", [](Interpreter &in, Self &self) -> Value {
        if (self.session->environment)
            return in.getAttr(in.import(u"alembic.context"_s), "config");
        // A preview of a single script has nothing configured.
        return in.call(in.getAttr(in.import(u"alembic.config"_s), "Config"));
    });
    type.property("as_sql", [](Interpreter &, Self &self) -> Value {
        if (self.session->migration)
            return self.session->migration->isOffline();
        return self.session->environment && self.session->environment->isOfflineMode();
    });
    type.property("version_table", [](Interpreter &, Self &self) -> Value {
        if (self.session->migration)
            return makeStr(self.session->migration->versionTable());
        const Value given = configured(self, "version_table");
        return isGiven(given) ? given : Value(makeStr(u"alembic_version"_s));
    });
    type.property("version_table_schema", [](Interpreter &, Self &self) -> Value {
        return self.session->migration ? textOrNone(self.session->migration->versionTableSchema())
                                       : configured(self, "version_table_schema");
    });
}

} // namespace limbeck::bindings
