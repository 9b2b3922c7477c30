// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace limbeck::schema {

struct Date
{
    int year = 1, month = 1, day = 1;
    friend bool operator==(const Date &, const Date &) = default;
};

/// A time of day with microseconds; the offset from UTC in seconds when it is aware.
struct Time
{
    int hour = 0, minute = 0, second = 0, microsecond = 0;
    std::optional<int> utcOffsetSeconds;
    friend bool operator==(const Time &, const Time &) = default;
};

struct DateTime
{
    Date date;
    Time time;
    friend bool operator==(const DateTime &, const DateTime &) = default;
};

/// A span of time as Python's timedelta keeps it: 0 ≤ seconds < 86,400, 0 ≤ microseconds <
/// 1,000,000.
struct Interval
{
    qint64 days = 0;
    int seconds = 0, microseconds = 0;
    friend bool operator==(const Interval &, const Interval &) = default;
};

/// An exact number in Python's notation ("1.50", "-3E+2"); also integers beyond 64 bits.
struct Decimal
{
    QString text;
    friend bool operator==(const Decimal &, const Decimal &) = default;
};

struct Uuid
{
    QString text; ///< lower case with hyphens
    friend bool operator==(const Uuid &, const Uuid &) = default;
};

/// A JSON document, already serialised as json.dumps would.
struct Json
{
    QString text;
    friend bool operator==(const Json &, const Json &) = default;
};

struct Null
{
    friend bool operator==(Null, Null) = default;
};

struct LiteralList;

/// A value that a script gives to the database or the database gives to a script. Dialect-free.
struct Literal
{
    std::variant<Null, bool, qint64, double, QString, QByteArray, Date, Time, DateTime, Interval,
                 Decimal, Uuid, Json, std::shared_ptr<const LiteralList>>
        value;

    Literal() = default;

    template <typename T>
    Literal(T v) // NOLINT(google-explicit-constructor): a literal is written where one is expected
        : value(std::move(v))
    {
    }

    [[nodiscard]] bool isNull() const { return std::holds_alternative<Null>(value); }
};

/// An array, or the values of an IN list.
struct LiteralList
{
    std::vector<Literal> items;
};

/// Options given as keywords with a dialect's prefix: "mysql_engine" → InnoDB, "postgresql_using" →
/// "gin". Keys keep the script's spelling; order is the script's.
using DialectOptions = std::vector<std::pair<QString, Literal>>;

} // namespace limbeck::schema
