// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/bindings/valuetools.h"
#include "core/dialect/tablelayout.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

Value optionAttribute(const ForeignKeyOptions &options, const QString &name)
{
    if (name == u"onupdate")
        return textOrNone(options.onUpdate);
    if (name == u"ondelete")
        return textOrNone(options.onDelete);
    if (name == u"match")
        return textOrNone(options.match);
    if (name == u"initially")
        return textOrNone(options.initially);
    if (name == u"deferrable")
        return options.deferrable ? Value(*options.deferrable) : Value();
    if (name == u"use_alter")
        return options.useAlter;
    return Value::absent();
}

/// The column that a name or column object stands for within @p table; the value itself where there
/// is none.
Value columnOf(const TableObject *table, const Value &value)
{
    if (!value.isStr() || !table)
        return value;
    const Value found = table->findColumn(textOf(value));
    return found.isAbsent() ? value : found;
}

Ref<ColumnCollection> collectionOf(Interpreter &interpreter, const TableObject *table,
                                   const std::vector<Value> &values)
{
    const Ref<ColumnCollection> columns = interpreter.create<ColumnCollection>();
    for (const Value &value : values) {
        const Value column = columnOf(table, value);
        if (const auto *object = column.as<ColumnObject>())
            columns->add(object->column()->key, column);
        else if (column.isStr())
            columns->add(textOf(column), column);
    }
    return columns;
}

/// A name as the naming convention of the table's metadata makes it, once the item belongs to one:
/// a `conv`, as SQLAlchemy leaves it there. None where there is none.
Value conventionalName(Interpreter &interpreter, const Value &given,
                       const Result<std::optional<dialect::ResolvedName>> &resolved)
{
    // A convention that asks for a name (%(constraint_name)s) is refused when DDL is made.
    if (!resolved || !*resolved)
        return given;
    const QString name = (*resolved)->name.text;
    if (!(*resolved)->shortens || (given.isStr() && textOf(given) == name))
        return given;
    return interpreter.call(library(interpreter).named("conv"), Arguments { makeStr(name) });
}

Value constraintNameOf(Interpreter &interpreter, ConstraintObject &constraint)
{
    const TableObject *table = constraint.table;
    const bool hasConvention = table
        && !interpreter.findAttr(table->metadata, "naming_convention").isAbsent()
        && !interpreter.getAttr(table->metadata, "naming_convention").isNone();
    if (!hasConvention)
        return constraint.name;
    const auto convention = toNamingConvention(interpreter, table->metadata);
    return conventionalName(interpreter, constraint.name,
                            dialect::constraintName(toConstraint(interpreter, Value(&constraint),
                                                                 currentDialect(interpreter)),
                                                    table->table()->name, table->table()->schema,
                                                    convention));
}

/// Dialect keywords as scripts read them: {"postgresql_nulls_not_distinct": True}.
Value dialectKeywords(Interpreter &interpreter, const DialectOptions &options)
{
    const Ref<Dict> dict = makeDict();
    for (const auto &[name, value] : options)
        dict->set(interpreter, makeStr(name), plainValue(interpreter, value));
    return dict;
}

QString targetText(const ForeignKeyTarget &target)
{
    QString text = target.table.text;
    if (target.schema)
        text.prepend(target.schema->text + u'.');
    return target.column.isEmpty() ? text : text + u'.' + target.column.text;
}

/// ForeignKey.column: the referred Column, looked up in the table's metadata.
Value referredColumn(Interpreter &interpreter, const ForeignKeyObject &key)
{
    if (!key.target.isStr())
        return key.target;
    const TableObject *table = key.parent ? key.parent->table() : nullptr;
    const ForeignKeyTarget target = foreignKeyTarget(interpreter, key.target, table);
    const QString tableKey =
        (target.schema ? target.schema->text + u'.' : QString()) + target.table.text;
    const Value tables = table && !table->metadata.isNone()
        ? interpreter.getAttr(table->metadata, "tables")
        : Value();
    const Value referred = tables.isNone()
        ? Value()
        : interpreter.callMethod(tables, "get", Arguments { makeStr(tableKey) });
    const auto *object = referred.as<TableObject>();
    const QString parentName = key.parent ? key.parent->str(interpreter) : QString();
    if (!object)
        throwSqlAlchemyError(
            interpreter, "NoReferencedTableError",
            u"Foreign key associated with column '%1' could not find table '%2' with which to generate a foreign key to target column '%3'"_s
                .arg(parentName, tableKey, target.column.text));
    const Value column = object->findColumn(target.column.text);
    if (column.isAbsent())
        throwSqlAlchemyError(
            interpreter, "NoReferencedColumnError",
            u"Could not initialize target column for ForeignKey '%1' on table '%2': table '%3' has no column named '%4'"_s
                .arg(targetText(target), table->table()->name.text, object->table()->name.text,
                     target.column.text));
    return column;
}

} // namespace

