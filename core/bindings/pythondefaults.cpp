// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/pythondefaults.h"

#include "core/bindings/columnobject.h"
#include "core/bindings/valuetools.h"
#include "core/lang/code.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Calls a default's function: with an execution context (None) if it asks for one.
Value callDefault(Interpreter &in, const Value &function)
{
    const auto *script = function.as<FunctionObject>();
    const bool wantsContext = script && script->parameters->positional > script->defaults.size();
    return wantsContext ? in.call(function, { Value() }) : in.call(function);
}

QString keyOf(const schema::Column &column)
{
    return column.key.isEmpty() ? column.name.text : column.key;
}

schema::ExpressionPtr bound(const schema::Literal &value, const schema::SqlTypePtr &type)
{
    schema::BoundValue node;
    node.value = value;
    schema::Expression expression;
    expression.type = type;
    expression.node = std::move(node);
    return std::make_shared<const schema::Expression>(std::move(expression));
}

/// Columns of a statement that a row of parameters or the statement itself sets.
QSet<QString> namesOf(const std::vector<schema::Identifier> &columns)
{
    QSet<QString> names;
    for (const schema::Identifier &column : columns)
        names.insert(column.text);
    return names;
}

void fillInsert(Interpreter &in, schema::Insert &insert,
                std::vector<std::map<QString, schema::Literal>> &parameters, const Dialect &dialect)
{
    if (!insert.table || insert.fromSelect)
        return;
    const QSet<QString> given = namesOf(insert.columns);
    if (insert.rows.empty() && parameters.empty())
        parameters.emplace_back();
    for (const schema::ColumnPtr &column : insert.table->columns) {
        if (given.contains(column->name.text))
            continue;
        if (insert.rows.empty()) {
            for (auto &row : parameters) {
                if (row.contains(keyOf(*column)) || row.contains(column->name.text))
                    continue;
                if (const auto value = calledDefault(in, column, false, dialect))
                    row[keyOf(*column)] = *value;
            }
            continue;
        }
        bool isFilled = false;
        for (auto &row : insert.rows) {
            if (const auto value = calledDefault(in, column, false, dialect)) {
                row.push_back(bound(*value, column->type));
                isFilled = true;
            }
        }
        if (isFilled)
            insert.columns.push_back(column->name);
    }
}

void fillUpdate(Interpreter &in, schema::Update &update,
                const std::vector<std::map<QString, schema::Literal>> &parameters,
                const Dialect &dialect)
{
    const auto *target =
        update.target ? std::get_if<schema::TableSource>(&update.target->node) : nullptr;
    if (!target)
        return;
    QSet<QString> given;
    for (const auto &[name, value] : update.set)
        given.insert(name.text);
    for (const schema::ColumnPtr &column : target->table->columns) {
        const bool isSet = given.contains(column->name.text)
            || (!parameters.empty() && parameters.front().contains(keyOf(*column)));
        if (isSet)
            continue;
        if (const auto value = calledDefault(in, column, true, dialect))
            update.set.emplace_back(column->name, bound(*value, column->type));
    }
}

} // namespace

std::optional<schema::Literal> calledDefault(Interpreter &interpreter,
                                             const schema::ColumnPtr &column, bool forUpdate,
                                             const Dialect &dialect)
{
    const auto &known = forUpdate ? column->pythonOnUpdate : column->pythonDefault;
    if (!known || !known->isNull())
        return std::nullopt;
    const Ref<ColumnObject> object = columnObjectOf(interpreter, column);
    const Value &generator = forUpdate ? object->onUpdate : object->defaultValue;
    const Value function = attributeOrNone(interpreter, generator, "arg");
    if (function.isOpaque() || !interpreter.isCallable(function))
        return std::nullopt;
    return toLiteral(interpreter, callDefault(interpreter, function), column->type, dialect);
}

void fillCalledDefaults(Interpreter &interpreter, ops::ExecuteSql &action, const Dialect &dialect)
{
    const auto *query = std::get_if<schema::QueryPtr>(&action.statement);
    if (!query)
        return;
    auto changed = std::make_shared<schema::Query>(**query);
    if (auto *insert = std::get_if<schema::Insert>(&changed->node))
        fillInsert(interpreter, *insert, action.parameters, dialect);
    else if (auto *update = std::get_if<schema::Update>(&changed->node))
        fillUpdate(interpreter, *update, action.parameters, dialect);
    else
        return;
    action.statement = schema::QueryPtr(std::move(changed));
}

} // namespace limbeck::bindings
