// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/dialect.h"
#include "core/dialect/typespelling.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

bool isMySqlInteger(const QString &visit)
{
    static const QSet<QString> words { u"INTEGER"_s, u"BIGINT"_s, u"SMALLINT"_s, u"MEDIUMINT"_s,
                                       u"TINYINT"_s };
    return words.contains(visit);
}

/// UNSIGNED and ZEROFILL, which only MySQL's own types have.
QString extendNumeric(const schema::SqlType &type, QString spec)
{
    if (type.isUnsigned)
        spec += u" UNSIGNED"_s;
    if (type.zerofill)
        spec += u" ZEROFILL"_s;
    return spec;
}

/// CHARACTER SET, COLLATE and the older words around a string type.
QString extendString(const schema::SqlType &type, const QString &spec, bool national = false)
{
    QString charset;
    if (!type.charset.value_or(QString()).isEmpty())
        charset = u" CHARACTER SET %1"_s.arg(*type.charset);
    else if (type.ascii)
        charset = u" ASCII"_s;
    else if (type.unicode)
        charset = u" UNICODE"_s;

    QString collation;
    if (!type.collation.value_or(QString()).isEmpty())
        collation = u" COLLATE %1"_s.arg(*type.collation);
    else if (type.binary)
        collation = u" BINARY"_s;

    // NATIONAL is a character set of its own and rules out another.
    if (national || type.national)
        return u"NATIONAL "_s + spec + collation;
    return spec + charset + collation;
}

class MySqlTypes final : public TypeSpelling
{
public:
    using TypeSpelling::TypeSpelling;

protected:
    QString compilerName() const override
    {
        return dialect().backend() == Backend::MariaDb ? u"MariaDBTypeCompiler"_s
                                                       : u"MySQLTypeCompiler"_s;
    }

    Result<QString> visit(const QString &name, const schema::SqlType &type) const override
    {
        if (isMySqlInteger(name))
            return extendNumeric(
                type, type.displayWidth ? u"%1(%2)"_s.arg(name).arg(*type.displayWidth) : name);
        if (name == u"NUMERIC" || name == u"DECIMAL") {
            auto spec = TypeSpelling::visit(name, type);
            return spec ? extendNumeric(type, *spec) : spec;
        }
        if (name == u"DOUBLE" || name == u"REAL" || name == u"FLOAT")
            return floating(name, type);
        if (name == u"BIT" && type.dialect == u"postgresql" && !type.varying)
            return u"BIT(%1)"_s.arg(type.length.value_or(1));
        if (name == u"BIT" && type.dialect == u"mssql")
            return failure(ErrorCode::Unsupported, u"'BIT' object has no attribute 'length'"_s);
        if (name == u"BIT")
            return type.length ? u"BIT(%1)"_s.arg(*type.length) : u"BIT"_s;
        if (name == u"DATETIME" || name == u"TIME" || name == u"TIMESTAMP")
            return type.fractionalSeconds.value_or(0) != 0
                ? u"%1(%2)"_s.arg(name).arg(*type.fractionalSeconds)
                : name;
        if (name == u"interval")
            return u"DATETIME"_s;
        if (name == u"YEAR")
            return type.displayWidth ? u"YEAR(%1)"_s.arg(*type.displayWidth) : u"YEAR"_s;
        if (name == u"BOOLEAN")
            return u"BOOL"_s;
        if (name == u"enum" && type.nativeEnum)
            return enumerated(u"ENUM"_s, type);
        if (name == u"ENUM" || name == u"SET")
            return enumerated(name, type);
        if (const auto text = stringType(name, type))
            return *text;
        if (const auto other = otherType(name, type))
            return *other;
        return TypeSpelling::visit(name, type);
    }

private:
    static Result<QString> floating(const QString &name, const schema::SqlType &type)
    {
        if (type.precision && type.scale)
            return extendNumeric(type,
                                 u"%1(%2, %3)"_s.arg(name).arg(*type.precision).arg(*type.scale));
        if (name == u"FLOAT" && type.precision)
            return extendNumeric(type, u"FLOAT(%1)"_s.arg(*type.precision));
        return extendNumeric(type, name);
    }

    std::optional<Result<QString>> stringType(const QString &name,
                                              const schema::SqlType &type) const
    {
        const bool isNational = name == u"NVARCHAR" || name == u"NCHAR";
        if (name == u"VARCHAR" || name == u"NVARCHAR") {
            if (!type.length)
                return failure(ErrorCode::Unsupported,
                               u"%1 requires a length on dialect %2"_s.arg(name, dialect().name()));
            return Result<QString>(
                extendString(type, u"VARCHAR(%1)"_s.arg(*type.length), isNational));
        }
        if (name == u"CHAR" || name == u"NCHAR")
            return Result<QString>(extendString(
                type, type.length ? u"CHAR(%1)"_s.arg(*type.length) : u"CHAR"_s, isNational));
        if (name == u"TEXT")
            return Result<QString>(
                extendString(type, type.length ? u"TEXT(%1)"_s.arg(*type.length) : u"TEXT"_s));
        if (name == u"TINYTEXT" || name == u"MEDIUMTEXT" || name == u"LONGTEXT")
            return Result<QString>(extendString(type, name));
        return {};
    }

    std::optional<Result<QString>> otherType(const QString &name, const schema::SqlType &type) const
    {
        if (name == u"JSON" || name == u"TINYBLOB" || name == u"MEDIUMBLOB" || name == u"LONGBLOB")
            return Result<QString>(name);
        if (name == u"BLOB")
            return Result<QString>(type.length ? u"BLOB(%1)"_s.arg(*type.length) : u"BLOB"_s);
        if (name == u"VARBINARY") {
            if (!type.length)
                return failure(
                    ErrorCode::Unsupported,
                    u"VARBINARY requires a length on dialect %1"_s.arg(dialect().name()));
            return Result<QString>(u"VARBINARY(%1)"_s.arg(*type.length));
        }
        if (dialect().backend() == Backend::MariaDb && (name == u"INET4" || name == u"INET6"))
            return Result<QString>(name);
        return {};
    }

    Result<QString> enumerated(const QString &name, const schema::SqlType &type) const
    {
        QStringList quoted;
        for (QString value : type.enumValues) {
            if (dialect().driverStyle().doublesPercents)
                value.replace(u'%', u"%%"_s);
            quoted.append(u'\'' + value.replace(u'\'', u"''"_s) + u'\'');
        }
        return extendString(type, u"%1(%2)"_s.arg(name, quoted.join(u',')));
    }
};

} // namespace

std::unique_ptr<TypeSpelling> mysqlTypes(const Dialect &dialect)
{
    return std::make_unique<MySqlTypes>(dialect);
}

} // namespace limbeck::dialect
