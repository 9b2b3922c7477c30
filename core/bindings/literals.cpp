// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/evaluation.h"
#include "core/bindings/hostsession.h"
#include "core/bindings/typeobject.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using schema::Literal;
using schema::SqlTypePtr;

namespace {

bool isNamed(Type *type, const char *fullName)
{
    const QLatin1StringView wanted(fullName);
    return std::any_of(type->mro().begin(), type->mro().end(),
                       [&](const Type *base) { return base->fullName() == wanted; });
}

int field(Interpreter &interpreter, const Value &value, const char *name)
{
    return static_cast<int>(interpreter.toIndex(interpreter.getAttr(value, name)));
}

schema::Date dateOf(Interpreter &in, const Value &value)
{
    return { field(in, value, "year"), field(in, value, "month"), field(in, value, "day") };
}

schema::Time timeOf(Interpreter &in, const Value &value)
{
    schema::Time time { field(in, value, "hour"),
                        field(in, value, "minute"),
                        field(in, value, "second"),
                        field(in, value, "microsecond"),
                        {} };
    const Value offset = in.callMethod(value, "utcoffset");
    if (!offset.isNone())
        time.utcOffsetSeconds =
            static_cast<int>(in.toDouble(in.callMethod(offset, "total_seconds")));
    return time;
}

Literal listOf(Interpreter &interpreter, const Value &value)
{
    auto list = std::make_shared<schema::LiteralList>();
    for (const Value &item : interpreter.toVector(value))
        list->items.push_back(plainLiteral(interpreter, item));
    return Literal(std::shared_ptr<const schema::LiteralList>(std::move(list)));
}

QString jsonText(Interpreter &interpreter, const Value &value)
{
    return interpreter.str(
        interpreter.callMethod(interpreter.import(u"json"_s), "dumps", Arguments { value }));
}

bool isJson(const schema::SqlType &type)
{
    return type.name == u"JSON" || type.name == u"JSONB";
}

Literal jsonLiteral(Interpreter &interpreter, const Value &value)
{
    // Written into SQL, None is NULL; sent as a value, the compiler makes it JSON's null.
    if (value.isNone())
        return {};
    const Value jsonNull =
        interpreter.getAttr(Value(library(interpreter).classNamed("JSON")), "NULL");
    return Literal(schema::Json { value.is(jsonNull) ? u"null"_s : jsonText(interpreter, value) });
}

/// A member of the Enum's class, or a str among its values.
Literal enumLiteral(Interpreter &interpreter, TypeObject &object, const Value &value)
{
    if (value.isNone())
        return {};
    const QStringList &values = object.sql()->enumValues;
    if (interpreter.isInstance(value, object.enumClass)) {
        qsizetype index = 0;
        for (const Value &member : interpreter.toVector(object.enumClass)) {
            if (interpreter.equals(member, value) && index < values.size())
                return Literal(values[index]);
            ++index;
        }
    }
    if (value.isStr())
        return Literal(textOf(value));
    throwError(
        interpreter.types().LookupError.get(),
        u"'%1' is not among the defined enum values. Enum name: %2. Possible values: %3"_s.arg(
            interpreter.str(value), object.sql()->typeName.value_or(u"None"_s),
            values.join(u", "_s)));
}

/// Whether a script's class overrides method @p name of the native classes.
bool overrides(Interpreter &interpreter, TypeObject &object, const char *name)
{
    return object.type()->lookup(interpreter.intern(name).get()) != nullptr;
}

/// The method of a script's type that makes a value for the database; null if it has none. Only
/// text goes by process_literal_param(). Source: SQLAlchemy, `TypeDecorator`.
const char *processingMethod(Interpreter &interpreter, TypeObject &object, bool isText)
{
    if (isText && overrides(interpreter, object, "process_literal_param"))
        return "process_literal_param";
    return overrides(interpreter, object, "process_bind_param") ? "process_bind_param" : nullptr;
}

std::optional<Literal> processedByScript(Interpreter &interpreter, const Value &value,
                                         TypeObject &object, const Dialect &dialect)
{
    if (!processingMethod(interpreter, object, true))
        return {};
    const HostSession *const session = hostSession(interpreter);
    const bool isText = !session || !session->migration || session->migration->isOffline();
    const char *const method = processingMethod(interpreter, object, isText);
    if (!method || (isText && value.isNone())) // NULL is written as it is
        return {};
    const Value processed = interpreter.callMethod(
        Value(&object), method, Arguments { value, makeDialectObject(interpreter, dialect) });
    const Value impl = interpreter.callMethod(
        Value(&object), "load_dialect_impl", Arguments { makeDialectObject(interpreter, dialect) });
    return toLiteral(interpreter, processed, toSqlType(interpreter, impl, dialect), dialect);
}

Value isoValue(Interpreter &interpreter, const char *cls, const QString &text)
{
    const Value type = interpreter.getAttr(interpreter.import(u"datetime"_s), cls);
    return interpreter.callMethod(type, "fromisoformat", Arguments { makeStr(text) });
}

Value timeZone(Interpreter &interpreter, const std::optional<int> &offset)
{
    if (!offset)
        return {};
    const Value module = interpreter.import(u"datetime"_s);
    if (*offset == 0)
        return interpreter.getAttr(interpreter.getAttr(module, "timezone"), "utc");
    const Value delta =
        interpreter.callMethod(module, "timedelta", Arguments { Value(0), Value(*offset) });
    return interpreter.callMethod(module, "timezone", Arguments { delta });
}

Value fromDateTime(Interpreter &in, const schema::DateTime &value)
{
    return in.callMethod(in.import(u"datetime"_s), "datetime",
                         Arguments { value.date.year, value.date.month, value.date.day,
                                     value.time.hour, value.time.minute, value.time.second,
                                     value.time.microsecond,
                                     timeZone(in, value.time.utcOffsetSeconds) });
}

Value fromUuid(Interpreter &interpreter, const QString &text)
{
    return interpreter.callMethod(interpreter.import(u"uuid"_s), "UUID",
                                  Arguments { makeStr(text) });
}

/// What the result processors of plain types make of a value.
Value processedResult(Interpreter &interpreter, const Value &value, const schema::SqlType &type)
{
    const QString &name = type.name;
    if (value.isStr()) {
        if (isJson(type))
            return interpreter.callMethod(interpreter.import(u"json"_s), "loads",
                                          Arguments { value });
        if ((name == u"Uuid" || name == u"UUID") && type.asUuid)
            return fromUuid(interpreter, textOf(value));
        if (name == u"DateTime" || name == u"DATETIME" || name == u"TIMESTAMP")
            return isoValue(interpreter, "datetime", textOf(value));
        if (name == u"Date" || name == u"DATE")
            return isoValue(interpreter, "date", textOf(value));
        if (name == u"Time" || name == u"TIME")
            return isoValue(interpreter, "time", textOf(value));
    }
    if ((name == u"Boolean" || name == u"BOOLEAN") && value.isSmallInt())
        return value.integer() != 0;
    static const QSet<QString> exact { u"Numeric"_s, u"NUMERIC"_s, u"DECIMAL"_s };
    if (exact.contains(name) && type.asDecimal && (value.isFloat() || value.isSmallInt()))
        return interpreter.callMethod(interpreter.import(u"decimal"_s), "Decimal",
                                      Arguments { makeStr(interpreter.str(value)) });
    static const QSet<QString> inexact { u"Float"_s, u"FLOAT"_s, u"REAL"_s, u"Double"_s,
                                         u"DOUBLE"_s };
    if (inexact.contains(name) && !type.asDecimal && !value.isFloat() && !value.isStr())
        return interpreter.toDouble(value);
    return value;
}

} // namespace