schema::NamingConvention conventionOf(Interpreter &interpreter, const TableObject &table)
{
    return toNamingConvention(interpreter, table.metadata);
}

Value ForeignKeyObject::attribute(Interpreter &interpreter, Str *attributeName)
{
    const QString &text = attributeName->text();
    if (text == u"name")
        return name;
    if (text == u"parent")
        return parent ? Value(parent) : Value();
    if (text == u"constraint")
        return constraint;
    if (text == u"column")
        return referredColumn(interpreter, *this);
    if (text == u"target_fullname" || text == u"_colspec")
        return makeStr(
            targetText(foreignKeyTarget(interpreter, target, parent ? parent->table() : nullptr)));
    if (text == u"comment")
        return textOrNone(comment);
    return optionAttribute(options, text);
}

bool ForeignKeyObject::setAttribute(Interpreter &interpreter, Str *attributeName,
                                    const Value &value)
{
    const QString &text = attributeName->text();
    const auto given =
        value.isNone() ? std::nullopt : std::optional(value.isStr() ? textOf(value) : QString());
    if (text == u"name")
        name = value;
    else if (text == u"ondelete")
        options.onDelete = given;
    else if (text == u"onupdate")
        options.onUpdate = given;
    else if (text == u"use_alter")
        options.useAlter = interpreter.truth(value);
    else
        return false;
    return true;
}

QString ForeignKeyObject::repr(Interpreter &interpreter)
{
    return u"ForeignKey(%1)"_s.arg(quoted(
        targetText(foreignKeyTarget(interpreter, target, parent ? parent->table() : nullptr))));
}

void ForeignKeyObject::clearReferences()
{
    target = name = constraint = {};
    parent = nullptr;
    Object::clearReferences();
}

Value ConstraintObject::attribute(Interpreter &interpreter, Str *attributeName)
{
    const QString &text = attributeName->text();
    if (text == u"name")
        return constraintNameOf(interpreter, *this);
    if (text == u"dialect_kwargs" || text == u"kwargs")
        return dialectKeywords(interpreter, options.dialectOptions);
    if (text == u"table" || text == u"parent")
        return table ? Value(table) : Value();
    if (text == u"columns" || text == u"c")
        return collectionOf(interpreter, table, columns);
    if (text == u"column_keys") {
        ValueVector keys;
        for (const Identifier &key :
             toColumnNames(interpreter, makeList(ValueVector(columns.begin(), columns.end()))))
            keys.push_back(makeStr(key.text));
        return makeList(std::move(keys));
    }
    if (text == u"comment")
        return textOrNone(comment);
    if (text == u"_creation_order")
        return static_cast<qint64>(creationOrder);
    if (kind == Kind::Exclude) {
        if (text == u"elements")
            return makeList(ValueVector(columns.begin(), columns.end()));
        if (text == u"where")
            return condition;
        if (text == u"using")
            return makeStr(usingMethod);
    }
    if (text == u"sqltext" && kind == Kind::Check)
        return fromExpression(interpreter, toSqlExpression(interpreter, condition));
    if (kind == Kind::ForeignKey) {
        if (text == u"elements") {
            ValueVector keys;
            for (const Value &reference : references) {
                const Ref<ForeignKeyObject> key =
                    createAs<ForeignKeyObject>(interpreter, "ForeignKey");
                key->target = reference;
                key->options = options;
                key->constraint = Value(this);
                const Value parent = columnOf(table, columns[keys.size()]);
                key->parent = parent.as<ColumnObject>();
                keys.push_back(key);
            }
            return makeList(std::move(keys));
        }
        if (text == u"referred_table")
            return interpreter.getAttr(
                interpreter.getAttr(
                    interpreter.getItem(interpreter.getAttr(Value(this), "elements"), Value(0)),
                    "column"),
                "table");
    }
    return optionAttribute(options, text);
}

bool ConstraintObject::setAttribute(Interpreter &interpreter, Str *attributeName,
                                    const Value &value)
{
    const QString &text = attributeName->text();
    if (text == u"name")
        name = value;
    else if (text == u"use_alter")
        options.useAlter = interpreter.truth(value);
    else if (text == u"ondelete")
        options.onDelete = value.isStr() ? std::optional(textOf(value)) : std::nullopt;
    else if (text == u"onupdate")
        options.onUpdate = value.isStr() ? std::optional(textOf(value)) : std::nullopt;
    else
        return false;
    return true;
}

