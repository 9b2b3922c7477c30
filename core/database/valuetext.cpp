// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/valuetext.h"

#include <QDate>
#include <QStringDecoder>

#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr qint64 microsecondsPerSecond = 1'000'000;
constexpr qint64 microsecondsPerDay = 86'400 * microsecondsPerSecond;

/// Reads digits and separators from the front of a text.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_position >= m_text.size(); }

    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_position]; }

    bool accept(char c)
    {
        if (peek() != c || atEnd())
            return false;
        ++m_position;
        return true;
    }

    /// Between @p least and @p most digits.
    std::optional<int> digits(int least, int most)
    {
        int value = 0;
        int count = 0;
        while (count < most && peek() >= '0' && peek() <= '9') {
            value = value * 10 + (peek() - '0');
            ++m_position;
            ++count;
        }
        return count >= least ? std::optional(value) : std::nullopt;
    }

    /// ".123" as 123000; 0 without a point. More than six digits are cut off.
    std::optional<int> fraction()
    {
        if (!accept('.'))
            return 0;
        int value = 0;
        int count = 0;
        for (; peek() >= '0' && peek() <= '9'; ++m_position, ++count) {
            if (count < 6)
                value = value * 10 + (peek() - '0');
        }
        if (count == 0)
            return std::nullopt;
        for (; count < 6; ++count)
            value *= 10;
        return value;
    }

    [[nodiscard]] QByteArrayView word()
    {
        const qsizetype start = m_position;
        while (!atEnd() && peek() != ' ')
            ++m_position;
        return m_text.sliced(start, m_position - start);
    }

private:
    QByteArrayView m_text;
    qsizetype m_position = 0;
};

std::optional<schema::Date> readDate(Reader &reader)
{
    const auto year = reader.digits(4, 4);
    if (!year || !reader.accept('-'))
        return std::nullopt;
    const auto month = reader.digits(2, 2);
    if (!month || !reader.accept('-'))
        return std::nullopt;
    const auto day = reader.digits(2, 2);
    if (!day || *year == 0 || !QDate::isValid(*year, *month, *day))
        return std::nullopt;
    return schema::Date { *year, *month, *day };
}

std::optional<int> readOffset(Reader &reader)
{
    const int sign = reader.accept('-') ? -1 : (reader.accept('+') ? 1 : 0);
    if (sign == 0)
        return std::nullopt;
    const auto hours = reader.digits(2, 2);
    if (!hours)
        return std::nullopt;
    int seconds = *hours * 3600;
    for (const int unit : { 60, 1 }) {
        if (!reader.accept(':'))
            break;
        const auto part = reader.digits(2, 2);
        if (!part)
            return std::nullopt;
        seconds += *part * unit;
    }
    return sign * seconds;
}

std::optional<schema::Time> readTime(Reader &reader)
{
    const auto hour = reader.digits(2, 2);
    if (!hour || !reader.accept(':'))
        return std::nullopt;
    const auto minute = reader.digits(2, 2);
    if (!minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    int second = 0;
    int microsecond = 0;
    if (reader.accept(':')) {
        const auto whole = reader.digits(2, 2);
        const auto part = reader.fraction();
        if (!whole || !part || *whole > 59)
            return std::nullopt;
        second = *whole;
        microsecond = *part;
    }
    schema::Time time { *hour, *minute, second, microsecond, {} };
    if (!reader.atEnd() && reader.peek() != ' ') {
        time.utcOffsetSeconds = readOffset(reader);
        if (!time.utcOffsetSeconds)
            return std::nullopt;
    }
    return time;
}

/// "[-]HHH:MM:SS[.ffffff]" in microseconds.
std::optional<qint64> readHours(Reader &reader)
{
    const bool negative = reader.accept('-');
    if (!negative)
        reader.accept('+');
    const auto hours = reader.digits(1, 9);
    if (!hours || !reader.accept(':'))
        return std::nullopt;
    const auto minutes = reader.digits(2, 2);
    if (!minutes)
        return std::nullopt;
    qint64 result = (qint64 { *hours } * 60 + *minutes) * 60 * microsecondsPerSecond;
    if (reader.accept(':')) {
        const auto seconds = reader.digits(2, 2);
        const auto fraction = reader.fraction();
        if (!seconds || !fraction)
            return std::nullopt;
        result += *seconds * microsecondsPerSecond + *fraction;
    }
    return negative ? -result : result;
}

QString twoDigits(int number)
{
    return QString::number(number).rightJustified(2, u'0');
}

QString fractionText(int microsecond, Microseconds microseconds)
{
    if (microsecond == 0 && microseconds == Microseconds::WhereNotZero)
        return {};
    return u'.' + QString::number(microsecond).rightJustified(6, u'0');
}

QString offsetText(int offset)
{
    const int seconds = std::abs(offset);
    QString text = (offset < 0 ? u"-"_s : u"+"_s) + twoDigits(seconds / 3600) + u':'
        + twoDigits(seconds / 60 % 60);
    if (seconds % 60 != 0)
        text += u':' + twoDigits(seconds % 60);
    return text;
}

} // namespace

std::optional<schema::Date> dateFromText(QByteArrayView text)
{
    Reader reader(text);
    auto date = readDate(reader);
    return reader.atEnd() ? date : std::nullopt;
}

std::optional<schema::Time> timeFromText(QByteArrayView text)
{
    Reader reader(text);
    auto time = readTime(reader);
    return reader.atEnd() ? time : std::nullopt;
}

