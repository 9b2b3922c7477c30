// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/dialectarguments.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/expressioncolumns.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

std::optional<bool> flag(Args &a, const char *name)
{
    return a[name].isNone() ? std::nullopt : std::optional(a.truth(name));
}

void entered(Args &a, ConstraintObject &self, ConstraintObject::Kind kind)
{
    self.kind = kind;
    self.creationOrder = ++library(a.interpreter()).creationCounter;
    self.name = a["name"];
    a.interpreter().requireKnown(self.name);
}

/// The column, or the first column within an expression; null if there is none.
ColumnObject *columnWithin(Interpreter &interpreter, const Value &value)
{
    if (auto *column = value.as<ColumnObject>())
        return column;
    auto *element = value.as<ElementObject>();
    if (!element)
        return nullptr;
    const auto &columns = library(interpreter).wrappers->columns;
    for (const auto *reference : dialect::columnsIn(element->expression(interpreter))) {
        if (const auto found = columns.find(reference->column.get()); found != columns.end())
            return found->second;
    }
    return nullptr;
}

/// A constraint of table.c.x, or an index on func.lower(table.c.x), belongs to that table at once;
/// one of a column without a table as soon as the column has one: it waits among the column's
/// arguments.
void attachToColumnsTable(Interpreter &interpreter, const Value &item,
                          const std::vector<Value> &columns)
{
    ColumnObject *first = nullptr;
    for (const Value &value : columns) {
        ColumnObject *column = columnWithin(interpreter, value);
        if (column && column->table()) {
            interpreter.callMethod(Value(column->table()), "append_constraint", Arguments { item });
            return;
        }
        if (!first)
            first = column;
    }
    if (first)
        first->arguments.push_back(item);
}

/// What scripts put in place of a column: an attribute of a model's body.
Value clauseElement(Interpreter &interpreter, const Value &value)
{
    if (value.isStr() || !value.isObject() || value.isType() || value.as<ElementObject>())
        return value;
    const Value method = interpreter.findAttr(value, "__clause_element__");
    return method.isAbsent() ? value : interpreter.call(method);
}

std::vector<Value> clauseElements(Interpreter &interpreter, const ValueVector &values)
{
    std::vector<Value> elements;
    for (const Value &value : values)
        elements.push_back(clauseElement(interpreter, value));
    return elements;
}

Value initKeyConstraint(Args &a, ConstraintObject::Kind kind)
{
    Interpreter &interpreter = a.interpreter();
    ConstraintObject &self = a.object<ConstraintObject>("self");
    entered(a, self, kind);
    self.columns = clauseElements(interpreter, spread(interpreter, a.varPositional()));
    takeConstraintOptions(a, self);
    if (kind == ConstraintObject::Kind::Unique && a.truth("_autoattach"))
        attachToColumnsTable(interpreter, a["self"], self.columns);
    return {};
}

Value initCheckConstraint(Args &a)
{
    ConstraintObject &self = a.object<ConstraintObject>("self");
    entered(a, self, ConstraintObject::Kind::Check);
    self.condition = a["sqltext"];
    a.interpreter().requireKnown(self.condition);
    takeConstraintOptions(a, self);
    return {};
}

Value initForeignKeyConstraint(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ConstraintObject &self = a.object<ConstraintObject>("self");
    entered(a, self, ConstraintObject::Kind::ForeignKey);
    for (const Value &column : a.sequence("columns", false))
        self.columns.push_back(column);
    for (const Value &column : a.sequence("refcolumns", false))
        self.references.push_back(column);
    if (self.columns.size() != self.references.size())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"ForeignKeyConstraint number of constrained columns must match the number of referenced columns."_s);
    self.options.onUpdate = a.optionalText("onupdate");
    self.options.onDelete = a.optionalText("ondelete");
    self.options.match = a.optionalText("match");
    self.options.useAlter = a.truth("use_alter");
    takeConstraintOptions(a, self);
    if (!a["table"].isNone())
        interpreter.callMethod(a["table"], "append_constraint", Arguments { a["self"] });
    return {};
}

Value initExcludeConstraint(Args &a)
{
    ConstraintObject &self = a.object<ConstraintObject>("self");
    entered(a, self, ConstraintObject::Kind::Exclude);
    self.columns.assign(a.varPositional().begin(), a.varPositional().end());
    self.condition = a["where"];
    self.usingMethod = a.text("using");
    self.operatorClasses = a["ops"];
    takeConstraintOptions(a, self);
    return {};
}

Value initForeignKey(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ForeignKeyObject &self = a.object<ForeignKeyObject>("self");
    self.target = a["column"];
    interpreter.requireKnown(self.target);
    if (self.target.isType() || !interpreter.findAttr(self.target, "__clause_element__").isAbsent())
        self.target = fromExpression(interpreter, toExpression(interpreter, self.target));
    if (!self.target.isStr() && !self.target.as<ElementObject>())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"String column name or Column object for DDL foreign key constraint expected, got %1."_s
                .arg(interpreter.repr(self.target)));
    self.name = a["name"];
    self.options.onUpdate = a.optionalText("onupdate");
    self.options.onDelete = a.optionalText("ondelete");
    self.options.match = a.optionalText("match");
    self.options.initially = a.optionalText("initially");
    self.options.deferrable = flag(a, "deferrable");
    self.options.useAlter = a.truth("use_alter");
    self.options.dialectOptions = takeDialectKeywords(interpreter, a.varKeywords());
    self.comment = a.optionalText("comment");
    return {};
}

