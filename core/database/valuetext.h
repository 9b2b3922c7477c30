// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/schema/literal.h"

#include <QByteArrayView>

#include <optional>

namespace limbeck::database {

// Values as ISO 8601 text, the form in which all three databases take and give them.

/// "2024-02-29"; none for what Python's date cannot hold (BC, infinity, year 0, day 0).
[[nodiscard]] std::optional<schema::Date> dateFromText(QByteArrayView text);
/// "12:30:45.000123", with an offset "+02", "+05:30" or "-03:30:15" where there is one.
[[nodiscard]] std::optional<schema::Time> timeFromText(QByteArrayView text);
/// Date and time with a space or a T between them.
[[nodiscard]] std::optional<schema::DateTime> dateTimeFromText(QByteArrayView text);
/// MySQL's TIME: "-838:59:59.000000".
[[nodiscard]] std::optional<schema::Interval> intervalFromHours(QByteArrayView text);
/// PostgreSQL's interval in its default style: "1 year 2 mons -3 days +04:05:06.7". A year counts
/// 365 days and a month 30, as psycopg2 counts them.
[[nodiscard]] std::optional<schema::Interval> intervalFromPostgresql(QByteArrayView text);
/// Days, seconds and microseconds in Python's normal form, from microseconds.
[[nodiscard]] schema::Interval intervalFromMicroseconds(qint64 days, qint64 microseconds);

/// @p bytes as UTF-8. Errors: Database, naming @p what, when they are not UTF-8.
[[nodiscard]] Result<QString> textFromUtf8(QByteArrayView bytes, const QString &what);

enum class Microseconds { WhereNotZero, Always };

[[nodiscard]] QString toText(const schema::Date &date);
/// The offset, where there is one, is written as "+02:00".
[[nodiscard]] QString toText(const schema::Time &time, Microseconds microseconds);
[[nodiscard]] QString toText(const schema::DateTime &dateTime, Microseconds microseconds);
/// The shortest text that reads back as the same number, as Python's repr() writes it: "1.0",
/// "1e-07", "nan", "inf".
[[nodiscard]] QString toText(double number);
/// Hours, minutes and seconds, as MySQL's TIME takes them: "-26:00:00.5".
[[nodiscard]] QString hoursText(const schema::Interval &interval);
/// The class name of a value for messages: "int", "datetime", "list".
[[nodiscard]] QString typeName(const schema::Literal &value);

} // namespace limbeck::database