QString ConstraintObject::repr(Interpreter &interpreter)
{
    QStringList parts;
    for (const Value &column : columns)
        parts.append(interpreter.repr(columnOf(table, column)));
    if (kind == Kind::Check)
        parts.append(interpreter.repr(condition));
    if (!name.isNone())
        parts.append(u"name="_s + interpreter.repr(name));
    return u"%1(%2)"_s.arg(type()->name(), parts.join(u", "_s));
}

void ConstraintObject::clearReferences()
{
    name = condition = operatorClasses = {};
    columns.clear();
    references.clear();
    table = nullptr;
    Object::clearReferences();
}

Value IndexObject::attribute(Interpreter &interpreter, Str *attributeName)
{
    const QString &text = attributeName->text();
    if (text == u"name") {
        if (!name.isNone() || !table)
            return name;
        const auto convention = toNamingConvention(interpreter, table->metadata);
        const auto made = orThrow(
            interpreter,
            dialect::indexName(toIndex(interpreter, Value(this), currentDialect(interpreter)),
                               convention));
        return made ? interpreter.call(library(interpreter).named("conv"),
                                       Arguments { makeStr(made->name.text) })
                    : Value();
    }
    if (text == u"table")
        return table ? Value(table) : Value();
    if (text == u"unique")
        return unique;
    if (text == u"columns" || text == u"c")
        return collectionOf(interpreter, table, expressions);
    if (text == u"expressions") {
        ValueVector items;
        for (const Value &expression : expressions)
            items.push_back(columnOf(table, expression));
        return makeList(std::move(items));
    }
    if (text == u"dialect_kwargs" || text == u"kwargs")
        return options;
    if (text == u"info") {
        if (info.isNone())
            info = makeDict();
        return info;
    }
    return Value::absent();
}

bool IndexObject::setAttribute(Interpreter &interpreter, Str *attributeName, const Value &value)
{
    if (attributeName->text() == u"name")
        name = value;
    else if (attributeName->text() == u"unique")
        unique = interpreter.truth(value);
    else
        return false;
    return true;
}

QString IndexObject::repr(Interpreter &interpreter)
{
    QStringList parts { interpreter.repr(name) };
    for (const Value &expression : expressions)
        parts.append(interpreter.repr(columnOf(table, expression)));
    if (unique)
        parts.append(u"unique=True"_s);
    return u"Index(%1)"_s.arg(parts.join(u", "_s));
}

void IndexObject::clearReferences()
{
    name = options = info = {};
    expressions.clear();
    table = nullptr;
    Object::clearReferences();
}

Value copySchemaItem(Interpreter &interpreter, const Value &item)
{
    const Ref<Object> made = interpreter.allocate(item.object()->type());
    if (const auto *constraint = item.as<ConstraintObject>()) {
        auto *copy = static_cast<ConstraintObject *>(made.get());
        copy->kind = constraint->kind;
        copy->creationOrder = ++library(interpreter).creationCounter;
        copy->name = constraint->name;
        for (const Value &column : constraint->columns) {
            // Columns of the old table are named, so that the new table finds its own.
            const auto *object = column.as<ColumnObject>();
            copy->columns.push_back(object ? makeStr(object->column()->key) : column);
        }
        copy->references = constraint->references;
        copy->condition = constraint->condition;
        copy->usingMethod = constraint->usingMethod;
        copy->operatorClasses = constraint->operatorClasses;
        copy->options = constraint->options;
        copy->comment = constraint->comment;
    } else if (const auto *index = item.as<IndexObject>()) {
        auto *copy = static_cast<IndexObject *>(made.get());
        copy->name = index->name;
        for (const Value &expression : index->expressions) {
            const auto *object = expression.as<ColumnObject>();
            copy->expressions.push_back(object ? makeStr(object->column()->key) : expression);
        }
        copy->unique = index->unique;
        copy->options = index->options;
        copy->info = index->info;
    } else if (const auto *key = item.as<ForeignKeyObject>()) {
        auto *copy = static_cast<ForeignKeyObject *>(made.get());
        copy->target = key->target;
        copy->name = key->name;
        copy->options = key->options;
        copy->comment = key->comment;
    }
    return made;
}

void defineSchemaItems(ModuleBuilder &module)
{
    TypeBuilder item = defineNamed(module, "SchemaItem", { "Visitable" });
    item.value("__module__", makeStr(u"sqlalchemy.sql.schema"_s));
    defineDefaults(module);
    defineConstraints(module);
}

} // namespace limbeck::bindings
