// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"
#include "core/lang/stdlib/calendar.h"

namespace limbeck::lang {

// The classes of the datetime module. Immutable; scripts can derive from them.

/// datetime.timedelta, as a count of microseconds (its range is Python's: below 10^9 days).
class TimedeltaObject : public Object
{
public:
    static constexpr const char *typeName = "datetime.timedelta";

    explicit TimedeltaObject(Type *type)
        : Object(type)
    {
    }

    qint64 days = 0;
    qint64 microseconds = 0; ///< 0 ≤ … < one day

    [[nodiscard]] double totalSeconds() const;
    [[nodiscard]] QString text() const; ///< "1 day, 2:03:04.000005"

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value unary(Interpreter &interpreter, UnaryOperator op) override;
};

/// datetime.tzinfo: scripts derive from it.
class TzInfoObject : public Object
{
public:
    static constexpr const char *typeName = "datetime.tzinfo";

    explicit TzInfoObject(Type *type)
        : Object(type)
    {
    }
};

/// datetime.timezone: a fixed offset.
class TimezoneObject : public TzInfoObject
{
public:
    static constexpr const char *typeName = "datetime.timezone";

    explicit TimezoneObject(Type *type)
        : TzInfoObject(type)
    {
    }

    qint64 offset = 0; ///< microseconds
    std::optional<QString> name;

    [[nodiscard]] QString text() const; ///< "UTC", "UTC+02:00" or its name

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
};

/// datetime.date; also the first half of datetime.datetime.
class DateObject : public Object
{
public:
    static constexpr const char *typeName = "datetime.date";

    explicit DateObject(Type *type)
        : Object(type)
    {
    }

    CalendarTime time; ///< a date's hours … are 0

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
};

/// datetime.datetime
class DateTimeObject : public DateObject
{
public:
    static constexpr const char *typeName = "datetime.datetime";

    explicit DateTimeObject(Type *type)
        : DateObject(type)
    {
    }

    Value tzinfo; ///< None: naive
    int fold = 0;

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    void clearReferences() override;
};

/// datetime.time
class TimeObject : public Object
{
public:
    static constexpr const char *typeName = "datetime.time";

    explicit TimeObject(Type *type)
        : Object(type)
    {
    }

    CalendarTime time { 1900, 1, 1, 0, 0, 0, 0 };
    Value tzinfo;
    int fold = 0;

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    void clearReferences() override;
};

// What the classes share.

[[nodiscard]] Value makeTimedelta(Interpreter &interpreter, qint64 days, qint64 microseconds);
/// Of a count that may be beyond 64 bits of microseconds only for absurd spans: OverflowError then.
[[nodiscard]] Value makeTimedelta(Interpreter &interpreter, qint64 microseconds);
[[nodiscard]] Value makeDate(Interpreter &interpreter, const CalendarTime &time);
[[nodiscard]] Value makeDateTime(Interpreter &interpreter, const CalendarTime &time,
                                 const Value &tzinfo = {});
[[nodiscard]] Value makeTimezone(Interpreter &interpreter, qint64 offset);
[[nodiscard]] qint64 totalMicroseconds(const TimedeltaObject &delta);

/// tzinfo.utcoffset(@p moment) in microseconds; nothing for None or a naive zone.
[[nodiscard]] std::optional<qint64> utcOffset(Interpreter &interpreter, const Value &tzinfo,
                                              const Value &moment);
[[nodiscard]] QString zoneName(Interpreter &interpreter, const Value &tzinfo, const Value &moment);

/// "12:30:00.000005" by @p timespec ("auto", "seconds", "milliseconds" …); ValueError for an
/// unknown one.
[[nodiscard]] QString timeText(const CalendarTime &time, const QString &timespec);
[[nodiscard]] QString isoFormat(Interpreter &interpreter, DateTimeObject &moment,
                                const QString &separator, const QString &timespec);
/// Throws ValueError ("month must be in 1..12" …) unless the fields are in range.
void checkDate(const CalendarTime &time);
void checkTime(const CalendarTime &time);
void checkTzInfo(const Value &tzinfo);

void defineTimedelta(ModuleBuilder &module);
void defineTimezone(ModuleBuilder &module);
void defineDate(ModuleBuilder &module);
void defineTimeOfDay(ModuleBuilder &module);
void defineDateTimeClass(ModuleBuilder &module);

} // namespace limbeck::lang
