// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/fromobject.h"

#include "core/base/nearest.h"
#include "core/bindings/columnobject.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

void ColumnCollection::add(const QString &key, const Value &column)
{
    for (auto &item : m_items) {
        if (item.first == key) {
            item.second = column;
            return;
        }
    }
    m_items.emplace_back(key, column);
}

const Value *ColumnCollection::find(const QString &key) const
{
    for (const auto &item : m_items) {
        if (item.first == key)
            return &item.second;
    }
    return nullptr;
}

Value ColumnCollection::attribute(Interpreter &, Str *name)
{
    const Value *found = find(name->text());
    return found ? *found : Value::absent();
}

QStringList ColumnCollection::attributeNames(Interpreter &) const
{
    QStringList names;
    for (const auto &item : m_items)
        names.append(item.first);
    return names;
}

std::optional<qint64> ColumnCollection::length(Interpreter &)
{
    return static_cast<qint64>(m_items.size());
}

Value ColumnCollection::getItem(Interpreter &interpreter, const Value &key)
{
    if (key.isStr()) {
        if (const Value *found = find(textOf(key)))
            return *found;
        throwKeyError(key);
    }
    if (key.isSmallInt()) {
        const auto size = static_cast<qint64>(m_items.size());
        const qint64 index = key.integer() < 0 ? key.integer() + size : key.integer();
        if (index < 0 || index >= size)
            throwIndexError(u"%1"_s.arg(key.integer()));
        return m_items[static_cast<size_t>(index)].second;
    }
    ValueVector all;
    for (const auto &item : m_items)
        all.push_back(item.second);
    return interpreter.getItem(makeTuple(std::move(all)), key);
}

std::optional<bool> ColumnCollection::contains(Interpreter &interpreter, const Value &item)
{
    if (!item.isStr())
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"__contains__ requires a string argument"_s);
    return find(textOf(item)) != nullptr;
}

Value ColumnCollection::iterate(Interpreter &interpreter)
{
    ValueVector all;
    for (const auto &item : m_items)
        all.push_back(item.second);
    return interpreter.iterate(makeList(std::move(all)));
}

void ColumnCollection::clearReferences()
{
    m_items.clear();
    Object::clearReferences();
}

FromClausePtr FromObject::from(Interpreter &)
{
    return m_from;
}

void FromObject::setFrom(FromClausePtr from)
{
    m_from = std::move(from);
    m_columns = nullptr;
}

Ref<ColumnCollection> FromObject::columns(Interpreter &interpreter)
{
    if (!m_columns) {
        m_columns = interpreter.create<ColumnCollection>();
        for (const FromColumn &column : fromColumns(from(interpreter)))
            m_columns->add(column.key, fromExpression(interpreter, column.expression));
    }
    return m_columns;
}

Value FromObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"c" || text == u"columns" || text == u"exported_columns")
        return columns(interpreter);
    if (text == u"element" || text == u"original")
        return element;
    const FromClausePtr own = from(interpreter);
    if (!own)
        return Value::absent();
    if (text == u"name" || text == u"description") {
        if (const auto *alias = std::get_if<AliasSource>(&own->node))
            return alias->name ? makeStr(alias->name->text) : Value();
        if (const auto *cte = std::get_if<CteSource>(&own->node))
            return cte->name ? makeStr(cte->name->text) : Value();
    }
    if (const auto *join = std::get_if<JoinSource>(&own->node)) {
        if (text == u"onclause")
            return fromExpression(interpreter, join->on);
    }
    return Value::absent();
}

QString FromObject::str(Interpreter &interpreter)
{
    return compileToText(interpreter, Value(this), nullptr, false);
}

void FromObject::clearReferences()
{
    element = {};
    m_from = nullptr;
    m_columns = nullptr;
    Object::clearReferences();
}

Ref<FromObject> makeFrom(Interpreter &interpreter, const char *className, FromClause from)
{
    const Ref<FromObject> object = createAs<FromObject>(interpreter, className);
    object->setFrom(std::make_shared<FromClause>(std::move(from)));
    return object;
}

Identifier exportedName(const Expression &expression)
{
    if (const auto *label = std::get_if<Label>(&expression.node))
        return label->name;
    if (const auto *column = std::get_if<ColumnReference>(&expression.node)) {
        if (!column->name.isEmpty() || !column->proxied)
            return column->name;
        return exportedName(*column->proxied);
    }
    if (const auto *cast = std::get_if<Cast>(&expression.node))
        return exportedName(*cast->operand);
    return {};
}

