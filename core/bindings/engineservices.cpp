// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/engineservices.h"

#include "core/bindings/connectionobject.h"
#include "core/bindings/existsmethods.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

ConnectionObject &requireConnection(Interpreter &in, const Value &bind)
{
    in.requireKnown(bind);
    if (ConnectionObject *connection = connectionOf(in, bind))
        return *connection;
    throwSqlAlchemyError(in, "ArgumentError",
                         u"Expected a Connection or Engine, got %1"_s.arg(in.repr(bind)));
}

const dialect::Dialect *dialectBehind(Interpreter &in, const Value &bind)
{
    if (const dialect::Dialect *dialect = dialectOfObject(bind))
        return dialect;
    if (ConnectionObject *connection = connectionOf(in, bind))
        return &connection->dialect(in);
    return nullptr;
}

Value inspectSubject(Interpreter &in, const Value &subject)
{
    return in.call(in.getAttr(in.import(u"sqlalchemy.inspection"_s), "inspect"), { subject });
}

void diagnose(HostSession &session, const Diagnostic &diagnostic)
{
    if (!session.migration)
        return;
    QString text = diagnostic.message;
    if (!diagnostic.hint.isEmpty())
        text += u' ' + diagnostic.hint;
    session.migration->message(u"sqlalchemy"_s, u"INFO"_s, text);
}

/// Leaves names of `sqlalchemy` itself to the module below it that defines them.
void defineFrom(ModuleBuilder &module, const char *inner, const QByteArray &names)
{
    module.later(names.toStdString(), [inner, names](ModuleBuilder &self) {
        Interpreter &in = self.interpreter();
        const Value source = in.import(u"sqlalchemy."_s + QLatin1StringView(inner));
        for (const QByteArray &name : names.split(' '))
            self.value(name.constData(), in.getAttr(source, name.constData()));
    });
}

/// The names of `sqlalchemy` itself that come from this half.
void defineTopNames(ModuleBuilder &module)
{
    defineExistsMethods(module.interpreter());
    defineFrom(module, "engine",
               "create_engine engine_from_config create_mock_engine make_url URL Connection Engine "
               "Row RowMapping Result CursorResult ScalarResult MappingResult Transaction "
               "RootTransaction NestedTransaction Inspector create_pool_from_url");
    defineFrom(module, "inspection", "inspect");
    defineFrom(module, "pool",
               "NullPool QueuePool StaticPool SingletonThreadPool Pool AssertionPool "
               "AsyncAdaptedQueuePool");
}

/// As text, create() and drop() ask nobody. Source: SQLAlchemy, `MockConnection`.
ops::Operation withoutCheck(ops::Operation operation)
{
    std::visit(
        [](auto &action) {
            if constexpr (requires { action.ifNotExists; })
                action.ifNotExists = false;
            else if constexpr (requires { action.ifExists; })
                action.ifExists = false;
        },
        operation.action);
    return operation;
}

} // namespace

SqlAlchemyServices engineServices(const HostSessionPtr &session)
{
    SqlAlchemyServices services;
    services.dialectOf = dialectBehind;
    services.invoke = [](Interpreter &in, const Value &bind, const ops::Operation &operation) {
        ConnectionObject &connection = requireConnection(in, bind);
        connection.invoke(in, connection.isOffline() ? withoutCheck(operation) : operation);
    };
    services.inspector = [](Interpreter &in, const Value &bind) -> dialect::Inspector * {
        return &requireConnection(in, bind).inspector(in);
    };
    services.inspect = inspectSubject;
    services.execute = [](Interpreter &in, const Value &bind, const Value &executable) {
        return executeOn(in, requireConnection(in, bind), executable, Value());
    };
    services.diagnose = [session](const Diagnostic &diagnostic) { diagnose(*session, diagnostic); };
    services.defineEngineNames = defineTopNames;
    return services;
}

} // namespace limbeck::bindings
