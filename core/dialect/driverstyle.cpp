// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/driverstyle.h"

#include <array>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using Paramstyle = DriverStyle::Paramstyle;

constexpr std::array<std::pair<Paramstyle, QLatin1StringView>, 6> names { {
    { Paramstyle::Named, "named"_L1 },
    { Paramstyle::Pyformat, "pyformat"_L1 },
    { Paramstyle::Format, "format"_L1 },
    { Paramstyle::Qmark, "qmark"_L1 },
    { Paramstyle::Numeric, "numeric"_L1 },
    { Paramstyle::NumericDollar, "numeric_dollar"_L1 },
} };

Paramstyle usualParamstyle(Backend backend, const QString &driver)
{
    switch (backend) {
    case Backend::PostgreSql:
        return driver == u"asyncpg" ? Paramstyle::NumericDollar
            : driver == u"pg8000"   ? Paramstyle::Format
                                    : Paramstyle::Pyformat;
    case Backend::MySql:
    case Backend::MariaDb:
        return driver == u"mariadbconnector" ? Paramstyle::Qmark
            : driver == u"pyodbc"            ? Paramstyle::Named
                                             : Paramstyle::Format;
    case Backend::Sqlite:
        return Paramstyle::Qmark;
    case Backend::Generic:
        break;
    }
    return Paramstyle::Named;
}

} // namespace

DriverStyle driverStyle(Backend backend, const QString &driver,
                        const std::optional<QString> &paramstyle)
{
    DriverStyle style { usualParamstyle(backend, driver), false };
    for (const auto &[known, name] : names) {
        if (paramstyle == name)
            style.paramstyle = known;
    }
    // These two take a lone percent sign although their placeholders begin with one.
    const bool isLenient = driver == u"pg8000" || driver == u"mysqlconnector";
    style.doublesPercents = !isLenient
        && (style.paramstyle == Paramstyle::Format || style.paramstyle == Paramstyle::Pyformat);
    return style;
}

QString placeholder(DriverStyle::Paramstyle paramstyle, const QString &name, int number)
{
    switch (paramstyle) {
    case Paramstyle::Named:
        return u':' + name;
    case Paramstyle::Pyformat:
        return u"%("_s + name + u")s"_s;
    case Paramstyle::Format:
        return u"%s"_s;
    case Paramstyle::Qmark:
        return u"?"_s;
    case Paramstyle::Numeric:
        return u':' + QString::number(number);
    case Paramstyle::NumericDollar:
        return u'$' + QString::number(number);
    }
    Q_UNREACHABLE();
}

QString toString(DriverStyle::Paramstyle paramstyle)
{
    for (const auto &[known, name] : names) {
        if (known == paramstyle)
            return name;
    }
    Q_UNREACHABLE();
}

} // namespace limbeck::dialect
