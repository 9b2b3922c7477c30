// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/datetimeobjects.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

QString isoDate(const CalendarTime &t)
{
    return u"%1-%2-%3"_s.arg(t.year, 4, 10, QChar(u'0'))
        .arg(t.month, 2, 10, QChar(u'0'))
        .arg(t.day, 2, 10, QChar(u'0'));
}

/// A new date of class @p type, or a datetime if that is what the class derives from.
Value dateOf(Interpreter &interpreter, Type *type, const CalendarTime &time)
{
    const Ref<Object> made = interpreter.allocate(type);
    dynamic_cast<DateObject *>(made.get())->time = time;
    return made;
}

Value dateFromOrdinal(Interpreter &interpreter, Type *type, qint64 ordinal)
{
    if (ordinal < 1 || ordinal > toOrdinal(maxYear, 12, 31))
        throwOverflowError(u"date value out of range"_s);
    CalendarTime time;
    fromOrdinal(ordinal, time.year, time.month, time.day);
    return dateOf(interpreter, type, time);
}

qint64 ordinalOf(const DateObject &date)
{
    return toOrdinal(date.time.year, date.time.month, date.time.day);
}

CalendarTime readDate(Args &a)
{
    CalendarTime time;
    time.year = static_cast<int>(a.integer("year"));
    time.month = static_cast<int>(a.integer("month"));
    time.day = static_cast<int>(a.integer("day"));
    checkDate(time);
    return time;
}

CalendarTime localNow(Interpreter &interpreter)
{
    const auto &now = interpreter.capabilities().now;
    const QDateTime moment = now ? now() : QDateTime::currentDateTime();
    const QDate day = moment.date();
    return { day.year(), day.month(), day.day(), 0, 0, 0, 0 };
}

Value fromIsoFormat(Args &a)
{
    const QString text = a.text("date_string");
    QString digits = text;
    digits.remove(u'-');
    const bool shape =
        (text.size() == 10 && text.at(4) == u'-' && text.at(7) == u'-') || text.size() == 8;
    bool ok = false;
    digits.toLongLong(&ok);
    if (!shape || !ok || digits.size() != 8)
        throwValueError(u"Invalid isoformat string: %1"_s.arg(quoted(text)));
    CalendarTime time;
    time.year = digits.left(4).toInt();
    time.month = digits.mid(4, 2).toInt();
    time.day = digits.mid(6, 2).toInt();
    checkDate(time);
    return dateOf(a.interpreter(), a["cls"].as<Type>(), time);
}

Value isoCalendar(Args &a)
{
    const CalendarTime &t = a.object<DateObject>("self").time;
    const IsoWeek week = isoWeek(t.year, t.month, t.day);
    const Value type =
        a.interpreter().getAttr(a.interpreter().import(u"datetime"_s), "IsoCalendarDate");
    return a.interpreter().call(type, { Value(week.year), Value(week.week), Value(week.weekday) });
}

Value timeTuple(Args &a)
{
    const CalendarTime &t = a.object<DateObject>("self").time;
    const Value type = a.interpreter().getAttr(a.interpreter().import(u"time"_s), "struct_time");
    return a.interpreter().call(type,
                                { Value(t.year), Value(t.month), Value(t.day), Value(t.hour),
                                  Value(t.minute), Value(t.second),
                                  Value(weekday(t.year, t.month, t.day)),
                                  Value(dayOfYear(t.year, t.month, t.day)), Value(-1) });
}

Value replaceDate(Args &a)
{
    const DateObject &self = a.object<DateObject>("self");
    CalendarTime time = self.time;
    if (!a["year"].isNone())
        time.year = static_cast<int>(a.integer("year"));
    if (!a["month"].isNone())
        time.month = static_cast<int>(a.integer("month"));
    if (!a["day"].isNone())
        time.day = static_cast<int>(a.integer("day"));
    checkDate(time);
    return dateOf(a.interpreter(), self.type(), time);
}

} // namespace

void checkDate(const CalendarTime &time)
{
    if (time.year < minYear || time.year > maxYear)
        throwValueError(u"year %1 is out of range"_s.arg(time.year));
    if (time.month < 1 || time.month > 12)
        throwValueError(u"month must be in 1..12"_s);
    if (time.day < 1 || time.day > daysInMonth(time.year, time.month))
        throwValueError(u"day is out of range for month"_s);
}

Value makeDate(Interpreter &interpreter, const CalendarTime &time)
{
    return dateOf(interpreter, interpreter.nativeType<DateObject>().get(), time);
}

