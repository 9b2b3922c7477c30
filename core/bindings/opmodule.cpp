// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/directives.h"
#include "core/bindings/operationsobject.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The Operations that `op` stands for at the moment; NameError outside of a migration.
OperationsObject &currentOperations(HostSession &session, const char *function)
{
    OperationsObject *operations =
        session.operations.isAbsent() ? nullptr : session.operations.as<OperationsObject>();
    if (operations)
        return *operations;
    throwError(Interpreter::current().types().NameError.get(),
               u"Can't invoke function '%1', as the proxy object has not yet been established for "
               u"the Alembic "
               "'Operations' class.  Try placing this code inside a callable."_s.arg(
                   QLatin1StringView(function)));
}

/// A function of the module that calls the method of the same name.
void forward(ModuleBuilder &module, const HostSessionPtr &session, const char *method)
{
    module.function(std::string(method) + "(*args, **kw)", [session, method](Args &a) -> Value {
        CallBuilder call(a.interpreter());
        call.positional(a.varPositional()).keywords(a.varKeywords());
        return call.callMethod(Value(Ref<Object>(&currentOperations(*session, method))), method);
    });
}

/// A directive of a package that env.py imports for its directives only. A preview of a single
/// script runs no env.py: the package comes when the script asks for it.
Value pluginDirective(Interpreter &in, const QString &name, const HostSession &session)
{
    static const QHash<QString, QString> packages {
        { u"sync_enum_values"_s, u"alembic_postgresql_enum"_s },
        { u"create_entity"_s, u"alembic_utils"_s },
        { u"drop_entity"_s, u"alembic_utils"_s },
        { u"replace_entity"_s, u"alembic_utils"_s },
        { u"revert_entity"_s, u"alembic_utils"_s },
    };
    const auto package = packages.constFind(name);
    if (session.environment || package == packages.constEnd())
        return Value::absent();
    (void)in.import(*package);
    const Value op = in.import(u"alembic.op"_s);
    const Value *const found = op.as<ModuleObject>()->dict().find(in.intern(name).get());
    return found ? *found : Value::absent();
}

/// What Alembic puts into the module while a migration runs: `_proxy` and the attributes that are
/// no methods.
Value proxyAttribute(Args &a, HostSession &session)
{
    const QString name = a.text("name");
    if (session.operations.isAbsent())
        return Value::absent();
    if (const Value directive = pluginDirective(a.interpreter(), name, session);
        !directive.isAbsent())
        return directive;
    if (name == u"_proxy")
        return session.operations;
    return name == u"migration_context" || name == u"impl"
        ? a.interpreter().findAttr(session.operations, a.interpreter().intern(name).get())
        : Value::absent();
}

} // namespace

void defineOpModule(ModuleBuilder &module, const HostSessionPtr &session)
{
    Interpreter &in = module.interpreter();
    const Value base = in.import(u"alembic.operations.base"_s);
    for (const OperationClass &operationClass : operationClasses()) {
        if (!operationClass.directive)
            continue;
        const OperationClass *described = &operationClass;
        module.function(operationClass.directive, [session, described](Args &a) -> Value {
            const QByteArray name = a.signature().name().toLatin1();
            return runDirective(a, currentOperations(*session, name.constData()), *described);
        });
    }
    for (const char *method :
         { "batch_alter_table", "get_bind", "get_context", "invoke", "run_async" })
        forward(module, session, method);

    // These need no migration: naming is the same everywhere, and plugins register at import time.
    module.function("f(name)",
                    [](Args &a) -> Value { return finalName(a.interpreter(), a["name"]); });
    module.function("inline_literal(value, type_=None)", [](Args &a) -> Value {
        return inlineLiteral(a.interpreter(), a["value"], a["type_"]);
    });
    module.function("__getattr__(name)",
                    [session](Args &a) -> Value { return proxyAttribute(a, *session); });
    const Value operations = in.getAttr(base, "Operations");
    for (const char *method : { "register_operation", "implementation_for", "context" })
        module.value(method, in.getAttr(operations, method));
}

} // namespace limbeck::bindings
