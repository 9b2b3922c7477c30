// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/columnobject.h"

#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

ColumnObject::ColumnObject(Type *type)
    : ElementObject(type)
    , m_wrappers(library(Interpreter::current()).wrappers)
{
    static const SqlTypePtr unknown = simpleType(u"NullType"_s);
    setColumn(std::make_shared<Column>());
    m_column->type = unknown;
}

ColumnObject::~ColumnObject()
{
    m_wrappers->columns.erase(m_column.get());
}

void ColumnObject::setColumn(ColumnPtr column)
{
    m_wrappers->columns.erase(m_column.get());
    m_column = std::move(column);
    m_wrappers->columns[m_column.get()] = this;
    m_expression = nullptr;
}

void ColumnObject::setTable(TableObject *table)
{
    m_table = table;
    m_from = nullptr;
    m_expression = nullptr;
}

void ColumnObject::outlive(schema::FromClausePtr from)
{
    m_table = nullptr;
    m_from = std::move(from);
}

ExpressionPtr ColumnObject::expression(Interpreter &interpreter)
{
    // Types that a script decides are resolved late: the class may be complete only now.
    if (m_expression)
        return m_expression;
    if (isLiteral) {
        ColumnReference literal;
        literal.name = m_column->name;
        literal.isLiteral = true;
        m_expression = makeExpression(std::move(literal), m_column->type);
        return m_expression;
    }
    resolve(interpreter, currentDialect(interpreter));
    ColumnReference reference;
    reference.name = m_column->name;
    reference.column = m_column;
    if (m_table)
        reference.from = m_table->from(interpreter);
    else
        reference.from = m_from;
    const bool typed = m_column->type && m_column->type->name != u"NullType";
    m_expression = makeExpression(std::move(reference), typed ? m_column->type : nullptr);
    return m_expression;
}

namespace {

/// The column that a foreign key refers to, if its table is known to the metadata.
ColumnObject *referredColumn(Interpreter &interpreter, const Value &key, const TableObject *table)
{
    const auto *object = key.as<ForeignKeyObject>();
    if (!object)
        return nullptr;
    if (auto *column = object->target.as<ColumnObject>())
        return column;
    if (!object->target.isStr() || !table || table->metadata.isNone())
        return nullptr;
    const QString target = textOf(object->target);
    const Value tables = interpreter.getAttr(table->metadata, "tables");
    const Value name = makeStr(target.section(u'.', 0, -2));
    if (!interpreter.contains(tables, name))
        return nullptr;
    const Value referred = interpreter.getItem(tables, name);
    const auto *referredTable = referred.as<TableObject>();
    const Value found =
        referredTable ? referredTable->findColumn(target.section(u'.', -1)) : Value::absent();
    return found.isAbsent() ? nullptr : found.as<ColumnObject>();
}

/// The type as scripts read it: the one that was given, or that of the column referred to.
Value typeObject(Interpreter &interpreter, const ColumnObject &column)
{
    const auto *given = column.typeValue.as<TypeObject>();
    const bool isGivenType = given && given->sql()->name != u"NullType";
    for (size_t i = 0; !isGivenType && i < column.foreignKeys.size(); ++i) {
        const ColumnObject *referred =
            referredColumn(interpreter, column.foreignKeys[i], column.table());
        if (referred && referred != &column)
            return typeObject(interpreter, *referred);
    }
    return given ? column.typeValue : fromSqlType(interpreter, column.column()->type);
}

} // namespace

const ColumnPtr &ColumnObject::resolve(Interpreter &interpreter, const Dialect &dialect)
{
    if (!typeValue.isAbsent() && !typeValue.isNone())
        m_column->type = toSqlType(interpreter, typeValue, dialect);
    const bool hasType = m_column->type && m_column->type->name != u"NullType";
    for (size_t i = 0; !hasType && i < foreignKeys.size(); ++i) {
        // Column("a_id", ForeignKey("a.id")) has the type of the column that it refers to.
        ColumnObject *referred = referredColumn(interpreter, foreignKeys[i], m_table);
        if (referred && referred != this)
            m_column->type = referred->resolve(interpreter, dialect)->type;
    }
    m_column->foreignKeys.clear();
    for (const Value &key : foreignKeys) {
        auto *object = key.as<ForeignKeyObject>();
        if (object && object->constraint.isNone())
            m_column->foreignKeys.push_back(toForeignKey(interpreter, *object));
    }
    m_column->checks.clear();
    for (const Value &check : constraints) {
        auto constraint = toConstraint(interpreter, check, dialect);
        if (auto *given = std::get_if<CheckConstraint>(&constraint)) {
            given->columnLevel = true;
            m_column->checks.push_back(*given);
        }
    }
    return m_column;
}