Value initIndex(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    IndexObject &self = a.object<IndexObject>("self");
    self.name = a["name"];
    interpreter.requireKnown(self.name);
    self.expressions = clauseElements(interpreter, a.varPositional());
    self.unique = a.truth("unique");
    self.info = a["info"];
    const Ref<Dict> options = makeDict();
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (entry.key.isAbsent())
            continue;
        requireDialectArgument(interpreter, u"Index"_s, textOf(entry.key));
        options->set(interpreter, entry.key, entry.value);
    }
    self.options = options;
    if (!a["_table"].isNone())
        interpreter.callMethod(a["_table"], "append_constraint", Arguments { a["self"] });
    else
        attachToColumnsTable(interpreter, a["self"], self.expressions);
    return {};
}

/// Index.create(bind) and drop(bind).
Value createIndex(Args &a, bool create)
{
    Interpreter &interpreter = a.interpreter();
    const SqlAlchemyServices &services = library(interpreter).services;
    if (a["bind"].isNone() || !services.invoke || !services.dialectOf)
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"Index object is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s);
    const Dialect *dialect = services.dialectOf(interpreter, a["bind"]);
    const Index index =
        toIndex(interpreter, a["self"], dialect ? *dialect : currentDialect(interpreter));
    ops::Operation operation;
    operation.origin = interpreter.currentSpan();
    if (create)
        operation.action = ops::CreateIndex { index, a.truth("checkfirst") };
    else
        operation.action = dropIndexOperation(interpreter, a["self"], index, a.truth("checkfirst"));
    if (const TableObject *table = a.object<IndexObject>("self").table)
        operation.namingConvention = conventionOf(interpreter, *table);
    services.invoke(interpreter, a["bind"], operation);
    return {};
}

} // namespace

DialectOptions takeDialectKeywords(Interpreter &interpreter, Dict &keywords)
{
    for (const HashTable::Entry &entry : keywords.table().entries()) {
        if (!entry.key.isAbsent() && !textOf(entry.key).contains(u'_'))
            throwTypeError(
                u"Additional arguments should be named <dialectname>_<argument>, got '%1'"_s.arg(
                    textOf(entry.key)));
    }
    return toDialectOptions(interpreter, keywords).literals;
}

void takeConstraintOptions(Args &a, ConstraintObject &constraint)
{
    constraint.options.deferrable = flag(a, "deferrable");
    constraint.options.initially = a.optionalText("initially");
    constraint.comment =
        a.signature().indexOf("comment") >= 0 ? a.optionalText("comment") : std::nullopt;
    constraint.options.dialectOptions = takeDialectKeywords(a.interpreter(), a.varKeywords());
}

void defineConstraints(ModuleBuilder &module)
{
    const Ref<Type> schemaItem(module.module()->dict().find("SchemaItem")->as<Type>());
    const auto copy = [](Args &a) -> Value { return copySchemaItem(a.interpreter(), a["self"]); };
    module.define<ForeignKeyObject>("ForeignKey", { schemaItem })
        .constructor("(self, column, _constraint=None, use_alter=False, name=None, onupdate=None, "
                     "ondelete=None, "
                     "deferrable=None, initially=None, link_to_name=False, match=None, info=None, "
                     "comment=None, "
                     "_unresolvable=False, **dialect_kw)",
                     initForeignKey)
        .method("copy(self, **kw)", copy)
        .method("references(self, table)", [](Args &a) -> Value {
            const Value column = a.interpreter().findAttr(a["self"], "column");
            return !column.isAbsent() && a.interpreter().getAttr(column, "table").is(a["table"]);
        });
    module.define<ConstraintObject>("Constraint", { schemaItem }).method("copy(self, **kw)", copy);
    defineNamed(module, "ColumnCollectionConstraint", { "Constraint" });
    const std::string common = "name=None, deferrable=None, initially=None, info=None, ";
    defineNamed(module, "PrimaryKeyConstraint", { "ColumnCollectionConstraint" })
        .constructor(
            "(self, *columns, " + common + "comment=None, _implicit_generated=False, **dialect_kw)",
            [](Args &a) { return initKeyConstraint(a, ConstraintObject::Kind::PrimaryKey); });
    defineNamed(module, "UniqueConstraint", { "ColumnCollectionConstraint" })
        .constructor("(self, *columns, " + common
                         + "comment=None, _column_flag=False, _create_rule=None, _autoattach=True, "
                           "**dialect_kw)",
                     [](Args &a) { return initKeyConstraint(a, ConstraintObject::Kind::Unique); });
    defineNamed(module, "CheckConstraint", { "ColumnCollectionConstraint" })
        .constructor(
            "(self, sqltext, name=None, deferrable=None, initially=None, table=None, info=None, "
            "comment=None, _create_rule=None, _autoattach=True, _type_bound=False, **dialect_kw)",
            initCheckConstraint);
    defineNamed(module, "ForeignKeyConstraint", { "ColumnCollectionConstraint" })
        .constructor(
            "(self, columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, "
            "initially=None, use_alter=False, link_to_name=False, match=None, table=None, "
            "info=None, "
            "comment=None, **dialect_kw)",
            initForeignKeyConstraint);
    defineNamed(module, "postgresql.ExcludeConstraint", { "ColumnCollectionConstraint" })
        .constructor("(self, *elements, name=None, deferrable=None, initially=None, using='gist', "
                     "where=None, "
                     "ops=None, info=None, comment=None, **dialect_kw)",
                     initExcludeConstraint);
    module.define<IndexObject>("Index", { schemaItem })
        .constructor("(self, name, *expressions, unique=False, quote=None, info=None, _table=None, "
                     "_column_flag=False, **dialect_kw)",
                     initIndex)
        .method("create(self, bind=None, checkfirst=False)",
                [](Args &a) { return createIndex(a, true); })
        .method("drop(self, bind=None, checkfirst=False)",
                [](Args &a) { return createIndex(a, false); });
}

} // namespace limbeck::bindings
