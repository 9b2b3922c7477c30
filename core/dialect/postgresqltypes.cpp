// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/dialect.h"
#include "core/dialect/identifierpreparer.h"
#include "core/dialect/typecompiler.h"
#include "core/dialect/typespelling.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// Types that are their own name.
bool isPostgresqlWord(const QString &visit)
{
    static const QSet<QString> words {
        u"TSVECTOR"_s,       u"TSQUERY"_s,        u"INET"_s,
        u"CIDR"_s,           u"CITEXT"_s,         u"MACADDR"_s,
        u"MACADDR8"_s,       u"MONEY"_s,          u"OID"_s,
        u"REGCONFIG"_s,      u"REGCLASS"_s,       u"HSTORE"_s,
        u"JSON"_s,           u"JSONB"_s,          u"JSONPATH"_s,
        u"INT4MULTIRANGE"_s, u"INT8MULTIRANGE"_s, u"NUMMULTIRANGE"_s,
        u"DATEMULTIRANGE"_s, u"TSMULTIRANGE"_s,   u"TSTZMULTIRANGE"_s,
        u"INT4RANGE"_s,      u"INT8RANGE"_s,      u"NUMRANGE"_s,
        u"DATERANGE"_s,      u"TSRANGE"_s,        u"TSTZRANGE"_s,
        u"BYTEA"_s
    };
    return words.contains(visit);
}

QString withTimeZone(const QString &word, const schema::SqlType &type)
{
    const QString precision = type.precision ? u"(%1)"_s.arg(*type.precision) : QString();
    return word + precision + (type.timezone ? u" WITH TIME ZONE"_s : u" WITHOUT TIME ZONE"_s);
}

class PostgresqlTypes final : public TypeSpelling
{
public:
    using TypeSpelling::TypeSpelling;

protected:
    QString compilerName() const override { return u"PGTypeCompiler"_s; }

    bool hasNativeUuid() const override { return true; }

    Result<QString> visit(const QString &name, const schema::SqlType &type) const override
    {
        if (isPostgresqlWord(name))
            return name;
        if (name == u"FLOAT")
            return type.precision.value_or(0) != 0 ? u"FLOAT(%1)"_s.arg(*type.precision)
                                                   : u"FLOAT"_s;
        if (name == u"double")
            return u"DOUBLE PRECISION"_s;
        if (name == u"datetime")
            return visit(u"TIMESTAMP"_s, type);
        if (name == u"TIMESTAMP" && type.dialect == u"mssql")
            return failure(ErrorCode::Unsupported,
                           u"'TIMESTAMP' object has no attribute 'timezone'"_s);
        if (name == u"TIMESTAMP" || name == u"TIME")
            return withTimeZone(name, type);
        if (name == u"INTERVAL")
            return interval(type);
        if (name == u"interval")
            return type.nativeInterval ? interval(type) : visit(u"TIMESTAMP"_s, schema::SqlType {});
        if (name == u"BIT")
            return bit(type);
        if (name == u"large_binary")
            return u"BYTEA"_s;
        if (name == u"enum" && (type.nativeEnum || type.name == u"ENUM"))
            return namedType(type, type.name == u"ENUM" ? u"ENUM"_s : u"Enum"_s);
        if (name == u"ENUM" || name == u"DOMAIN")
            return namedType(type, name);
        if (name == u"ARRAY")
            return array(type);
        return TypeSpelling::visit(name, type);
    }

private:
    static Result<QString> interval(const schema::SqlType &type)
    {
        QString text = u"INTERVAL"_s;
        if (type.fields)
            text += u' ' + *type.fields;
        if (type.precision)
            text += u" (%1)"_s.arg(*type.precision);
        return text;
    }

    static Result<QString> bit(const schema::SqlType &type)
    {
        if (type.varying)
            return type.length ? u"BIT VARYING(%1)"_s.arg(*type.length) : u"BIT VARYING"_s;
        if (type.dialect == u"mysql" || type.dialect == u"mssql")
            return failure(ErrorCode::Unsupported, u"'BIT' object has no attribute 'varying'"_s);
        return u"BIT(%1)"_s.arg(type.length.value_or(1));
    }

    Result<QString> namedType(const schema::SqlType &type, const QString &kind) const
    {
        if (type.typeName.value_or(QString()).isEmpty())
            return failure(ErrorCode::Unsupported,
                           u"PostgreSQL %1 type requires a name."_s.arg(kind));
        std::optional<schema::Identifier> schemaName;
        if (type.typeSchema)
            schemaName = schema::Identifier { *type.typeSchema, {} };
        return dialect().identifiers().qualified({ *type.typeName, {} }, schemaName);
    }

    Result<QString> array(const schema::SqlType &type) const
    {
        if (!type.itemType)
            return failure(ErrorCode::Unsupported, u"ARRAY requires an item type"_s);
        auto inner = process(*type.itemType);
        if (!inner)
            return inner;
        // The brackets come before a COLLATE clause.
        static const QRegularExpression collate(u" COLLATE.*$"_s);
        const auto match = collate.match(*inner);
        const qsizetype at = match.hasMatch() ? match.capturedStart() : inner->size();
        return inner->insert(at, u"[]"_s.repeated(type.dimensions.value_or(1)));
    }
};

} // namespace

std::unique_ptr<TypeSpelling> postgresqlTypes(const Dialect &dialect)
{
    return std::make_unique<PostgresqlTypes>(dialect);
}

} // namespace limbeck::dialect
