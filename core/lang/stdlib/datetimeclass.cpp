// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/datetimeobjects.h"
#include "core/lang/stdlib/modules.h"

#include <QTimeZone>

#include <chrono>
#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

const qint64 epoch = toMicroseconds({ 1970, 1, 1 });

Value momentOf(Interpreter &interpreter, Type *type, const CalendarTime &time, const Value &tzinfo,
               int fold = 0)
{
    const Ref<Object> made = interpreter.allocate(type);
    auto *moment = dynamic_cast<DateTimeObject *>(made.get());
    moment->time = time;
    moment->tzinfo = tzinfo;
    moment->fold = fold;
    return made;
}

Value momentAt(Interpreter &interpreter, Type *type, qint64 microseconds, const Value &tzinfo)
{
    const auto time = fromMicroseconds(microseconds);
    if (!time)
        throwOverflowError(u"date value out of range"_s);
    return momentOf(interpreter, type, *time, tzinfo);
}

/// Microseconds of UTC since the epoch, by the host's clock.
qint64 nowUtc(Interpreter &interpreter)
{
    if (const auto &now = interpreter.capabilities().now)
        return now().toMSecsSinceEpoch() * 1000;
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// The machine's offset from UTC at a moment of UTC.
qint64 localOffset(qint64 sinceEpoch)
{
    const QDateTime moment =
        QDateTime::fromMSecsSinceEpoch(sinceEpoch / 1000, QTimeZone::systemTimeZone());
    return qint64(moment.offsetFromUtc()) * microsecondsPerSecond;
}

/// @p sinceEpoch (UTC) as a moment in @p tzinfo, or in local time without one.
Value fromUtcMoment(Interpreter &interpreter, Type *type, qint64 sinceEpoch, const Value &tzinfo)
{
    if (tzinfo.isNone())
        return momentAt(interpreter, type, epoch + sinceEpoch + localOffset(sinceEpoch), tzinfo);
    checkTzInfo(tzinfo);
    if (const auto *zone = tzinfo.as<TimezoneObject>())
        return momentAt(interpreter, type, epoch + sinceEpoch + zone->offset, tzinfo);
    return interpreter.callMethod(tzinfo, "fromutc",
                                  { momentAt(interpreter, type, epoch + sinceEpoch, tzinfo) });
}

CalendarTime readFields(Args &a, const CalendarTime &start)
{
    CalendarTime time = start;
    const std::pair<const char *, int CalendarTime::*> fields[] = {
        { "year", &CalendarTime::year },
        { "month", &CalendarTime::month },
        { "day", &CalendarTime::day },
        { "hour", &CalendarTime::hour },
        { "minute", &CalendarTime::minute },
        { "second", &CalendarTime::second },
        { "microsecond", &CalendarTime::microsecond }
    };
    for (const auto &[name, field] : fields) {
        if (!a[name].isNone())
            time.*field = static_cast<int>(a.integer(name));
    }
    checkDate(time);
    checkTime(time);
    return time;
}

Value newDateTime(Args &a)
{
    checkTzInfo(a["tzinfo"]);
    return momentOf(a.interpreter(), a["cls"].as<Type>(), readFields(a, { 0, 0, 0, 0, 0, 0, 0 }),
                    a["tzinfo"], static_cast<int>(a.integer("fold")));
}

Value replaceDateTime(Args &a)
{
    const DateTimeObject &self = a.object<DateTimeObject>("self");
    const Value tzinfo = a["tzinfo"].isAbsent() ? self.tzinfo : a["tzinfo"];
    checkTzInfo(tzinfo);
    const int fold = a["fold"].isNone() ? self.fold : static_cast<int>(a.integer("fold"));
    return momentOf(a.interpreter(), self.type(), readFields(a, self.time), tzinfo, fold);
}

/// Reads the part after the date: "12", "12:30", "123015", "12:30:15.123456", then an offset.
bool readIsoTime(Interpreter &interpreter, QStringView text, CalendarTime &time, Value &tzinfo)
{
    qsizetype end = 0;
    while (end < text.size() && text.at(end) != u'+' && text.at(end) != u'-'
           && text.at(end) != u'Z')
        ++end;
    if (end < text.size()) {
        const auto offset = parseOffset(text.sliced(end));
        if (!offset)
            return false;
        tzinfo = *offset == 0
            ? interpreter.getAttr(Value(interpreter.nativeType<TimezoneObject>()), "utc")
            : makeTimezone(interpreter, *offset);
    }
    QString digits;
    QString fraction;
    const QStringView clock = text.left(end);
    for (qsizetype i = 0; i < clock.size(); ++i) {
        const QChar c = clock.at(i);
        if (c == u'.' || c == u',') {
            fraction = clock.sliced(i + 1).toString();
            break;
        }
        if (c == u':')
            continue;
        if (!c.isDigit())
            return false;
        digits += c;
    }
    if (digits.size() != 2 && digits.size() != 4 && digits.size() != 6)
        return false;
    time.hour = digits.left(2).toInt();
    time.minute = digits.size() >= 4 ? digits.mid(2, 2).toInt() : 0;
    time.second = digits.size() == 6 ? digits.mid(4, 2).toInt() : 0;
    if (!fraction.isEmpty()) {
        bool ok = false;
        time.microsecond = fraction.left(6).leftJustified(6, u'0').toInt(&ok);
        if (!ok)
            return false;
    }
    return true;
}

Value fromIsoFormat(Args &a)
{
    const QString text = a.text("date_string");
    const bool compact = text.size() >= 8 && text.at(4).isDigit();
    const qsizetype dateLength = compact ? 8 : 10;
    QString digits = text.left(dateLength);
    digits.remove(u'-');
    bool ok = false;
    digits.toLongLong(&ok);
    CalendarTime time;
    Value tzinfo;
    if (!ok || digits.size() != 8
        || (text.size() > dateLength
            && !readIsoTime(a.interpreter(), QStringView(text).sliced(dateLength + 1), time,
                            tzinfo)))
        throwValueError(u"Invalid isoformat string: %1"_s.arg(quoted(text)));
    time.year = digits.left(4).toInt();
    time.month = digits.mid(4, 2).toInt();
    time.day = digits.mid(6, 2).toInt();
    checkDate(time);
    checkTime(time);
    return momentOf(a.interpreter(), a["cls"].as<Type>(), time, tzinfo);
}

Value parseDateTime(Args &a)
{
    QString error;
    const auto parsed = parseTime(a.text("date_string"), a.text("format"), error);
    if (!parsed)
        throwValueError(error);
    Value tzinfo;
    if (parsed->offset)
        tzinfo = makeTimezone(a.interpreter(), *parsed->offset);
    return momentOf(a.interpreter(), a["cls"].as<Type>(), parsed->time, tzinfo);
}

/// In UTC when aware. A naive moment has no offset.
qint64 comparable(Interpreter &interpreter, DateTimeObject &moment, bool &aware)
{
    const auto offset = utcOffset(interpreter, moment.tzinfo, Value(Ref<Object>(&moment)));
    aware = offset.has_value();
    return toMicroseconds(moment.time) - offset.value_or(0);
}

/// Clocks of one zone are compared as they stand; those of different ones in UTC.
struct Comparables
{
    qint64 first;
    qint64 second;
    bool sameAwareness;
};

Comparables comparables(Interpreter &interpreter, DateTimeObject &first, DateTimeObject &second)
{
    if (first.tzinfo.is(second.tzinfo))
        return { toMicroseconds(first.time), toMicroseconds(second.time), true };
    bool firstAware = false;
    bool secondAware = false;
    const qint64 firstUtc = comparable(interpreter, first, firstAware);
    const qint64 secondUtc = comparable(interpreter, second, secondAware);
    return { firstUtc, secondUtc, firstAware == secondAware };
}

/// Microseconds since the epoch; a naive moment is local time.
qint64 sinceEpoch(Interpreter &interpreter, DateTimeObject &moment)
{
    bool aware = false;
    const qint64 value = comparable(interpreter, moment, aware) - epoch;
    if (aware)
        return value;
    const qint64 guess = value - localOffset(value);
    return value - localOffset(guess);
}

Value asTimezone(Args &a)
{
    Interpreter &in = a.interpreter();
    DateTimeObject &self = a.object<DateTimeObject>("self");
    const qint64 moment = sinceEpoch(in, self);
    const Value zone = a["tz"].isNone() ? makeTimezone(in, localOffset(moment)) : a["tz"];
    return fromUtcMoment(in, self.type(), moment, zone);
}

Value timestampToMoment(Args &a)
{
    const double seconds = a.number("timestamp");
    if (!std::isfinite(seconds) || std::abs(seconds) > 1e12)
        throwValueError(u"year is out of range"_s);
    return fromUtcMoment(a.interpreter(), a["cls"].as<Type>(),
                         static_cast<qint64>(std::nearbyint(seconds * 1e6)), a["tz"]);
}

Value combine(Args &a)
{
    const auto &date = a.object<DateObject>("date");
    const auto &time = a.object<TimeObject>("time");
    CalendarTime fields = time.time;
    fields.year = date.time.year;
    fields.month = date.time.month;
    fields.day = date.time.day;
    return momentOf(a.interpreter(), a["cls"].as<Type>(), fields,
                    a["tzinfo"].isAbsent() ? time.tzinfo : a["tzinfo"]);
}

Value timePart(Args &a, bool withZone)
{
    const DateTimeObject &self = a.object<DateTimeObject>("self");
    const auto time = a.interpreter().create<TimeObject>();
    time->time = self.time;
    time->time.year = 1900;
    time->time.month = time->time.day = 1;
    if (withZone)
        time->tzinfo = self.tzinfo;
    return time;
}

} // namespace

