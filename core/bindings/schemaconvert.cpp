// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

Identifier toIdentifier(Interpreter &interpreter, const Value &name)
{
    interpreter.requireKnown(name);
    if (!name.isStr()) {
        if (name.as<ColumnObject>() || name.as<ElementObject>())
            return exportedName(*name.as<ElementObject>()->expression(interpreter));
        throwTypeError(
            u"expected string or quoted_name, got '%1'"_s.arg(interpreter.typeName(name)));
    }
    Identifier identifier { textOf(name), {} };
    if (const Dict *attributes = name.object()->instanceDict()) {
        if (const Value *quote = const_cast<Dict *>(attributes)->find("quote");
            quote && quote->isBool())
            identifier.quote = quote->isTrue();
    }
    return identifier;
}

std::optional<Identifier> toOptionalIdentifier(Interpreter &interpreter, const Value &name)
{
    if (name.isNone() || name.isAbsent())
        return {};
    return toIdentifier(interpreter, name);
}

ConstraintName toConstraintName(Interpreter &interpreter, const Value &name)
{
    ConstraintName result;
    result.name = toOptionalIdentifier(interpreter, name);
    result.isFinal = name.isStr()
        && interpreter.isInstance(name, Value(library(interpreter).classNamed("conv")));
    return result;
}

std::vector<Identifier> toColumnNames(Interpreter &interpreter, const Value &columns)
{
    if (columns.isStr())
        return { toIdentifier(interpreter, columns) };
    std::vector<Identifier> names;
    for (const Value &column : interpreter.toVector(columns))
        names.push_back(toIdentifier(interpreter, column));
    return names;
}

NamingConvention toNamingConvention(Interpreter &interpreter, const Value &value)
{
    NamingConvention convention { { u"ix"_s, u"ix_%(column_0_label)s"_s } };
    Value given = value;
    if (!given.isNone() && !given.isAbsent() && !given.isDict()) {
        given = interpreter.findAttr(value, "naming_convention");
        if (given.isAbsent())
            return convention;
    }
    interpreter.requireKnown(given);
    if (!given.isDict())
        return convention;
    NamingConvention
        own; // a convention that is given replaces the default, the names of indexes included
    for (const HashTable::Entry &entry : static_cast<Dict *>(given.object())->table().entries()) {
        if (entry.key.isAbsent())
            continue;
        QString key;
        if (entry.key.isStr())
            key = textOf(entry.key);
        else if (const auto *type = entry.key.as<Type>())
            key = QHash<QString, QString> {
                { u"Index"_s, u"ix"_s },
                { u"UniqueConstraint"_s, u"uq"_s },
                { u"CheckConstraint"_s, u"ck"_s },
                { u"ForeignKeyConstraint"_s, u"fk"_s },
                { u"PrimaryKeyConstraint"_s, u"pk"_s }
            }.value(type->name());
        if (entry.value.isStr())
            own[key] = textOf(entry.value);
        else if (!interpreter.isCallable(entry.value))
            throwTypeError(u"naming convention must be a str, got '%1'"_s.arg(
                interpreter.typeName(entry.value)));
    }
    return own.empty() ? convention : own;
}

KeywordOptions toDialectOptions(Interpreter &interpreter, Dict &keywords, bool dialectOnly)
{
    static const QStringList prefixes { u"postgresql"_s, u"mysql"_s, u"mariadb"_s,
                                        u"sqlite"_s,     u"mssql"_s, u"oracle"_s };
    KeywordOptions options;
    for (const HashTable::Entry &entry : keywords.table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const QString name = textOf(entry.key);
        if (dialectOnly && !prefixes.contains(name.section(u'_', 0, 0)))
            continue;
        interpreter.requireKnown(entry.value);
        const bool isClause = entry.value.as<ElementObject>()
            || (entry.value.isObject()
                && !interpreter.findAttr(entry.value, "__clause_element__").isAbsent());
        if (isClause) {
            options.expressions.emplace_back(name, toSqlExpression(interpreter, entry.value));
        } else if (entry.value.isList() || entry.value.isTuple()) {
            // postgresql_include=[t.c.a, "b"]: names.
            auto list = std::make_shared<LiteralList>();
            for (const Value &item : interpreter.toVector(entry.value))
                list->items.push_back(item.as<ElementObject>()
                                          ? Literal(toIdentifier(interpreter, item).text)
                                          : plainLiteral(interpreter, item));
            options.literals.emplace_back(
                name, Literal(std::shared_ptr<const LiteralList>(std::move(list))));
        } else {
            options.literals.emplace_back(name, plainLiteral(interpreter, entry.value));
        }
    }
    return options;
}

