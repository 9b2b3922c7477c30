// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/bindings/valuetools.h"
#include "core/lang/parameterplace.h"

#include <array>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

constexpr auto columnSignature =
    "(self, *args, name=None, type_=None, type=None, autoincrement='auto', default=?, doc=None, "
    "key=None, index=None, unique=None, info=None, nullable=?, onupdate=?, primary_key=False, "
    "server_default=None, server_onupdate=None, quote=None, system=False, comment=None, "
    "insert_sentinel=False, insert_default=?, default_factory=?, _proxies=None, **dialect_kwargs)";

consteval int at(std::string_view parameter)
{
    return placeOf(columnSignature, parameter);
}

bool isTypeValue(Interpreter &interpreter, const Value &value)
{
    if (value.as<TypeObject>())
        return true;
    const auto *type = value.as<Type>();
    return type && type->isSubclassOf(library(interpreter).classNamed("TypeEngine").get());
}

/// Column's leading arguments: name, type, both optional; what follows are schema items.
ValueVector takeNameAndType(Args &a, ColumnObject &self)
{
    Interpreter &interpreter = a.interpreter();
    ValueVector items = a.varPositional();
    Value name = a[at("name")];
    Value type = a[at("type_")].isNone() ? a[at("type")] : a[at("type_")];
    if (!items.empty()
        && (items.front().isStr() || items.front().isNone() || items.front().isOpaque())) {
        interpreter.requireKnown(items.front());
        if (!items.front().isNone())
            name = items.front();
        items.erase(items.begin());
    }
    if (!items.empty()
        && (isTypeValue(interpreter, items.front()) || items.front().isNone()
            || items.front().isOpaque())) {
        if (!items.front().isNone())
            type = items.front();
        items.erase(items.begin());
    }
    if (!name.isNone()) {
        self.column()->name = toIdentifier(interpreter, name);
        if (!a[at("quote")].isNone())
            self.column()->name.quote = interpreter.truth(a[at("quote")]);
    }
    self.column()->key = a[at("key")].isNone() ? self.column()->name.text : a.text("key");
    if (!type.isNone()) {
        const Ref<TypeObject> instance = typeInstance(interpreter, type);
        if (!instance)
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"Type object expected, got %1"_s.arg(interpreter.repr(type)));
        self.typeValue = instance;
    }
    return items;
}

bool isDefault(const Value &value, DefaultObject::Kind kind)
{
    const auto *object = value.as<DefaultObject>();
    return object && object->kind == kind;
}

/// Computed(…) leaves no room for other defaults of the server's side.
void refuseBesideComputed(Interpreter &interpreter, const ColumnObject &self)
{
    for (const Value &value : { self.serverDefault, self.serverOnUpdate }) {
        if (!isGiven(value) || isDefault(value, DefaultObject::Kind::Computed))
            continue;
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"A generated column cannot specify a server_default or a server_onupdate argument"_s);
    }
}

/// Identity(…) likewise, and it counts up.
void refuseBesideIdentity(Interpreter &interpreter, const ColumnObject &self)
{
    if (isGiven(self.serverOnUpdate)
        || (isGiven(self.serverDefault)
            && !isDefault(self.serverDefault, DefaultObject::Kind::Identity)))
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"A column with an Identity object cannot specify a server_default or a server_onupdate argument"_s);
    if (self.column()->autoincrement == Column::Autoincrement::No)
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"A column with an Identity object cannot specify autoincrement=False"_s);
}

/// A default that the server fills in when a row is made, or (for_update) changed.
void takeServerDefault(Interpreter &interpreter, ColumnObject &self, const Value &value)
{
    const auto *object = value.as<DefaultObject>();
    const bool forUpdate = object && object->forUpdate;
    (forUpdate ? self.serverOnUpdate : self.serverDefault) = value;
    // The server sets the key, so that it does not count up by itself.
    const bool isFetched = !forUpdate && isDefault(value, DefaultObject::Kind::Fetched);
    if (isFetched && self.column()->autoincrement != Column::Autoincrement::Yes)
        self.column()->autoincrement = Column::Autoincrement::No;
    (forUpdate ? self.column()->serverOnUpdate : self.column()->serverDefault) =
        toServerDefault(interpreter, value, currentDialect(interpreter));
}

