// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationplugins.h"

#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// A directive of a script's own: calls the operation class's factory with the Operations object.
Value directiveOf(const Value &operationType, const QString &factory)
{
    return makeFunction("directive(self, *args, **kw)", [operationType, factory](Args &a) -> Value {
        CallBuilder call(a.interpreter());
        call.positional(a["self"]).positional(a.varPositional()).keywords(a.varKeywords());
        return call.callMethod(operationType, factory.toLatin1().constData());
    });
}

/// The function of module alembic.op for a registered directive.
Value proxyOf(const HostSessionPtr &session, const QString &name)
{
    return makeFunction("directive(*args, **kw)", [session, name](Args &a) -> Value {
        const QByteArray latin = name.toLatin1();
        (void)requireMigration(*session, latin.constData());
        CallBuilder call(a.interpreter());
        call.positional(a.varPositional()).keywords(a.varKeywords());
        return call.callMethod(session->operations, latin.constData());
    });
}

Value registerOperation(Args &a, const HostSessionPtr &session)
{
    const Value operationsType = a["cls"];
    const QString name = a.text("name");
    const QString factory = a.optionalText("sourcename").value_or(name);
    return makeFunction("register(op_cls)",
                        [session, operationsType, name, factory](Args &call) -> Value {
                            Interpreter &in = call.interpreter();
                            const Value function = directiveOf(call["op_cls"], factory);
                            function.as<NativeFunction>()->bindsToInstances = true;
                            operationsType.as<Type>()->setOwn(in.intern(name).get(), function);
                            const Value base = in.import(u"alembic.operations.base"_s);
                            if (in.isSubclass(operationsType, in.getAttr(base, "Operations")))
                                in.setAttr(in.import(u"alembic.op"_s), in.intern(name).get(),
                                           proxyOf(session, name));
                            return call["op_cls"];
                        });
}

Value implementationDecorator(Args &a, const HostSessionPtr &session)
{
    const Value operationType = a["op_cls"];
    const bool replace = a.truth("replace");
    return makeFunction("decorate(fn)", [session, operationType, replace](Args &call) -> Value {
        Interpreter &in = call.interpreter();
        if (session->implementations.isAbsent())
            session->implementations = makeDict();
        Dict &known = *session->implementations.as<Dict>();
        if (!replace && known.find(in, operationType)) {
            throwValueError(
                u"Can not set dispatch function for object %1: key already exists. To replace "
                "existing function, use replace=True."_s.arg(in.repr(operationType)));
        }
        known.set(in, operationType, call["fn"]);
        return call["fn"];
    });
}

/// Operations.context(migration_context): `alembic.op` acts on another context inside the block.
Value contextBlock(Args &a, const HostSessionPtr &session)
{
    Interpreter &in = a.interpreter();
    const Value operations = makeOperations(in, session, a["migration_context"]);
    const auto previous = std::make_shared<Value>(Value::absent());
    return makeScope(
        in,
        [session, operations, previous] {
            *previous = std::exchange(session->operations, operations);
            return operations;
        },
        [session, previous](const Value &) {
            session->operations = std::exchange(*previous, Value::absent());
            return false;
        });
}

} // namespace

void definePlugins(ModuleBuilder &, TypeBuilder &operations, const HostSessionPtr &session)
{
    operations.classMethod("register_operation(cls, name, sourcename=None)",
                           [session](Args &a) -> Value { return registerOperation(a, session); });
    operations.classMethod(
        "implementation_for(cls, op_cls, replace=False)",
        [session](Args &a) -> Value { return implementationDecorator(a, session); });
    operations.classMethod("context(cls, migration_context)",
                           [session](Args &a) -> Value { return contextBlock(a, session); });
}

Value implementationFor(Interpreter &interpreter, const HostSession &session,
                        const Value &operation)
{
    if (session.implementations.isAbsent())
        return Value::absent();
    Dict &known = *session.implementations.as<Dict>();
    for (Type *type : interpreter.typeOf(operation)->mro()) {
        if (const Value *found = known.find(interpreter, Value(Ref<Object>(type))))
            return *found;
    }
    return Value::absent();
}

} // namespace limbeck::bindings
