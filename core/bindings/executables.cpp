// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/ddlobject.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/driverplaceholders.h"
#include "core/dialect/expressioncompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

using Parameters = std::vector<std::map<QString, Literal>>;

/// Types of a statement's parameters: those of the table's columns that it sets.
SqlTypePtr parameterType(Interpreter &interpreter, const Value &executable, const QString &name)
{
    if (const auto *statement = executable.as<StatementObject>()) {
        if (const auto *table = statement->table.as<TableObject>()) {
            const Value column = table->findColumn(name);
            if (auto *object = column.as<ColumnObject>()) {
                object->expression(interpreter);
                return object->column()->type;
            }
        }
    }
    if (const TextClause *text = textOfElement(executable)) {
        for (const auto &[bind, value] : text->binds) {
            if (bind == name)
                return value->type;
        }
    }
    return nullptr;
}

std::map<QString, Literal> parameterRow(Interpreter &interpreter, const Value &executable,
                                        Dict &dict, const Dialect &dialect)
{
    std::map<QString, Literal> row;
    for (const HashTable::Entry &entry : dict.table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const QString name =
            entry.key.isStr() ? textOf(entry.key) : toIdentifier(interpreter, entry.key).text;
        row[name] = toLiteral(interpreter, entry.value,
                              parameterType(interpreter, executable, name), dialect);
    }
    return row;
}

Parameters toParameters(Interpreter &interpreter, const Value &executable, const Value &given,
                        const Dialect &dialect)
{
    Parameters rows;
    if (const auto *statement = executable.as<StatementObject>();
        statement && statement->parameters.isDict())
        rows.push_back(parameterRow(interpreter, executable,
                                    *static_cast<Dict *>(statement->parameters.object()), dialect));
    if (given.isNone() || given.isAbsent())
        return rows;
    interpreter.requireKnown(given);
    if (given.isDict()) {
        auto row =
            parameterRow(interpreter, executable, *static_cast<Dict *>(given.object()), dialect);
        if (rows.empty())
            rows.emplace_back();
        for (auto &[name, value] : row)
            rows.front()[name] = value;
        return rows;
    }
    for (const Value &item : interpreter.toVector(given)) {
        if (!item.isDict())
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"List argument must consist only of tuples or dictionaries"_s);
        rows.push_back(
            parameterRow(interpreter, executable, *static_cast<Dict *>(item.object()), dialect));
    }
    return rows;
}

} // namespace

bool isExecutable(Interpreter &interpreter, const Value &value)
{
    if (value.as<StatementObject>() || value.as<DdlObject>() || textOfElement(value))
        return true;
    if (auto *element = value.as<ElementObject>())
        return element->type()->isSubclassOf(
            library(interpreter).classNamed("FunctionElement").get());
    return false;
}

namespace {

/// PostgreSQL asks for parts of ON CONFLICT that SQLite's insert() does not have.
void refuseForeignConflict(Interpreter &interpreter, const StatementObject &statement,
                           const Dialect &dialect)
{
    const auto *insert = std::get_if<schema::Insert>(&statement.query()->node);
    const bool isSqlites = statement.type()->fullName().contains(u"sqlite");
    if (dialect.backend() != Backend::PostgreSql || !insert || !insert->onConflict || !isSqlites)
        return;
    throwError(
        interpreter.types().AttributeError.get(),
        u"'%1' object has no attribute 'constraint_target': sqlite.insert() cannot be "
        "written for PostgreSQL, use postgresql.insert()"_s.arg(
            insert->onConflict->doNothing ? u"OnConflictDoNothing"_s : u"OnConflictDoUpdate"_s));
}

} // namespace

