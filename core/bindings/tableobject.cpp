// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/tableobject.h"

#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

TableObject::TableObject(Type *type)
    : FromObject(type)
    , m_wrappers(library(Interpreter::current()).wrappers)
{
    setTable(std::make_shared<Table>());
}

TableObject::~TableObject()
{
    m_wrappers->tables.erase(m_table.get());
    // Indexes and checks of the table's own columns hold the table. Nobody needs them when nothing
    // but such expressions, and those of queries, is left; an operation would hold the table
    // itself.
    const bool isHeldByExpressionsOnly = m_table.use_count() <= 2; // m_table and m_from
    if (isHeldByExpressionsOnly) {
        m_table->indexes.clear();
        std::erase_if(m_table->constraints, [](const Constraint &constraint) {
            return std::holds_alternative<CheckConstraint>(constraint)
                || std::holds_alternative<ExcludeConstraint>(constraint);
        });
    }
    for (const Ref<ColumnObject> &column : m_columnObjects) {
        if (column->table() == this)
            column->outlive(m_from);
    }
}

void TableObject::setTable(TablePtr table)
{
    m_wrappers->tables.erase(m_table.get());
    m_table = std::move(table);
    m_wrappers->tables[m_table.get()] = this;
    setFrom(std::make_shared<FromClause>(FromClause { TableSource { m_table } }));
}

QString TableObject::key() const
{
    return m_table->fullName();
}

void TableObject::addColumn(const Ref<ColumnObject> &column)
{
    const QString key = column->column()->key;
    const auto found = std::find_if(m_columnObjects.begin(), m_columnObjects.end(),
                                    [&](const auto &known) { return known->column()->key == key; });
    if (found != m_columnObjects.end()) {
        (*found)->setTable(nullptr);
        m_table->columns[static_cast<size_t>(found - m_columnObjects.begin())] = column->column();
        column->column()->table = m_table.get();
        *found = column;
    } else {
        m_columnObjects.push_back(column);
        m_table->addColumn(column->column());
    }
    column->setTable(this);
    if (!m_table->isLight)
        takeTableSchema(Interpreter::current(), column->typeValue);
    for (const Value &check : column->constraints) {
        if (auto *constraint = check.as<ConstraintObject>())
            constraint->table = this;
    }
    m_columns = nullptr;
    // Indexes and constraints that were made of the column before it had a table.
    const std::vector<Value> waiting = column->arguments;
    for (const Value &item : waiting) {
        const auto *index = item.as<IndexObject>();
        const auto *constraint = item.as<ConstraintObject>();
        if ((index && !index->table)
            || (constraint && constraint->kind == ConstraintObject::Kind::Unique
                && !constraint->table))
            addItem(Interpreter::current(), item);
    }
}

void TableObject::removeColumn(const QString &key)
{
    const auto found = std::find_if(m_columnObjects.begin(), m_columnObjects.end(),
                                    [&](const auto &known) { return known->column()->key == key; });
    if (found == m_columnObjects.end())
        return;
    (*found)->setTable(nullptr);
    m_table->columns.erase(m_table->columns.begin() + (found - m_columnObjects.begin()));
    m_columnObjects.erase(found);
    m_columns = nullptr;
}

Value TableObject::findColumn(const QString &key) const
{
    const auto found = std::find_if(m_columnObjects.begin(), m_columnObjects.end(),
                                    [&](const auto &known) { return known->column()->key == key; });
    return found == m_columnObjects.end() ? Value::absent() : Value(*found);
}

void TableObject::addItem(Interpreter &interpreter, const Value &item)
{
    if (auto *column = item.as<ColumnObject>()) {
        if (column->table() && column->table() != this)
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"Column object '%1' already assigned to Table '%2'"_s.arg(
                                     column->column()->key, column->table()->table()->name.text));
        addColumn(Ref<ColumnObject>(column));
    } else if (auto *constraint = item.as<ConstraintObject>()) {
        if (constraint->kind == ConstraintObject::Kind::PrimaryKey)
            std::erase_if(constraints, [](const Value &known) {
                return known.as<ConstraintObject>()->kind == ConstraintObject::Kind::PrimaryKey;
            });
        if (constraint->table != this)
            constraints.push_back(item);
        constraint->table = this;
        if (constraint->kind == ConstraintObject::Kind::PrimaryKey) {
            for (const Value &given : constraint->columns) {
                const Value named = given.isStr() ? findColumn(textOf(given)) : given;
                if (const auto *key = named.as<ColumnObject>())
                    key->column()->primaryKey = true;
            }
        }
    } else if (auto *index = item.as<IndexObject>()) {
        if (index->table != this)
            indexes.push_back(item);
        index->table = this;
    } else if (auto *generator = item.as<DefaultObject>()) {
        Q_UNUSED(generator); // a Sequence among the items: it belongs to the metadata
    } else {
        interpreter.requireKnown(item);
        const Value method = interpreter.findAttr(item, "__clause_element__");
        if (!method.isAbsent()) {
            addItem(interpreter, interpreter.call(method));
            return;
        }
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got %1"_s.arg(
                interpreter.repr(item)));
    }
}

