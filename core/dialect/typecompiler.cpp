// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/typecompiler.h"

#include "core/dialect/dialect.h"
#include "core/dialect/typespelling.h"

#include <QSet>
#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// Names that sqlalchemy.types spells in words; every other name is upper case and is its own visit
/// name.
QString genericVisitName(const QString &name)
{
    static const QHash<QString, QString> visits {
        { u"String"_s, u"string"_s },
        { u"Text"_s, u"text"_s },
        { u"Unicode"_s, u"unicode"_s },
        { u"UnicodeText"_s, u"unicode_text"_s },
        { u"Integer"_s, u"integer"_s },
        { u"SmallInteger"_s, u"small_integer"_s },
        { u"BigInteger"_s, u"big_integer"_s },
        { u"Numeric"_s, u"numeric"_s },
        { u"Float"_s, u"float"_s },
        { u"Double"_s, u"double"_s },
        { u"DateTime"_s, u"datetime"_s },
        { u"Date"_s, u"date"_s },
        { u"Time"_s, u"time"_s },
        { u"LargeBinary"_s, u"large_binary"_s },
        { u"PickleType"_s, u"large_binary"_s },
        { u"Boolean"_s, u"boolean"_s },
        { u"MatchType"_s, u"boolean"_s },
        { u"Enum"_s, u"enum"_s },
        { u"Interval"_s, u"interval"_s },
        { u"Uuid"_s, u"uuid"_s },
        { u"NullType"_s, u"null"_s },
    };
    return visits.value(name, name);
}

Result<QString> withPrecision(const QString &word, const schema::SqlType &type)
{
    if (!type.precision)
        return word;
    const QString precision = QString::number(*type.precision);
    if (!type.scale)
        return QString(word % u'(' % precision % u')');
    return QString(word % u'(' % precision % u", " % QString::number(*type.scale) % u')');
}

QString sized(const QString &word, const schema::SqlType &type)
{
    if (type.length.value_or(0) == 0)
        return word;
    return word % u'(' % QString::number(*type.length) % u')';
}

/// The types that are nothing but their own name on every database.
bool isPlainWord(const QString &visit)
{
    static const QSet<QString> words { u"FLOAT"_s,    u"DOUBLE"_s, u"REAL"_s,      u"INTEGER"_s,
                                       u"SMALLINT"_s, u"BIGINT"_s, u"TIMESTAMP"_s, u"DATETIME"_s,
                                       u"DATE"_s,     u"TIME"_s,   u"CLOB"_s,      u"NCLOB"_s,
                                       u"UUID"_s,     u"BLOB"_s,   u"BOOLEAN"_s };
    return words.contains(visit);
}

/// The generic type a word of sqlalchemy.types falls back to.
QString alias(const QString &visit)
{
    static const QHash<QString, QString> aliases {
        { u"string"_s, u"VARCHAR"_s },     { u"unicode"_s, u"VARCHAR"_s },
        { u"enum"_s, u"VARCHAR"_s },       { u"text"_s, u"TEXT"_s },
        { u"unicode_text"_s, u"TEXT"_s },  { u"integer"_s, u"INTEGER"_s },
        { u"big_integer"_s, u"BIGINT"_s }, { u"small_integer"_s, u"SMALLINT"_s },
        { u"numeric"_s, u"NUMERIC"_s },    { u"float"_s, u"FLOAT"_s },
        { u"double"_s, u"DOUBLE"_s },      { u"datetime"_s, u"DATETIME"_s },
        { u"interval"_s, u"DATETIME"_s },  { u"date"_s, u"DATE"_s },
        { u"time"_s, u"TIME"_s },          { u"large_binary"_s, u"BLOB"_s },
        { u"boolean"_s, u"BOOLEAN"_s },
    };
    return aliases.value(visit);
}

} // namespace

QString visitName(const schema::SqlType &type)
{
    if (type.dialect == u"postgresql" && type.name == u"ENUM")
        return u"enum"_s;
    // SQLite's own are the generic types with a storage format.
    if (type.dialect == u"sqlite"
        && (type.name == u"DATETIME" || type.name == u"DATE" || type.name == u"TIME"))
        return type.name.toLower();
    return genericVisitName(type.name);
}

