// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/library.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/resultobject.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/transactionobject.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

using Self = ConnectionObject;

Self &selfOf(Args &a)
{
    return a.object<Self>("self");
}

/// Parameters as execute() takes them: a dict, a list of dicts, and 1.x's keywords.
Value parametersOf(Args &a)
{
    Interpreter &in = a.interpreter();
    Dict &keywords = a.varKeywords();
    takeKeyword(keywords, "execution_options");
    if (keywords.size() > 0) {
        noteLegacy(in, u"execute() with parameters as keywords"_s, u"execute(statement, {…})"_s);
        return Value(Ref<Object>(&keywords));
    }
    const ValueVector &rest = a.varPositional();
    if (rest.size() > 1) {
        noteLegacy(in, u"execute() with several parameter dicts"_s,
                   u"execute(statement, [{…}, …])"_s);
        ValueVector all { a["parameters"] };
        all.insert(all.end(), rest.begin(), rest.end());
        return makeList(all);
    }
    return a["parameters"];
}

Value execute(Args &a)
{
    return executeOn(a.interpreter(), selfOf(a), a["statement"], parametersOf(a));
}

/// A statement in the driver's own words: the text goes to the database as it is.
Value executeDriverSql(Args &a)
{
    Interpreter &in = a.interpreter();
    Self &self = selfOf(a);
    ops::ExecuteSql action;
    action.statement = a.text("statement");
    const ops::Operation operation { action, callerSpan(in) };
    if (isGiven(a["parameters"])) {
        throwUnsupported(u"exec_driver_sql() with parameters is not supported."_s,
                         u"Use execute(text(\"… :name\"), {\"name\": …})."_s);
    }
    auto cursor = self.execute(in, operation);
    if (self.isOffline())
        return makeOfflineResult(in, self.session, u"the result of a statement"_s);
    return makeResult(in, std::move(cursor), self.dialect(in), {}, {}, a["self"]);
}

/// A method of the result of execute(): connection.scalar() and scalars().
Value executeThen(Args &a, const char *method)
{
    Interpreter &in = a.interpreter();
    const Value result = executeOn(in, selfOf(a), a["statement"], parametersOf(a));
    return in.callMethod(result, method);
}

void defineExecution(TypeBuilder &type)
{
    type.method("execute(self, statement, parameters=None, *rest, **kw)", execute);
    type.method("exec_driver_sql(self, statement, parameters=None, execution_options=None)",
                executeDriverSql);
    type.method("scalar(self, statement, parameters=None, *rest, **kw)",
                [](Args &a) -> Value { return executeThen(a, "scalar"); });
    type.method("scalars(self, statement, parameters=None, *rest, **kw)",
                [](Args &a) -> Value { return executeThen(a, "scalars"); });
    type.method("execution_options(self, **opt)", [](Args &a) -> Value {
        Self &self = selfOf(a);
        const Ref<Dict> options = self.executionOptions.isDict()
            ? copyDict(*self.executionOptions.as<Dict>())
            : makeDict();
        forEachKeyword(a.varKeywords(), [&](const QString &name, const Value &value) {
            options->set(a.interpreter(), makeStr(name), value);
            if (name == u"isolation_level" && !value.isNone())
                self.setIsolationLevel(a.interpreter(), a.interpreter().str(value));
        });
        self.executionOptions = options;
        return a["self"];
    });
    type.method("get_execution_options(self)", [](Args &a) -> Value {
        const Value &options = selfOf(a).executionOptions;
        return options.isDict() ? options : Value(makeDict());
    });
    type.method("run_sync(self, fn, *args, **kw)", [](Args &a) -> Value {
        CallBuilder call(a.interpreter());
        call.positional(a["self"]).positional(a.varPositional()).keywords(a.varKeywords());
        return call.call(a["fn"]);
    });
    type.method("schema_for_object(self, obj)", [](Args &a) -> Value {
        return attributeOrNone(a.interpreter(), a["obj"], "schema");
    });
    type.method("_run_ddl_visitor(self, visitorcallable, element, **kwargs)", [](Args &) -> Value {
        throwUnsupported(u"Connection._run_ddl_visitor() is not supported."_s);
    });
}

