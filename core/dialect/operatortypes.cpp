// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/operatortypes.h"

#include "core/dialect/literals.h"
#include "core/dialect/typecompiler.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

using schema::SqlTypePtr;

namespace {

Affinity namedAffinity(const QString &name)
{
    static const QHash<QString, Affinity> families = [] {
        QHash<QString, Affinity> all;
        const auto add = [&all](Affinity family, const QStringList &names) {
            for (const QString &each : names)
                all.insert(each, family);
        };
        add(Affinity::Null, { u"NullType"_s, u"NULLTYPE"_s });
        add(Affinity::Numeric,
            { u"Numeric"_s, u"NUMERIC"_s, u"DECIMAL"_s, u"Float"_s, u"FLOAT"_s, u"Double"_s,
              u"DOUBLE"_s, u"DOUBLE_PRECISION"_s, u"REAL"_s });
        add(Affinity::Boolean, { u"Boolean"_s, u"BOOLEAN"_s, u"BOOL"_s, u"MatchType"_s });
        add(Affinity::Date, { u"Date"_s, u"DATE"_s });
        add(Affinity::DateTime, { u"DateTime"_s, u"DATETIME"_s, u"TIMESTAMP"_s });
        add(Affinity::Time, { u"Time"_s, u"TIME"_s });
        add(Affinity::Interval, { u"Interval"_s, u"INTERVAL"_s });
        add(Affinity::Json, { u"JSON"_s, u"JSONB"_s });
        add(Affinity::Array, { u"ARRAY"_s });
        add(Affinity::Binary,
            { u"LargeBinary"_s, u"BINARY"_s, u"VARBINARY"_s, u"BLOB"_s, u"TINYBLOB"_s,
              u"MEDIUMBLOB"_s, u"LONGBLOB"_s, u"BYTEA"_s });
        return all;
    }();
    return families.value(name, Affinity::Other);
}

const SqlTypePtr &plainType(Affinity family)
{
    static const QHash<Affinity, SqlTypePtr> types {
        { Affinity::Integer, schema::simpleType(u"Integer"_s) },
        { Affinity::Numeric, schema::simpleType(u"Numeric"_s) },
        { Affinity::Date, schema::simpleType(u"Date"_s) },
        { Affinity::DateTime, schema::simpleType(u"DateTime"_s) },
        { Affinity::Interval, schema::simpleType(u"Interval"_s) },
        { Affinity::String, schema::simpleType(u"String"_s) },
    };
    const auto found = types.constFind(family);
    Q_ASSERT(found != types.cend());
    return *found;
}

/// Families that arithmetic of two families gives; what is not here keeps the left type.
std::optional<Affinity> arithmeticResult(const QString &op, Affinity left, Affinity right)
{
    using enum Affinity;

    struct Rule
    {
        const char16_t *op;
        Affinity left, right, result;
    };

    static constexpr Rule rules[] = {
        { u"add", Integer, Date, Date },
        { u"add", Integer, Numeric, Numeric },
        { u"mul", Integer, Interval, Interval },
        { u"mul", Integer, Numeric, Numeric },
        { u"truediv", Integer, Integer, Numeric },
        { u"truediv", Integer, Numeric, Numeric },
        { u"floordiv", Integer, Numeric, Numeric },
        { u"sub", Integer, Numeric, Numeric },
        { u"mul", Numeric, Interval, Interval },
        { u"sub", DateTime, DateTime, Interval },
        { u"add", Date, Interval, DateTime },
        { u"add", Date, Time, DateTime },
        { u"sub", Date, Date, Integer },
        { u"sub", Date, Interval, DateTime },
        { u"sub", Date, DateTime, Interval },
        { u"add", Time, Date, DateTime },
        { u"sub", Time, Time, Interval },
        { u"add", Interval, Date, DateTime },
        { u"add", Interval, DateTime, DateTime },
        { u"add", Interval, Time, Time },
    };
    for (const Rule &rule : rules) {
        if (rule.left == left && rule.right == right && op == QStringView(rule.op))
            return rule.result;
    }
    return {};
}

bool isCommutative(const QString &op)
{
    return op == u"add" || op == u"mul" || op == u"eq" || op == u"ne";
}

bool isConcatenable(Affinity family)
{
    return family == Affinity::String || family == Affinity::Binary || family == Affinity::Json
        || family == Affinity::Array;
}

} // namespace

