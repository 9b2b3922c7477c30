// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/library.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/pythondefaults.h"
#include "core/bindings/resultobject.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The columns of the primary key, given as a constraint or by Column(primary_key=True).
std::vector<schema::Identifier> keyColumns(const schema::Table &table)
{
    if (const schema::PrimaryKeyConstraint *key = table.primaryKey())
        return key->columns;
    std::vector<schema::Identifier> columns;
    for (const schema::ColumnPtr &column : table.columns) {
        if (column->primaryKey)
            columns.push_back(column->name);
    }
    return columns;
}

/// The INSERT behind an operation, if it inserts a single row into a table with a primary key.
const schema::Insert *singleInsert(const ops::ExecuteSql &action)
{
    const auto *query = std::get_if<schema::QueryPtr>(&action.statement);
    const auto *insert = query ? std::get_if<schema::Insert>(&(*query)->node) : nullptr;
    const bool isSingle = insert && insert->rows.size() <= 1 && !insert->fromSelect
        && action.parameters.size() <= 1 && insert->returning.empty() && !insert->onConflict;
    return isSingle && insert->table && !keyColumns(*insert->table).empty() ? insert : nullptr;
}

/// The value that the statement gives a column; nothing if the database makes one.
std::optional<schema::Literal> givenValue(const ops::ExecuteSql &action,
                                          const schema::Insert &insert, const QString &column)
{
    if (!action.parameters.empty()) {
        const auto &row = action.parameters.front();
        if (const auto found = row.find(column); found != row.end())
            return found->second;
    }
    if (insert.rows.empty())
        return std::nullopt;
    for (size_t i = 0; i < insert.columns.size() && i < insert.rows.front().size(); ++i) {
        const auto *bound = std::get_if<schema::BoundValue>(&insert.rows.front()[i]->node);
        if (insert.columns[i].text == column && bound && bound->hasValue)
            return bound->value;
    }
    return std::nullopt;
}

/// PostgreSQL tells a generated key only by RETURNING, which SQLAlchemy adds as well.
void askForKey(ops::ExecuteSql &action)
{
    const schema::Insert *insert = singleInsert(action);
    if (!insert)
        return;
    auto query = std::make_shared<schema::Query>(*std::get<schema::QueryPtr>(action.statement));
    auto &changed = std::get<schema::Insert>(query->node);
    const auto from = std::make_shared<const schema::FromClause>(
        schema::FromClause { schema::TableSource { insert->table } });
    for (const schema::Identifier &name : keyColumns(*insert->table)) {
        const schema::ColumnPtr column = insert->table->column(name.text);
        schema::Expression reference;
        reference.type = column ? column->type : nullptr;
        schema::ColumnReference place;
        place.name = name;
        place.from = from;
        place.column = column;
        reference.node = std::move(place);
        changed.returning.push_back(
            std::make_shared<const schema::Expression>(std::move(reference)));
    }
    action.statement = schema::QueryPtr(std::move(query));
}

Value insertedKey(Interpreter &in, const ops::ExecuteSql &action, const schema::Insert &insert,
                  ResultObject &result, const dialect::Dialect &dialect, bool wasAsked)
{
    const std::vector<schema::Identifier> columns = keyColumns(*insert.table);
    ValueVector returned;
    if (wasAsked && result.source && result.source->next(in, returned))
        return makeRow(in, returned, result.keys);
    QStringList names;
    ValueVector key;
    for (const schema::Identifier &name : columns) {
        names.append(name.text);
        const schema::ColumnPtr column = insert.table->column(name.text);
        if (const auto given = givenValue(action, insert, name.text))
            key.push_back(fromLiteral(in, *given, column ? column->type : nullptr, dialect));
        else
            key.push_back(columns.size() == 1 && result.lastInsertId ? Value(*result.lastInsertId)
                                                                     : Value());
    }
    return makeRow(in, key, std::make_shared<const RowKeys>(names));
}

/// Runs one statement and makes its result object.
Value runStatement(Interpreter &in, ConnectionObject &connection, ops::Operation operation)
{
    auto &action = std::get<ops::ExecuteSql>(operation.action);
    const dialect::Dialect &dialect = connection.dialect(in);
    fillCalledDefaults(in, action, dialect);
    const ops::ExecuteSql original = action;
    const schema::Insert *insert = singleInsert(original);
    const bool asksForKey = insert && dialect.backend() == Backend::PostgreSql;
    if (asksForKey)
        askForKey(action);

    QStringList names;
    std::vector<schema::SqlTypePtr> types;
    if (const auto *query = std::get_if<schema::QueryPtr>(&action.statement)) {
        for (ResultColumn &column : resultColumns(**query)) {
            names.append(column.name);
            types.push_back(std::move(column.type));
        }
    }
    const Value self { Ref<Object>(&connection) };
    const Value value =
        makeResult(in, connection.execute(in, operation), dialect, names, types, self);
    auto &result = *value.as<ResultObject>();
    if (insert) {
        result.insertedPrimaryKey = insertedKey(in, original, *insert, result, dialect, asksForKey);
        if (asksForKey) {
            result.close();
            result.givesRows = false;
        }
    }
    return value;
}

} // namespace

Value executeOn(Interpreter &interpreter, ConnectionObject &connection, const Value &executable,
                const Value &parameters)
{
    interpreter.requireKnown(executable);
    interpreter.requireKnown(parameters);
    // A preview takes a plain str, as SQLAlchemy 1.x does; a run has to do what SQLAlchemy 2 does.
    if (executable.isStr() && connection.isOffline())
        noteLegacy(interpreter, u"execute() of a plain str"_s, u"execute(text(…))"_s);
    else if (executable.isStr() || !isExecutable(interpreter, executable)) {
        throwSqlAlchemyError(interpreter, "ObjectNotExecutableError",
                             u"Not an executable object: %1"_s.arg(interpreter.repr(executable)));
    }
    const bool isOffline = connection.isOffline();
    // Alembic's mock connection prints a statement without the parameters beside it.
    const Value given = isOffline ? Value() : parameters;
    Value result;
    for (ops::Operation &operation :
         toOperations(interpreter, executable, given, connection.dialect(interpreter))) {
        operation.origin = callerSpan(interpreter);
        if (!std::holds_alternative<ops::ExecuteSql>(operation.action))
            connection.invoke(interpreter, operation);
        else if (isOffline)
            (void)connection.execute(interpreter, operation);
        else
            result = runStatement(interpreter, connection, operation);
    }
    if (isOffline)
        return makeOfflineResult(interpreter, connection.session, u"the result of a statement"_s);
    if (result.isNone()) {
        return makeResult(interpreter, nullptr, connection.dialect(interpreter), {}, {},
                          Value(Ref<Object>(&connection)));
    }
    return result;
}

} // namespace limbeck::bindings