std::vector<ops::Operation> toOperations(Interpreter &interpreter, const Value &executable,
                                         const Value &parameters, const Dialect &dialect)
{
    interpreter.requireKnown(executable);
    if (auto *ddl = executable.as<DdlObject>())
        return { ddlOperation(interpreter, *ddl, dialect) };
    ops::ExecuteSql action;
    action.parameters = toParameters(interpreter, executable, parameters, dialect);
    if (executable.isStr()) {
        action.statement = TextClause { textOf(executable), {} };
    } else if (const TextClause *text = textOfElement(executable)) {
        action.statement = *text;
    } else if (const auto *statement = executable.as<StatementObject>()) {
        refuseForeignConflict(interpreter, *statement, dialect);
        action.statement = statement->query();
    } else if (auto *element = executable.as<ElementObject>()) {
        const ExpressionPtr expression = element->expression(interpreter);
        if (const auto *scalar = std::get_if<ScalarQuery>(&expression->node);
            scalar && !scalar->exists)
            action.statement = scalar->query;
        else
            action.statement = expression;
    } else if (auto *sequence = executable.as<DefaultObject>();
               sequence && sequence->kind == DefaultObject::Kind::Sequence) {
        action.statement = makeExpression(
            SequenceNextValue { sequence->sequence.name, sequence->sequence.schema });
    } else {
        if (const auto compiled = compiledByScript(interpreter, executable, dialect)) {
            action.statement = *compiled;
            return { ops::Operation { std::move(action), interpreter.currentSpan() } };
        }
        for (const char *name : { "__clause_element__", "statement" }) {
            Value found = interpreter.findAttr(executable, name);
            if (found.isAbsent())
                continue;
            if (qstrcmp(name, "__clause_element__") == 0)
                found = interpreter.call(found);
            return toOperations(interpreter, found, parameters, dialect);
        }
        throwSqlAlchemyError(interpreter, "ObjectNotExecutableError",
                             u"Not an executable object: %1"_s.arg(interpreter.repr(executable)));
    }
    return { ops::Operation { std::move(action), interpreter.currentSpan() } };
}

namespace {

QString withPlaceholders(const dialect::Statement &statement, const Dialect &dialect)
{
    return dialect::withDriverPlaceholders(statement, dialect.driverStyle().paramstyle);
}

QString statementText(Interpreter &interpreter, const ops::Operation &operation,
                      const Dialect &dialect, const dialect::CompileOptions &options)
{
    QStringList texts;
    const auto *execute = std::get_if<ops::ExecuteSql>(&operation.action);
    if (execute && std::holds_alternative<QString>(execute->statement))
        return std::get<QString>(execute->statement);
    if (execute && std::holds_alternative<TextClause>(execute->statement))
        return withPlaceholders(
            orThrow(interpreter,
                    dialect::compileText(std::get<TextClause>(execute->statement), {}, dialect,
                                         options)),
            dialect);
    if (execute && std::holds_alternative<QueryPtr>(execute->statement))
        return withPlaceholders(
            orThrow(interpreter, dialect.compile(*std::get<QueryPtr>(execute->statement), options)),
            dialect);
    if (execute)
        return orThrow(interpreter,
                       dialect.compile(*std::get<ExpressionPtr>(execute->statement), options));
    for (const dialect::Statement &statement :
         orThrow(interpreter, dialect.compile(operation, options, nullptr)))
        texts.append(statement.sql);
    return texts.join(u";\n"_s);
}

} // namespace

QString compileToText(Interpreter &interpreter, const Value &element, const Dialect *given,
                      bool literalBinds)
{
    const Dialect &dialect = given ? *given : dialect::genericDialect();
    dialect::CompileOptions options;
    options.literalBinds = literalBinds;
    if (auto *from = element.as<FromObject>()) {
        Select select;
        for (const auto &item : from->columns(interpreter)->items())
            select.columns.push_back(toExpression(interpreter, item.second));
        select.from.push_back(from->from(interpreter));
        const QString sql =
            orThrow(interpreter, dialect.compile(Query { std::move(select) }, options)).sql;
        return sql.mid(sql.indexOf(u"FROM "_s) + 5);
    }
    auto *column = element.as<ElementObject>();
    if (column && !std::holds_alternative<TextClause>(column->expression(interpreter)->node)) {
        // Values show as :name unless they are wanted inline: as in a statement, without it.
        const ExpressionPtr expression = column->expression(interpreter);
        if (literalBinds)
            return orThrow(interpreter, dialect.compile(*expression, options));
        return withPlaceholders(
            orThrow(interpreter,
                    dialect::compileExpressionStatement(*expression, dialect, options)),
            dialect);
    }
    QStringList texts;
    for (const ops::Operation &operation : toOperations(interpreter, element, {}, dialect))
        texts.append(statementText(interpreter, operation, dialect, options));
    return texts.join(u";\n"_s);
}

} // namespace limbeck::bindings