void defineTransactions(TypeBuilder &type)
{
    type.method("begin(self)", [](Args &a) -> Value {
        (void)selfOf(a).live(a.interpreter(), u"begin()"_s);
        return beginOn(a.interpreter(), a["self"]);
    });
    type.method("begin_nested(self)", [](Args &a) -> Value {
        (void)selfOf(a).live(a.interpreter(), u"begin_nested()"_s);
        return beginNestedOn(a.interpreter(), a["self"]);
    });
    type.method("commit(self)", [](Args &a) -> Value {
        endTransaction(a.interpreter(), selfOf(a), true);
        return {};
    });
    type.method("rollback(self)", [](Args &a) -> Value {
        endTransaction(a.interpreter(), selfOf(a), false);
        return {};
    });
    type.method("in_transaction(self)", [](Args &a) -> Value {
        return selfOf(a).live(a.interpreter(), u"in_transaction()"_s).inTransaction();
    });
    type.method("in_nested_transaction(self)", [](Args &) -> Value { return false; });
    type.method("get_transaction(self)", [](Args &a) -> Value {
        const bool isActive =
            selfOf(a).live(a.interpreter(), u"get_transaction()"_s).inTransaction();
        return isActive ? beginOn(a.interpreter(), a["self"]) : Value();
    });
    type.method("close(self)", [](Args &a) -> Value {
        Self &self = selfOf(a);
        // The migration's connection is the run's: it stays open.
        if (self.isOffline())
            (void)self.live(a.interpreter(), u"close()"_s);
        self.exit(a.interpreter(), Value());
        return {};
    });
    type.method("connect(self, **kw)", [](Args &a) -> Value { return a["self"]; });
    type.method("invalidate(self)", [](Args &) -> Value { return {}; });
    type.method("detach(self)", [](Args &) -> Value { return {}; });
    type.method("get_isolation_level(self)", [](Args &a) -> Value {
        const Self &self = selfOf(a);
        const auto backend =
            self.live(a.interpreter(), u"get_isolation_level()"_s).dialect().backend();
        const QString usual = backend == Backend::Sqlite ? u"SERIALIZABLE"_s
            : backend == Backend::PostgreSql             ? u"READ COMMITTED"_s
                                                         : u"REPEATABLE READ"_s;
        return makeStr(self.isolationLevel.value_or(usual));
    });
}

void defineProperties(TypeBuilder &type, const HostSessionPtr &session)
{
    type.property("dialect", [](Interpreter &in, Self &self) -> Value {
        return makeDialectObject(in, self.dialect(in));
    });
    type.property("name", [](Interpreter &in, Self &self) -> Value {
        return makeStr(self.dialect(in).name());
    });
    type.property("closed", [](Interpreter &in, Self &self) -> Value {
        (void)self.live(in, u"'closed'"_s);
        return self.closed;
    });
    type.property("engine", [session](Interpreter &in, Self &self) -> Value {
        if (self.engine.isAbsent()) {
            // Offline, Alembic's mock is its own engine.
            const Value object { Ref<Object>(&self) };
            if (self.isOffline())
                return object;
            const Value engineClass = in.getAttr(in.import(u"sqlalchemy.engine"_s), "Engine");
            self.engine =
                in.callMethod(engineClass, "_over_connection", { object, makeStr(session->url) });
        }
        return self.engine;
    });
    type.property("sync_connection",
                  [](Interpreter &, Self &self) -> Value { return Value(Ref<Object>(&self)); });
    type.property("connectable",
                  [](Interpreter &, Self &self) -> Value { return Value(Ref<Object>(&self)); });
    type.propertyOf("_limbeck_connection",
                    [](Interpreter &, const Value &self) -> Value { return self; });
}

} // namespace

void defineConnections(ModuleBuilder &module, const HostSessionPtr &session)
{
    defineTransactionObjects(module);
    TypeBuilder type = module.define<Self>("Connection");
    type.slots("__enter__ __exit__");
    defineExecution(type);
    defineTransactions(type);
    defineProperties(type, session);
    // engine.connect(): opens a session through the host.
    module.function("open_connection(url, engine)", [session](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        EnvironmentHost &host = requireEnvironment(*session, "connect");
        // The host may know the database although env.py does not.
        const QString url = a["url"].isStr() ? a.text("url") : QString();
        auto opened = host.connect(url);
        if (!opened)
            in.requireKnown(a["url"]);
        auto connection = hostValue(in, std::move(opened));
        session->url = url;
        return wrapConnection(in, session, std::move(connection), a["engine"]);
    });
    module.function("migration_connection()", [session](Args &a) -> Value {
        return migrationConnection(a.interpreter(), session);
    });
    module.function("has_migration()",
                    [session](Args &) -> Value { return session->migration != nullptr; });
    module.function("has_environment()",
                    [session](Args &) -> Value { return session->environment != nullptr; });
}

} // namespace limbeck::bindings
