// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/datetimeobjects.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

CalendarTime readTime(Args &a, const CalendarTime &start)
{
    CalendarTime time = start;
    const std::pair<const char *, int CalendarTime::*> fields[] = {
        { "hour", &CalendarTime::hour },
        { "minute", &CalendarTime::minute },
        { "second", &CalendarTime::second },
        { "microsecond", &CalendarTime::microsecond }
    };
    for (const auto &[name, field] : fields) {
        if (!a[name].isNone())
            time.*field = static_cast<int>(a.integer(name));
    }
    checkTime(time);
    return time;
}

Value timeOf(Interpreter &interpreter, Type *type, const CalendarTime &time, const Value &tzinfo,
             int fold)
{
    checkTzInfo(tzinfo);
    const Ref<Object> made = interpreter.allocate(type);
    auto *object = dynamic_cast<TimeObject *>(made.get());
    object->time = time;
    object->tzinfo = tzinfo;
    object->fold = fold;
    return made;
}

Value newTime(Args &a)
{
    return timeOf(a.interpreter(), a["cls"].as<Type>(), readTime(a, { 1900, 1, 1, 0, 0, 0, 0 }),
                  a["tzinfo"], static_cast<int>(a.integer("fold")));
}

Value replaceTime(Args &a)
{
    const TimeObject &self = a.object<TimeObject>("self");
    return timeOf(a.interpreter(), self.type(), readTime(a, self.time),
                  a["tzinfo"].isAbsent() ? self.tzinfo : a["tzinfo"],
                  a["fold"].isNone() ? self.fold : static_cast<int>(a.integer("fold")));
}

/// Since midnight, in UTC when aware.
qint64 sinceMidnight(Interpreter &interpreter, const TimeObject &time, bool &aware)
{
    const auto offset = utcOffset(interpreter, time.tzinfo, Value());
    aware = offset.has_value();
    CalendarTime day = time.time;
    day.year = day.month = day.day = 1;
    return toMicroseconds(day) - offset.value_or(0);
}

QString isoTime(Interpreter &interpreter, const TimeObject &time, const QString &timespec)
{
    const auto offset = utcOffset(interpreter, time.tzinfo, Value());
    return timeText(time.time, timespec) + (offset ? offsetText(*offset, u":"_s) : QString());
}

Value timeFromIso(Args &a)
{
    QString text = a.text("time_string");
    const QString original = text;
    if (text.startsWith(u'T'))
        text.remove(0, 1);
    const Value parsed =
        a.interpreter().callMethod(Value(a.interpreter().nativeType<DateTimeObject>()),
                                   "fromisoformat", { makeStr(u"1900-01-01T"_s + text) });
    const auto *moment = parsed.as<DateTimeObject>();
    if (!moment)
        throwValueError(u"Invalid isoformat string: %1"_s.arg(quoted(original)));
    return timeOf(a.interpreter(), a["cls"].as<Type>(), moment->time, moment->tzinfo, 0);
}

} // namespace