void takeItem(Interpreter &interpreter, ColumnObject &self, const Value &item)
{
    Column &column = *self.column();
    if (auto *key = item.as<ForeignKeyObject>()) {
        if (key->parent)
            throwSqlAlchemyError(interpreter, "InvalidRequestError",
                                 u"This ForeignKey already has a parent !"_s);
        key->parent = &self;
        self.foreignKeys.push_back(item);
    } else if (auto *constraint = item.as<ConstraintObject>()) {
        if (constraint->kind == ConstraintObject::Kind::Check)
            self.constraints.push_back(item);
        else if (constraint->kind == ConstraintObject::Kind::PrimaryKey)
            column.primaryKey = true;
        else
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"%1 cannot stand in a Column"_s.arg(interpreter.repr(item)));
    } else if (auto *generator = item.as<DefaultObject>()) {
        generator->column = &self;
        switch (generator->kind) {
        case DefaultObject::Kind::Sequence:
            if (!generator->isOptional)
                column.sequence = generator->sequence;
            self.defaultValue = item;
            break;
        case DefaultObject::Kind::Identity:
            refuseBesideIdentity(interpreter, self);
            column.identity = generator->identity;
            if (!column.nullable)
                column.nullable = false;
            self.identity = self.serverDefault = item;
            break;
        case DefaultObject::Kind::Computed:
            refuseBesideComputed(interpreter, self);
            column.computed = Computed { toSqlExpression(interpreter, generator->argument),
                                         generator->persisted };
            self.computed = self.serverDefault = self.serverOnUpdate = item;
            break;
        case DefaultObject::Kind::ColumnDefault:
            (generator->forUpdate ? self.onUpdate : self.defaultValue) = item;
            break;
        default:
            takeServerDefault(interpreter, self, item);
        }
    } else {
        interpreter.requireKnown(item);
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got %1"_s.arg(
                interpreter.repr(item)));
    }
}

/// default= and onupdate=: SQL of their own, or values of Python's side.
void takePythonDefault(Interpreter &interpreter, ColumnObject &self, const Value &value,
                       bool forUpdate)
{
    if (value.isAbsent() || value.isNone())
        return;
    auto *sequence = value.as<DefaultObject>();
    if (sequence && sequence->kind == DefaultObject::Kind::Sequence) {
        takeItem(interpreter, self, value);
        return;
    }
    const Value object = makeColumnDefault(interpreter, value, forUpdate);
    (forUpdate ? self.onUpdate : self.defaultValue) = object;
    const Value &given = object.as<DefaultObject>()->argument;
    std::optional<Literal> literal;
    ExpressionPtr sql;
    if (auto *element = given.as<ElementObject>())
        sql = element->expression(interpreter);
    else if (given.isOpaque() || interpreter.isCallable(given))
        literal = Literal(); // known when a row is inserted; here it only counts that there is one
    else
        literal = toLiteral(interpreter, given, nullptr, currentDialect(interpreter));
    Column &column = *self.column();
    (forUpdate ? column.pythonOnUpdate : column.pythonDefault) = literal;
    (forUpdate ? column.sqlOnUpdate : column.sqlDefault) = sql;
}

/// Column's items, then server_default= and server_onupdate=, which the items already see.
void takeItems(Args &a, ColumnObject &self, const ValueVector &items)
{
    Interpreter &interpreter = a.interpreter();
    if (isGiven(a[at("server_default")]))
        self.serverDefault = makeServerDefault(interpreter, a[at("server_default")], false);
    if (isGiven(a[at("server_onupdate")]))
        self.serverOnUpdate = makeServerDefault(interpreter, a[at("server_onupdate")], true);
    const std::array keywords { self.serverDefault, self.serverOnUpdate };
    for (const Value &item : items)
        takeItem(interpreter, self, item);
    for (const Value &keyword : keywords) {
        if (isDefault(keyword, DefaultObject::Kind::Identity)
            || isDefault(keyword, DefaultObject::Kind::Computed))
            takeItem(interpreter, self, keyword);
        else if (isGiven(keyword))
            takeServerDefault(interpreter, self, keyword);
    }
}

