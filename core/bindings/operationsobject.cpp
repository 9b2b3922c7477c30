// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationsobject.h"

#include "core/bindings/batchoperations.h"
#include "core/bindings/connectionobject.h"
#include "core/bindings/directives.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/operationplugins.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Where an operation of @p self goes: the batch it collects, or the context's connection.
void deliver(Interpreter &in, OperationsObject &self, const ops::Operation &operation)
{
    const bool isImmediate = std::holds_alternative<ops::ExecuteSql>(operation.action);
    if (self.batch && !isImmediate) {
        if (std::holds_alternative<ops::CreateTable>(operation.action))
            throwNotImplementedError(u"Can't create table in batch mode"_s);
        if (std::holds_alternative<ops::DropTable>(operation.action))
            throwNotImplementedError(u"Can't drop table in batch mode"_s);
        self.batch->operations.push_back(operation);
        return;
    }
    invokeOnContext(in, self.migrationContext, *self.session, operation);
}

Value runAsync(Args &a, OperationsObject &self)
{
    Interpreter &in = a.interpreter();
    if (!self.session->migration || self.session->migration->isOffline())
        throwValueError(u"Cannot call run_async with a sync engine"_s);
    const Value bind = contextBind(in, self.migrationContext, self.session);
    CallBuilder call(in);
    call.positional(
        in.call(in.getAttr(in.import(u"sqlalchemy.ext.asyncio"_s), "AsyncConnection"), { bind }));
    const ValueVector &arguments = a.varPositional();
    call.positional(arguments).keywords(a.varKeywords());
    return in.await(call.call(a["async_function"]));
}

OperationsObject &selfOf(Args &a)
{
    return a.object<OperationsObject>("self");
}

/// The methods that Operations and BatchOperations share.
void defineCommonMethods(TypeBuilder type)
{
    type.method("invoke(self, operation)", [](Args &a) -> Value {
        return invokeOperation(a.interpreter(), selfOf(a), a["operation"]);
    });
    type.method("f(self, name)",
                [](Args &a) -> Value { return finalName(a.interpreter(), a["name"]); });
    type.method("inline_literal(self, value, type_=None)", [](Args &a) -> Value {
        return inlineLiteral(a.interpreter(), a["value"], a["type_"]);
    });
    type.method("get_bind(self)", [](Args &a) -> Value {
        OperationsObject &self = selfOf(a);
        return contextBind(a.interpreter(), self.migrationContext, self.session);
    });
    type.method("get_context(self)", [](Args &a) -> Value { return selfOf(a).migrationContext; });
    type.method("run_async(self, async_function, *args, **kw_args)",
                [](Args &a) -> Value { return runAsync(a, selfOf(a)); });
    type.method("batch_alter_table(self, table_name, schema=None, recreate='auto', "
                "partial_reordering=None, "
                "copy_from=None, table_args=?, table_kwargs=?, reflect_args=?, reflect_kwargs=?, "
                "naming_convention=None)",
                [](Args &a) -> Value { return batchAlterTable(a, selfOf(a)); });
    type.property("migration_context", [](Interpreter &, OperationsObject &self) -> Value {
        return self.migrationContext;
    });
    type.property("impl", [](Interpreter &in, OperationsObject &self) -> Value {
        return makeImplObject(in, self.migrationContext, self.session, self.batchTable,
                              self.batchSchema);
    });
}

QByteArray asMethod(const char *directive)
{
    QByteArray signature(directive);
    const qsizetype parenthesis = signature.indexOf('(') + 1;
    return signature.insert(parenthesis, signature.at(parenthesis) == ')' ? "self" : "self, ");
}

} // namespace

void OperationsObject::clearReferences()
{
    migrationContext = {};
    batchTable = {};
    batchSchema = {};
    batch.reset();
    session.reset();
    Object::clearReferences();
}

Value makeOperations(Interpreter &interpreter, const HostSessionPtr &session,
                     const Value &migrationContext)
{
    const Value type =
        interpreter.getAttr(interpreter.import(u"alembic.operations.base"_s), "Operations");
    const auto operations = make<OperationsObject>(type.as<Type>());
    operations->session = session;
    operations->migrationContext = migrationContext;
    return operations;
}

Value invokeOperation(Interpreter &interpreter, OperationsObject &self, const Value &operation)
{
    if (const Value function = implementationFor(interpreter, *self.session, operation);
        isGiven(function))
        return interpreter.call(function, { Value(Ref<Object>(&self)), operation });
    const ConvertedOperation converted = convertOperation(interpreter, *self.session, operation);
    for (const ops::Operation &part : converted.operations)
        deliver(interpreter, self, part);
    return converted.result;
}

void defineOperations(ModuleBuilder &module, const HostSessionPtr &session)
{
    TypeBuilder base = module.define<OperationsObject>("AbstractOperations");
    defineCommonMethods(base);
    definePlugins(module, base, session);

    TypeBuilder operations = module.defineClass("Operations", { base.type() });
    operations.constructor("(self, migration_context, impl=None)", [session](Args &a) -> Value {
        selfOf(a).session = session;
        selfOf(a).migrationContext = a["migration_context"];
        return {};
    });
    TypeBuilder batch = module.defineClass("BatchOperations", { base.type() });
    for (const OperationClass &operationClass : operationClasses()) {
        const OperationClass *described = &operationClass;
        const auto run = [described](Args &a) -> Value {
            return runDirective(a, selfOf(a), *described);
        };
        if (operationClass.directive)
            operations.method(asMethod(operationClass.directive).toStdString(), run);
        if (operationClass.batchDirective)
            batch.method(asMethod(operationClass.batchDirective).toStdString(), run);
    }
}

} // namespace limbeck::bindings
