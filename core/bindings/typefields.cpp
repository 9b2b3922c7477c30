// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"

#include <QHash>

#include <string_view>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using schema::SqlType;

namespace {

Value textValue(const std::optional<QString> &text)
{
    return text ? makeStr(*text) : Value();
}

Value numberValue(const std::optional<int> &number)
{
    return number ? Value(*number) : Value();
}

std::optional<QString> toText(Interpreter &interpreter, const Value &value)
{
    if (value.isNone() || value.isAbsent())
        return {};
    interpreter.requireKnown(value);
    return interpreter.str(value);
}

std::optional<int> toNumber(Interpreter &interpreter, const Value &value)
{
    if (value.isNone() || value.isAbsent())
        return {};
    interpreter.requireKnown(value);
    // Old scripts give a length as text.
    if (value.isStr()) {
        bool isNumber = false;
        const int number = textOf(value).toInt(&isNumber);
        if (isNumber)
            return number;
    }
    return static_cast<int>(interpreter.toIndex(value));
}

template <std::optional<QString> SqlType::*Member>
Value getText(Interpreter &, const TypeObject &type)
{
    return textValue((*type.sql()).*Member);
}

template <std::optional<QString> SqlType::*Member>
void setText(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    type.edit().*Member = toText(interpreter, value);
}

template <std::optional<int> SqlType::*Member>
Value getNumber(Interpreter &, const TypeObject &type)
{
    return numberValue((*type.sql()).*Member);
}

template <std::optional<int> SqlType::*Member>
void setNumber(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    type.edit().*Member = toNumber(interpreter, value);
}

template <bool SqlType::*Member>
Value getFlag(Interpreter &, const TypeObject &type)
{
    return (*type.sql()).*Member;
}

template <bool SqlType::*Member>
void setFlag(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    type.edit().*Member = interpreter.truth(value);
}

/// An Enum's length is that of its longest value unless it is given.
Value getLength(Interpreter &, const TypeObject &type)
{
    const SqlType &sql = *type.sql();
    if (!type.lengthWord.isEmpty())
        return makeStr(type.lengthWord);
    if (sql.length || sql.enumValues.isEmpty())
        return numberValue(sql.length);
    qsizetype longest = 0;
    for (const QString &value : sql.enumValues)
        longest = std::max(longest, value.size());
    return static_cast<qint64>(longest);
}

void setLength(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    bool isNumber = true;
    if (value.isStr())
        textOf(value).toInt(&isNumber);
    type.lengthWord = isNumber ? QString() : textOf(value);
    type.edit().length = isNumber ? toNumber(interpreter, value) : std::nullopt;
}

/// Only postgresql.ENUM and DOMAIN know create_type; the generic Enum takes and ignores it.
void setCreateType(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    if (type.sql()->dialect == u"postgresql")
        type.edit().createType = interpreter.truth(value);
}

/// SQL of a DOMAIN: a script's text or expression in PostgreSQL's words.
QString domainText(Interpreter &interpreter, const Value &value)
{
    if (value.isStr())
        return textOf(value);
    const Dialect &dialect = *dialect::dialectByName(u"postgresql"_s);
    return orThrow(interpreter, dialect.compile(*toExpression(interpreter, value), {}));
}

void setDomainCheck(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    if (isGiven(value))
        type.edit().domainCheck = domainText(interpreter, value);
}

/// A str is a literal, as it is for a column's server_default.
void setDomainDefault(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    if (!isGiven(value))
        return;
    const Dialect &dialect = *dialect::dialectByName(u"postgresql"_s);
    type.edit().domainDefault = value.isStr()
        ? orThrow(interpreter, dialect.literal(schema::Literal(textOf(value)), nullptr))
        : domainText(interpreter, value);
}

Value getEnums(Interpreter &, const TypeObject &type)
{
    return makeStrList(type.sql()->enumValues);
}

void setEnums(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    QStringList texts;
    for (const Value &item : interpreter.toVector(value))
        texts.append(interpreter.str(item));
    type.edit().enumValues = texts;
}

Value getItemType(Interpreter &, const TypeObject &type)
{
    return type.itemType;
}

void setItemType(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    const Ref<TypeObject> item = typeInstance(interpreter, value);
    if (!item)
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"ARRAY item type expected, got %1"_s.arg(interpreter.repr(value)));
    if (item->sql()->itemType && item->sql()->name == u"ARRAY")
        throwValueError(
            u"Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype"_s);
    type.itemType = item;
    type.edit().itemType = item->sql();
}

