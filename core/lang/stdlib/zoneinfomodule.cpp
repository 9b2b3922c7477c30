// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The module zoneinfo, over Qt's time zones (the machine's tz database).

#include "core/lang/interpreter.h"
#include "core/lang/stdlib/datetimeobjects.h"
#include "core/lang/stdlib/modules.h"

#include <QDir>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

const qint64 epoch = toMicroseconds({ 1970, 1, 1 });

/// zoneinfo.ZoneInfo
class ZoneInfoObject : public TzInfoObject
{
public:
    static constexpr const char *typeName = "zoneinfo.ZoneInfo";

    explicit ZoneInfoObject(Type *type)
        : TzInfoObject(type)
    {
    }

    QString key;
    QTimeZone zone;

    /// Offset from UTC at a moment of UTC, in microseconds since 0001-01-01.
    [[nodiscard]] qint64 offsetAt(qint64 utc) const
    {
        return qint64(zone.offsetFromUtc(moment(utc))) * microsecondsPerSecond;
    }

    /// The offset of clocks that show @p local. Of a time that comes twice, @p fold tells which is
    /// meant; in a gap fold 0 goes on with the offset before it, fold 1 back with the one after it
    /// (PEP 495).
    [[nodiscard]] qint64 offsetOf(qint64 local, int fold) const
    {
        const qint64 before = offsetAt(local - microsecondsPerDay);
        const qint64 after = offsetAt(local + microsecondsPerDay);
        const bool beforeFits = offsetAt(local - before) == before;
        const bool afterFits = offsetAt(local - after) == after;
        if (beforeFits != afterFits)
            return beforeFits ? before : after;
        return fold == 0 ? before : after;
    }

    [[nodiscard]] static QDateTime moment(qint64 utc)
    {
        const qint64 sinceEpoch = utc - epoch;
        const qint64 milliseconds =
            sinceEpoch >= 0 ? sinceEpoch / 1000 : -((999 - sinceEpoch) / 1000);
        return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    }

    QString repr(Interpreter &) override { return u"zoneinfo.ZoneInfo(key=%1)"_s.arg(quoted(key)); }

    QString str(Interpreter &) override { return key; }
};

/// A datetime argument's clock and the offset it has here; nothing for None (of a time without
/// date).
struct LocalTime
{
    qint64 clock;
    qint64 offset;

    /// In a gap this lies on the other side of the change, where the zone's names are those that
    /// fold asks for.
    [[nodiscard]] QDateTime moment() const { return ZoneInfoObject::moment(clock - offset); }
};

std::optional<LocalTime> localTime(Args &a)
{
    const auto *const moment = a["dt"].as<DateTimeObject>();
    if (!moment)
        return std::nullopt;
    const qint64 clock = toMicroseconds(moment->time);
    return LocalTime { clock, a.object<ZoneInfoObject>("self").offsetOf(clock, moment->fold) };
}

Value fromUtc(Args &a)
{
    Interpreter &in = a.interpreter();
    const auto &self = a.object<ZoneInfoObject>("self");
    const auto &given = a.object<DateTimeObject>("dt");
    if (given.tzinfo.object() != &self)
        throwValueError(u"fromutc: dt.tzinfo is not self"_s);
    const qint64 utc = toMicroseconds(given.time);
    const qint64 local = utc + self.offsetAt(utc);
    const auto time = fromMicroseconds(local);
    if (!time)
        throwOverflowError(u"date value out of range"_s);
    const Value result = makeDateTime(in, *time, given.tzinfo);
    if (local - self.offsetOf(local, 0) != utc)
        result.as<DateTimeObject>()->fold = 1;
    return result;
}

[[noreturn]] void throwNotFound(Interpreter &interpreter, const QString &key)
{
    const Value error =
        interpreter.getAttr(interpreter.import(u"zoneinfo"_s), "ZoneInfoNotFoundError");
    throwException(
        interpreter.call(error, { makeStr(u"No time zone found with key %1"_s.arg(key)) }));
}

Value makeZone(Args &a)
{
    Interpreter &in = a.interpreter();
    const QString key = a.text("key");
    if (key.startsWith(u'/') || QDir::cleanPath(key) != key)
        throwValueError(u"ZoneInfo keys must be normalized relative paths, got: %1"_s.arg(key));
    if (key.startsWith(u".."))
        throwValueError(
            u"ZoneInfo keys must refer to subdirectories of TZPATH, got: %1"_s.arg(key));
    const QByteArray id = key.toUtf8();
    if (!QTimeZone::isTimeZoneIdAvailable(id))
        throwNotFound(in, key);
    const Ref<Object> made = in.allocate(a["cls"].as<Type>());
    auto *const zone = dynamic_cast<ZoneInfoObject *>(made.get());
    zone->key = key;
    zone->zone = QTimeZone(id);
    return made;
}

void defineZone(ModuleBuilder &module)
{
    module.define<ZoneInfoObject>("ZoneInfo", { module.interpreter().nativeType<TzInfoObject>() })
        .make("(cls, key)",
              [](Args &a) -> Value {
                  // Equal keys are the same object, so that times in one zone are compared by their
                  // clocks.
                  Interpreter &in = a.interpreter();
                  const Value known = in.getAttr(in.import(u"zoneinfo"_s), "_known");
                  const Value key = makeTuple({ a["cls"], makeStr(a.text("key")) });
                  if (in.contains(known, key))
                      return in.getItem(known, key);
                  const Value zone = makeZone(a);
                  in.setItem(known, key, zone);
                  return zone;
              })
        .constructor("(self, key)", [](Args &) -> Value { return {}; })
        .classMethod("no_cache(cls, key)", makeZone)
        .classMethod("clear_cache(cls, *, only_keys=None)",
                     [](Args &a) -> Value {
                         Interpreter &in = a.interpreter();
                         in.callMethod(in.getAttr(in.import(u"zoneinfo"_s), "_known"), "clear");
                         return {};
                     })
        .method("utcoffset(self, dt)",
                [](Args &a) -> Value {
                    const auto local = localTime(a);
                    return local ? makeTimedelta(a.interpreter(), local->offset) : Value();
                })
        .method("dst(self, dt)",
                [](Args &a) -> Value {
                    const auto local = localTime(a);
                    if (!local)
                        return {};
                    const qint64 seconds =
                        a.object<ZoneInfoObject>("self").zone.daylightTimeOffset(local->moment());
                    return makeTimedelta(a.interpreter(), seconds * microsecondsPerSecond);
                })
        .method("tzname(self, dt)",
                [](Args &a) -> Value {
                    const auto local = localTime(a);
                    if (!local)
                        return {};
                    return makeStr(
                        a.object<ZoneInfoObject>("self").zone.abbreviation(local->moment()));
                })
        .method("fromutc(self, dt)", fromUtc)
        .property("key",
                  [](Interpreter &, ZoneInfoObject &self) -> Value { return makeStr(self.key); });
}

} // namespace

void defineZoneinfo(ModuleBuilder &module)
{
    module.interpreter().import(u"datetime"_s);
    module.value("_known", makeDict());
    module.defineClass("ZoneInfoNotFoundError", { module.interpreter().types().KeyError });
    module.defineClass("InvalidTZPathWarning", { module.interpreter().types().RuntimeWarning });
    module.value("TZPATH", makeTuple());
    module.function("available_timezones()", [](Args &a) -> Value {
        const Ref<Set> names = makeSet();
        for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
            names->add(a.interpreter(), makeStr(QString::fromUtf8(id)));
        return names;
    });
    defineZone(module);
}

} // namespace limbeck::lang