QString DateObject::repr(Interpreter &)
{
    return u"%1(%2, %3, %4)"_s.arg(type()->fullName()).arg(time.year).arg(time.month).arg(time.day);
}

QString DateObject::str(Interpreter &)
{
    return isoDate(time);
}

QString DateObject::format(Interpreter &interpreter, const QString &spec)
{
    return spec.isEmpty() ? str(interpreter) : formatTime(spec, time, {}, {});
}

qint64 DateObject::hash(Interpreter &)
{
    return hashOf(toMicroseconds(time));
}

Value DateObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    const auto *date = other.as<DateObject>();
    if (!date || other.as<DateTimeObject>())
        return Value::notImplemented();
    return compareResult(comparison, ordinalOf(*this) <=> ordinalOf(*date));
}

Value DateObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                         bool reflected)
{
    if (const auto *delta = other.as<TimedeltaObject>()) {
        if (op == BinaryOperator::Add)
            return dateFromOrdinal(interpreter, type(), ordinalOf(*this) + delta->days);
        if (op == BinaryOperator::Subtract && !reflected)
            return dateFromOrdinal(interpreter, type(), ordinalOf(*this) - delta->days);
    }
    const auto *date = other.as<DateObject>();
    if (date && !other.as<DateTimeObject>() && op == BinaryOperator::Subtract) {
        const qint64 days = ordinalOf(*this) - ordinalOf(*date);
        return makeTimedelta(interpreter, reflected ? -days : days, 0);
    }
    return Value::notImplemented();
}

void defineDate(ModuleBuilder &module)
{
    TypeBuilder date = module.define<DateObject>("date");
    date.make("(cls, year, month, day)",
              [](Args &a) -> Value {
                  return dateOf(a.interpreter(), a["cls"].as<Type>(), readDate(a));
              })
        .slots("__add__ __radd__ __sub__ __rsub__ __eq__ __lt__ __format__")
        .classMethod("today(cls)",
                     [](Args &a) -> Value {
                         return dateOf(a.interpreter(), a["cls"].as<Type>(),
                                       localNow(a.interpreter()));
                     })
        .classMethod("fromordinal(cls, ordinal)",
                     [](Args &a) -> Value {
                         return dateFromOrdinal(a.interpreter(), a["cls"].as<Type>(),
                                                a.integer("ordinal"));
                     })
        .classMethod("fromisoformat(cls, date_string)", fromIsoFormat)
        .classMethod("fromtimestamp(cls, timestamp)",
                     [](Args &a) -> Value {
                         const QDate day = QDateTime::fromMSecsSinceEpoch(
                                               static_cast<qint64>(a.number("timestamp") * 1000))
                                               .date();
                         return dateOf(a.interpreter(), a["cls"].as<Type>(),
                                       { day.year(), day.month(), day.day(), 0, 0, 0, 0 });
                     })
        .method("replace(self, year=None, month=None, day=None)", replaceDate)
        .method("toordinal(self)",
                [](Args &a) -> Value { return ordinalOf(a.object<DateObject>("self")); })
        .method("weekday(self)",
                [](Args &a) -> Value {
                    const CalendarTime &t = a.object<DateObject>("self").time;
                    return weekday(t.year, t.month, t.day);
                })
        .method("isoweekday(self)",
                [](Args &a) -> Value {
                    const CalendarTime &t = a.object<DateObject>("self").time;
                    return weekday(t.year, t.month, t.day) + 1;
                })
        .method("isocalendar(self)", isoCalendar)
        .method("timetuple(self)", timeTuple)
        .method(
            "isoformat(self)",
            [](Args &a) -> Value { return makeStr(isoDate(a.object<DateObject>("self").time)); })
        .method("ctime(self)",
                [](Args &a) -> Value {
                    return makeStr(formatTime(u"%a %b %e %H:%M:%S %Y"_s,
                                              a.object<DateObject>("self").time, {}, {}));
                })
        .method("strftime(self, format)",
                [](Args &a) -> Value {
                    return makeStr(
                        a.object<DateObject>("self").format(a.interpreter(), a.text("format")));
                })
        .property("year", [](Interpreter &, DateObject &self) -> Value { return self.time.year; })
        .property("month", [](Interpreter &, DateObject &self) -> Value { return self.time.month; })
        .property("day", [](Interpreter &, DateObject &self) -> Value { return self.time.day; });
    Interpreter &in = module.interpreter();
    date.value("min", makeDate(in, { 1, 1, 1 }));
    date.value("max", makeDate(in, { maxYear, 12, 31 }));
    date.value("resolution", makeTimedelta(in, 1, 0));
}

} // namespace limbeck::lang