Value getAstextType(Interpreter &interpreter, const TypeObject &type)
{
    return type.sql()->astextType ? fromSqlType(interpreter, type.sql()->astextType) : Value();
}

void setAstextType(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    if (const Ref<TypeObject> text = typeInstance(interpreter, value))
        type.edit().astextType = text->sql();
}

Value getEnumClass(Interpreter &, const TypeObject &type)
{
    return type.enumClass;
}

void setEnumClass(Interpreter &, TypeObject &type, const Value &value)
{
    type.enumClass = value;
}

Value getMetadata(Interpreter &, const TypeObject &type)
{
    return type.metadata;
}

void setMetadata(Interpreter &interpreter, TypeObject &type, const Value &value)
{
    // The metadata's schema becomes the type's with the table that it is used in.
    Q_UNUSED(interpreter);
    type.metadata = value;
    type.edit().isOfMetadata = !value.isNone();
}

Value getNothing(Interpreter &, const TypeObject &)
{
    return Value::absent();
}

/// Accepted, but of no consequence for SQL.
void ignore(Interpreter &, TypeObject &, const Value &) { }

#define TEXT(member) getText<&SqlType::member>, setText<&SqlType::member>
#define NUMBER(member) getNumber<&SqlType::member>, setNumber<&SqlType::member>
#define FLAG(member) getFlag<&SqlType::member>, setFlag<&SqlType::member>

const TypeField typeFields[] = {
    { "length", getLength, setLength },
    { "precision", NUMBER(precision) },
    { "second_precision", NUMBER(precision) },
    { "scale", NUMBER(scale) },
    { "decimal_return_scale", NUMBER(decimalReturnScale) },
    { "asdecimal", FLAG(asDecimal) },
    { "timezone", FLAG(timezone) },
    { "as_uuid", FLAG(asUuid) },
    { "native_uuid", FLAG(nativeUuid) },
    { "collation", TEXT(collation) },
    { "collate", getNothing, setText<&SqlType::collation> }, // of MySQL's types
    { "charset", TEXT(charset) },
    { "name", TEXT(typeName) },
    { "schema", TEXT(typeSchema) },
    { "native_enum", FLAG(nativeEnum) },
    { "create_constraint", FLAG(createConstraint) },
    { "create_type", getFlag<&SqlType::createType>, setCreateType },
    { "inherit_schema", FLAG(inheritSchema) },
    { "enums", getEnums, setEnums },
    { "item_type", getItemType, setItemType },
    { "data_type", getItemType, setItemType },
    { "dimensions", NUMBER(dimensions) },
    { "display_width", NUMBER(displayWidth) },
    { "fsp", NUMBER(fractionalSeconds) },
    { "unsigned", FLAG(isUnsigned) },
    { "zerofill", FLAG(zerofill) },
    { "ascii", FLAG(ascii) },
    { "unicode", FLAG(unicode) },
    { "binary", FLAG(binary) },
    { "national", FLAG(national) },
    { "fields", TEXT(fields) },
    { "varying", FLAG(varying) },
    { "native", FLAG(nativeInterval) },
    { "storage_format", TEXT(storageFormat) },
    { "none_as_null", FLAG(jsonNoneAsNull) },
    { "astext_type", getAstextType, setAstextType },
    { "enum_class", getEnumClass, setEnumClass },
    { "metadata", getMetadata, setMetadata },
    { "check", getText<&SqlType::domainCheck>, setDomainCheck },
    { "default", getText<&SqlType::domainDefault>, setDomainDefault },
    { "constraint_name", TEXT(domainConstraintName) },
    { "not_null", FLAG(domainNotNull) },
    // Known to SQLAlchemy, without effect on SQL.
    { "day_precision", getNothing, ignore },
    { "as_tuple", getNothing, ignore },
    { "zero_indexes", getNothing, ignore },
    { "values_callable", getNothing, ignore },
    { "validate_strings", getNothing, ignore },
    { "sort_key_function", getNothing, ignore },
    { "omit_aliases", getNothing, ignore },
    { "quote", getNothing, ignore },
    { "convert_unicode", getNothing, ignore },
    { "strict", getNothing, ignore },
    { "retrieve_as_bitwise", getNothing, ignore },
    { "regexp", getNothing, ignore },
    { "truncate_microseconds", getNothing, ignore },
    { "text_type", getNothing, ignore },
    { "protocol", getNothing, ignore },
    { "pickler", getNothing, ignore },
    { "comparator", getNothing, ignore },
    { "deprecate_large_types", getNothing, ignore },
    { "convert_int", getNothing, ignore },
    { "_create_events", getNothing, ignore },
    { "_adapted_from", getNothing, ignore },
    { "_disable_warnings", getNothing, ignore },
};