Result<QString> TypeSpelling::process(const schema::SqlType &type) const
{
    const schema::SqlType &effective = resolveVariant(type, m_dialect.backend());
    if (effective.sqlText)
        return *effective.sqlText;
    return visit(visitName(effective), effective);
}

Result<QString> TypeSpelling::visit(const QString &name, const schema::SqlType &type) const
{
    if (isPlainWord(name))
        return name;
    if (name == u"DOUBLE_PRECISION")
        return u"DOUBLE PRECISION"_s;
    if (name == u"NUMERIC" || name == u"DECIMAL")
        return withPrecision(name, type);
    if (name == u"CHAR" || name == u"NCHAR" || name == u"VARCHAR" || name == u"NVARCHAR"
        || name == u"TEXT") {
        const QString text = sized(name, type);
        return type.collation.value_or(QString()).isEmpty()
            ? text
            : text + u" COLLATE \"%1\""_s.arg(*type.collation);
    }
    if (name == u"BINARY" || name == u"VARBINARY")
        return sized(name, type);
    if (name == u"uuid")
        return hasNativeUuid() && type.nativeUuid ? visit(u"UUID"_s, type)
                                                  : Result<QString>(u"CHAR(32)"_s);
    if (name == u"null")
        return failure(
            ErrorCode::Unsupported,
            u"Can't generate DDL for NullType(); did you forget to specify a type on this Column?"_s);
    if (name == u"enum" && !type.length)
        return visit(u"VARCHAR"_s, withEnumLength(type));
    if (const QString generic = alias(name); !generic.isEmpty())
        return visit(generic, type);
    return unsupported(type);
}

schema::SqlType TypeSpelling::withEnumLength(const schema::SqlType &type)
{
    // Enum's VARCHAR is as long as its longest value.
    schema::SqlType sizedType = type;
    qsizetype longest = 0;
    for (const QString &value : type.enumValues)
        longest = std::max(longest, static_cast<qsizetype>(value.toUcs4().size()));
    sizedType.length = static_cast<int>(longest);
    return sizedType;
}

tl::unexpected<Error> TypeSpelling::unsupported(const schema::SqlType &type) const
{
    return failure(ErrorCode::Unsupported,
                   u"Compiler %1 can't render element of type %2"_s.arg(compilerName(), type.name));
}

const schema::SqlType &resolveVariant(const schema::SqlType &type, Backend backend)
{
    const QString key = backend == Backend::PostgreSql ? u"postgresql"_s
        : backend == Backend::MySql                    ? u"mysql"_s
        : backend == Backend::MariaDb                  ? u"mariadb"_s
        : backend == Backend::Sqlite                   ? u"sqlite"_s
                                                       : u"default"_s;
    const auto variant = type.variants.find(key);
    return variant == type.variants.end() || !variant->second ? type : *variant->second;
}

std::unique_ptr<TypeSpelling> typeSpelling(const Dialect &dialect)
{
    switch (dialect.backend()) {
    case Backend::PostgreSql:
        return postgresqlTypes(dialect);
    case Backend::MySql:
    case Backend::MariaDb:
        return mysqlTypes(dialect);
    case Backend::Sqlite:
        return sqliteTypes(dialect);
    case Backend::Generic:
        break;
    }
    return genericTypes(dialect);
}

Result<QString> compileType(const schema::SqlType &type, const Dialect &dialect)
{
    return typeSpelling(dialect)->process(type);
}

bool isIntegerType(const schema::SqlType &type)
{
    static const QSet<QString> names { u"Integer"_s,      u"INTEGER"_s,   u"INT"_s,
                                       u"SmallInteger"_s, u"SMALLINT"_s,  u"BigInteger"_s,
                                       u"BIGINT"_s,       u"MEDIUMINT"_s, u"TINYINT"_s };
    return names.contains(type.name);
}

