// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationconversion.h"

#include "core/bindings/columnconversion.h"
#include "core/bindings/constraintconversion.h"
#include "core/bindings/convert.h"
#include "core/bindings/ddlobject.h"
#include "core/bindings/operationobject.h"
#include "core/bindings/operationreader.h"
#include "core/bindings/pythondefaults.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

using Converter = ConvertedOperation (*)(const OperationReader &);

ConvertedOperation one(const OperationReader &op, auto action, const Value &result = {})
{
    ConvertedOperation converted;
    converted.operations.push_back({ std::move(action), op.origin() });
    converted.result = result;
    return converted;
}

ConvertedOperation createTable(const OperationReader &op)
{
    const Value table = op.makeTable(op.sequence("columns"));
    ops::CreateTable action;
    requireReferredColumns(op.interpreter(), *table.as<TableObject>());
    action.table = toTable(op.interpreter(), table, op.dialect());
    action.ifNotExists = op.truth("if_not_exists");
    return one(op, std::move(action), table);
}

ConvertedOperation dropTable(const OperationReader &op)
{
    ops::DropTable action;
    action.table = op.tableName();
    action.ifExists = op.truth("if_exists");
    return one(op, std::move(action));
}

ConvertedOperation renameTable(const OperationReader &op)
{
    return one(op, ops::RenameTable { op.tableName(), op.identifier("new_table_name") });
}

ConvertedOperation dropConstraint(const OperationReader &op)
{
    ops::DropConstraint action;
    action.table = op.tableName();
    action.name = toConstraintName(op.interpreter(), op.value("constraint_name"));
    action.type = op.text("constraint_type");
    static const QStringList known = { u"check"_s, u"foreignkey"_s, u"primary"_s, u"unique"_s };
    if (action.type && !known.contains(*action.type))
        throwTypeError(u"'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"_s);
    action.ifExists = op.truth("if_exists");
    return one(op, std::move(action));
}

ConvertedOperation createConstraint(const OperationReader &op)
{
    return one(op, constraintOf(op));
}

ConvertedOperation createIndex(const OperationReader &op)
{
    ops::CreateIndex action;
    action.index = indexOf(op);
    action.ifNotExists = op.truth("if_not_exists");
    return one(op, std::move(action));
}

ConvertedOperation dropIndex(const OperationReader &op)
{
    ops::DropIndex action;
    action.name = op.identifier("index_name");
    action.nameIsFinal = toConstraintName(op.interpreter(), op.value("index_name")).isFinal;
    action.schema = op.optionalIdentifier("schema");
    if (isGiven(op.value("table_name")))
        action.table = op.tableName();
    action.ifExists = op.truth("if_exists");
    action.dialectOptions = toDialectOptions(op.interpreter(), op.keywords()).literals;
    return one(op, std::move(action));
}

ConvertedOperation createTableComment(const OperationReader &op)
{
    // A comment that is None stays apart from a comment that is dropped: as the null text.
    const auto given = op.text("comment");
    const QString comment = !given ? QString() : given->isNull() ? u""_s : *given;
    return one(op,
               ops::CreateTableComment { op.tableName(), comment, op.text("existing_comment") });
}

ConvertedOperation dropTableComment(const OperationReader &op)
{
    return one(op, ops::CreateTableComment { op.tableName(), {}, op.text("existing_comment") });
}

ConvertedOperation addColumn(const OperationReader &op)
{
    return one(op, addColumnOf(op));
}

ConvertedOperation dropColumn(const OperationReader &op)
{
    ops::DropColumn action;
    action.table = op.tableName();
    action.column = op.identifier("column_name");
    action.ifExists = op.truth("if_exists");
    action.dialectOptions = toDialectOptions(op.interpreter(), op.keywords()).literals;
    return one(op, std::move(action));
}

ConvertedOperation alterColumn(const OperationReader &op)
{
    return one(op, alterColumnOf(op));
}