const TablePtr &TableObject::resolve(Interpreter &interpreter, const Dialect &dialect)
{
    for (const Ref<ColumnObject> &column : m_columnObjects)
        column->resolve(interpreter, dialect);
    m_table->constraints.clear();
    std::vector<ConstraintObject *> ordered;
    for (const Value &constraint : constraints)
        ordered.push_back(constraint.as<ConstraintObject>());
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto *a, const auto *b) {
        return a->creationOrder < b->creationOrder;
    });
    m_table->constraints.reserve(ordered.size());
    for (ConstraintObject *constraint : ordered)
        m_table->constraints.push_back(toConstraint(interpreter, Value(constraint), dialect));
    m_table->indexes.clear();
    for (const Value &index : indexes) {
        if (!index.as<IndexObject>()->isOfColumn)
            m_table->indexes.push_back(toIndex(interpreter, index, dialect));
    }
    return m_table;
}

FromClausePtr TableObject::from(Interpreter &)
{
    return m_from;
}

Ref<ColumnCollection> TableObject::columns(Interpreter &interpreter)
{
    if (!m_columns) {
        m_columns = interpreter.create<ColumnCollection>();
        m_columns->owner = m_table->name.text;
        for (const Ref<ColumnObject> &column : m_columnObjects)
            m_columns->add(column->column()->key, column);
    }
    return m_columns;
}

namespace {

/// Index objects for the columns with index=True, when a script looks at the table's indexes.
void addColumnIndexes(Interpreter &interpreter, TableObject &table)
{
    for (const Ref<ColumnObject> &column : table.columnObjects()) {
        const bool isKnown =
            std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Value &index) {
                const auto *object = index.as<IndexObject>();
                return object->isOfColumn && object->expressions.front().is(Value(column));
            });
        if (!column->column()->index || isKnown)
            continue;
        const Ref<IndexObject> made = createAs<IndexObject>(interpreter, "Index");
        made->expressions.emplace_back(column);
        made->unique = column->column()->unique;
        made->isOfColumn = true;
        made->table = &table;
        made->options = makeDict();
        table.indexes.emplace_back(made);
    }
}

/// What unique=True and ForeignKey() of the columns amount to, as constraint objects.
std::vector<Value> columnConstraints(Interpreter &interpreter, TableObject &table)
{
    std::vector<Value> result;
    const auto add = [&](const char *cls, ConstraintObject::Kind kind,
                         const Ref<ColumnObject> &column) {
        const Ref<ConstraintObject> made = createAs<ConstraintObject>(interpreter, cls);
        made->kind = kind;
        made->table = &table;
        made->columns.emplace_back(column);
        result.emplace_back(made);
        return made;
    };
    for (const Ref<ColumnObject> &column : table.columnObjects()) {
        if (column->column()->unique && !column->column()->index)
            add("UniqueConstraint", ConstraintObject::Kind::Unique, column);
        for (const Value &key : column->foreignKeys) {
            const auto *object = key.as<ForeignKeyObject>();
            if (!object || !object->constraint.isNone())
                continue;
            const Ref<ConstraintObject> made =
                add("ForeignKeyConstraint", ConstraintObject::Kind::ForeignKey, column);
            made->name = object->name;
            made->options = object->options;
            made->references.push_back(object->target);
        }
    }
    return result;
}

} // namespace