void takeAutoincrement(Args &a, Column &column)
{
    Interpreter &interpreter = a.interpreter();
    const Value &given = a[at("autoincrement")];
    if (given.isStr())
        column.autoincrement = textOf(given) == u"ignore_fk"
            ? Column::Autoincrement::IgnoreForeignKey
            : Column::Autoincrement::Auto;
    else if (!given.isNone())
        column.autoincrement = interpreter.truth(a[at("autoincrement")])
            ? Column::Autoincrement::Yes
            : Column::Autoincrement::No;
    else
        column.autoincrement = Column::Autoincrement::No;
}

Value initColumn(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    auto &self = a.object<ColumnObject>("self");
    const ValueVector items = takeNameAndType(a, self);
    Column &column = *self.column();
    column.primaryKey = interpreter.truth(a[at("primary_key")]);
    if (!a[at("nullable")].isAbsent())
        column.nullable = a[at("nullable")].isNone()
            ? std::optional(true)
            : std::optional(interpreter.truth(a[at("nullable")]));
    column.index = interpreter.truth(a[at("index")]);
    column.unique = interpreter.truth(a[at("unique")]);
    column.isSystem = interpreter.truth(a[at("system")]);
    column.comment = a.optionalText("comment");
    if (!a[at("info")].isNone())
        self.info = a[at("info")];
    takeAutoincrement(a, column);
    takePythonDefault(interpreter, self, a[at("default")], false);
    takePythonDefault(interpreter, self, a[at("onupdate")], true);
    takeItems(a, self, items);
    self.arguments.assign(items.begin(), items.end());
    column.dialectOptions = takeDialectKeywords(interpreter, a.varKeywords());
    if (!self.typeValue.isAbsent() && self.typeValue.as<TypeObject>()
        && self.typeValue.as<TypeObject>()->impl.isNone()
        && self.typeValue.as<TypeObject>()->variants.empty()
        && self.typeValue.as<TypeObject>()->lengthWord.isEmpty())
        column.type = self.typeValue.as<TypeObject>()->sql();
    return {};
}

} // namespace

void defineColumns(ModuleBuilder &module)
{
    const Ref<Type> clause(module.module()->dict().find("ColumnClause")->as<Type>());
    TypeBuilder column = module.define<ColumnObject>("Column", { clause });
    column.value("__module__", makeStr(u"sqlalchemy.sql.schema"_s));
    column.constructor(columnSignature, initColumn)
        .method("copy(self, **kw)",
                [](Args &a) -> Value {
                    return copyColumn(a.interpreter(), a.object<ColumnObject>("self"),
                                      ForeignKeys::LeftToTheTable);
                })
        .method("_copy(self, **kw)",
                [](Args &a) -> Value {
                    return copyColumn(a.interpreter(), a.object<ColumnObject>("self"),
                                      ForeignKeys::LeftToTheTable);
                })
        .method("append_foreign_key(self, fk)",
                [](Args &a) -> Value {
                    takeItem(a.interpreter(), a.object<ColumnObject>("self"), a["fk"]);
                    return {};
                })
        .method("references(self, column)", [](Args &a) -> Value {
            for (const Value &key : a.object<ColumnObject>("self").foreignKeys) {
                if (a.interpreter().getAttr(key, "column").is(a["column"]))
                    return true;
            }
            return false;
        });
    module.function(
        "column(text, type_=None, is_literal=False, _selectable=None)", [](Args &a) -> Value {
            return makeLightColumn(a.interpreter(), toIdentifier(a.interpreter(), a["text"]),
                                   a["type_"], a.truth("is_literal"));
        });
}

} // namespace limbeck::bindings