Value makeDateTime(Interpreter &interpreter, const CalendarTime &time, const Value &tzinfo)
{
    return momentOf(interpreter, interpreter.nativeType<DateTimeObject>().get(), time, tzinfo);
}

QString isoFormat(Interpreter &interpreter, DateTimeObject &moment, const QString &separator,
                  const QString &timespec)
{
    const auto offset = utcOffset(interpreter, moment.tzinfo, Value(Ref<Object>(&moment)));
    return moment.DateObject::str(interpreter) + separator + timeText(moment.time, timespec)
        + (offset ? offsetText(*offset, u":"_s) : QString());
}

QString DateTimeObject::repr(Interpreter &interpreter)
{
    QString text = u"%1(%2, %3, %4, %5, %6"_s.arg(type()->fullName())
                       .arg(time.year)
                       .arg(time.month)
                       .arg(time.day)
                       .arg(time.hour)
                       .arg(time.minute);
    if (time.second != 0 || time.microsecond != 0)
        text += u", %1"_s.arg(time.second);
    if (time.microsecond != 0)
        text += u", %1"_s.arg(time.microsecond);
    if (fold != 0)
        text += u", fold=1"_s;
    if (!tzinfo.isNone())
        text += u", tzinfo="_s + interpreter.repr(tzinfo);
    return text + u')';
}

