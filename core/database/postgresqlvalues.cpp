// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqlvalues.h"

#include "core/database/valuetext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

using Cell = std::optional<QByteArrayView>;

/// Numbers of PostgreSQL's own types, the same in every installation. Source: pg_type.dat.
namespace oid {
constexpr unsigned boolean = 16, bytea = 17, int8 = 20, int2 = 21, int4 = 23, oid = 26, json = 114;
constexpr unsigned float4 = 700, float8 = 701, date = 1082, time = 1083, timestamp = 1114;
constexpr unsigned timestamptz = 1184, interval = 1186, timetz = 1266, numeric = 1700, uuid = 2950;
constexpr unsigned jsonb = 3802, text = 25;
} // namespace oid

/// The element type of an array type that psycopg2 reads as a list; 0 for others.
unsigned elementType(unsigned arrayType)
{
    switch (arrayType) {
    case 1000:
        return oid::boolean;
    case 1001:
        return oid::bytea;
    case 1002:
    case 1003:
    case 1009:
    case 1014:
    case 1015:
    case 651:
    case 1040:
    case 1041:
        return oid::text;
    case 1005:
        return oid::int2;
    case 1007:
        return oid::int4;
    case 1016:
        return oid::int8;
    case 1028:
        return oid::oid;
    case 1021:
        return oid::float4;
    case 1022:
        return oid::float8;
    case 1115:
        return oid::timestamp;
    case 1182:
        return oid::date;
    case 1183:
        return oid::time;
    case 1185:
        return oid::timestamptz;
    case 1187:
        return oid::interval;
    case 1231:
        return oid::numeric;
    case 1270:
        return oid::timetz;
    case 2951:
        return oid::uuid;
    case 199:
        return oid::json;
    case 3807:
        return oid::jsonb;
    default:
        return 0;
    }
}

tl::unexpected<Error> cannotHold(QByteArrayView text, const QString &column, const QString &type)
{
    return failure(ErrorCode::Database,
                   u"Column %1 holds \"%2\", which a Python %3 cannot hold."_s.arg(
                       column, QString::fromUtf8(text), type),
                   u"Read it as text: CAST(… AS text)."_s);
}

template <typename T>
Result<schema::Literal> orRefuse(std::optional<T> value, QByteArrayView text, const QString &column,
                                 const QString &type)
{
    if (!value)
        return cannotHold(text, column, type);
    return schema::Literal(*value);
}

/// psycopg2 reads infinity as the last, and -infinity as the first day that Python knows.
std::optional<schema::DateTime> infiniteDateTime(QByteArrayView text)
{
    if (text == "infinity")
        return schema::DateTime { { 9999, 12, 31 }, { 23, 59, 59, 999'999, {} } };
    if (text == "-infinity")
        return schema::DateTime { { 1, 1, 1 }, { 0, 0, 0, 0, {} } };
    return std::nullopt;
}

Result<schema::Literal> dateTime(QByteArrayView text, const QString &column, bool withZone)
{
    auto value = infiniteDateTime(text);
    if (value && withZone)
        value->time.utcOffsetSeconds = 0;
    return orRefuse(value ? value : dateTimeFromText(text), text, column, u"datetime"_s);
}

Result<schema::Literal> date(QByteArrayView text, const QString &column)
{
    if (const auto infinite = infiniteDateTime(text))
        return schema::Literal(infinite->date);
    return orRefuse(dateFromText(text), text, column, u"date"_s);
}

Result<schema::Literal> floatingPoint(QByteArrayView text, const QString &column)
{
    if (text == "NaN")
        return schema::Literal(std::nan(""));
    if (text == "Infinity")
        return schema::Literal(HUGE_VAL);
    if (text == "-Infinity")
        return schema::Literal(-HUGE_VAL);
    bool isNumber = false;
    const double number = text.toByteArray().toDouble(&isNumber);
    return isNumber ? Result<schema::Literal>(number) : cannotHold(text, column, u"float"_s);
}

Result<schema::Literal> bytes(QByteArrayView text, const QString &column)
{
    if (text.startsWith("\\x"))
        return schema::Literal(QByteArray::fromHex(text.sliced(2).toByteArray()));
    // bytea_output = escape
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '\\') {
            result += '\\';
            ++i;
        } else {
            bool isOctal = false;
            const int code = text.sliced(i + 1).toByteArray().left(3).toInt(&isOctal, 8);
            if (!isOctal)
                return cannotHold(text, column, u"bytes"_s);
            result += static_cast<char>(code);
            i += 3;
        }
    }
    return schema::Literal(result);
}

