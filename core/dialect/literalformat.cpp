// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literalformat.h"

#include "core/dialect/literals.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

QString padded(int value, int width)
{
    return u"%1"_s.arg(value, width, 10, QChar(u'0'));
}

QString offsetText(int seconds)
{
    const QChar sign = seconds < 0 ? u'-' : u'+';
    const int absolute = std::abs(seconds);
    QString text = sign + padded(absolute / 3600, 2) + u':' + padded(absolute / 60 % 60, 2);
    if (absolute % 60 != 0)
        text += u':' + padded(absolute % 60, 2);
    return text;
}

QString stringRepr(const QString &text)
{
    const bool doubleQuotes = text.contains(u'\'') && !text.contains(u'"');
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s)
        .replace(u'\n', u"\\n"_s)
        .replace(u'\t', u"\\t"_s)
        .replace(u'\r', u"\\r"_s);
    if (!doubleQuotes)
        escaped.replace(u'\'', u"\\'"_s);
    const QChar mark = doubleQuotes ? u'"' : u'\'';
    return mark + escaped + mark;
}

QString timeArguments(const schema::Time &time)
{
    QString text = u"%1, %2"_s.arg(time.hour).arg(time.minute);
    if (time.second != 0 || time.microsecond != 0)
        text += u", %1"_s.arg(time.second);
    if (time.microsecond != 0)
        text += u", %1"_s.arg(time.microsecond);
    return text;
}

} // namespace

QString isoDate(const schema::Date &date)
{
    return padded(date.year, 4) + u'-' + padded(date.month, 2) + u'-' + padded(date.day, 2);
}

QString isoTime(const schema::Time &time)
{
    QString text =
        padded(time.hour, 2) + u':' + padded(time.minute, 2) + u':' + padded(time.second, 2);
    if (time.microsecond != 0)
        text += u'.' + padded(time.microsecond, 6);
    if (time.utcOffsetSeconds)
        text += offsetText(*time.utcOffsetSeconds);
    return text;
}

QString storageText(const QString &format, const schema::Date &date, const schema::Time &time)
{
    const std::map<QString, int> fields { { u"year"_s, date.year },
                                          { u"month"_s, date.month },
                                          { u"day"_s, date.day },
                                          { u"hour"_s, time.hour },
                                          { u"minute"_s, time.minute },
                                          { u"second"_s, time.second },
                                          { u"microsecond"_s, time.microsecond } };
    static const QRegularExpression field(u"%\\((\\w+)\\)0?(\\d*)d|%%"_s);
    QString result;
    qsizetype last = 0;
    for (auto matches = field.globalMatch(format); matches.hasNext();) {
        const auto match = matches.next();
        result += format.mid(last, match.capturedStart() - last);
        last = match.capturedEnd();
        const auto value = fields.find(match.captured(1));
        result += value == fields.end() ? u"%"_s : padded(value->second, match.captured(2).toInt());
    }
    return result + format.mid(last);
}

std::optional<QString> truncatedDecimal(const QString &text)
{
    static const QRegularExpression form(u"^([+-]?)(\\d*)(?:\\.(\\d*))?(?:[eE]([+-]?\\d+))?$"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    QString digits = match.captured(2) + match.captured(3);
    const qsizetype point = match.captured(2).size() + match.captured(4).toInt();
    if (point <= 0)
        return u"0"_s;
    digits = digits.leftJustified(point, u'0').left(point);
    static const QRegularExpression zeros(u"^0+(?=\\d)"_s);
    digits.remove(zeros);
    return (match.captured(1) == u"-" && digits != u"0" ? u"-"_s : QString()) + digits;
}

std::optional<QString> integerOf(const QString &text)
{
    static const QRegularExpression form(u"^[+-]?\\d+(?:_\\d+)*$"_s);
    QString bare = text.trimmed();
    if (!form.match(bare).hasMatch())
        return {};
    return truncatedDecimal(bare.remove(u'_'));
}

bool isDecimalText(const QString &text)
{
    static const QRegularExpression form(
        u"^[+-]?(?:(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:e[+-]?\\d+)?|inf(?:inity)?|s?nan\\d*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(text.trimmed()).hasMatch();
}

std::optional<QString> strictUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

QString floatRepr(double value)
{
    if (std::isnan(value))
        return u"nan"_s;
    if (std::isinf(value))
        return value < 0 ? u"-inf"_s : u"inf"_s;
    // The shortest digits that read back, laid out by Python's rule: an exponent below 1e-4 and
    // from 1e16 on.
    char buffer[40];
    const auto end =
        std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific)
            .ptr;
    const QString scientific = QString::fromLatin1(buffer, end - buffer);
    const qsizetype mark = scientific.indexOf(u'e');
    const int exponent = QStringView(scientific).mid(mark + 1).toInt();
    if (exponent < -4 || exponent >= 16)
        return scientific.left(mark) + (exponent < 0 ? u"e-"_s : u"e+"_s)
            + padded(std::abs(exponent), 2);
    const auto fixedEnd =
        std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::fixed).ptr;
    const QString fixed = QString::fromLatin1(buffer, fixedEnd - buffer);
    return fixed.contains(u'.') ? fixed : fixed + u".0"_s;
}

QString pythonRepr(const schema::Literal &value)
{
    struct Printer
    {
        QString operator()(schema::Null) const { return u"None"_s; }

        QString operator()(bool flag) const { return flag ? u"True"_s : u"False"_s; }

        QString operator()(qint64 number) const { return QString::number(number); }

        QString operator()(double real) const { return floatRepr(real); }

        QString operator()(const QString &text) const { return stringRepr(text); }

        QString operator()(const QByteArray &bytes) const
        {
            return u'b' + stringRepr(QString::fromLatin1(bytes));
        }

        QString operator()(const schema::Date &d) const
        {
            return u"datetime.date(%1, %2, %3)"_s.arg(d.year).arg(d.month).arg(d.day);
        }

        QString operator()(const schema::Time &t) const
        {
            return u"datetime.time(%1)"_s.arg(timeArguments(t));
        }

        QString operator()(const schema::DateTime &m) const
        {
            return u"datetime.datetime(%1, %2, %3, %4)"_s.arg(m.date.year)
                .arg(m.date.month)
                .arg(m.date.day)
                .arg(timeArguments(m.time));
        }

        QString operator()(const schema::Interval &i) const
        {
            QStringList parts;
            if (i.days != 0)
                parts.append(u"days=%1"_s.arg(i.days));
            if (i.seconds != 0)
                parts.append(u"seconds=%1"_s.arg(i.seconds));
            if (i.microseconds != 0)
                parts.append(u"microseconds=%1"_s.arg(i.microseconds));
            return u"datetime.timedelta(%1)"_s.arg(parts.isEmpty() ? u"0"_s : parts.join(u", "_s));
        }

        QString operator()(const schema::Decimal &d) const
        {
            return u"Decimal('%1')"_s.arg(d.text);
        }

        QString operator()(const schema::Uuid &id) const { return u"UUID('%1')"_s.arg(id.text); }

        QString operator()(const schema::Json &json) const { return json.text; }

        QString operator()(const std::shared_ptr<const schema::LiteralList> &list) const
        {
            QStringList parts;
            for (const schema::Literal &item : list->items)
                parts.append(pythonRepr(item));
            return u'[' + parts.join(u", "_s) + u']';
        }
    };

    return std::visit(Printer {}, value.value);
}

} // namespace limbeck::dialect