QString DateTimeObject::str(Interpreter &interpreter)
{
    return isoFormat(interpreter, *this, u" "_s, u"auto"_s);
}

QString DateTimeObject::format(Interpreter &interpreter, const QString &spec)
{
    if (spec.isEmpty())
        return str(interpreter);
    const Value self { Ref<Object>(this) };
    return formatTime(spec, time, utcOffset(interpreter, tzinfo, self),
                      zoneName(interpreter, tzinfo, self));
}

qint64 DateTimeObject::hash(Interpreter &interpreter)
{
    bool aware = false;
    return hashOf(comparable(interpreter, *this, aware));
}

Value DateTimeObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    auto *second = other.as<DateTimeObject>();
    const bool equality = comparison == Comparison::Equal || comparison == Comparison::NotEqual;
    if (!second) {
        if (other.as<DateObject>() && !equality)
            throwTypeError(u"can't compare datetime.datetime to datetime.date"_s);
        return Value::notImplemented();
    }
    const Comparables pair = comparables(interpreter, *this, *second);
    if (!pair.sameAwareness) {
        if (equality)
            return comparison == Comparison::NotEqual;
        throwTypeError(u"can't compare offset-naive and offset-aware datetimes"_s);
    }
    return compareResult(comparison, pair.first <=> pair.second);
}

Value DateTimeObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                             bool reflected)
{
    if (const auto *delta = other.as<TimedeltaObject>()) {
        if (op == BinaryOperator::Add)
            return momentAt(interpreter, type(), toMicroseconds(time) + totalMicroseconds(*delta),
                            tzinfo);
        if (op == BinaryOperator::Subtract && !reflected)
            return momentAt(interpreter, type(), toMicroseconds(time) - totalMicroseconds(*delta),
                            tzinfo);
    }
    auto *second = other.as<DateTimeObject>();
    if (!second || op != BinaryOperator::Subtract)
        return Value::notImplemented();
    const Comparables pair = comparables(interpreter, *this, *second);
    if (!pair.sameAwareness)
        throwTypeError(u"can't subtract offset-naive and offset-aware datetimes"_s);
    const qint64 difference = pair.first - pair.second;
    return makeTimedelta(interpreter, reflected ? -difference : difference);
}

void DateTimeObject::clearReferences()
{
    tzinfo = {};
    DateObject::clearReferences();
}

