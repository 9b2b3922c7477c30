// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/statementobject.h"

#include "core/bindings/columnobject.h"
#include "core/bindings/tableobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

/// The Python class for each kind of statement, in the order of Query's variant.
const char *className(const Query &query)
{
    static constexpr const char *names[] = { "Select", "CompoundSelect", "Insert", "Update",
                                             "Delete", "TextualSelect",  "Select" };
    return names[query.node.index()];
}

} // namespace

void StatementObject::setQuery(QueryPtr query)
{
    m_query = std::move(query);
    m_columns = {};
}

Value StatementObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"c" || text == u"columns" || text == u"selected_columns"
        || text == u"exported_columns" || text == u"inner_columns") {
        if (m_columns.isNone()) {
            const Ref<ColumnCollection> collection = interpreter.create<ColumnCollection>();
            int anonymous = 0;
            for (const ExpressionPtr &column : returnedColumns(*m_query)) {
                const QString key = exportedName(*column).text;
                collection->add(key.isEmpty() ? u"_no_label_%1"_s.arg(++anonymous) : key,
                                fromExpression(interpreter, column));
            }
            m_columns = collection;
        }
        return m_columns;
    }
    if (text == u"table" || text == u"entity_description")
        return table;
    if (text == u"whereclause") {
        const auto *select = std::get_if<Select>(&m_query->node);
        const auto *update = std::get_if<Update>(&m_query->node);
        const auto *remove = std::get_if<Delete>(&m_query->node);
        const ExpressionPtr where = select ? select->where
            : update                       ? update->where
            : remove                       ? remove->where
                                           : nullptr;
        return fromExpression(interpreter, where);
    }
    if (text == u"froms") {
        ValueVector froms;
        if (const auto *select = std::get_if<Select>(&m_query->node)) {
            for (const FromClausePtr &from : select->from)
                froms.push_back(makeFrom(interpreter, "FromClause", *from));
        }
        return makeList(std::move(froms));
    }
    if (text == u"is_select" || text == u"is_insert" || text == u"is_update"
        || text == u"is_delete") {
        const char *wanted = text == u"is_select" ? "Select"
            : text == u"is_insert"                ? "Insert"
            : text == u"is_update"                ? "Update"
                                                  : "Delete";
        return qstrcmp(className(*m_query), wanted) == 0;
    }
    if (text == u"_limbeck_entities")
        return entities;
    return Value::absent();
}

QString StatementObject::repr(Interpreter &interpreter)
{
    return Object::repr(interpreter);
}

QString StatementObject::str(Interpreter &interpreter)
{
    return compileToText(interpreter, Value(this), nullptr, false);
}

/// A SELECT compared with a value is a scalar subquery.
Value StatementObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (other.object() == this || !other.as<ElementObject>())
        return Object::compare(interpreter, comparison, other);
    const Value scalar = wrap(interpreter, makeExpression(ScalarQuery { m_query, false }));
    return interpreter.compare(comparison, scalar, other);
}

void StatementObject::clearReferences()
{
    table = excluded = entity = executionOptions = parameters = entities = m_columns = {};
    m_query = nullptr;
    Object::clearReferences();
}

StatementEdit::StatementEdit(const Value &self)
{
    const auto *original = self.as<StatementObject>();
    const Ref<Object> made = Interpreter::current().allocate(original->type());
    object = Ref<StatementObject>(static_cast<StatementObject *>(made.get()));
    object->table = original->table;
    object->entity = original->entity;
    object->excluded = original->excluded;
    object->executionOptions = original->executionOptions;
    object->parameters = original->parameters;
    object->entities = original->entities;
    query = std::make_shared<Query>(*original->query());
}

Value StatementEdit::finish() const
{
    object->setQuery(query);
    return object;
}

Value makeStatement(Interpreter &interpreter, const char *name, Query query)
{
    const Ref<StatementObject> made = createAs<StatementObject>(interpreter, name);
    made->setQuery(std::make_shared<Query>(std::move(query)));
    return made;
}

Value fromQuery(Interpreter &interpreter, const QueryPtr &query)
{
    const Ref<StatementObject> made = createAs<StatementObject>(interpreter, className(*query));
    made->setQuery(query);
    return made;
}

const std::vector<ExpressionPtr> &returnedColumns(const Query &query)
{
    static const std::vector<ExpressionPtr> none;
    if (const auto *select = std::get_if<Select>(&query.node))
        return select->columns;
    if (const auto *compound = std::get_if<CompoundSelect>(&query.node))
        return compound->selects.empty() ? none : returnedColumns(*compound->selects.front());
    if (const auto *insert = std::get_if<Insert>(&query.node))
        return insert->returning;
    if (const auto *update = std::get_if<Update>(&query.node))
        return update->returning;
    if (const auto *remove = std::get_if<Delete>(&query.node))
        return remove->returning;
    thread_local std::vector<ExpressionPtr> made;
    made.clear();
    const auto add = [&](const auto &columns) {
        for (const auto &[name, type] : columns) {
            ColumnReference reference;
            reference.name = name;
            made.push_back(makeExpression(std::move(reference), type));
        }
    };
    if (const auto *text = std::get_if<TextQuery>(&query.node))
        add(text->columns);
    if (const auto *values = std::get_if<ValuesSource>(&query.node))
        add(values->columns);
    return made;
}