bool isNumericType(const schema::SqlType &type)
{
    static const QSet<QString> names { u"Numeric"_s, u"NUMERIC"_s, u"DECIMAL"_s,
                                       u"Float"_s,   u"FLOAT"_s,   u"Double"_s,
                                       u"DOUBLE"_s,  u"REAL"_s,    u"DOUBLE_PRECISION"_s };
    return names.contains(type.name);
}

bool isStringType(const schema::SqlType &type)
{
    static const QSet<QString> names {
        u"String"_s,   u"Text"_s,       u"Unicode"_s,    u"UnicodeText"_s, u"VARCHAR"_s,
        u"NVARCHAR"_s, u"CHAR"_s,       u"NCHAR"_s,      u"TEXT"_s,        u"CLOB"_s,
        u"TINYTEXT"_s, u"MEDIUMTEXT"_s, u"LONGTEXT"_s,   u"CITEXT"_s,      u"SET"_s,
        u"Enum"_s,     u"ENUM"_s,       u"AutoString"_s, u"NCLOB"_s
    };
    return names.contains(type.name);
}

bool isTemporalType(const schema::SqlType &type)
{
    static const QSet<QString> names { u"DateTime"_s, u"DATETIME"_s, u"TIMESTAMP"_s,
                                       u"Date"_s,     u"DATE"_s,     u"Time"_s,
                                       u"TIME"_s,     u"Interval"_s, u"INTERVAL"_s };
    return names.contains(type.name);
}

bool isDateTimeType(const schema::SqlType &type)
{
    if (type.dialect == u"mssql" && type.name == u"TIMESTAMP")
        return false; // a row version there
    if (type.dialect == u"oracle" && type.name == u"DATE")
        return true; // with a time of day
    return type.name == u"DateTime" || type.name == u"DATETIME" || type.name == u"TIMESTAMP"
        || type.name == u"DATETIME2" || type.name == u"SMALLDATETIME"
        || type.name == u"DATETIMEOFFSET";
}

bool isBinaryType(const schema::SqlType &type)
{
    static const QSet<QString> names { u"LargeBinary"_s, u"BLOB"_s,       u"BINARY"_s,
                                       u"VARBINARY"_s,   u"BYTEA"_s,      u"PickleType"_s,
                                       u"TINYBLOB"_s,    u"MEDIUMBLOB"_s, u"LONGBLOB"_s };
    return names.contains(type.name);
}

bool isEnumType(const schema::SqlType &type)
{
    return type.name == u"Enum" || type.name == u"ENUM";
}

bool isNativeEnum(const schema::SqlType &type, Backend backend)
{
    const schema::SqlType &effective = resolveVariant(type, backend);
    if (backend != Backend::PostgreSql || !isEnumType(effective))
        return false;
    return effective.name == u"ENUM" || effective.nativeEnum;
}

QString typeAffinity(const schema::SqlType &type)
{
    if (isIntegerType(type))
        return u"Integer"_s;
    if (isNumericType(type))
        return u"Numeric"_s;
    if (type.name == u"ENUM")
        return type.dialect == u"postgresql" ? u"NamedType"_s : u"ENUM"_s;
    if (isStringType(type))
        return u"String"_s;
    if (isDateTimeType(type))
        return u"DateTime"_s;
    if (isBinaryType(type))
        return u"_Binary"_s;
    if (type.name.endsWith(u"RANGE"))
        return u"AbstractRange"_s;
    static const QHash<QString, QString> others {
        { u"DATE"_s, u"Date"_s },         { u"TIME"_s, u"Time"_s },
        { u"BOOLEAN"_s, u"Boolean"_s },   { u"MatchType"_s, u"Boolean"_s },
        { u"INTERVAL"_s, u"Interval"_s }, { u"JSONB"_s, u"JSON"_s },
        { u"UUID"_s, u"Uuid"_s },         { u"DOMAIN"_s, u"NamedType"_s }
    };
    return others.value(type.name, type.name);
}

} // namespace limbeck::dialect
