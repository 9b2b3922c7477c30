// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/implobject.h"

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

const dialect::Dialect &dialectOf(Interpreter &in, ImplObject &self)
{
    return contextDialect(in, self.migrationContext, *self.session);
}

Value execute(Args &a, const char *argument)
{
    Interpreter &in = a.interpreter();
    auto &self = a.object<ImplObject>("self");
    for (ops::Operation &operation : toOperations(in, a[argument], Value(), dialectOf(in, self))) {
        operation.origin = callerSpan(in);
        invokeOnContext(in, self.migrationContext, *self.session, operation);
    }
    return {};
}

} // namespace

/// As Python shows an object of Alembic's own class: log lines of autogenerate hold it.
QString ImplObject::repr(Interpreter &interpreter)
{
    const Dialect &dialect = dialectOf(interpreter, *this);
    const QString module = isMySqlFamily(dialect.backend()) ? u"mysql"_s : dialect.name();
    return u"<alembic.ddl.%1.%2 object at 0x%3>"_s.arg(
        module, dialect.implName(), QString::number(reinterpret_cast<quintptr>(this), 16));
}

void ImplObject::clearReferences()
{
    session.reset();
    migrationContext = {};
    tableName = {};
    schema = {};
    Object::clearReferences();
}

void defineImpl(ModuleBuilder &module)
{
    TypeBuilder type = module.define<ImplObject>("DefaultImpl");
    type.method("execute(self, sql, execution_options=None)",
                [](Args &a) -> Value { return execute(a, "sql"); });
    type.method("_exec(self, construct, execution_options=None, multiparams=None, params=None)",
                [](Args &a) -> Value { return execute(a, "construct"); });
    type.method("static_output(self, text)", [](Args &a) -> Value {
        EnvironmentHost &host =
            requireEnvironment(*a.object<ImplObject>("self").session, "static_output");
        hostValue(a.interpreter(), host.staticOutput(a.text("text")));
        return {};
    });
    type.property("dialect", [](Interpreter &in, ImplObject &self) -> Value {
        return makeDialectObject(in, dialectOf(in, self));
    });
    type.property("__dialect__", [](Interpreter &in, ImplObject &self) -> Value {
        return makeStr(dialectOf(in, self).name());
    });
    type.property("transactional_ddl", [](Interpreter &in, ImplObject &self) -> Value {
        return dialectOf(in, self).transactionalDdl();
    });
    type.property("bind", [](Interpreter &in, ImplObject &self) -> Value {
        return contextBind(in, self.migrationContext, self.session);
    });
    type.property("connection", [](Interpreter &in, ImplObject &self) -> Value {
        return contextBind(in, self.migrationContext, self.session);
    });
    type.property("as_sql", [](Interpreter &in, ImplObject &self) -> Value {
        return in.getAttr(self.migrationContext, "as_sql");
    });
    type.property("context_opts", [](Interpreter &in, ImplObject &self) -> Value {
        return in.getAttr(self.migrationContext, "opts");
    });
    type.property("table_name",
                  [](Interpreter &, ImplObject &self) -> Value { return self.tableName; });
    type.property("schema", [](Interpreter &, ImplObject &self) -> Value { return self.schema; });
}

Value makeImplObject(Interpreter &interpreter, const Value &context, const HostSessionPtr &session,
                     const Value &tableName, const Value &schema)
{
    interpreter.import(u"alembic.ddl.impl"_s);
    const auto impl = interpreter.create<ImplObject>();
    impl->session = session;
    impl->migrationContext = context;
    impl->tableName = tableName;
    impl->schema = schema;
    return impl;
}

} // namespace limbeck::bindings
