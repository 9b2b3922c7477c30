// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/stdlib/modules.h"

#include <QDateTime>
#include <QThread>

#include <chrono>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

qint64 wallClockNs(Interpreter &interpreter)
{
    if (const auto &now = interpreter.capabilities().now)
        return now().toMSecsSinceEpoch() * 1'000'000;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

qint64 monotonicNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Waits in short pieces, so that a cancel is noticed at once.
Value sleep(Args &a)
{
    const double seconds = a.number("seconds");
    if (seconds < 0)
        throwValueError(u"sleep length must be non-negative"_s);
    const qint64 end = monotonicNs() + static_cast<qint64>(seconds * 1e9);
    while (true) {
        const qint64 left = end - monotonicNs();
        if (left <= 0)
            return {};
        a.interpreter().checkInterruption();
        QThread::usleep(static_cast<unsigned long>(std::min<qint64>(left / 1000 + 1, 10'000)));
    }
}

/// Calendar time is datetime's business; struct_time is a view of it.
const QString calendarText = uR"(
from collections import namedtuple as _namedtuple

struct_time = _namedtuple('struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst')


def _of(moment):
    return struct_time(*moment.timetuple())


def _gmtime(secs):
    import datetime
    return _of(datetime.datetime.fromtimestamp(time() if secs is None else secs, datetime.timezone.utc))


def mktime(t):
    import datetime
    return datetime.datetime(*t[:6], tzinfo=datetime.timezone.utc).timestamp()


def strftime(format, t=None):
    import datetime
    t = gmtime() if t is None else t
    return datetime.datetime(*t[:6]).strftime(format)


def strptime(string, format='%a %b %d %H:%M:%S %Y'):
    import datetime
    return _of(datetime.datetime.strptime(string, format))


def asctime(t=None):
    return strftime('%a %b %e %H:%M:%S %Y', t)


def ctime(secs=None):
    return asctime(gmtime(secs))
)"_s;

} // namespace

void defineTime(ModuleBuilder &module)
{
    module.function("time()", [](Args &a) -> Value {
        return static_cast<double>(wallClockNs(a.interpreter())) / 1e9;
    });
    module.function("time_ns()", [](Args &a) -> Value { return wallClockNs(a.interpreter()); });
    for (const char *name : { "monotonic()", "perf_counter()", "process_time()" })
        module.function(name,
                        [](Args &) -> Value { return static_cast<double>(monotonicNs()) / 1e9; });
    for (const char *name : { "monotonic_ns()", "perf_counter_ns()", "process_time_ns()" })
        module.function(name, [](Args &) -> Value { return monotonicNs(); });
    module.function("sleep(seconds, /)", sleep);
    module.value("timezone", 0);
    module.value("altzone", 0);
    module.value("daylight", 0);
    module.value("tzname", makeTuple({ makeStr(u"UTC"_s), makeStr(u"UTC"_s) }));
    module.function("tzset()", [](Args &) -> Value { return {}; });
    module.function("gmtime(secs=None, /)", [](Args &a) {
        return a.interpreter().call(
            a.interpreter().getAttr(a.interpreter().import(u"time"_s), "_gmtime"), { a["secs"] });
    });
    module.alias("localtime", "gmtime");
    module.later("struct_time _of _gmtime mktime strftime strptime asctime ctime",
                 [](ModuleBuilder &self) { self.script(calendarText); });
}

} // namespace limbeck::lang