Value ColumnObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"name")
        return m_column->name.isEmpty() ? Value() : makeStr(m_column->name.text);
    if (text == u"key" || text == u"description")
        return m_column->key.isEmpty() ? Value() : makeStr(m_column->key);
    if (text == u"type")
        return typeObject(interpreter, *this);
    if (text == u"table")
        return m_table ? Value(m_table) : Value();
    if (text == u"primary_key")
        return m_column->primaryKey;
    if (text == u"nullable")
        return m_column->isNullable();
    if (text == u"unique")
        return m_column->unique ? Value(true) : Value();
    if (text == u"index")
        return m_column->index ? Value(true) : Value();
    if (text == u"comment")
        return m_column->comment ? makeStr(*m_column->comment) : Value();
    if (text == u"default")
        return defaultValue;
    if (text == u"onupdate")
        return onUpdate;
    if (text == u"server_default")
        return serverDefault;
    if (text == u"server_onupdate")
        return serverOnUpdate;
    if (text == u"identity")
        return identity;
    if (text == u"computed")
        return computed;
    if (text == u"system")
        return m_column->isSystem;
    if (text == u"is_literal")
        return isLiteral;
    if (text == u"autoincrement") {
        switch (m_column->autoincrement) {
        case Column::Autoincrement::Yes:
            return true;
        case Column::Autoincrement::No:
            return false;
        case Column::Autoincrement::IgnoreForeignKey:
            return makeStr(u"ignore_fk"_s);
        case Column::Autoincrement::Auto:
            return makeStr(u"auto"_s);
        }
    }
    if (text == u"info") {
        if (info.isNone())
            info = makeDict();
        return info;
    }
    if (text == u"doc")
        return {};
    if (text == u"dialect_kwargs" || text == u"kwargs") {
        const Ref<Dict> options = makeDict();
        for (const auto &[option, given] : m_column->dialectOptions)
            options->set(interpreter, makeStr(option), plainValue(interpreter, given));
        return options;
    }
    if (text == u"foreign_keys" || text == u"constraints") {
        const Ref<Set> items = makeSet();
        for (const Value &item : text == u"constraints" ? constraints : foreignKeys)
            items->add(interpreter, item);
        return items;
    }
    return Value::absent();
}

bool ColumnObject::setAttribute(Interpreter &interpreter, Str *name, const Value &value)
{
    const QString &text = name->text();
    if (value.isAbsent())
        return false;
    if (text == u"name" || text == u"key") {
        const Identifier identifier =
            value.isNone() ? Identifier {} : toIdentifier(interpreter, value);
        if (text == u"name")
            m_column->name = identifier;
        if (text == u"key" || m_column->key.isEmpty())
            m_column->key = identifier.text;
    } else if (text == u"type") {
        typeValue = value;
    } else if (text == u"primary_key") {
        m_column->primaryKey = interpreter.truth(value);
    } else if (text == u"nullable") {
        m_column->nullable = interpreter.truth(value);
    } else if (text == u"unique") {
        m_column->unique = interpreter.truth(value);
    } else if (text == u"index") {
        m_column->index = interpreter.truth(value);
    } else if (text == u"comment") {
        m_column->comment = value.isNone() ? std::nullopt : std::optional(interpreter.str(value));
    } else if (text == u"server_default") {
        serverDefault = makeServerDefault(interpreter, value, false);
        m_column->serverDefault =
            toServerDefault(interpreter, serverDefault, currentDialect(interpreter));
    } else if (text == u"default") {
        defaultValue = value;
    } else if (text == u"onupdate") {
        onUpdate = value;
    } else if (text == u"info") {
        info = value;
    } else if (text == u"autoincrement") {
        m_column->autoincrement = value.isTrue() ? Column::Autoincrement::Yes
            : value.isFalse()                    ? Column::Autoincrement::No
                                                 : Column::Autoincrement::Auto;
    } else if (text == u"table") {
        return true;
    } else {
        return false;
    }
    m_expression = nullptr;
    return true;
}

QString ColumnObject::repr(Interpreter &interpreter)
{
    if (!type()->isSubclassOf(library(interpreter).classNamed("Column").get()))
        return Object::repr(interpreter); // NOLINT(bugprone-parent-virtual-call): no SQL
    QStringList parts;
    parts.append(m_column->name.isEmpty() ? u"None"_s : quoted(m_column->name.text));
    parts.append(interpreter.repr(attribute(interpreter, interpreter.intern("type").get())));
    for (const Value &key : foreignKeys)
        parts.append(interpreter.repr(key));
    parts.append(m_table ? u"table=<%1>"_s.arg(m_table->table()->fullName()) : u"table=None"_s);
    if (m_column->primaryKey)
        parts.append(u"primary_key=True"_s);
    if (!m_column->isNullable())
        parts.append(u"nullable=False"_s);
    if (!defaultValue.isNone())
        parts.append(u"default=%1"_s.arg(interpreter.repr(defaultValue)));
    if (!serverDefault.isNone())
        parts.append(u"server_default=%1"_s.arg(interpreter.repr(serverDefault)));
    if (m_column->comment)
        parts.append(u"comment=%1"_s.arg(quoted(*m_column->comment)));
    return u"Column(%1)"_s.arg(parts.join(u", "_s));
}

