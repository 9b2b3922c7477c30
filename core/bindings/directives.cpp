// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/directives.h"

#include "core/bindings/convert.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

Value runDirective(Args &arguments, OperationsObject &operations, const OperationClass &described)
{
    Interpreter &in = arguments.interpreter();
    const Value type = operationClass(in, described.name);
    // execute() in a batch block is the plain one: it names no table.
    const bool namesTable = operations.batch && QByteArrayView(described.name) != "ExecuteSQLOp";
    const Value operation = namesTable
        ? makeOperation(described, type, arguments, operations.batchTable, operations.batchSchema)
        : makeOperation(described, type, arguments);
    return invokeOperation(in, operations, operation);
}

Value finalName(Interpreter &interpreter, const Value &name)
{
    interpreter.requireKnown(name);
    return interpreter.call(sqlAlchemyClass(interpreter, "conv"), { name });
}

Value inlineLiteral(Interpreter &interpreter, const Value &value, const Value &type)
{
    const dialect::Dialect &dialect = currentDialect(interpreter);
    interpreter.requireKnown(value);
    schema::Expression literal;
    literal.type = isGiven(type) ? toSqlType(interpreter, type, dialect)
                                 : toExpression(interpreter, value)->type;
    literal.node = schema::BoundValue {
        toLiteral(interpreter, value, literal.type, dialect), {}, false, true, true
    };
    return fromExpression(interpreter,
                          std::make_shared<const schema::Expression>(std::move(literal)));
}

} // namespace limbeck::bindings