ConvertedOperation bulkInsert(const OperationReader &op)
{
    return one(op, bulkInsertOf(op));
}

ConvertedOperation executeSql(const OperationReader &op)
{
    op.interpreter().requireKnown(op.value("sqltext"));
    ConvertedOperation converted;
    converted.operations =
        toOperations(op.interpreter(), op.value("sqltext"), Value(), op.dialect());
    const bool isLive = op.session().migration && !op.session().migration->isOffline();
    for (ops::Operation &operation : converted.operations) {
        operation.origin = op.origin();
        auto *statement = std::get_if<ops::ExecuteSql>(&operation.action);
        if (isLive && statement)
            fillCalledDefaults(op.interpreter(), *statement, op.dialect());
    }
    return converted;
}

struct NamedConverter
{
    const char *className;
    Converter convert;
    const char *ddlClass = nullptr; ///< SQLAlchemy's class of the statement
};

constexpr NamedConverter converters[] = {
    { "CreateTableOp", createTable, "CreateTable" },
    { "DropTableOp", dropTable, "DropTable" },
    { "RenameTableOp", renameTable },
    { "AddColumnOp", addColumn },
    { "DropColumnOp", dropColumn },
    { "AlterColumnOp", alterColumn },
    { "CreateIndexOp", createIndex, "CreateIndex" },
    { "DropIndexOp", dropIndex, "DropIndex" },
    { "DropConstraintOp", dropConstraint, "DropConstraint" },
    { "CreatePrimaryKeyOp", createConstraint, "AddConstraint" },
    { "CreateUniqueConstraintOp", createConstraint, "AddConstraint" },
    { "CreateForeignKeyOp", createConstraint, "AddConstraint" },
    { "CreateCheckConstraintOp", createConstraint, "AddConstraint" },
    { "CreateExcludeConstraintOp", createConstraint, "AddConstraint" },
    { "CreateTableCommentOp", createTableComment },
    { "DropTableCommentOp", dropTableComment },
    { "BulkInsertOp", bulkInsert },
    { "ExecuteSQLOp", executeSql },
};

/// What converts operations of class @p described; null if nothing does.
const NamedConverter *converterOf(const OperationClass &described)
{
    static const auto places = [] {
        std::vector<const NamedConverter *> all(operationClasses().size(), nullptr);
        for (size_t i = 0; i < all.size(); ++i) {
            const auto *const found =
                std::find_if(std::begin(converters), std::end(converters), [i](const auto &each) {
                    return QByteArrayView(each.className) == operationClasses()[i].name;
                });
            if (found != std::end(converters))
                all[i] = found;
        }
        return all;
    }();
    return places[static_cast<size_t>(&described - operationClasses().data())];
}

/// The operations of an OpContainer, one after the other.
ConvertedOperation convertContainer(Interpreter &interpreter, HostSession &session,
                                    const Value &operation)
{
    ConvertedOperation all;
    interpreter.forEach(interpreter.getAttr(operation, "ops"), [&](const Value &part) {
        ConvertedOperation converted = convertOperation(interpreter, session, part);
        std::move(converted.operations.begin(), converted.operations.end(),
                  std::back_inserter(all.operations));
    });
    return all;
}

} // namespace

ConvertedOperation convertOperation(Interpreter &interpreter, HostSession &session,
                                    const Value &operation)
{
    interpreter.requireKnown(operation);
    const OperationClass *const described = operationClassOf(interpreter, operation);
    if (const NamedConverter *const converter = described ? converterOf(*described) : nullptr) {
        const OperationReader reader(interpreter, session, operation, converter->className);
        if (converter->ddlClass)
            refuseCompiledDdl(interpreter, converter->ddlClass, reader.dialect());
        return converter->convert(reader);
    }
    if (interpreter.isInstance(operation, operationClass(interpreter, "OpContainer")))
        return convertContainer(interpreter, session, operation);
    throwValueError(u"no dispatch function for object: %1"_s.arg(interpreter.repr(operation)));
}

} // namespace limbeck::bindings