QString ColumnObject::str(Interpreter &interpreter)
{
    Q_UNUSED(interpreter);
    const QString own = m_column->name.isEmpty() ? u"(no name)"_s : m_column->name.text;
    const auto *const source = m_from ? std::get_if<schema::TableSource>(&m_from->node) : nullptr;
    if (m_table)
        return m_table->table()->name.text + u'.' + own;
    return source ? source->table->name.text + u'.' + own : own;
}

qint64 ColumnObject::hash(Interpreter &)
{
    return static_cast<qint64>(reinterpret_cast<quintptr>(m_column.get()) >> 4);
}

void ColumnObject::clearReferences()
{
    defaultValue = onUpdate = serverDefault = serverOnUpdate = identity = computed = info = {};
    foreignKeys.clear();
    constraints.clear();
    arguments.clear();
    m_table = nullptr;
    m_from = nullptr;
    ElementObject::clearReferences();
}

Ref<ColumnObject> copyColumn(Interpreter &interpreter, ColumnObject &original, ForeignKeys keys)
{
    const Ref<Object> made = interpreter.allocate(original.type());
    const Ref<ColumnObject> copy(static_cast<ColumnObject *>(made.get()));
    auto column = std::make_shared<Column>(*original.column());
    column->table = nullptr;
    copy->setColumn(std::move(column));
    copy->typeValue = original.typeValue;
    copy->defaultValue = original.defaultValue;
    copy->onUpdate = original.onUpdate;
    copy->serverDefault = original.serverDefault;
    copy->serverOnUpdate = original.serverOnUpdate;
    copy->identity = original.identity;
    copy->computed = original.computed;
    copy->info = original.info;
    for (const Value &constraint : original.constraints)
        copy->constraints.push_back(copySchemaItem(interpreter, constraint));
    copy->isLiteral = original.isLiteral;
    for (const Value &key : original.foreignKeys) {
        auto *from = key.as<ForeignKeyObject>();
        const bool isLeft = keys == ForeignKeys::LeftToTheTable && original.table();
        if (!from || !from->constraint.isNone() || isLeft)
            continue;
        const Ref<ForeignKeyObject> own = lang::make<ForeignKeyObject>(from->type());
        own->target = from->target;
        own->name = from->name;
        own->options = from->options;
        own->comment = from->comment;
        own->parent = copy.get();
        copy->foreignKeys.emplace_back(own);
    }
    return copy;
}

Ref<ColumnObject> columnObjectOf(Interpreter &interpreter, const ColumnPtr &column)
{
    const auto &known = library(interpreter).wrappers->columns;
    if (const auto found = known.find(column.get()); found != known.end())
        return Ref<ColumnObject>(found->second);
    const Ref<ColumnObject> made = createAs<ColumnObject>(interpreter, "Column");
    made->setColumn(column);
    made->typeValue = fromSqlType(interpreter, column->type);
    if (column->serverDefault)
        made->serverDefault = serverDefaultObject(interpreter, *column->serverDefault);
    if (column->identity)
        made->identity = made->serverDefault = identityObject(interpreter, *column->identity);
    if (column->computed)
        made->computed = made->serverDefault = made->serverOnUpdate =
            computedObject(interpreter, *column->computed);
    for (const ForeignKeyConstraint &key : column->foreignKeys)
        made->foreignKeys.push_back(foreignKeyObject(interpreter, key, *made));
    return made;
}

Ref<ColumnObject> makeLightColumn(Interpreter &interpreter, const Identifier &name,
                                  const Value &type, bool isLiteral)
{
    const Ref<ColumnObject> made = createAs<ColumnObject>(interpreter, "ColumnClause");
    made->column()->name = name;
    made->column()->key = name.text;
    made->isLiteral = isLiteral;
    if (!type.isNone() && !type.isAbsent()) {
        const Ref<TypeObject> instance = typeInstance(interpreter, type);
        if (!instance)
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"Type object expected, got %1"_s.arg(interpreter.repr(type)));
        made->typeValue = instance;
        made->column()->type = toSqlType(interpreter, made->typeValue, currentDialect(interpreter));
    }
    return made;
}

ColumnPtr toColumn(Interpreter &interpreter, const Value &column, const Dialect &dialect)
{
    if (auto *object = column.as<ColumnObject>())
        return object->resolve(interpreter, dialect);
    interpreter.requireKnown(column);
    const Value method = interpreter.findAttr(column, "__clause_element__");
    if (!method.isAbsent())
        return toColumn(interpreter, interpreter.call(method), dialect);
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"Column object expected, got %1"_s.arg(interpreter.repr(column)));
}

} // namespace limbeck::bindings
