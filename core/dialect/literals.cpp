// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literals.h"

#include "core/dialect/literalformat.h"
#include "core/dialect/typecompiler.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::Literal;

/// One value on its way into SQL.
struct Rendering
{
    const Dialect &dialect;
    const CompileOptions &options;
    const schema::SqlType &type;

    [[nodiscard]] bool isPostgresql() const { return dialect.backend() == Backend::PostgreSql; }

    [[nodiscard]] bool isSqlite() const { return dialect.backend() == Backend::Sqlite; }

    [[nodiscard]] QString typeText() const
    {
        if (type.name == u"NullType")
            return u"NULL"_s;
        const auto text = compileType(type, dialect);
        return text ? *text : type.name;
    }

    [[nodiscard]] tl::unexpected<Error> noRenderer(const Literal &value) const
    {
        return failure(
            ErrorCode::Unsupported,
            u"No literal value renderer is available for literal value \"%1\" with datatype %2"_s
                .arg(pythonRepr(value), typeText()));
    }

    [[nodiscard]] tl::unexpected<Error> cannotRender(const Literal &value) const
    {
        return failure(
            ErrorCode::Unsupported,
            u"Could not render literal value \"%1\" with datatype %2; see parent stack trace for more detail."_s
                .arg(pythonRepr(value), typeText()));
    }
};

QString quoted(QString text, const Dialect &dialect)
{
    text.replace(u'\'', u"''"_s);
    if (dialect.driverStyle().doublesPercents)
        text.replace(u'%', u"%%"_s);
    return u'\'' + text + u'\'';
}

/// int(value), as Integer's renderer applies it.
Result<QString> integerText(const Literal &value, const Rendering &to)
{
    if (const auto *flag = std::get_if<bool>(&value.value))
        return *flag ? u"1"_s : u"0"_s;
    if (const auto *number = std::get_if<qint64>(&value.value))
        return QString::number(*number);
    if (const auto *real = std::get_if<double>(&value.value)) {
        if (!std::isfinite(*real))
            return to.cannotRender(value);
        const QString text = QString::number(std::trunc(*real), 'f', 0);
        return text == u"-0" ? u"0"_s : text;
    }
    if (const auto *decimal = std::get_if<schema::Decimal>(&value.value)) {
        if (const auto whole = truncatedDecimal(decimal->text))
            return *whole;
        return to.cannotRender(value);
    }
    if (const auto *text = std::get_if<QString>(&value.value)) {
        if (const auto number = integerOf(*text))
            return *number;
    }
    return to.cannotRender(value);
}

/// str(value) of what is a number.
Result<QString> numericText(const Literal &value, const Rendering &to)
{
    if (const auto *flag = std::get_if<bool>(&value.value))
        return *flag ? u"True"_s : u"False"_s;
    if (const auto *number = std::get_if<qint64>(&value.value))
        return QString::number(*number);
    if (const auto *real = std::get_if<double>(&value.value))
        return floatRepr(*real);
    if (const auto *decimal = std::get_if<schema::Decimal>(&value.value))
        return decimal->text;
    if (const auto *text = std::get_if<QString>(&value.value); text && isDecimalText(*text))
        return *text;
    return to.cannotRender(value);
}

Result<QString> booleanText(const Literal &value, const Rendering &to)
{
    std::optional<bool> truth;
    if (const auto *flag = std::get_if<bool>(&value.value))
        truth = *flag;
    else if (const auto *number = std::get_if<qint64>(&value.value);
             number && (*number == 0 || *number == 1))
        truth = *number == 1;
    else if (const auto *real = std::get_if<double>(&value.value);
             real && (*real == 0.0 || *real == 1.0))
        truth = *real == 1.0;
    if (!truth)
        return to.cannotRender(value);
    if (to.isSqlite())
        return *truth ? u"1"_s : u"0"_s;
    return *truth ? u"true"_s : u"false"_s;
}

Result<QString> stringText(const Literal &value, const Rendering &to)
{
    if (const auto *text = std::get_if<QString>(&value.value))
        return quoted(*text, to.dialect);
    return to.cannotRender(value);
}