Literal plainLiteral(Interpreter &interpreter, const Value &value)
{
    interpreter.requireKnown(value);
    if (value.isNone() || value.isAbsent())
        return {};
    if (value.isBool())
        return Literal(value.isTrue());
    if (value.isSmallInt())
        return Literal(value.integer());
    if (value.isFloat())
        return Literal(value.floating());
    if (value.isStr())
        return Literal(textOf(value));
    if (value.isBytes())
        return Literal(static_cast<Bytes *>(value.object())->data());
    if (value.isInt())
        return Literal(schema::Decimal { interpreter.str(value) });
    if (value.isList() || value.isTuple() || value.isSet())
        return listOf(interpreter, value);
    if (value.isDict())
        return Literal(schema::Json { jsonText(interpreter, value) });
    Type *type = interpreter.typeOf(value);
    if (isNamed(type, "datetime.datetime"))
        return Literal(schema::DateTime { dateOf(interpreter, value), timeOf(interpreter, value) });
    if (isNamed(type, "datetime.date"))
        return Literal(dateOf(interpreter, value));
    if (isNamed(type, "datetime.time"))
        return Literal(timeOf(interpreter, value));
    if (isNamed(type, "datetime.timedelta"))
        return Literal(schema::Interval { interpreter.toIndex(interpreter.getAttr(value, "days")),
                                          field(interpreter, value, "seconds"),
                                          field(interpreter, value, "microseconds") });
    if (isNamed(type, "decimal.Decimal"))
        return Literal(schema::Decimal { interpreter.str(value) });
    if (isNamed(type, "uuid.UUID"))
        return Literal(schema::Uuid { interpreter.str(value) });
    if (isNamed(type, "enum.Enum"))
        return plainLiteral(interpreter, interpreter.getAttr(value, "name"));
    if (hasKind(value, Kind::Float))
        return Literal(interpreter.toDouble(value));
    throwSqlAlchemyError(
        interpreter, "ArgumentError",
        u"Object %1 is not legal as a SQL literal value"_s.arg(interpreter.repr(value)));
}