bool existsQuery(const Value &value)
{
    auto *element = value.as<ElementObject>();
    if (!element)
        return false;
    const ExpressionPtr expression = element->expression(Interpreter::current());
    return std::holds_alternative<ScalarQuery>(expression->node);
}

QueryPtr toQuery(Interpreter &interpreter, const Value &value)
{
    if (auto *statement = value.as<StatementObject>())
        return statement->query();
    if (auto *element = value.as<ElementObject>()) {
        const ExpressionPtr expression = element->expression(interpreter);
        if (const auto *scalar = std::get_if<ScalarQuery>(&expression->node))
            return scalar->query;
        if (const auto *text = std::get_if<TextClause>(&expression->node))
            return std::make_shared<Query>(Query { TextQuery { *text, {} } });
    }
    if (value.as<FromObject>())
        return toQuery(interpreter, interpreter.callMethod(value, "select"));
    interpreter.requireKnown(value);
    for (const char *name : { "__clause_element__", "statement" }) {
        Value found = interpreter.findAttr(value, name);
        if (found.isAbsent())
            continue;
        if (qstrcmp(name, "__clause_element__") == 0)
            found = interpreter.call(found);
        return toQuery(interpreter, found);
    }
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"SELECT construct or equivalent text() construct expected, got %1."_s.arg(
                             interpreter.repr(value)));
}

std::vector<ResultColumn> resultColumns(const Query &query)
{
    std::vector<ResultColumn> columns;
    for (const ExpressionPtr &column : returnedColumns(query))
        columns.push_back({ exportedName(*column).text, knownType(*column) });
    return columns;
}

namespace {

/// Whether SQLAlchemy takes @p value for a part of a statement: an element, or an object that
/// stands for one.
bool isClause(Interpreter &interpreter, const Value &value)
{
    return value.as<ElementObject>() || value.as<FromObject>() || value.as<StatementObject>()
        || (value.isObject()
            && (!interpreter.findAttr(value, "__clause_element__").isAbsent()
                || !interpreter.findAttr(value, "selected_columns").isAbsent()));
}

} // namespace

ExpressionPtr toCondition(Interpreter &interpreter, const Value &value)
{
    interpreter.requireKnown(value);
    if (value.isStr())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"Textual SQL expression %1 should be explicitly declared as text(%1)"_s.arg(
                quoted(textOf(value))));
    if (!value.isNone() && !value.isBool() && !isClause(interpreter, value))
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"SQL expression for WHERE/HAVING role expected, got %1."_s.arg(
                                 interpreter.repr(value)));
    return operand(interpreter, value, nullptr, true);
}

ExpressionPtr addCriteria(Interpreter &interpreter, const ExpressionPtr &where,
                          const ValueVector &criteria)
{
    std::vector<ExpressionPtr> items;
    if (where) {
        const auto *list = std::get_if<BooleanList>(&where->node);
        if (list && list->isAnd)
            items = list->items;
        else
            items.push_back(where);
    }
    for (const Value &criterion : criteria) {
        items.push_back(toCondition(interpreter, criterion));
    }
    if (items.empty())
        return nullptr;
    return conjunction(true, std::move(items));
}

std::vector<ExpressionPtr> toColumnList(Interpreter &interpreter, const ValueVector &values)
{
    std::vector<ExpressionPtr> columns;
    for (const Value &value : values) {
        interpreter.requireKnown(value);
        if (value.isStr())
            throwSqlAlchemyError(
                interpreter, "ArgumentError",
                u"Textual column expression %1 should be explicitly declared with text(%1), or use column(%1) for more specificity"_s
                    .arg(quoted(textOf(value))));
        if (auto *from = value.as<FromObject>()) {
            for (const auto &item : from->columns(interpreter)->items())
                columns.push_back(operand(interpreter, item.second, nullptr));
            continue;
        }
        if (value.isList() || value.isTuple())
            throwSqlAlchemyError(
                interpreter, "ArgumentError",
                u"Column expression, FROM clause, or other columns clause element expected, got %1. Did you mean to say select(%2)?"_s
                    .arg(interpreter.repr(value), interpreter.repr(value).mid(1).chopped(1)));
        const Value mapped =
            value.isType() ? interpreter.findAttr(value, "__table__") : Value::absent();
        if (mapped.as<FromObject>()) {
            for (const ExpressionPtr &column : toColumnList(interpreter, { mapped }))
                columns.push_back(column);
            continue;
        }
        columns.push_back(operand(interpreter, value, nullptr, true));
    }
    return columns;
}

std::vector<ExpressionPtr> toClauseList(Interpreter &interpreter, const ValueVector &values)
{
    std::vector<ExpressionPtr> clauses;
    for (const Value &value : spread(interpreter, values)) {
        if (value.isNone() || value.isFalse())
            continue;
        interpreter.requireKnown(value);
        if (!value.isStr() && !value.isBool() && !isClause(interpreter, value))
            throwSqlAlchemyError(
                interpreter, "ArgumentError",
                u"ORDER BY, GROUP BY or PARTITION BY expression expected, got %1."_s.arg(
                    interpreter.repr(value)));
        clauses.push_back(value.isStr() ? makeExpression(LabelReference { textOf(value) })
                                        : operand(interpreter, value, nullptr, true));
    }
    return clauses;
}

} // namespace limbeck::bindings