Result<QString> binaryText(const Literal &value, const Rendering &to)
{
    const auto *bytes = std::get_if<QByteArray>(&value.value);
    if (!bytes)
        return to.cannotRender(value);
    const auto text = strictUtf8(*bytes);
    if (!text)
        return to.cannotRender(value);
    QString escaped = *text;
    return u'\'' + escaped.replace(u'\'', u"''"_s) + u'\'';
}

/// SQLite keeps dates and times as text of a fixed form.
Result<QString> sqliteTemporal(const Literal &value, const QString &kind, const Rendering &to)
{
    const auto *date = std::get_if<schema::Date>(&value.value);
    const auto *time = std::get_if<schema::Time>(&value.value);
    const auto *moment = std::get_if<schema::DateTime>(&value.value);
    if (kind == u"Date" && (date || moment)) {
        const QString format =
            to.type.storageFormat.value_or(u"%(year)04d-%(month)02d-%(day)02d"_s);
        return u'\'' + storageText(format, date ? *date : moment->date, {}) + u'\'';
    }
    if (kind == u"Time" && time) {
        const QString format = to.type.storageFormat.value_or(
            u"%(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"_s);
        return u'\'' + storageText(format, {}, *time) + u'\'';
    }
    if (kind == u"DateTime" && (date || moment)) {
        const QString format = to.type.storageFormat.value_or(
            u"%(year)04d-%(month)02d-%(day)02d %(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"_s);
        return u'\''
            + storageText(format, date ? *date : moment->date,
                          moment ? moment->time : schema::Time {})
            + u'\'';
    }
    return to.cannotRender(value);
}

Result<QString> temporalText(const Literal &value, const QString &kind, const Rendering &to)
{
    if (to.isSqlite() || to.type.dialect == u"sqlite")
        return sqliteTemporal(value, kind, to);
    const auto *date = std::get_if<schema::Date>(&value.value);
    const auto *time = std::get_if<schema::Time>(&value.value);
    const auto *moment = std::get_if<schema::DateTime>(&value.value);
    if (!date && !time && !moment)
        return to.cannotRender(value);
    const QString datePart = date ? isoDate(*date) : moment ? isoDate(moment->date) : QString();
    const QString timePart = time ? isoTime(*time) : moment ? isoTime(moment->time) : QString();
    if (moment && kind == u"Date")
        return u'\'' + datePart + u'\'';
    if (moment && kind == u"Time")
        return u'\'' + timePart + u'\'';
    return u'\'' + datePart + (moment ? u" "_s : QString()) + timePart + u'\'';
}

Result<QString> intervalText(const Literal &value, const Rendering &to)
{
    const bool native =
        to.type.name == u"INTERVAL" || (to.isPostgresql() && to.type.nativeInterval);
    if (!native)
        return temporalText(value, u"DateTime"_s, to);
    const auto *span = std::get_if<schema::Interval>(&value.value);
    if (!span)
        return to.cannotRender(value);
    const double seconds =
        (static_cast<double>(span->days) * 86400.0 + span->seconds) + span->microseconds / 1e6;
    return u"make_interval(secs=>%1)"_s.arg(floatRepr(seconds));
}

Result<QString> uuidText(const Literal &value, const Rendering &to)
{
    const auto *uuid = std::get_if<schema::Uuid>(&value.value);
    const auto *text = std::get_if<QString>(&value.value);
    if (!to.type.asUuid) {
        if (!text)
            return to.cannotRender(value);
        QString bare = *text;
        return u'\'' + bare.remove(u'-').replace(u'\'', u"''"_s) + u'\'';
    }
    const bool native = to.isPostgresql() && (to.type.nativeUuid || to.type.name == u"UUID");
    if (native && (uuid || text)) {
        QString spelled = uuid ? uuid->text : *text;
        return u'\'' + spelled.replace(u'\'', u"''"_s) + u'\'';
    }
    if (!uuid)
        return to.cannotRender(value);
    QString bare = uuid->text;
    return u'\'' + bare.remove(u'-') + u'\'';
}

Result<QString> renderTyped(const Literal &value, const Rendering &to);