ExpressionPtr toExpression(Interpreter &interpreter, const Value &value, const SqlTypePtr &type)
{
    interpreter.requireKnown(value);
    if (value.isNone() && !type)
        return makeExpression(Keyword { Keyword::Word::Null });
    const bool isElement = value.as<ElementObject>()
        || (value.isObject() && !value.isStr() && !value.isDict() && !value.isList()
            && !value.isTuple());
    if (!type || value.as<ElementObject>())
        return operand(interpreter, value, nullptr);
    if (isElement) {
        const bool isClause = !interpreter.findAttr(value, "__clause_element__").isAbsent()
            || !interpreter.findAttr(value, "selected_columns").isAbsent();
        if (isClause)
            return operand(interpreter, value, nullptr);
    }
    BoundValue bound;
    bound.value = toLiteral(interpreter, value, type, currentDialect(interpreter));
    return makeExpression(std::move(bound), type);
}

ExpressionPtr toSqlExpression(Interpreter &interpreter, const Value &value)
{
    if (value.isStr())
        return makeExpression(TextClause { textOf(value), {} });
    return operand(interpreter, value, nullptr, true);
}

ForeignKeyTarget foreignKeyTarget(Interpreter &interpreter, const Value &target,
                                  const TableObject *referring)
{
    ForeignKeyTarget result;
    if (auto *column = target.as<ColumnObject>()) {
        const TableObject *table = column->table();
        if (!table)
            throwSqlAlchemyError(interpreter, "InvalidRequestError",
                                 u"Referenced Column '%1' does not belong to a table"_s.arg(
                                     column->column()->name.text));
        result.table = table->table()->name;
        result.schema = table->table()->schema;
        result.column = column->column()->name;
        return result;
    }
    if (!target.isStr())
        return foreignKeyTarget(
            interpreter, fromExpression(interpreter, toExpression(interpreter, target)), referring);
    QStringList parts = textOf(target).split(u'.');
    if (parts.size() > 1)
        result.column.text = parts.takeLast();
    result.table.text = parts.takeLast();
    if (!parts.isEmpty()) {
        result.schema = Identifier { parts.join(u'.'), {} };
    } else if (referring && !referring->metadata.isNone()) {
        const Value inherited = interpreter.findAttr(referring->metadata, "schema");
        if (!inherited.isAbsent())
            result.schema = toOptionalIdentifier(interpreter, inherited);
    }
    return result;
}

ForeignKeyConstraint toForeignKey(Interpreter &interpreter, const ForeignKeyObject &key)
{
    ForeignKeyConstraint constraint;
    constraint.name = toConstraintName(interpreter, key.name);
    if (key.parent)
        constraint.columns = { key.parent->column()->name };
    const ForeignKeyTarget target =
        foreignKeyTarget(interpreter, key.target, key.parent ? key.parent->table() : nullptr);
    constraint.referredSchema = target.schema;
    constraint.referredTable = target.table;
    if (!target.column.isEmpty())
        constraint.referredColumns = { target.column };
    constraint.options = key.options;
    constraint.comment = key.comment;
    constraint.columnLevel = true;
    return constraint;
}

namespace {

/// Names of a constraint's columns; keys of the table's columns become their names.
std::vector<Identifier> constraintColumns(Interpreter &interpreter,
                                          const ConstraintObject &constraint)
{
    std::vector<Identifier> names;
    for (const Value &column : constraint.columns) {
        if (column.isStr() && constraint.table && !constraint.table->columnObjects().empty()) {
            const Value found = constraint.table->findColumn(textOf(column));
            if (found.isAbsent())
                throwSqlAlchemyError(
                    interpreter, "ConstraintColumnNotFoundError",
                    u"Can't create %1 on table '%2': no column named '%3' is present."_s.arg(
                        constraint.type()->name(), constraint.table->table()->name.text,
                        textOf(column)));
            names.push_back(found.as<ColumnObject>()->column()->name);
            continue;
        }
        const Value element = column.isStr() || column.as<ElementObject>()
            ? column
            : fromExpression(interpreter, toExpression(interpreter, column));
        if (const auto *object = element.as<ColumnObject>())
            names.push_back(object->column()->name);
        else
            names.push_back(toIdentifier(interpreter, element));
    }
    return names;
}

ForeignKeyConstraint foreignKeyConstraint(Interpreter &interpreter, const ConstraintObject &object)
{
    ForeignKeyConstraint constraint;
    constraint.columns = constraintColumns(interpreter, object);
    for (const Value &reference : object.references) {
        const ForeignKeyTarget target = foreignKeyTarget(interpreter, reference, object.table);
        constraint.referredSchema = target.schema;
        constraint.referredTable = target.table;
        if (!target.column.isEmpty())
            constraint.referredColumns.push_back(target.column);
    }
    constraint.options = object.options;
    return constraint;
}

ExcludeConstraint excludeConstraint(Interpreter &interpreter, const ConstraintObject &object)
{
    ExcludeConstraint constraint;
    constraint.usingMethod = object.usingMethod;
    if (!object.condition.isNone())
        constraint.where = toSqlExpression(interpreter, object.condition);
    for (const Value &pair : object.columns) {
        const ValueVector parts = interpreter.toVector(pair);
        if (parts.size() != 2)
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"ExcludeConstraint elements must be pairs"_s);
        ExcludeConstraint::Element element;
        if (parts[0].isStr()) {
            ColumnReference reference;
            reference.name = toIdentifier(interpreter, parts[0]);
            element.expression = makeExpression(std::move(reference));
        } else {
            element.expression = toExpression(interpreter, parts[0]);
        }
        element.op = interpreter.str(parts[1]);
        if (object.operatorClasses.isDict()) {
            const QString name = exportedName(*element.expression).text;
            if (const Value *cls = static_cast<Dict *>(object.operatorClasses.object())
                                       ->find(interpreter, makeStr(name)))
                element.operatorClass = interpreter.str(*cls);
        }
        constraint.elements.push_back(std::move(element));
    }
    return constraint;
}