void checkTime(const CalendarTime &time)
{
    if (time.hour < 0 || time.hour > 23)
        throwValueError(u"hour must be in 0..23"_s);
    if (time.minute < 0 || time.minute > 59)
        throwValueError(u"minute must be in 0..59"_s);
    if (time.second < 0 || time.second > 59)
        throwValueError(u"second must be in 0..59"_s);
    if (time.microsecond < 0 || time.microsecond > 999'999)
        throwValueError(u"microsecond must be in 0..999999"_s);
}

QString timeText(const CalendarTime &t, const QString &timespec)
{
    const auto two = [](int n) { return u"%1"_s.arg(n, 2, 10, QChar(u'0')); };
    if (timespec == u"hours")
        return two(t.hour);
    if (timespec == u"minutes")
        return two(t.hour) + u':' + two(t.minute);
    const QString seconds = two(t.hour) + u':' + two(t.minute) + u':' + two(t.second);
    if (timespec == u"seconds" || (timespec == u"auto" && t.microsecond == 0))
        return seconds;
    if (timespec == u"milliseconds")
        return seconds + u".%1"_s.arg(t.microsecond / 1000, 3, 10, QChar(u'0'));
    if (timespec == u"microseconds" || timespec == u"auto")
        return seconds + u".%1"_s.arg(t.microsecond, 6, 10, QChar(u'0'));
    throwValueError(u"Unknown timespec value"_s);
}

QString TimeObject::repr(Interpreter &interpreter)
{
    QString text = u"%1(%2, %3"_s.arg(type()->fullName()).arg(time.hour).arg(time.minute);
    if (time.second != 0 || time.microsecond != 0)
        text += u", %1"_s.arg(time.second);
    if (time.microsecond != 0)
        text += u", %1"_s.arg(time.microsecond);
    if (!tzinfo.isNone())
        text += u", tzinfo="_s + interpreter.repr(tzinfo);
    if (fold != 0)
        text += u", fold=1"_s;
    return text + u')';
}

QString TimeObject::str(Interpreter &interpreter)
{
    return isoTime(interpreter, *this, u"auto"_s);
}

QString TimeObject::format(Interpreter &interpreter, const QString &spec)
{
    if (spec.isEmpty())
        return str(interpreter);
    return formatTime(spec, time, utcOffset(interpreter, tzinfo, Value()),
                      zoneName(interpreter, tzinfo, Value()));
}

qint64 TimeObject::hash(Interpreter &interpreter)
{
    bool aware = false;
    return hashOf(sinceMidnight(interpreter, *this, aware));
}

Value TimeObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    const auto *second = other.as<TimeObject>();
    if (!second)
        return Value::notImplemented();
    bool aware = false;
    bool otherAware = false;
    const qint64 mine = sinceMidnight(interpreter, *this, aware);
    const qint64 theirs = sinceMidnight(interpreter, *second, otherAware);
    if (aware != otherAware) {
        if (comparison == Comparison::Equal || comparison == Comparison::NotEqual)
            return comparison == Comparison::NotEqual;
        throwTypeError(u"can't compare offset-naive and offset-aware times"_s);
    }
    return compareResult(comparison, mine <=> theirs);
}

void TimeObject::clearReferences()
{
    tzinfo = {};
    Object::clearReferences();
}

void defineTimeOfDay(ModuleBuilder &module)
{
    TypeBuilder time = module.define<TimeObject>("time");
    time.make("(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)", newTime)
        .slots("__eq__ __lt__ __format__")
        .classMethod("fromisoformat(cls, time_string)", timeFromIso)
        .method("replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=?)",
                replaceTime)
        .method("isoformat(self, timespec='auto')",
                [](Args &a) -> Value {
                    return makeStr(
                        isoTime(a.interpreter(), a.object<TimeObject>("self"), a.text("timespec")));
                })
        .method("strftime(self, format)",
                [](Args &a) -> Value {
                    return makeStr(
                        a.object<TimeObject>("self").format(a.interpreter(), a.text("format")));
                })
        .method("utcoffset(self)",
                [](Args &a) -> Value {
                    const auto offset =
                        utcOffset(a.interpreter(), a.object<TimeObject>("self").tzinfo, Value());
                    return offset ? makeTimedelta(a.interpreter(), *offset) : Value();
                })
        .method("dst(self)", [](Args &) -> Value { return {}; })
        .method("tzname(self)",
                [](Args &a) -> Value {
                    const TimeObject &self = a.object<TimeObject>("self");
                    return self.tzinfo.isNone()
                        ? Value()
                        : makeStr(zoneName(a.interpreter(), self.tzinfo, Value()));
                })
        .property("hour", [](Interpreter &, TimeObject &self) -> Value { return self.time.hour; })
        .property("minute",
                  [](Interpreter &, TimeObject &self) -> Value { return self.time.minute; })
        .property("second",
                  [](Interpreter &, TimeObject &self) -> Value { return self.time.second; })
        .property("microsecond",
                  [](Interpreter &, TimeObject &self) -> Value { return self.time.microsecond; })
        .property("fold", [](Interpreter &, TimeObject &self) -> Value { return self.fold; })
        .property("tzinfo", [](Interpreter &, TimeObject &self) -> Value { return self.tzinfo; });
    Interpreter &in = module.interpreter();
    const auto value = [&in](const CalendarTime &t) {
        return timeOf(in, in.nativeType<TimeObject>().get(), t, Value(), 0);
    };
    time.value("min", value({ 1900, 1, 1, 0, 0, 0, 0 }));
    time.value("max", value({ 1900, 1, 1, 23, 59, 59, 999'999 }));
    time.value("resolution", makeTimedelta(in, 1));
}

} // namespace limbeck::lang