void defineDateTimeClass(ModuleBuilder &module)
{
    Interpreter &in = module.interpreter();
    TypeBuilder builder =
        module.define<DateTimeObject>("datetime", { in.nativeType<DateObject>() });
    builder
        .make("(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, "
              "fold=0)",
              newDateTime)
        .slots("__add__ __radd__ __sub__ __rsub__ __eq__ __lt__ __format__")
        .classMethod("now(cls, tz=None)",
                     [](Args &a) -> Value {
                         return fromUtcMoment(a.interpreter(), a["cls"].as<Type>(),
                                              nowUtc(a.interpreter()), a["tz"]);
                     })
        .classMethod("today(cls)",
                     [](Args &a) -> Value {
                         return fromUtcMoment(a.interpreter(), a["cls"].as<Type>(),
                                              nowUtc(a.interpreter()), Value());
                     })
        .classMethod("utcnow(cls)",
                     [](Args &a) -> Value {
                         return momentAt(a.interpreter(), a["cls"].as<Type>(),
                                         epoch + nowUtc(a.interpreter()), Value());
                     })
        .classMethod("fromtimestamp(cls, timestamp, tz=None)", timestampToMoment)
        .classMethod("utcfromtimestamp(cls, timestamp)",
                     [](Args &a) -> Value {
                         return momentAt(
                             a.interpreter(), a["cls"].as<Type>(),
                             epoch
                                 + static_cast<qint64>(std::nearbyint(a.number("timestamp") * 1e6)),
                             Value());
                     })
        .classMethod("fromisoformat(cls, date_string)", fromIsoFormat)
        .classMethod("strptime(cls, date_string, format)", parseDateTime)
        .classMethod("combine(cls, date, time, tzinfo=?)", combine)
        .method("replace(self, year=None, month=None, day=None, hour=None, minute=None, "
                "second=None, microsecond=None, "
                "tzinfo=?, *, fold=None)",
                replaceDateTime)
        .method("date(self)",
                [](Args &a) -> Value {
                    CalendarTime time = a.object<DateTimeObject>("self").time;
                    time.hour = time.minute = time.second = time.microsecond = 0;
                    return makeDate(a.interpreter(), time);
                })
        .method("time(self)", [](Args &a) -> Value { return timePart(a, false); })
        .method("timetz(self)", [](Args &a) -> Value { return timePart(a, true); })
        .method("timestamp(self)",
                [](Args &a) -> Value {
                    return static_cast<double>(
                               sinceEpoch(a.interpreter(), a.object<DateTimeObject>("self")))
                        / 1e6;
                })
        .method("astimezone(self, tz=None)", asTimezone)
        .method("isoformat(self, sep='T', timespec='auto')",
                [](Args &a) -> Value {
                    return makeStr(isoFormat(a.interpreter(), a.object<DateTimeObject>("self"),
                                             a.text("sep"), a.text("timespec")));
                })
        .method("utcoffset(self)",
                [](Args &a) -> Value {
                    const auto offset = utcOffset(
                        a.interpreter(), a.object<DateTimeObject>("self").tzinfo, a["self"]);
                    return offset ? makeTimedelta(a.interpreter(), *offset) : Value();
                })
        .method("dst(self)",
                [](Args &a) -> Value {
                    const Value &zone = a.object<DateTimeObject>("self").tzinfo;
                    return zone.isNone() ? Value()
                                         : a.interpreter().callMethod(zone, "dst", { a["self"] });
                })
        .method("tzname(self)",
                [](Args &a) -> Value {
                    const Value &zone = a.object<DateTimeObject>("self").tzinfo;
                    return zone.isNone() ? Value()
                                         : makeStr(zoneName(a.interpreter(), zone, a["self"]));
                })
        .method("utctimetuple(self)",
                [](Args &a) -> Value {
                    bool aware = false;
                    const qint64 utc =
                        comparable(a.interpreter(), a.object<DateTimeObject>("self"), aware);
                    const Value moment =
                        momentAt(a.interpreter(),
                                 a.interpreter().nativeType<DateTimeObject>().get(), utc, Value());
                    return a.interpreter().callMethod(moment, "timetuple");
                })
        .property("hour",
                  [](Interpreter &, DateTimeObject &self) -> Value { return self.time.hour; })
        .property("minute",
                  [](Interpreter &, DateTimeObject &self) -> Value { return self.time.minute; })
        .property("second",
                  [](Interpreter &, DateTimeObject &self) -> Value { return self.time.second; })
        .property(
            "microsecond",
            [](Interpreter &, DateTimeObject &self) -> Value { return self.time.microsecond; })
        .property("fold", [](Interpreter &, DateTimeObject &self) -> Value { return self.fold; })
        .property("tzinfo",
                  [](Interpreter &, DateTimeObject &self) -> Value { return self.tzinfo; });
    builder.value("min", makeDateTime(in, { 1, 1, 1 }));
    builder.value("max", makeDateTime(in, { maxYear, 12, 31, 23, 59, 59, 999'999 }));
    builder.value("resolution", makeTimedelta(in, 1));
}

void defineDatetime(ModuleBuilder &module)
{
    module.doc("Dates and times.");
    defineTimedelta(module);
    defineTimezone(module);
    defineDate(module);
    defineTimeOfDay(module);
    defineDateTimeClass(module);
    module.value("MINYEAR", minYear);
    module.value("MAXYEAR", maxYear);
    module.script(uR"(
from collections import namedtuple as _namedtuple
IsoCalendarDate = _namedtuple('IsoCalendarDate', 'year week weekday')
IsoCalendarDate.__repr__ = lambda self: 'datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)' % self
)"_s);
}

} // namespace limbeck::lang