Affinity affinityOf(const schema::SqlType *type)
{
    if (type == nullptr)
        return Affinity::Null;
    const Affinity named = namedAffinity(type->name);
    if (named != Affinity::Other)
        return named;
    if (isIntegerType(*type))
        return Affinity::Integer;
    if (isStringType(*type) || isEnumType(*type))
        return Affinity::String;
    return Affinity::Other;
}

AdaptedOperator adaptOperator(const QString &op, const SqlTypePtr &left, const SqlTypePtr &right)
{
    const Affinity l = affinityOf(left.get());
    const Affinity r = affinityOf(right.get());
    if (l == Affinity::Null)
        return r == Affinity::Null || !isCommutative(op) ? AdaptedOperator { op, left }
                                                         : adaptOperator(op, right, left);
    if (isConcatenable(l) && op == u"add" && (isConcatenable(r) || r == Affinity::Null))
        return { u"concat_op"_s, left && isEnumType(*left) ? plainType(Affinity::String) : left };
    if (const auto result = arithmeticResult(op, l, r)) {
        if (*result == l)
            return { op, left };
        if (*result == r)
            return { op, right };
        return { op, plainType(*result) };
    }
    return { op, left };
}

SqlTypePtr comparedValueType(const SqlTypePtr &compared, const schema::Literal &value)
{
    const SqlTypePtr own = typeOfLiteral(value);
    const Affinity family = affinityOf(own.get());
    if (compared && affinityOf(compared.get()) != Affinity::Null
        && (family == Affinity::Null || family == affinityOf(compared.get())))
        return compared;
    return own;
}

SqlTypePtr functionType(const schema::Function &function,
                        const std::vector<SqlTypePtr> &argumentTypes)
{
    if (!function.packages.isEmpty())
        return {};
    static const QHash<QString, QString> fixed {
        { u"now"_s, u"DateTime"_s },
        { u"concat"_s, u"String"_s },
        { u"char_length"_s, u"Integer"_s },
        { u"count"_s, u"Integer"_s },
        { u"current_date"_s, u"Date"_s },
        { u"current_time"_s, u"Time"_s },
        { u"current_timestamp"_s, u"DateTime"_s },
        { u"current_user"_s, u"String"_s },
        { u"localtime"_s, u"DateTime"_s },
        { u"localtimestamp"_s, u"DateTime"_s },
        { u"session_user"_s, u"String"_s },
        { u"sysdate"_s, u"DateTime"_s },
        { u"user"_s, u"String"_s },
        { u"rank"_s, u"Integer"_s },
        { u"dense_rank"_s, u"Integer"_s },
        { u"percent_rank"_s, u"Numeric"_s },
        { u"cume_dist"_s, u"Numeric"_s },
        { u"aggregate_strings"_s, u"String"_s },
    };
    static const QSet<QString> ofArguments { u"coalesce"_s, u"max"_s, u"min"_s, u"sum"_s };

    const QString name = function.name.text.toLower();
    if (const auto found = fixed.constFind(name); found != fixed.cend())
        return schema::simpleType(*found);
    if (ofArguments.contains(name)) {
        for (const SqlTypePtr &type : argumentTypes) {
            if (affinityOf(type.get()) != Affinity::Null)
                return type;
        }
    }
    if (name == u"array_agg" && !argumentTypes.empty()) {
        if (affinityOf(argumentTypes.front().get()) == Affinity::Array)
            return argumentTypes.front();
        auto array = std::make_shared<schema::SqlType>();
        array->name = u"ARRAY"_s;
        array->itemType = argumentTypes.front();
        return array;
    }
    return {};
}

} // namespace limbeck::dialect
