// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqlvalues.h"

#include "core/database/valuetext.h"

#include <cmath>
#include <mariadb/mysql.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

template <typename T>
Result<schema::Literal> orText(std::optional<T> value, QByteArrayView text)
{
    if (value)
        return schema::Literal(*value);
    return schema::Literal(QString::fromUtf8(text));
}

Result<schema::Literal> integer(QByteArrayView text)
{
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    // BIGINT UNSIGNED reaches beyond 64 bits with a sign.
    return fits ? schema::Literal(number)
                : schema::Literal(schema::Decimal { QString::fromLatin1(text) });
}

QString quoted(QString text, bool backslashEscapes)
{
    if (backslashEscapes) {
        text.replace(u'\\', u"\\\\"_s);
        text.replace(QChar(0), u"\\0"_s);
        text.replace(u'\n', u"\\n"_s);
        text.replace(u'\r', u"\\r"_s);
        text.replace(QChar(0x1a), u"\\Z"_s);
    }
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

struct LiteralWriter
{
    using Text = Result<QString>;

    MysqlLiteralRules rules;

    Text operator()(schema::Null) const { return u"NULL"_s; }

    Text operator()(bool value) const { return value ? u"1"_s : u"0"_s; }

    Text operator()(qint64 value) const { return QString::number(value); }

    Text operator()(double value) const
    {
        const QString text = toText(value);
        if (!std::isfinite(value))
            return failure(ErrorCode::Database, u"%1 can not be used with MySQL"_s.arg(text));
        // Without an exponent the server takes it for a DECIMAL.
        return text.contains(u'e') ? text : text + u"e0"_s;
    }

    Text operator()(const QString &value) const { return quoted(value, rules.backslashEscapes); }

    Text operator()(const QByteArray &value) const
    {
        return u"_binary x'%1'"_s.arg(QString::fromLatin1(value.toHex()));
    }

    Text operator()(const schema::Date &value) const { return u"'%1'"_s.arg(toText(value)); }

    Text operator()(const schema::Time &value) const
    {
        return u"'%1'"_s.arg(toText(withoutOffset(value), Microseconds::WhereNotZero));
    }

    Text operator()(const schema::DateTime &value) const
    {
        const schema::DateTime naive { value.date, withoutOffset(value.time) };
        return u"'%1'"_s.arg(toText(naive, Microseconds::WhereNotZero));
    }

    Text operator()(const schema::Interval &value) const { return u"'%1'"_s.arg(hoursText(value)); }

    Text operator()(const schema::Decimal &value) const
    {
        const bool isNumber =
            !value.text.isEmpty() && (value.text.back().isDigit() || value.text.back() == u'.');
        if (!isNumber) {
            return failure(ErrorCode::Database,
                           u"Decimal %1 can not be used with MySQL"_s.arg(value.text));
        }
        return value.text;
    }

    Text operator()(const schema::Uuid &value) const
    {
        return quoted(rules.nativeUuid ? value.text : QString(value.text).remove(u'-'), false);
    }

    Text operator()(const schema::Json &value) const { return (*this)(value.text); }

    Text operator()(const std::shared_ptr<const schema::LiteralList> &list) const
    {
        QStringList items;
        for (const schema::Literal &item : list->items) {
            auto text = mysqlLiteral(item, rules);
            if (!text)
                return text;
            items << *text;
        }
        return QString(u'(' + items.join(u',') + u')');
    }

private:
    /// MySQL's types know no offset; the drivers drop it.
    static schema::Time withoutOffset(schema::Time time)
    {
        time.utcOffsetSeconds.reset();
        return time;
    }
};

} // namespace

Result<schema::Literal> mysqlValue(const MysqlColumn &column, std::optional<QByteArrayView> cell)
{
    if (!cell)
        return schema::Literal(schema::Null {});
    const QByteArrayView text = *cell;
    switch (column.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
        return integer(text);
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
        return schema::Literal(text.toByteArray().toDouble());
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
        return schema::Literal(schema::Decimal { QString::fromLatin1(text) });
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE:
        return orText(dateFromText(text), text);
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP:
        return orText(dateTimeFromText(text), text);
    case MYSQL_TYPE_TIME:
        return orText(intervalFromHours(text), text);
    case MYSQL_TYPE_BIT:
    case MYSQL_TYPE_GEOMETRY:
        return schema::Literal(text.toByteArray());
    case MYSQL_TYPE_JSON:
        break; // the drivers give its text, which the server sends as "binary"
    default:
        if (column.isBinary)
            return schema::Literal(text.toByteArray());
    }
    auto string = textFromUtf8(text, column.name);
    if (!string)
        return failure(string.error());
    return schema::Literal(std::move(*string));
}

Result<QString> mysqlLiteral(const schema::Literal &value, MysqlLiteralRules rules)
{
    return std::visit(LiteralWriter { rules }, value.value);
}

} // namespace limbeck::database
