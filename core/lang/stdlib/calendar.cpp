// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/calendar.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

const QStringList &monthNames()
{
    static const QStringList names { u"January"_s,   u"February"_s, u"March"_s,    u"April"_s,
                                     u"May"_s,       u"June"_s,     u"July"_s,     u"August"_s,
                                     u"September"_s, u"October"_s,  u"November"_s, u"December"_s };
    return names;
}

const QStringList &dayNames()
{
    static const QStringList names { u"Monday"_s, u"Tuesday"_s,  u"Wednesday"_s, u"Thursday"_s,
                                     u"Friday"_s, u"Saturday"_s, u"Sunday"_s };
    return names;
}

QString padded(qint64 number, int width, QChar fill = u'0')
{
    return u"%1"_s.arg(number, width, 10, fill);
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - ((a % b != 0) && ((a < 0) != (b < 0)) ? 1 : 0);
}

} // namespace

bool isLeapYear(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int daysInMonth(int year, int month)
{
    constexpr int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && isLeapYear(year) ? 29 : days[month - 1];
}

int dayOfYear(int year, int month, int day)
{
    int result = day;
    for (int m = 1; m < month; ++m)
        result += daysInMonth(year, m);
    return result;
}

qint64 toOrdinal(int year, int month, int day)
{
    const qint64 before = year - 1;
    return before * 365 + before / 4 - before / 100 + before / 400 + dayOfYear(year, month, day);
}

void fromOrdinal(qint64 ordinal, int &year, int &month, int &day)
{
    // An estimate that is at most one year too early, then whole months.
    year = static_cast<int>(std::max<qint64>(1, (ordinal * 400) / 146'097));
    while (toOrdinal(year + 1, 1, 1) <= ordinal)
        ++year;
    while (toOrdinal(year, 1, 1) > ordinal)
        --year;
    qint64 left = ordinal - toOrdinal(year, 1, 1);
    month = 1;
    while (left >= daysInMonth(year, month))
        left -= daysInMonth(year, month++);
    day = static_cast<int>(left) + 1;
}

int weekday(int year, int month, int day)
{
    return static_cast<int>((toOrdinal(year, month, day) + 6) % 7);
}

IsoWeek isoWeek(int year, int month, int day)
{
    const auto firstMonday = [](int y) {
        const qint64 first = toOrdinal(y, 1, 1);
        const int firstDay = static_cast<int>((first + 6) % 7);
        return first - firstDay + (firstDay > 3 ? 7 : 0);
    };
    const qint64 ordinal = toOrdinal(year, month, day);
    int isoYear = year;
    qint64 start = firstMonday(isoYear);
    if (ordinal < start)
        start = firstMonday(--isoYear);
    else if (ordinal >= firstMonday(isoYear + 1))
        start = firstMonday(++isoYear);
    const qint64 offset = ordinal - start;
    return { isoYear, static_cast<int>(offset / 7) + 1, static_cast<int>(offset % 7) + 1 };
}

qint64 toMicroseconds(const CalendarTime &time)
{
    const qint64 days = toOrdinal(time.year, time.month, time.day) - 1;
    const qint64 seconds = (time.hour * 60 + time.minute) * 60 + time.second;
    return days * microsecondsPerDay + seconds * microsecondsPerSecond + time.microsecond;
}

std::optional<CalendarTime> fromMicroseconds(qint64 microseconds)
{
    const qint64 days = floorDiv(microseconds, microsecondsPerDay);
    qint64 rest = microseconds - days * microsecondsPerDay;
    if (days < 0 || days >= toOrdinal(maxYear, 12, 31))
        return {};
    CalendarTime result;
    fromOrdinal(days + 1, result.year, result.month, result.day);
    result.microsecond = static_cast<int>(rest % microsecondsPerSecond);
    rest /= microsecondsPerSecond;
    result.second = static_cast<int>(rest % 60);
    result.minute = static_cast<int>(rest / 60 % 60);
    result.hour = static_cast<int>(rest / 3600);
    return result;
}

QString offsetText(qint64 microseconds, const QString &separator)
{
    const QString sign = microseconds < 0 ? u"-"_s : u"+"_s;
    const qint64 absolute = std::abs(microseconds);
    const qint64 seconds = absolute / microsecondsPerSecond;
    QString text = sign + padded(seconds / 3600, 2) + separator + padded(seconds / 60 % 60, 2);
    const qint64 fraction = absolute % microsecondsPerSecond;
    if (seconds % 60 != 0 || fraction != 0)
        text += separator + padded(seconds % 60, 2);
    if (fraction != 0)
        text += u'.' + padded(fraction, 6);
    return text;
}

std::optional<qint64> parseOffset(QStringView text)
{
    if (text == u"Z" || text == u"z")
        return 0;
    if (text.size() < 3 || (text.front() != u'+' && text.front() != u'-'))
        return {};
    QString digits;
    QString fraction;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'.' || c == u',') {
            fraction = text.sliced(i + 1).toString();
            break;
        }
        if (c == u':')
            continue;
        if (!c.isDigit())
            return {};
        digits += c;
    }
    if (digits.size() != 2 && digits.size() != 4 && digits.size() != 6)
        return {};
    const qint64 hours = digits.left(2).toLongLong();
    const qint64 minutes = digits.size() >= 4 ? digits.mid(2, 2).toLongLong() : 0;
    const qint64 seconds = digits.size() == 6 ? digits.mid(4, 2).toLongLong() : 0;
    if (hours > 23 || minutes > 59 || seconds > 59)
        return {};
    qint64 result = ((hours * 60 + minutes) * 60 + seconds) * microsecondsPerSecond;
    if (!fraction.isEmpty())
        result += fraction.leftJustified(6, u'0', true).toLongLong();
    return text.front() == u'-' ? -result : result;
}

namespace {

/// The text of one directive of strftime(), %a … %%.
QString formatDirective(QChar directive, const CalendarTime &t, std::optional<qint64> offset,
                        const QString &zone)
{
    switch (directive.unicode()) {
    case u'a':
        return dayNames().at(weekday(t.year, t.month, t.day)).left(3);
    case u'A':
        return dayNames().at(weekday(t.year, t.month, t.day));
    case u'b':
    case u'h':
        return monthNames().at(t.month - 1).left(3);
    case u'B':
        return monthNames().at(t.month - 1);
    case u'c':
        return formatTime(u"%a %b %e %H:%M:%S %Y"_s, t, offset, zone);
    case u'C':
        return padded(t.year / 100, 2);
    case u'd':
        return padded(t.day, 2);
    case u'D':
    case u'x':
        return formatTime(u"%m/%d/%y"_s, t, offset, zone);
    case u'e':
        return padded(t.day, 2, u' ');
    case u'f':
        return padded(t.microsecond, 6);
    case u'F':
        return formatTime(u"%Y-%m-%d"_s, t, offset, zone);
    case u'G':
        return QString::number(isoWeek(t.year, t.month, t.day).year);
    case u'H':
        return padded(t.hour, 2);
    case u'I':
        return padded(t.hour % 12 == 0 ? 12 : t.hour % 12, 2);
    case u'j':
        return padded(dayOfYear(t.year, t.month, t.day), 3);
    case u'm':
        return padded(t.month, 2);
    case u'M':
        return padded(t.minute, 2);
    case u'n':
        return u"\n"_s;
    case u'p':
        return t.hour < 12 ? u"AM"_s : u"PM"_s;
    case u'R':
        return formatTime(u"%H:%M"_s, t, offset, zone);
    case u's':
        return QString::number((toMicroseconds(t) - toMicroseconds({ 1970, 1, 1 }))
                               / microsecondsPerSecond);
    case u'S':
        return padded(t.second, 2);
    case u't':
        return u"\t"_s;
    case u'T':
    case u'X':
        return formatTime(u"%H:%M:%S"_s, t, offset, zone);
    case u'u':
        return QString::number(weekday(t.year, t.month, t.day) + 1);
    case u'U':
        return padded(
            (dayOfYear(t.year, t.month, t.day) + 6 - (weekday(t.year, t.month, t.day) + 1) % 7) / 7,
            2);
    case u'V':
        return padded(isoWeek(t.year, t.month, t.day).week, 2);
    case u'w':
        return QString::number((weekday(t.year, t.month, t.day) + 1) % 7);
    case u'W':
        return padded((dayOfYear(t.year, t.month, t.day) + 6 - weekday(t.year, t.month, t.day)) / 7,
                      2);
    case u'y':
        return padded(t.year % 100, 2);
    case u'Y':
        return QString::number(t.year);
    case u'z':
        return offset ? offsetText(*offset, QString()) : QString();
    case u'Z':
        return zone;
    case u'%':
        return u"%"_s;
    default:
        return QString(u'%') + directive;
    }
}

} // namespace

QString formatTime(const QString &format, const CalendarTime &time, std::optional<qint64> offset,
                   const QString &zone)
{
    QString result;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format.at(i) != u'%' || i + 1 == format.size()) {
            result += format.at(i);
            continue;
        }
        QChar directive = format.at(++i);
        const bool unpadded = directive == u'-' && i + 1 < format.size(); // glibc: %-d
        if (unpadded)
            directive = format.at(++i);
        QString text =
            directive == u':' && i + 1 < format.size() && format.at(i + 1) == u'z' && (++i, true)
            ? (offset ? offsetText(*offset, u":"_s) : QString())
            : formatDirective(directive, time, offset, zone);
        if (unpadded) {
            while (text.size() > 1 && (text.front() == u'0' || text.front() == u' '))
                text.remove(0, 1);
        }
        result += text;
    }
    return result;
}

} // namespace limbeck::lang