#undef TEXT
#undef NUMBER
#undef FLAG

QString valueText(Interpreter &interpreter, const Value &value)
{
    interpreter.requireKnown(value);
    if (value.isStr())
        return textOf(value);
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"Enum values must be strings, got %1"_s.arg(interpreter.repr(value)));
}

/// Enum(SomeEnum): its names, or what values_callable makes of it.
void takeEnumClass(Interpreter &interpreter, TypeObject &type, const Value &enumClass,
                   const Value &callable)
{
    type.enumClass = enumClass;
    QStringList values;
    if (callable.isAbsent() || callable.isNone()) {
        for (const Value &member : interpreter.toVector(enumClass))
            values.append(valueText(interpreter, interpreter.getAttr(member, "name")));
    } else {
        for (const Value &value :
             interpreter.toVector(interpreter.call(callable, Arguments { enumClass })))
            values.append(valueText(interpreter, value));
    }
    SqlType &sql = type.edit();
    sql.enumValues = values;
    sql.typeName = interpreter.str(interpreter.getAttr(enumClass, "__name__")).toLower();
}

bool isEnumClass(Interpreter &interpreter, const Value &value)
{
    return value.isType() && !interpreter.findAttr(value, "__members__").isAbsent();
}

} // namespace

const TypeField *typeField(const QString &name)
{
    static const QHash<QString, const TypeField *> byName = [] {
        QHash<QString, const TypeField *> result;
        for (const TypeField &field : typeFields)
            result.insert(QString::fromLatin1(field.name), &field);
        return result;
    }();
    return byName.value(name);
}

namespace {

/// The field that a constructor's parameter sets; null if it sets none.
const TypeField *fieldOf(const Signature::Parameter &parameter)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, const TypeField *> result;
        for (const TypeField &field : typeFields)
            result.emplace(field.name, &field);
        return result;
    }();
    const auto found = byName.find(parameter.name);
    return found != byName.end() ? found->second : nullptr;
}

} // namespace

void takeTypeArguments(Args &arguments, TypeObject &type, UnknownKeywords unknown)
{
    Interpreter &interpreter = arguments.interpreter();
    const Signature &signature = arguments.signature();
    for (int i = 1; i < signature.count(); ++i) {
        const Signature::Parameter &parameter = signature.parameters()[static_cast<size_t>(i)];
        if (parameter.kind == Signature::Parameter::Kind::VarPositional
            || i == signature.varKeywords() || arguments[i].isAbsent())
            continue;
        if (const TypeField *field = fieldOf(parameter))
            field->set(interpreter, type, arguments[i]);
    }
    if (signature.varKeywords() < 0)
        return;
    for (const HashTable::Entry &entry : arguments.varKeywords().table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const TypeField *field = typeField(textOf(entry.key));
        if (!field && unknown == UnknownKeywords::Ignored)
            continue;
        if (!field)
            throwTypeError(u"%1.__init__() got an unexpected keyword argument '%2'"_s.arg(
                type.type()->name(), textOf(entry.key)));
        field->set(interpreter, type, entry.value);
    } // MySQL's types go by collate where both are given.
    if (const Value *const collate = arguments.varKeywords().find("collate"))
        setText<&SqlType::collation>(interpreter, type, *collate);
}

void takeEnumArguments(Args &arguments, TypeObject &type)
{
    Interpreter &interpreter = arguments.interpreter();
    const ValueVector &enums = arguments.varPositional();
    const Value *callable = arguments.varKeywords().find("values_callable");
    if (enums.size() == 1 && isEnumClass(interpreter, enums[0])) {
        takeEnumClass(interpreter, type, enums[0], callable ? *callable : Value::absent());
    } else {
        QStringList values;
        for (const Value &value : enums)
            values.append(valueText(interpreter, value));
        if (const Value *named = arguments.varKeywords().find("enums")) {
            for (const Value &value : interpreter.toVector(*named))
                values.append(valueText(interpreter, value));
        }
        type.edit().enumValues = values;
    }
    // SQLAlchemy's Enum looks up what it knows; those of MySQL hand the rest on to String.
    const bool isStrict = type.sql()->dialect == u"mysql";
    takeTypeArguments(arguments, type,
                      isStrict ? UnknownKeywords::Refused : UnknownKeywords::Ignored);
}

} // namespace limbeck::bindings