Result<QString> arrayText(const Literal &value, const Rendering &to, int level = 1)
{
    const auto *list = std::get_if<std::shared_ptr<const schema::LiteralList>>(&value.value);
    if (!list || !*list || !to.type.itemType)
        return to.cannotRender(value);
    const Rendering item { to.dialect, to.options,
                           resolveVariant(*to.type.itemType, to.dialect.backend()) };
    QStringList parts;
    for (const Literal &element : (*list)->items) {
        const bool nested =
            std::holds_alternative<std::shared_ptr<const schema::LiteralList>>(element.value);
        if (nested && to.type.dimensions.value_or(level + 1) <= level)
            return to.cannotRender(value);
        auto part = nested ? arrayText(element, to, level + 1) : renderTyped(element, item);
        if (!part)
            return part.error().message.startsWith(u"No literal")
                ? Result<QString>(to.noRenderer(value))
                : Result<QString>(to.cannotRender(value));
        parts.append(*part);
    }
    const bool bracketsOnly = !to.isPostgresql() && to.type.dialect != u"postgresql";
    return (bracketsOnly ? u"["_s : u"ARRAY["_s) + parts.join(u", "_s) + u']';
}

/// The text that the literal processor of the type makes, before the backend's backslash rule.
Result<QString> renderTyped(const Literal &value, const Rendering &to)
{
    const QString affinity = typeAffinity(to.type);
    if (affinity == u"Integer")
        return integerText(value, to);
    if (affinity == u"Numeric")
        return numericText(value, to);
    if (affinity == u"Boolean")
        return booleanText(value, to);
    if (affinity == u"String" || isEnumType(to.type))
        return stringText(value, to);
    if (affinity == u"_Binary")
        return binaryText(value, to);
    if (affinity == u"Date" || affinity == u"Time" || affinity == u"DateTime")
        return temporalText(value, affinity, to);
    if (affinity == u"Interval")
        return intervalText(value, to);
    if (affinity == u"Uuid")
        return uuidText(value, to);
    if (affinity == u"ARRAY")
        return arrayText(value, to);
    return to.noRenderer(value);
}

bool doublesBackslashes(const Dialect &dialect, const CompileOptions &options)
{
    // A live PostgreSQL has standard_conforming_strings on; without one SQLAlchemy assumes that it
    // has not.
    return isMySqlFamily(dialect.backend())
        || (dialect.backend() == Backend::PostgreSql && options.offline);
}

} // namespace

Result<QString> renderLiteral(const Literal &value, const schema::SqlType *type,
                              const Dialect &dialect, const CompileOptions &options)
{
    if (value.isNull())
        return u"NULL"_s;
    const schema::SqlTypePtr inferred =
        type && type->name != u"NullType" ? nullptr : typeOfLiteral(value);
    const schema::SqlType &effective =
        resolveVariant(inferred ? *inferred : *type, dialect.backend());
    auto text = renderTyped(value, { dialect, options, effective });
    if (text && doublesBackslashes(dialect, options))
        text->replace(u'\\', u"\\\\"_s);
    return text;
}

QString renderString(const QString &text, const Dialect &dialect, const CompileOptions &options)
{
    QString result = quoted(text, dialect);
    if (doublesBackslashes(dialect, options))
        result.replace(u'\\', u"\\\\"_s);
    return result;
}

schema::SqlTypePtr typeOfLiteral(const Literal &value)
{
    struct Namer
    {
        QString operator()(schema::Null) const { return u"NullType"_s; }

        QString operator()(bool) const { return u"Boolean"_s; }

        QString operator()(qint64) const { return u"Integer"_s; }

        QString operator()(double) const { return u"Float"_s; }

        QString operator()(const QString &) const { return u"String"_s; }

        QString operator()(const QByteArray &) const { return u"LargeBinary"_s; }

        QString operator()(const schema::Date &) const { return u"Date"_s; }

        QString operator()(const schema::Time &) const { return u"Time"_s; }

        QString operator()(const schema::DateTime &) const { return u"DateTime"_s; }

        QString operator()(const schema::Interval &) const { return u"Interval"_s; }

        QString operator()(const schema::Decimal &) const { return u"Numeric"_s; }

        QString operator()(const schema::Uuid &) const { return u"Uuid"_s; }

        QString operator()(const schema::Json &) const { return u"NullType"_s; }

        QString operator()(const std::shared_ptr<const schema::LiteralList> &) const
        {
            return u"NullType"_s;
        }
    };

    return schema::simpleType(std::visit(Namer {}, value.value));
}

} // namespace limbeck::dialect
