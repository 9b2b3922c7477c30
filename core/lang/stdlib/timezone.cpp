// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/datetimeobjects.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

Value makeTimezone(Interpreter &interpreter, qint64 offset)
{
    const auto zone = interpreter.create<TimezoneObject>();
    zone->offset = offset;
    return zone;
}

std::optional<qint64> utcOffset(Interpreter &interpreter, const Value &tzinfo, const Value &moment)
{
    if (tzinfo.isNone())
        return {};
    if (const auto *zone = tzinfo.as<TimezoneObject>())
        return zone->offset;
    const Value offset = interpreter.callMethod(tzinfo, "utcoffset", { moment });
    if (offset.isNone())
        return {};
    if (const auto *delta = offset.as<TimedeltaObject>())
        return totalMicroseconds(*delta);
    throwTypeError(u"tzinfo.utcoffset() must return None or a timedelta, not '%1'"_s.arg(
        interpreter.typeName(offset)));
}

QString zoneName(Interpreter &interpreter, const Value &tzinfo, const Value &moment)
{
    if (tzinfo.isNone())
        return {};
    if (const auto *zone = tzinfo.as<TimezoneObject>())
        return zone->text();
    const Value name = interpreter.callMethod(tzinfo, "tzname", { moment });
    return name.isNone() ? QString() : interpreter.str(name);
}

void checkTzInfo(const Value &tzinfo)
{
    if (!tzinfo.isNone() && !tzinfo.as<TzInfoObject>())
        throwTypeError(u"tzinfo argument must be None or of a tzinfo subclass, not type '%1'"_s.arg(
            Interpreter::current().typeName(tzinfo)));
}

QString TimezoneObject::text() const
{
    if (name)
        return *name;
    return offset == 0 ? u"UTC"_s : u"UTC"_s + offsetText(offset, u":"_s);
}

QString TimezoneObject::repr(Interpreter &interpreter)
{
    if (offset == 0 && !name)
        return u"datetime.timezone.utc"_s;
    const QString delta = interpreter.repr(makeTimedelta(interpreter, offset));
    return name ? u"datetime.timezone(%1, %2)"_s.arg(delta, quoted(*name))
                : u"datetime.timezone(%1)"_s.arg(delta);
}

QString TimezoneObject::str(Interpreter &)
{
    return text();
}

qint64 TimezoneObject::hash(Interpreter &)
{
    return hashOf(offset);
}

Value TimezoneObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    const auto *zone = other.as<TimezoneObject>();
    if (!zone || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    return (zone->offset == offset) == (comparison == Comparison::Equal);
}

namespace {

Value newTimezone(Args &a)
{
    const qint64 offset = totalMicroseconds(a.object<TimedeltaObject>("offset"));
    if (std::abs(offset) >= microsecondsPerDay)
        throwValueError(
            u"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %1."_s
                .arg(a.interpreter().repr(a["offset"])));
    const Ref<Object> made = a.interpreter().allocate(a["cls"].as<Type>());
    auto *zone = dynamic_cast<TimezoneObject *>(made.get());
    zone->offset = offset;
    zone->name = a.optionalText("name");
    return made;
}

/// For zones of scripts: local time = UTC + offset, as long as dst() plays no part.
Value fromUtc(Args &a)
{
    Interpreter &in = a.interpreter();
    const auto offset = utcOffset(in, a["self"], a["dt"]);
    if (!offset)
        throwValueError(u"fromutc() requires a non-None utcoffset() result"_s);
    return in.binary(BinaryOperator::Add, a["dt"], makeTimedelta(in, *offset));
}

} // namespace

void defineTimezone(ModuleBuilder &module)
{
    const auto refuse = [](Args &) -> Value {
        throwNotImplementedError(u"a tzinfo subclass must implement this method"_s);
    };
    module.define<TzInfoObject>("tzinfo")
        .constructor("(self, *args, **kwargs)", [](Args &) -> Value { return {}; })
        .method("utcoffset(self, dt)", refuse)
        .method("dst(self, dt)", refuse)
        .method("tzname(self, dt)", refuse)
        .method("fromutc(self, dt)", fromUtc);
    Interpreter &in = module.interpreter();
    TypeBuilder zone = module.define<TimezoneObject>("timezone", { in.nativeType<TzInfoObject>() });
    zone.make("(cls, offset, name=None)", newTimezone)
        .constructor("(self, *args, **kwargs)", [](Args &) -> Value { return {}; })
        .method("utcoffset(self, dt=None)",
                [](Args &a) -> Value {
                    return makeTimedelta(a.interpreter(), a.object<TimezoneObject>("self").offset);
                })
        .method("tzname(self, dt=None)",
                [](Args &a) -> Value { return makeStr(a.object<TimezoneObject>("self").text()); })
        .method("dst(self, dt=None)", [](Args &) -> Value { return {}; });
    const Value utc = makeTimezone(in, 0);
    zone.value("utc", utc);
    zone.value("min", makeTimezone(in, -(microsecondsPerDay - 60 * microsecondsPerSecond)));
    zone.value("max", makeTimezone(in, microsecondsPerDay - 60 * microsecondsPerSecond));
    module.value("UTC", utc);
}

} // namespace limbeck::lang