/// Reads "{1,NULL,\"a b\",{…}}", an array's text form.
class ArrayReader
{
public:
    ArrayReader(unsigned element, QByteArrayView text, const QString &column)
        : m_element(element)
        , m_text(text)
        , m_column(column)
    {
        // "[0:2]={1,2,3}": bounds other than 1 stand before the braces, and psycopg2 drops them.
        if (m_text.startsWith('['))
            m_position = m_text.indexOf('=') + 1;
    }

    Result<schema::Literal> read()
    {
        if (!accept('{'))
            return malformed();
        auto list = std::make_shared<schema::LiteralList>();
        while (!accept('}')) {
            if (!list->items.empty() && !accept(','))
                return malformed();
            auto item = peek() == '{' ? read() : element();
            if (!item)
                return item;
            list->items.push_back(std::move(*item));
        }
        return schema::Literal(std::shared_ptr<const schema::LiteralList>(std::move(list)));
    }

private:
    [[nodiscard]] char peek() const
    {
        return m_position < m_text.size() ? m_text[m_position] : '\0';
    }

    bool accept(char c)
    {
        if (m_position >= m_text.size() || peek() != c)
            return false;
        ++m_position;
        return true;
    }

    [[nodiscard]] tl::unexpected<Error> malformed() const
    {
        return cannotHold(m_text, m_column, u"list"_s);
    }

    Result<schema::Literal> element()
    {
        QByteArray text;
        if (accept('"')) {
            while (!accept('"')) {
                accept('\\');
                if (m_position >= m_text.size())
                    return malformed();
                text += m_text[m_position++];
            }
            return postgresqlValue(m_element, QByteArrayView(text), m_column);
        }
        const qsizetype start = m_position;
        while (m_position < m_text.size() && peek() != ',' && peek() != '}')
            ++m_position;
        const QByteArrayView word = m_text.sliced(start, m_position - start);
        return postgresqlValue(m_element, word == "NULL" ? Cell() : Cell(word), m_column);
    }

    unsigned m_element;
    QByteArrayView m_text;
    QString m_column;
    qsizetype m_position = 0;
};

/// Writes a value into SQL; see postgresqlLiteral().
struct LiteralWriter
{
    using Text = Result<QString>;

    Text operator()(schema::Null) const { return u"NULL"_s; }

    Text operator()(bool value) const { return value ? u"true"_s : u"false"_s; }

    // A space keeps "- -5" from becoming a comment.
    Text operator()(qint64 value) const { return signedNumber(QString::number(value)); }

    Text operator()(double value) const
    {
        if (std::isnan(value))
            return u"'NaN'::float"_s;
        if (std::isinf(value))
            return value > 0 ? u"'Infinity'::float"_s : u"'-Infinity'::float"_s;
        return signedNumber(toText(value));
    }

    Text operator()(const QString &value) const
    {
        if (value.contains(QChar(0))) {
            return failure(ErrorCode::Database,
                           u"A string literal cannot contain NUL (0x00) characters."_s,
                           u"PostgreSQL's text cannot hold a NUL; use a bytea column."_s);
        }
        return postgresqlQuoted(value);
    }

    Text operator()(const QByteArray &value) const
    {
        return u"%1::bytea"_s.arg(postgresqlQuoted(u"\\x"_s + QString::fromLatin1(value.toHex())));
    }

    Text operator()(const schema::Date &value) const { return u"'%1'::date"_s.arg(toText(value)); }