namespace {

/// A column of an alias or subquery that stands for @p inner.
FromColumn proxyOf(const FromClausePtr &from, const QString &key, const ExpressionPtr &inner)
{
    ColumnReference reference;
    reference.name = exportedName(*inner);
    reference.from = from;
    reference.proxied = inner;
    if (const auto *column = std::get_if<ColumnReference>(&inner->node))
        reference.column = column->column;
    return { key, makeExpression(std::move(reference), knownType(*inner)) };
}

QString keyOf(const Expression &expression)
{
    if (const auto *column = std::get_if<ColumnReference>(&expression.node);
        column && column->column)
        return column->column->key.isEmpty() ? column->name.text : column->column->key;
    if (const auto *function = std::get_if<Function>(&expression.node))
        return function->name.text;
    const QString name = exportedName(expression).text;
    return name.isEmpty() ? u"anon_1"_s : name;
}

std::vector<FromColumn> tableColumns(const FromClausePtr &from, const Table &table)
{
    std::vector<FromColumn> result;
    for (const ColumnPtr &column : table.columns) {
        ColumnReference reference;
        reference.name = column->name;
        reference.from = from;
        reference.column = column;
        result.push_back({ column->key.isEmpty() ? column->name.text : column->key,
                           makeExpression(std::move(reference), column->type) });
    }
    return result;
}

std::vector<FromColumn> queryColumns(const FromClausePtr &from, const Query &query)
{
    std::vector<FromColumn> result;
    QHash<QString, int> counts;
    for (const ExpressionPtr &column : returnedColumns(query)) {
        // A second column of one name is reached under a number: c.id, c.id_1.
        QString key = keyOf(*column);
        const int count = counts[key]++;
        if (count > 0)
            key += u'_' + QString::number(count);
        result.push_back(proxyOf(from, key, column));
    }
    return result;
}

/// users.id in a join is reached as users_id, and as id where that is the only one.
std::vector<FromColumn> joinColumns(const JoinSource &join)
{
    std::vector<FromColumn> result;
    for (const FromClausePtr &side : { join.left, join.right }) {
        QString prefix;
        if (const auto *source = std::get_if<TableSource>(&side->node))
            prefix = (source->table->schema ? source->table->schema->text + u'_' : QString())
                + source->table->name.text + u'_';
        else if (const auto *alias = std::get_if<AliasSource>(&side->node); alias && alias->name)
            prefix = alias->name->text + u'_';
        for (const FromColumn &column : fromColumns(side))
            result.push_back({ prefix + column.key, column.expression });
    }
    return result;
}

std::vector<FromColumn> namedColumns(const FromClausePtr &from,
                                     const std::vector<std::pair<Identifier, SqlTypePtr>> &columns)
{
    std::vector<FromColumn> result;
    for (const auto &[name, type] : columns) {
        ColumnReference reference;
        reference.name = name;
        reference.from = from;
        result.push_back({ name.text, makeExpression(std::move(reference), type) });
    }
    return result;
}

} // namespace

std::vector<FromColumn> fromColumns(const FromClausePtr &from)
{
    if (const auto *table = std::get_if<TableSource>(&from->node))
        return tableColumns(from, *table->table);
    if (const auto *alias = std::get_if<AliasSource>(&from->node)) {
        if (alias->query)
            return queryColumns(from, *alias->query);
        std::vector<FromColumn> result;
        for (const FromColumn &inner : fromColumns(alias->element))
            result.push_back(proxyOf(from, inner.key, inner.expression));
        return result;
    }
    if (const auto *cte = std::get_if<CteSource>(&from->node))
        return queryColumns(from, *cte->query);
    if (const auto *join = std::get_if<JoinSource>(&from->node))
        return joinColumns(*join);
    if (const auto *function = std::get_if<TableFunctionSource>(&from->node))
        return namedColumns(from, function->columns);
    if (const auto *values = std::get_if<ValuesSource>(&from->node))
        return namedColumns(from, values->columns);
    return {};
}

void settleForeignKeys(Interpreter &interpreter)
{
    ValueVector known;
    for (const auto &[table, object] : library(interpreter).wrappers->tables)
        known.push_back(Value(object));
    for (const Value &table : known) {
        if (auto *object = table.as<TableObject>())
            object->resolve(interpreter, currentDialect(interpreter));
    }
}

FromClausePtr toFromClause(Interpreter &interpreter, const Value &value)
{
    if (auto *from = value.as<FromObject>())
        return from->from(interpreter);
    if (const TextClause *text = textOfElement(value))
        return std::make_shared<FromClause>(FromClause { TextSource { text->text } });
    if (auto *statement = value.as<StatementObject>()) {
        AliasSource alias;
        alias.query = statement->query();
        return std::make_shared<FromClause>(FromClause { std::move(alias) });
    }
    if (auto *element = value.as<ElementObject>()) {
        const ExpressionPtr expression = element->expression(interpreter);
        if (std::holds_alternative<Function>(expression->node)) {
            TableFunctionSource source;
            source.function = expression;
            source.named = false;
            return std::make_shared<FromClause>(FromClause { std::move(source) });
        }
    }
    interpreter.requireKnown(value);
    for (const char *name : { "__table__", "__clause_element__" }) {
        Value found = interpreter.findAttr(value, name);
        if (found.isAbsent())
            continue;
        if (qstrcmp(name, "__clause_element__") == 0)
            found = interpreter.call(found);
        if (!found.is(value))
            return toFromClause(interpreter, found);
    }
    throwSqlAlchemyError(
        interpreter, "ArgumentError",
        u"FROM expression, such as a Table or alias() object, expected for select() FROM clause, got %1."_s
            .arg(interpreter.repr(value)));
}

} // namespace limbeck::bindings