std::optional<schema::DateTime> dateTimeFromText(QByteArrayView text)
{
    Reader reader(text);
    const auto date = readDate(reader);
    if (!date || !(reader.accept(' ') || reader.accept('T')))
        return std::nullopt;
    const auto time = readTime(reader);
    if (!time || !reader.atEnd())
        return std::nullopt;
    return schema::DateTime { *date, *time };
}

schema::Interval intervalFromMicroseconds(qint64 days, qint64 microseconds)
{
    qint64 wholeDays = microseconds / microsecondsPerDay;
    qint64 rest = microseconds % microsecondsPerDay;
    if (rest < 0) {
        rest += microsecondsPerDay;
        --wholeDays;
    }
    return { days + wholeDays, static_cast<int>(rest / microsecondsPerSecond),
             static_cast<int>(rest % microsecondsPerSecond) };
}

std::optional<schema::Interval> intervalFromHours(QByteArrayView text)
{
    Reader reader(text);
    const auto microseconds = readHours(reader);
    if (!microseconds || !reader.atEnd())
        return std::nullopt;
    return intervalFromMicroseconds(0, *microseconds);
}

std::optional<schema::Interval> intervalFromPostgresql(QByteArrayView text)
{
    qint64 days = 0;
    qint64 microseconds = 0;
    qsizetype start = 0;
    while (start < text.size()) {
        Reader reader(text.sliced(start));
        const QByteArrayView first = reader.word();
        if (first.contains(':')) {
            Reader time(first);
            const auto clock = readHours(time);
            if (!clock || !time.atEnd())
                return std::nullopt;
            microseconds += *clock;
            start += first.size() + 1;
            continue;
        }
        bool isNumber = false;
        const qint64 count = first.toLongLong(&isNumber);
        if (!isNumber || !reader.accept(' '))
            return std::nullopt;
        const QByteArrayView unit = reader.word();
        if (unit.startsWith("year"))
            days += count * 365;
        else if (unit.startsWith("mon"))
            days += count * 30;
        else if (unit.startsWith("day"))
            days += count;
        else
            return std::nullopt;
        start += first.size() + 1 + unit.size() + 1;
    }
    return intervalFromMicroseconds(days, microseconds);
}

Result<QString> textFromUtf8(QByteArrayView bytes, const QString &what)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError()) {
        return failure(ErrorCode::Database, u"The value of %1 is not UTF-8 text."_s.arg(what),
                       u"Read it as bytes, or correct it in the database."_s);
    }
    return text;
}

QString toText(const schema::Date &date)
{
    return QString::number(date.year).rightJustified(4, u'0') + u'-' + twoDigits(date.month) + u'-'
        + twoDigits(date.day);
}

QString toText(const schema::Time &time, Microseconds microseconds)
{
    return twoDigits(time.hour) + u':' + twoDigits(time.minute) + u':' + twoDigits(time.second)
        + fractionText(time.microsecond, microseconds)
        + (time.utcOffsetSeconds ? offsetText(*time.utcOffsetSeconds) : QString());
}

QString toText(const schema::DateTime &dateTime, Microseconds microseconds)
{
    return toText(dateTime.date) + u' ' + toText(dateTime.time, microseconds);
}

QString toText(double number)
{
    if (std::isnan(number))
        return u"nan"_s;
    if (std::isinf(number))
        return number > 0 ? u"inf"_s : u"-inf"_s;
    std::array<char, 40> buffer {};
    const double magnitude = std::fabs(number);
    // Python's repr() turns to an exponent at these two bounds.
    const auto form = magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)
        ? std::chars_format::scientific
        : std::chars_format::fixed;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, form).ptr;
    QString text = QString::fromLatin1(buffer.data(), end - buffer.data());
    if (form == std::chars_format::fixed && !text.contains(u'.'))
        text += u".0"_s;
    return text;
}

QString hoursText(const schema::Interval &interval)
{
    qint64 microseconds = interval.days * microsecondsPerDay
        + interval.seconds * microsecondsPerSecond + interval.microseconds;
    const bool negative = microseconds < 0;
    if (negative)
        microseconds = -microseconds;
    const qint64 seconds = microseconds / microsecondsPerSecond;
    return (negative ? u"-"_s : QString()) + QString::number(seconds / 3600).rightJustified(2, u'0')
        + u':' + twoDigits(static_cast<int>(seconds / 60 % 60)) + u':'
        + twoDigits(static_cast<int>(seconds % 60))
        + fractionText(static_cast<int>(microseconds % microsecondsPerSecond),
                       Microseconds::WhereNotZero);
}

QString typeName(const schema::Literal &value)
{
    struct Names
    {
        QString operator()(schema::Null) const { return u"None"_s; }

        QString operator()(bool) const { return u"bool"_s; }

        QString operator()(qint64) const { return u"int"_s; }

        QString operator()(double) const { return u"float"_s; }

        QString operator()(const QString &) const { return u"str"_s; }

        QString operator()(const QByteArray &) const { return u"bytes"_s; }

        QString operator()(const schema::Date &) const { return u"date"_s; }

        QString operator()(const schema::Time &) const { return u"time"_s; }

        QString operator()(const schema::DateTime &) const { return u"datetime"_s; }

        QString operator()(const schema::Interval &) const { return u"timedelta"_s; }

        QString operator()(const schema::Decimal &) const { return u"Decimal"_s; }

        QString operator()(const schema::Uuid &) const { return u"UUID"_s; }

        QString operator()(const schema::Json &) const { return u"dict"_s; }

        QString operator()(const std::shared_ptr<const schema::LiteralList> &) const
        {
            return u"list"_s;
        }
    };

    return std::visit(Names {}, value.value);
}

} // namespace limbeck::database