    Text operator()(const schema::Time &value) const
    {
        return u"'%1'::%2"_s.arg(toText(value, Microseconds::WhereNotZero),
                                 value.utcOffsetSeconds ? u"timetz"_s : u"time"_s);
    }

    Text operator()(const schema::DateTime &value) const
    {
        return u"'%1'::%2"_s.arg(toText(value.date) + u'T'
                                     + toText(value.time, Microseconds::WhereNotZero),
                                 value.time.utcOffsetSeconds ? u"timestamptz"_s : u"timestamp"_s);
    }

    Text operator()(const schema::Interval &value) const
    {
        return u"'%1 days %2.%3 seconds'::interval"_s.arg(value.days)
            .arg(value.seconds)
            .arg(value.microseconds, 6, 10, QChar(u'0'));
    }

    Text operator()(const schema::Decimal &value) const
    {
        const bool isNumber =
            !value.text.isEmpty() && (value.text.back().isDigit() || value.text.back() == u'.');
        return isNumber ? signedNumber(value.text)
                        : u"'%1'::numeric"_s.arg(QString(value.text).remove(u'\''));
    }

    Text operator()(const schema::Uuid &value) const
    {
        return postgresqlQuoted(value.text) + u"::uuid"_s;
    }

    Text operator()(const schema::Json &value) const { return (*this)(value.text); }

    Text operator()(const std::shared_ptr<const schema::LiteralList> &list) const
    {
        QStringList items;
        bool allNull = true;
        for (const schema::Literal &item : list->items) {
            auto text = postgresqlLiteral(item);
            if (!text)
                return text;
            allNull = allNull && item.isNull();
            items << *text;
        }
        // Without a value there is no type to go by: a literal takes that of its place.
        return allNull ? u"'{%1}'"_s.arg(items.join(u',')) : u"ARRAY[%1]"_s.arg(items.join(u','));
    }

private:
    static QString signedNumber(const QString &text)
    {
        return text.startsWith(u'-') ? u' ' + text : text;
    }
};

} // namespace

Result<schema::Literal> postgresqlValue(unsigned type, Cell cell, const QString &column)
{
    if (!cell)
        return schema::Literal(schema::Null {});
    const QByteArrayView text = *cell;
    switch (type) {
    case oid::boolean:
        return schema::Literal(text == "t");
    case oid::int2:
    case oid::int4:
    case oid::int8:
    case oid::oid:
        return schema::Literal(text.toLongLong());
    case oid::float4:
    case oid::float8:
        return floatingPoint(text, column);
    case oid::numeric:
        return schema::Literal(schema::Decimal { QString::fromLatin1(text) });
    case oid::bytea:
        return bytes(text, column);
    case oid::date:
        return date(text, column);
    case oid::time:
    case oid::timetz:
        return orRefuse(timeFromText(text), text, column, u"time"_s);
    case oid::timestamp:
        return dateTime(text, column, false);
    case oid::timestamptz:
        return dateTime(text, column, true);
    case oid::interval:
        return orRefuse(intervalFromPostgresql(text), text, column, u"timedelta"_s);
    case oid::uuid:
        return schema::Literal(schema::Uuid { QString::fromLatin1(text) });
    default:
        break;
    }
    if (const unsigned element = elementType(type); element != 0)
        return ArrayReader(element, text, column).read();
    auto string = textFromUtf8(text, column);
    if (!string)
        return failure(string.error());
    if (type == oid::json || type == oid::jsonb)
        return schema::Literal(schema::Json { std::move(*string) });
    return schema::Literal(std::move(*string));
}

Result<QString> postgresqlLiteral(const schema::Literal &value)
{
    return std::visit(LiteralWriter {}, value.value);
}

QString postgresqlQuoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\'', u"''"_s);
    if (!escaped.contains(u'\\'))
        return u'\'' + escaped + u'\'';
    // A space keeps the E from joining a word before it.
    return u" E'"_s + escaped.replace(u'\\', u"\\\\"_s) + u'\'';
}

} // namespace limbeck::database