template <typename T>
Constraint finished(Interpreter &interpreter, const ConstraintObject &object, T constraint)
{
    constraint.name = toConstraintName(interpreter, object.name);
    if constexpr (requires { constraint.deferrable; }) {
        constraint.deferrable = object.options.deferrable;
        constraint.initially = object.options.initially;
        constraint.dialectOptions = object.options.dialectOptions;
    }
    if constexpr (requires { constraint.comment; })
        constraint.comment = object.comment;
    return constraint;
}

} // namespace

Constraint toConstraint(Interpreter &interpreter, const Value &value, const Dialect &)
{
    const auto *object = value.as<ConstraintObject>();
    if (!object) {
        interpreter.requireKnown(value);
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"Constraint object expected, got %1"_s.arg(interpreter.repr(value)));
    }
    switch (object->kind) {
    case ConstraintObject::Kind::PrimaryKey: {
        PrimaryKeyConstraint constraint;
        constraint.columns = constraintColumns(interpreter, *object);
        return finished(interpreter, *object, std::move(constraint));
    }
    case ConstraintObject::Kind::Unique: {
        UniqueConstraint constraint;
        constraint.columns = constraintColumns(interpreter, *object);
        return finished(interpreter, *object, std::move(constraint));
    }
    case ConstraintObject::Kind::ForeignKey:
        return finished(interpreter, *object, foreignKeyConstraint(interpreter, *object));
    case ConstraintObject::Kind::Exclude:
        return finished(interpreter, *object, excludeConstraint(interpreter, *object));
    case ConstraintObject::Kind::Check:
        break;
    }
    CheckConstraint constraint;
    constraint.condition = toSqlExpression(interpreter, object->condition);
    return finished(interpreter, *object, std::move(constraint));
}

Index toIndex(Interpreter &interpreter, const Value &value, const Dialect &)
{
    const auto *object = value.as<IndexObject>();
    if (!object)
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"Index object expected, got %1"_s.arg(interpreter.repr(value)));
    Index index;
    index.name = toConstraintName(interpreter, object->name);
    if (object->table) {
        index.table = object->table->table()->name;
        index.schema = object->table->table()->schema;
    }
    index.unique = object->unique;
    for (const Value &expression : object->expressions) {
        if (!expression.isStr()) {
            index.elements.push_back(toExpression(interpreter, expression));
            continue;
        }
        const Value column =
            object->table ? object->table->findColumn(textOf(expression)) : Value::absent();
        if (column.isAbsent() && object->table && !object->table->columnObjects().empty())
            throwSqlAlchemyError(
                interpreter, "ConstraintColumnNotFoundError",
                u"Can't create Index on table '%1': no column named '%2' is present."_s.arg(
                    index.table.text, textOf(expression)));
        ColumnReference reference;
        reference.name = toIdentifier(interpreter, expression);
        if (const auto *known = column.as<ColumnObject>()) {
            reference.name = known->column()->name;
            reference.column = known->column();
        }
        index.elements.push_back(makeExpression(std::move(reference)));
    }
    if (object->options.isDict()) {
        KeywordOptions options =
            toDialectOptions(interpreter, *static_cast<Dict *>(object->options.object()));
        index.dialectOptions = std::move(options.literals);
        index.expressionOptions = std::move(options.expressions);
    }
    return index;
}

} // namespace limbeck::bindings
