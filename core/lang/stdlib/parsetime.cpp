// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/calendar.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// Reads a text along a strptime() format.
class TimeParser
{
public:
    TimeParser(QStringView text, QStringView format)
        : m_text(text)
        , m_format(format)
    {
    }

    bool parse()
    {
        for (qsizetype i = 0; i < m_format.size(); ++i) {
            const QChar c = m_format.at(i);
            if (c.isSpace()) {
                if (m_position >= m_text.size() || !m_text.at(m_position).isSpace())
                    return false;
                skipSpaces();
            } else if (c != u'%' || i + 1 == m_format.size()) {
                if (m_position >= m_text.size()
                    || m_text.at(m_position).toCaseFolded() != c.toCaseFolded())
                    return false;
                ++m_position;
            } else if (!directive(m_format.at(++i))) {
                return false;
            }
        }
        return finish();
    }

    ParsedTime result;
    bool badDirective = false;
    QChar directiveChar;

    qsizetype remaining() const { return m_text.size() - m_position; }

private:
    void skipSpaces()
    {
        while (m_position < m_text.size() && m_text.at(m_position).isSpace())
            ++m_position;
    }

    /// Up to @p digits digits within the bounds; fewer digits when more would be too large, as
    /// strptime's patterns do.
    bool number(int digits, int low, int high, int &value)
    {
        int taken = 0;
        int number = 0;
        while (taken < digits && m_position + taken < m_text.size()) {
            const QChar c = m_text.at(m_position + taken);
            if (c < u'0' || c > u'9')
                break;
            const int longer = number * 10 + (c.unicode() - u'0');
            if (longer > high)
                break;
            number = longer;
            ++taken;
        }
        if (taken == 0 || number < low)
            return false;
        m_position += taken;
        value = number;
        return true;
    }

    bool name(const QStringList &names, int shortest, int &index)
    {
        // Full names before their abbreviations.
        for (const bool whole : { true, false }) {
            for (int i = 0; i < names.size(); ++i) {
                const QString candidate = whole ? names.at(i) : names.at(i).left(shortest);
                if (m_text.sliced(m_position).startsWith(candidate, Qt::CaseInsensitive)) {
                    m_position += candidate.size();
                    index = i;
                    return true;
                }
            }
        }
        return false;
    }

    bool directive(QChar d);
    bool fraction();
    bool offset();
    bool finish();

    QStringView m_text;
    QStringView m_format;
    qsizetype m_position = 0;
    std::optional<int> m_hour12;
    std::optional<bool> m_afternoon;
    std::optional<int> m_dayOfYear;
};

bool TimeParser::directive(QChar d)
{
    CalendarTime &t = result.time;
    int value = 0;
    static const QStringList months { u"January"_s,   u"February"_s, u"March"_s,    u"April"_s,
                                      u"May"_s,       u"June"_s,     u"July"_s,     u"August"_s,
                                      u"September"_s, u"October"_s,  u"November"_s, u"December"_s };
    static const QStringList days { u"Monday"_s, u"Tuesday"_s,  u"Wednesday"_s, u"Thursday"_s,
                                    u"Friday"_s, u"Saturday"_s, u"Sunday"_s };
    switch (d.unicode()) {
    case u'Y':
        return m_position + 4 <= m_text.size() && number(4, 0, 9999, t.year) && t.year >= 1;
    case u'y':
        if (!number(2, 0, 99, value))
            return false;
        t.year = value + (value <= 68 ? 2000 : 1900);
        return true;
    case u'm':
        return number(2, 1, 12, t.month);
    case u'd':
        return number(2, 1, 31, t.day);
    case u'e':
        skipSpaces();
        return number(2, 1, 31, t.day);
    case u'H':
        return number(2, 0, 23, t.hour);
    case u'I':
        if (!number(2, 1, 12, value))
            return false;
        m_hour12 = value;
        return true;
    case u'M':
        return number(2, 0, 59, t.minute);
    case u'S':
        return number(2, 0, 61, t.second);
    case u'f':
        return fraction();
    case u'j':
        if (!number(3, 1, 366, value))
            return false;
        m_dayOfYear = value;
        return true;
    case u'p': {
        if (remaining() < 2)
            return false;
        const QString word = m_text.sliced(m_position, 2).toString().toUpper();
        if (word != u"AM" && word != u"PM")
            return false;
        m_afternoon = word == u"PM";
        m_position += 2;
        return true;
    }
    case u'b':
    case u'B':
    case u'h':
        if (!name(months, 3, value))
            return false;
        t.month = value + 1;
        return true;
    case u'a':
    case u'A':
        return name(days, 3, value);
    case u'w':
        return number(1, 0, 6, value);
    case u'u':
        return number(1, 1, 7, value);
    case u'z':
        return offset();
    case u'Z':
        for (const QString &zone : { u"UTC"_s, u"GMT"_s }) {
            if (m_text.sliced(m_position).startsWith(zone, Qt::CaseInsensitive)) {
                result.zone = zone;
                m_position += zone.size();
                return true;
            }
        }
        return false;
    case u'%':
        return m_position < m_text.size() && m_text.at(m_position++) == u'%';
    default:
        badDirective = true;
        directiveChar = d;
        return false;
    }
}

bool TimeParser::fraction()
{
    QString digits;
    while (digits.size() < 6 && m_position < m_text.size() && m_text.at(m_position).isDigit())
        digits += m_text.at(m_position++);
    if (digits.isEmpty())
        return false;
    result.time.microsecond = digits.leftJustified(6, u'0').toInt();
    return true;
}

bool TimeParser::offset()
{
    qsizetype end = m_position;
    if (end < m_text.size() && (m_text.at(end) == u'Z' || m_text.at(end) == u'z')) {
        ++end;
    } else if (end < m_text.size()) {
        ++end;
        while (end < m_text.size()
               && (m_text.at(end).isDigit() || m_text.at(end) == u':' || m_text.at(end) == u'.'))
            ++end;
    }
    result.offset = parseOffset(m_text.sliced(m_position, end - m_position));
    m_position = end;
    return result.offset.has_value();
}

bool TimeParser::finish()
{
    CalendarTime &t = result.time;
    if (m_hour12)
        t.hour = *m_hour12 % 12 + (m_afternoon.value_or(false) ? 12 : 0);
    if (m_dayOfYear) {
        int year = t.year;
        fromOrdinal(toOrdinal(t.year, 1, 1) + *m_dayOfYear - 1, year, t.month, t.day);
    }
    if (t.second == 60 || t.second == 61)
        t.second = 59;
    return true;
}

} // namespace

std::optional<ParsedTime> parseTime(const QString &text, const QString &format, QString &error)
{
    TimeParser parser(text, format);
    if (!parser.parse()) {
        error = parser.badDirective
            ? u"'%1' is a bad directive in format '%2'"_s.arg(parser.directiveChar).arg(format)
            : u"time data '%1' does not match format '%2'"_s.arg(text, format);
        return {};
    }
    if (parser.remaining() > 0) {
        error = u"unconverted data remains: %1"_s.arg(text.right(parser.remaining()));
        return {};
    }
    const CalendarTime &t = parser.result.time;
    if (t.day > daysInMonth(t.year, t.month)) {
        error = u"day is out of range for month"_s;
        return {};
    }
    return parser.result;
}

} // namespace limbeck::lang