Value TableObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"c" || text == u"columns" || text == u"exported_columns")
        return columns(interpreter);
    if (text == u"name" || text == u"description")
        return makeStr(m_table->name.text);
    if (text == u"schema")
        return m_table->schema ? makeStr(m_table->schema->text) : Value();
    if (text == u"key" || text == u"fullname")
        return makeStr(key());
    if (text == u"metadata")
        return metadata;
    if (text == u"comment")
        return m_table->comment ? makeStr(*m_table->comment) : Value();
    if (text == u"primary_key")
        return primaryKeyOf(interpreter, *this);
    if (text == u"kwargs" || text == u"dialect_kwargs") {
        if (keywords.isNone())
            keywords = makeDict();
        return keywords;
    }
    if (text == u"info") {
        if (info.isNone())
            info = makeDict();
        return info;
    }
    if (text == u"constraints" || text == u"indexes" || text == u"foreign_keys"
        || text == u"foreign_key_constraints") {
        const Ref<Set> items = makeSet();
        if (text == u"indexes") {
            addColumnIndexes(interpreter, *this);
            for (const Value &index : indexes)
                items->add(interpreter, index);
        } else if (text == u"foreign_keys") {
            for (const Ref<ColumnObject> &column : m_columnObjects) {
                for (const Value &key : column->foreignKeys)
                    items->add(interpreter, key);
            }
        } else {
            for (const Value &constraint : constraints) {
                const bool isKey =
                    constraint.as<ConstraintObject>()->kind == ConstraintObject::Kind::ForeignKey;
                if (text == u"constraints" || isKey)
                    items->add(interpreter, constraint);
            }
            for (const Value &constraint : columnConstraints(interpreter, *this)) {
                const bool isKey =
                    constraint.as<ConstraintObject>()->kind == ConstraintObject::Kind::ForeignKey;
                if (text == u"constraints" || isKey)
                    items->add(interpreter, constraint);
            }
            if (text == u"constraints")
                items->add(interpreter, primaryKeyOf(interpreter, *this));
        }
        return items;
    }
    return Value::absent();
}

bool TableObject::setAttribute(Interpreter &interpreter, Str *name, const Value &value)
{
    const QString &text = name->text();
    if (value.isAbsent())
        return false;
    if (text == u"name")
        m_table->name = toIdentifier(interpreter, value);
    else if (text == u"schema")
        m_table->schema = toOptionalIdentifier(interpreter, value);
    else if (text == u"comment")
        m_table->comment = value.isNone() ? std::nullopt : std::optional(interpreter.str(value));
    else if (text == u"metadata")
        metadata = value;
    else if (text == u"info")
        info = value;
    else
        return false;
    return true;
}

QString TableObject::repr(Interpreter &interpreter)
{
    if (m_table->isLight)
        return Object::repr(interpreter);
    QStringList parts { quoted(m_table->name.text), interpreter.repr(metadata) };
    for (const Ref<ColumnObject> &column : m_columnObjects)
        parts.append(interpreter.repr(Value(column)));
    parts.append(m_table->schema ? u"schema="_s + quoted(m_table->schema->text) : u"schema=None"_s);
    return u"Table(%1)"_s.arg(parts.join(u", "_s));
}

QString TableObject::str(Interpreter &)
{
    return key();
}

void TableObject::clearReferences()
{
    metadata = info = keywords = {};
    constraints.clear();
    indexes.clear();
    for (const Ref<ColumnObject> &column : m_columnObjects)
        column->setTable(nullptr);
    m_columnObjects.clear();
    FromObject::clearReferences();
}

Value primaryKeyOf(Interpreter &interpreter, TableObject &table)
{
    for (const Value &constraint : table.constraints) {
        auto *object = constraint.as<ConstraintObject>();
        if (object->kind != ConstraintObject::Kind::PrimaryKey)
            continue;
        if (object->columns.empty()) {
            for (const Ref<ColumnObject> &column : table.columnObjects()) {
                if (column->column()->primaryKey)
                    object->columns.emplace_back(column);
            }
        }
        return constraint;
    }
    const Ref<ConstraintObject> made =
        createAs<ConstraintObject>(interpreter, "PrimaryKeyConstraint");
    made->kind = ConstraintObject::Kind::PrimaryKey;
    made->table = &table;
    for (const Ref<ColumnObject> &column : table.columnObjects()) {
        if (column->column()->primaryKey)
            made->columns.emplace_back(column);
    }
    return made;
}

TablePtr toTable(Interpreter &interpreter, const Value &table, const Dialect &dialect)
{
    if (auto *object = table.as<TableObject>())
        return object->resolve(interpreter, dialect);
    interpreter.requireKnown(table);
    const Value mapped = interpreter.findAttr(table, "__table__");
    if (!mapped.isAbsent() && !mapped.is(table))
        return toTable(interpreter, mapped, dialect);
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"Table object expected, got %1"_s.arg(interpreter.repr(table)));
}

} // namespace limbeck::bindings
