// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

std::optional<qint64> number(Args &a, const char *name)
{
    return a[name].isNone() ? std::nullopt : std::optional(a.integer(name));
}

std::optional<bool> flag(Args &a, const char *name)
{
    return a[name].isNone() ? std::nullopt : std::optional(a.truth(name));
}

SequenceOptions sequenceOptions(Args &a)
{
    SequenceOptions options;
    options.start = number(a, "start");
    options.increment = number(a, "increment");
    options.minValue = number(a, "minvalue");
    options.maxValue = number(a, "maxvalue");
    options.cache = number(a, "cache");
    options.noMinValue = flag(a, "nominvalue");
    options.noMaxValue = flag(a, "nomaxvalue");
    options.order = a.truth("order");
    options.cycle = flag(a, "cycle");
    return options;
}

Value optionalNumber(const std::optional<qint64> &value)
{
    return value ? Value(*value) : Value();
}

Value optionalFlag(const std::optional<bool> &value)
{
    return value ? Value(*value) : Value();
}

Value sequenceAttribute(const SequenceOptions &options, const QString &name)
{
    if (name == u"start")
        return optionalNumber(options.start);
    if (name == u"increment")
        return optionalNumber(options.increment);
    if (name == u"minvalue")
        return optionalNumber(options.minValue);
    if (name == u"maxvalue")
        return optionalNumber(options.maxValue);
    if (name == u"cache")
        return optionalNumber(options.cache);
    if (name == u"cycle")
        return optionalFlag(options.cycle);
    if (name == u"nominvalue")
        return optionalFlag(options.noMinValue);
    if (name == u"nomaxvalue")
        return optionalFlag(options.noMaxValue);
    return Value::absent();
}

/// What server_default= may be, in SQLAlchemy's words.
[[noreturn]] void refuseDefault(Interpreter &interpreter, const Value &value)
{
    throwSqlAlchemyError(
        interpreter, "ArgumentError",
        u"Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class '%1'>'"_s
            .arg(interpreter.typeName(value)));
}

Value initSequence(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    DefaultObject &self = a.object<DefaultObject>("self");
    self.kind = DefaultObject::Kind::Sequence;
    self.sequence.name = toIdentifier(interpreter, a["name"]);
    self.sequence.options = sequenceOptions(a);
    self.isOptional = a.truth("optional");
    self.sequence.schema = toOptionalIdentifier(interpreter, a["schema"]);
    self.metadata = a["metadata"];
    if (!a["data_type"].isNone())
        self.sequence.dataType =
            toSqlType(interpreter, a["data_type"], currentDialect(interpreter));
    if (!self.metadata.isNone()) {
        const Value schema = interpreter.getAttr(self.metadata, "schema");
        if (!self.sequence.schema && !schema.isNone())
            self.sequence.schema = toIdentifier(interpreter, schema);
        interpreter.callMethod(self.metadata, "_add_sequence", Arguments { a["self"] });
    }
    return {};
}

Value createSequence(Args &a, bool create)
{
    Interpreter &interpreter = a.interpreter();
    const SqlAlchemyServices &services = library(interpreter).services;
    if (a["bind"].isNone() || !services.invoke)
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"Sequence object is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s);
    const Dialect *const dialect = services.dialectOf(interpreter, a["bind"]);
    const Backend backend = (dialect ? *dialect : currentDialect(interpreter)).backend();
    if (backend != Backend::PostgreSql && backend != Backend::MariaDb)
        return {}; // has none
    ops::Operation operation;
    operation.origin = interpreter.currentSpan();
    const Sequence sequence = a.object<DefaultObject>("self").sequence;
    const bool check = a.truth("checkfirst");
    if (create)
        operation.action = ops::CreateSequence { sequence, check };
    else
        operation.action = ops::DropSequence { sequence, check };
    services.invoke(interpreter, a["bind"], operation);
    return {};
}

Value nextValue(Args &a)
{
    const DefaultObject &self = a.object<DefaultObject>("self");
    return wrap(a.interpreter(),
                makeExpression(SequenceNextValue { self.sequence.name, self.sequence.schema }));
}

} // namespace