Literal toLiteral(Interpreter &interpreter, const Value &value, const SqlTypePtr &type,
                  const Dialect &dialect)
{
    if (TypeObject *object = scriptTypeOf(interpreter, type)) {
        if (const auto processed = processedByScript(interpreter, value, *object, dialect))
            return *processed;
        if (!object->enumClass.isNone())
            return enumLiteral(interpreter, *object, value);
    }
    if (type && isJson(*type))
        return jsonLiteral(interpreter, value);
    if (type && type->name == u"PickleType" && !value.isNone())
        throwUnsupported(u"Values of PickleType are Python pickles, which are not written here."_s);
    return plainLiteral(interpreter, value);
}

Value plainValue(Interpreter &in, const Literal &literal)
{
    struct Converter
    {
        Interpreter &in;

        Value operator()(schema::Null) const { return {}; }

        Value operator()(bool value) const { return value; }

        Value operator()(qint64 value) const { return value; }

        Value operator()(double value) const { return value; }

        Value operator()(const QString &value) const { return makeStr(value); }

        Value operator()(const QByteArray &value) const { return makeBytes(value); }

        Value operator()(const schema::Date &d) const
        {
            return in.callMethod(in.import(u"datetime"_s), "date",
                                 Arguments { d.year, d.month, d.day });
        }

        Value operator()(const schema::Time &t) const
        {
            return in.callMethod(in.import(u"datetime"_s), "time",
                                 Arguments { t.hour, t.minute, t.second, t.microsecond,
                                             timeZone(in, t.utcOffsetSeconds) });
        }

        Value operator()(const schema::DateTime &value) const { return fromDateTime(in, value); }

        Value operator()(const schema::Interval &i) const
        {
            return in.callMethod(in.import(u"datetime"_s), "timedelta",
                                 Arguments { Value(i.days), i.seconds, i.microseconds });
        }

        Value operator()(const schema::Decimal &value) const
        {
            return in.callMethod(in.import(u"decimal"_s), "Decimal",
                                 Arguments { makeStr(value.text) });
        }

        Value operator()(const schema::Uuid &value) const { return fromUuid(in, value.text); }

        Value operator()(const schema::Json &value) const
        {
            return in.callMethod(in.import(u"json"_s), "loads", Arguments { makeStr(value.text) });
        }

        Value operator()(const std::shared_ptr<const schema::LiteralList> &list) const
        {
            ValueVector items;
            for (const Literal &item : list->items)
                items.push_back(plainValue(in, item));
            return makeList(std::move(items));
        }
    };

    return std::visit(Converter { in }, literal.value);
}

Value fromLiteral(Interpreter &interpreter, const Literal &literal, const SqlTypePtr &type,
                  const Dialect &dialect)
{
    Value value = plainValue(interpreter, literal);
    TypeObject *object = scriptTypeOf(interpreter, type);
    if (object && overrides(interpreter, *object, "process_result_value")) {
        const Value impl =
            interpreter.callMethod(Value(object), "load_dialect_impl",
                                   Arguments { makeDialectObject(interpreter, dialect) });
        const Value raw =
            fromLiteral(interpreter, literal, toSqlType(interpreter, impl, dialect), dialect);
        return interpreter.callMethod(Value(object), "process_result_value",
                                      Arguments { raw, makeDialectObject(interpreter, dialect) });
    }
    if (value.isNone() || !type)
        return value;
    if (object && !object->enumClass.isNone()) {
        const qsizetype index = object->sql()->enumValues.indexOf(interpreter.str(value));
        const ValueVector members = interpreter.toVector(object->enumClass);
        return index >= 0 && index < static_cast<qsizetype>(members.size())
            ? members[static_cast<size_t>(index)]
            : value;
    }
    return processedResult(interpreter, value, *type);
}

} // namespace limbeck::bindings
