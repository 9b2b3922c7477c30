// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/runlimits.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

struct Unit
{
    QStringView name;
    double milliseconds;
};

constexpr Unit units[] = {
    { u"ms", 1 },     { u"", 1'000 },     { u"s", 1'000 },     { u"sec", 1'000 },
    { u"m", 60'000 }, { u"min", 60'000 }, { u"h", 3'600'000 }, { u"d", 86'400'000 },
};

/// Servers count milliseconds in 32 bits.
constexpr double longestMilliseconds = 24.0 * 86'400'000;

} // namespace

RunLimits RunLimits::orElse(const RunLimits &other) const
{
    RunLimits result;
    result.lockWait = lockWait ? lockWait : other.lockWait;
    result.lockTimeout = lockTimeout ? lockTimeout : other.lockTimeout;
    result.statementTimeout = statementTimeout ? statementTimeout : other.statementTimeout;
    result.runTimeout = runTimeout ? runTimeout : other.runTimeout;
    return result;
}

Result<std::chrono::milliseconds> parseDuration(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d+(?:\\.\\d+)?)\\s*([a-z]*)\\s*$"_s);
    const auto match = form.match(text.toLower());
    for (const Unit &unit : units) {
        if (!match.hasMatch() || match.captured(2) != unit.name)
            continue;
        const double milliseconds = match.captured(1).toDouble() * unit.milliseconds;
        if (milliseconds <= longestMilliseconds)
            return std::chrono::milliseconds(std::llround(milliseconds));
    }
    return failure(ErrorCode::Usage, u"'%1' is not a length of time"_s.arg(text),
                   u"Give a number with a unit: 500ms, 5s, 10min, 2h."_s);
}

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 count = duration.count();
    if (count < 1'000)
        return u"%1 ms"_s.arg(count);
    if (count < 120'000)
        return u"%1 s"_s.arg(static_cast<double>(count) / 1'000);
    if (count < 7'200'000)
        return u"%1 min"_s.arg(static_cast<double>(count) / 60'000);
    return u"%1 h"_s.arg(static_cast<double>(count) / 3'600'000);
}

} // namespace limbeck