Value DefaultObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"column")
        return column ? Value(column) : Value();
    if (text == u"for_update")
        return forUpdate;
    if (kind == Kind::Sequence) {
        if (text == u"name")
            return makeStr(sequence.name.text);
        if (text == u"schema")
            return sequence.schema ? makeStr(sequence.schema->text) : Value();
        if (text == u"metadata")
            return metadata;
        if (text == u"is_sequence")
            return true;
        return sequenceAttribute(sequence.options, text);
    }
    if (kind == Kind::Identity) {
        if (text == u"always")
            return identity.always;
        if (text == u"on_null")
            return identity.onNull;
        return sequenceAttribute(identity.options, text);
    }
    if (kind == Kind::Computed) {
        if (text == u"sqltext")
            return fromExpression(interpreter, toSqlExpression(interpreter, argument));
        if (text == u"persisted")
            return persisted ? Value(*persisted) : Value();
    }
    if (text == u"arg")
        return argument;
    if (text == u"is_sequence")
        return false;
    if (text == u"is_scalar")
        return kind == Kind::ColumnDefault && !argument.as<ElementObject>()
            && !interpreter.isCallable(argument);
    if (text == u"is_callable")
        return kind == Kind::ColumnDefault && interpreter.isCallable(argument);
    if (text == u"is_clause_element")
        return argument.as<ElementObject>() != nullptr;
    if (text == u"is_identity" || text == u"has_argument")
        return kind == Kind::ServerDefault;
    return Value::absent();
}

QString DefaultObject::repr(Interpreter &interpreter)
{
    switch (kind) {
    case Kind::Sequence:
        return u"Sequence(%1)"_s.arg(quoted(sequence.name.text));
    case Kind::Identity:
        return u"Identity(%1)"_s.arg(identity.always ? u"always=True"_s : QString());
    case Kind::Computed:
        return u"Computed(%1)"_s.arg(interpreter.repr(argument));
    case Kind::ColumnDefault:
        return u"%1(%2)"_s.arg(interpreter.isCallable(argument)   ? u"CallableColumnDefault"_s
                                   : argument.as<ElementObject>() ? u"ColumnElementColumnDefault"_s
                                                                  : u"ScalarElementColumnDefault"_s,
                               interpreter.repr(argument));
    case Kind::ServerDefault:
        return u"DefaultClause(%1, for_update=%2)"_s.arg(interpreter.repr(argument),
                                                         forUpdate ? u"True"_s : u"False"_s);
    case Kind::Fetched:
        break;
    }
    return u"FetchedValue()"_s;
}

void DefaultObject::clearReferences()
{
    argument = metadata = {};
    column = nullptr;
    Object::clearReferences();
}

Value makeColumnDefault(Interpreter &interpreter, const Value &value, bool forUpdate)
{
    if (auto *known = value.as<DefaultObject>()) {
        known->forUpdate = forUpdate;
        return value;
    }
    const Ref<DefaultObject> made = createAs<DefaultObject>(interpreter, "ColumnDefault");
    made->kind = DefaultObject::Kind::ColumnDefault;
    made->argument = value;
    made->forUpdate = forUpdate;
    return made;
}

namespace {

/// FetchedValue._as_for_update(): a copy where the object says otherwise; Identity and Computed
/// stay.
Value turnedToUpdate(Interpreter &interpreter, DefaultObject &object, bool forUpdate)
{
    const bool turns = object.kind == DefaultObject::Kind::Fetched
        || object.kind == DefaultObject::Kind::ServerDefault;
    if (!turns || object.forUpdate == forUpdate)
        return Value(&object);
    const auto made = interpreter.allocate(object.type());
    auto &copy = *static_cast<DefaultObject *>(made.get());
    copy.kind = object.kind;
    copy.argument = object.argument;
    copy.forUpdate = forUpdate;
    return made;
}

} // namespace

Value makeServerDefault(Interpreter &interpreter, const Value &value, bool forUpdate)
{
    interpreter.requireKnown(value);
    if (auto *known = value.as<DefaultObject>())
        return turnedToUpdate(interpreter, *known, forUpdate);
    if (value.isNone())
        return value;
    if (!value.isStr() && !value.as<ElementObject>()
        && interpreter.findAttr(value, "__clause_element__").isAbsent())
        refuseDefault(interpreter, value);
    const Ref<DefaultObject> made = createAs<DefaultObject>(interpreter, "DefaultClause");
    made->kind = DefaultObject::Kind::ServerDefault;
    made->argument = value;
    made->forUpdate = forUpdate;
    return made;
}

Value serverDefaultObject(Interpreter &interpreter, const ServerDefault &value)
{
    if (const auto *text = std::get_if<QString>(&value.value))
        return makeServerDefault(interpreter, makeStr(*text), false);
    return makeServerDefault(
        interpreter, fromExpression(interpreter, std::get<ExpressionPtr>(value.value)), false);
}

Value identityObject(Interpreter &interpreter, const Identity &identity)
{
    const Ref<DefaultObject> made = createAs<DefaultObject>(interpreter, "Identity");
    made->kind = DefaultObject::Kind::Identity;
    made->identity = identity;
    return made;
}

Value computedObject(Interpreter &interpreter, const Computed &computed)
{
    const Ref<DefaultObject> made = createAs<DefaultObject>(interpreter, "Computed");
    made->kind = DefaultObject::Kind::Computed;
    made->argument = fromExpression(interpreter, computed.expression);
    made->persisted = computed.persisted;
    return made;
}

