// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace limbeck::lang {

// The proleptic Gregorian calendar as Python's datetime module counts it: pure functions.

constexpr int minYear = 1;
constexpr int maxYear = 9999;
constexpr qint64 microsecondsPerSecond = 1'000'000;
constexpr qint64 microsecondsPerDay = 86'400 * microsecondsPerSecond;

/// A point in time without time zone. Fields are in range; `year` 1 … 9999.
struct CalendarTime
{
    int year = 1, month = 1, day = 1;
    int hour = 0, minute = 0, second = 0, microsecond = 0;
};

[[nodiscard]] bool isLeapYear(int year);
[[nodiscard]] int daysInMonth(int year, int month);
/// Days since 0001-01-01, which is 1.
[[nodiscard]] qint64 toOrdinal(int year, int month, int day);
void fromOrdinal(qint64 ordinal, int &year, int &month, int &day);
[[nodiscard]] int dayOfYear(int year, int month, int day);
/// Monday is 0.
[[nodiscard]] int weekday(int year, int month, int day);

struct IsoWeek
{
    int year, week, weekday; ///< Monday is 1
};

[[nodiscard]] IsoWeek isoWeek(int year, int month, int day);

/// Microseconds since 0001-01-01T00:00.
[[nodiscard]] qint64 toMicroseconds(const CalendarTime &time);
/// Nothing when the year is out of range.
[[nodiscard]] std::optional<CalendarTime> fromMicroseconds(qint64 microseconds);

/// "+02:00", "-05:30:15", "+00:00:00.5" for an offset from UTC; @p separator goes between hours and
/// minutes.
[[nodiscard]] QString offsetText(qint64 microseconds, const QString &separator);
/// Reads "Z", "+02:00", "+0200", "-05:30:15.25"; nothing if it is none.
[[nodiscard]] std::optional<qint64> parseOffset(QStringView text);

/// strftime() in the C locale. @p offset and @p zone are those of an aware time, for %z and %Z.
[[nodiscard]] QString formatTime(const QString &format, const CalendarTime &time,
                                 std::optional<qint64> offset, const QString &zone);

struct ParsedTime
{
    CalendarTime time { 1900, 1, 1, 0, 0, 0, 0 };
    std::optional<qint64> offset;
    QString zone;
};

/// strptime() in the C locale. On failure @p error has Python's message.
[[nodiscard]] std::optional<ParsedTime> parseTime(const QString &text, const QString &format,
                                                  QString &error);

} // namespace limbeck::lang