std::optional<ServerDefault> toServerDefault(Interpreter &interpreter, const Value &value,
                                             const Dialect &)
{
    interpreter.requireKnown(value);
    if (value.isNone() || value.isAbsent())
        return {};
    if (auto *object = value.as<DefaultObject>()) {
        if (object->kind == DefaultObject::Kind::Sequence)
            return ServerDefault { makeExpression(
                SequenceNextValue { object->sequence.name, object->sequence.schema }) };
        if (object->kind != DefaultObject::Kind::ServerDefault)
            return {};
        return toServerDefault(interpreter, object->argument, currentDialect(interpreter));
    }
    if (value.isStr())
        return ServerDefault { textOf(value) };
    if (!value.as<ElementObject>() && interpreter.findAttr(value, "__clause_element__").isAbsent())
        refuseDefault(interpreter, value);
    return ServerDefault { operand(interpreter, value, nullptr) };
}

ops::AlterColumn::DefaultChange toDefaultChange(Interpreter &interpreter, const Value &value,
                                                const Dialect &dialect)
{
    if (const auto *object = value.as<DefaultObject>()) {
        if (object->kind == DefaultObject::Kind::Identity)
            return object->identity;
        if (object->kind == DefaultObject::Kind::Computed)
            return Computed { toSqlExpression(interpreter, object->argument), object->persisted };
    }
    const auto given = toServerDefault(interpreter, value, dialect);
    if (given)
        return *given;
    return std::monostate {};
}

void defineDefaults(ModuleBuilder &module)
{
    const Ref<Type> schemaItem(module.module()->dict().find("SchemaItem")->as<Type>());
    module.define<DefaultObject>("DefaultGenerator", { schemaItem });
    const auto sequenceSignature =
        std::string("start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, "
                    "nomaxvalue=None, cycle=None, ");

    defineNamed(module, "FetchedValue", { "DefaultGenerator" })
        .constructor("(self, for_update=False)", [](Args &a) -> Value {
            a.object<DefaultObject>("self").forUpdate = a.truth("for_update");
            return {};
        });
    defineNamed(module, "DefaultClause", { "FetchedValue" })
        .constructor("(self, arg, for_update=False, _reflected=False)", [](Args &a) -> Value {
            DefaultObject &self = a.object<DefaultObject>("self");
            const Value &given = a["arg"];
            if (!given.isStr() && !given.as<ElementObject>())
                refuseDefault(a.interpreter(), given);
            self.kind = DefaultObject::Kind::ServerDefault;
            self.argument = given;
            self.forUpdate = a.truth("for_update");
            return {};
        });
    defineNamed(module, "PassiveDefault", { "DefaultClause" });
    defineNamed(module, "ColumnDefault", { "DefaultGenerator" })
        .constructor("(self, arg, for_update=False)", [](Args &a) -> Value {
            DefaultObject &self = a.object<DefaultObject>("self");
            self.kind = DefaultObject::Kind::ColumnDefault;
            self.argument = a["arg"];
            self.forUpdate = a.truth("for_update");
            return {};
        });
    defineNamed(module, "Computed", { "FetchedValue" })
        .constructor("(self, sqltext, persisted=None)", [](Args &a) -> Value {
            DefaultObject &self = a.object<DefaultObject>("self");
            self.kind = DefaultObject::Kind::Computed;
            self.argument = a["sqltext"];
            self.persisted = flag(a, "persisted");
            return {};
        });
    defineNamed(module, "IdentityOptions", { "FetchedValue" });
    defineNamed(module, "Identity", { "IdentityOptions" })
        .constructor("(self, always=False, on_null=None, " + sequenceSignature
                         + "cache=None, order=None, **kw)",
                     [](Args &a) -> Value {
                         DefaultObject &self = a.object<DefaultObject>("self");
                         self.kind = DefaultObject::Kind::Identity;
                         self.identity.always = a.truth("always");
                         self.identity.onNull = a.truth("on_null");
                         self.identity.options = sequenceOptions(a);
                         return {};
                     });
    defineNamed(module, "Sequence", { "DefaultGenerator" })
        .constructor("(self, name, " + sequenceSignature
                         + "schema=None, cache=None, order=None, data_type=None, optional=False, "
                           "quote=None, "
                           "metadata=None, quote_schema=None, for_update=False, **kw)",
                     initSequence)
        .method("create(self, bind=None, checkfirst=True)",
                [](Args &a) { return createSequence(a, true); })
        .method("drop(self, bind=None, checkfirst=True)",
                [](Args &a) { return createSequence(a, false); })
        .method("next_value(self)", nextValue);
}

} // namespace limbeck::bindings
