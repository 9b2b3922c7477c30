// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/driveroptions.h"

#include "core/base/nearest.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// A driver of SQLAlchemy with the options that only its Python side has.
/// Source: the drivers' connect() functions; SQLAlchemy, `dialects/*/*.py`, create_connect_args().
struct Driver
{
    QString name;
    QStringList pythonOptions;
};

const std::vector<Driver> &postgresqlDrivers()
{
    const QStringList psycopg { u"autocommit"_s, u"prepare_threshold"_s, u"context"_s,
                                u"row_factory"_s, u"cursor_factory"_s };
    static const std::vector<Driver> drivers {
        { u"psycopg2"_s, { u"connection_factory"_s, u"cursor_factory"_s, u"async"_s } },
        { u"psycopg2cffi"_s, { u"connection_factory"_s, u"cursor_factory"_s, u"async"_s } },
        { u"psycopg"_s, psycopg },
        { u"psycopg_async"_s, psycopg },
        { u"asyncpg"_s,
          { u"prepared_statement_cache_size"_s, u"prepared_statement_name_func"_s,
            u"async_fallback"_s, u"async_creator_fn"_s, u"statement_cache_size"_s,
            u"max_cached_statement_lifetime"_s, u"max_cacheable_statement_size"_s,
            u"command_timeout"_s, u"loop"_s, u"connection_class"_s, u"record_class"_s } },
        { u"pg8000"_s, { u"source_address"_s } },
    };
    return drivers;
}

const std::vector<Driver> &mysqlDrivers()
{
    // Text is sent and read as utf8mb4 whatever the driver is asked for.
    const QStringList all { u"charset"_s,        u"use_unicode"_s,     u"autocommit"_s,
                            u"conv"_s,           u"cursorclass"_s,     u"binary_prefix"_s,
                            u"async_fallback"_s, u"async_creator_fn"_s };
    const QStringList pure { u"defer_connect"_s, u"max_allowed_packet"_s, u"auth_plugin_map"_s,
                             u"named_pipe"_s };
    const QStringList async { u"loop"_s, u"echo"_s, u"minsize"_s, u"maxsize"_s, u"pool_recycle"_s };
    static const std::vector<Driver> drivers {
        { u"mysqldb"_s, all + QStringList { u"multi_statements"_s, u"named_pipe"_s } },
        { u"pymysql"_s, all + pure },
        { u"cymysql"_s, all + pure },
        { u"asyncmy"_s, all + pure + async },
        { u"aiomysql"_s, all + pure + async },
        { u"mysqlconnector"_s,
          all
              + QStringList { u"buffered"_s, u"raw"_s, u"use_pure"_s, u"raise_on_warnings"_s,
                              u"get_warnings"_s, u"consume_results"_s, u"converter_class"_s,
                              u"converter_str_fallback"_s, u"pool_name"_s, u"pool_size"_s,
                              u"pool_reset_session"_s, u"failover"_s, u"force_ipv6"_s,
                              u"prepared"_s } },
        { u"mariadbconnector"_s,
          all
              + QStringList { u"converter"_s, u"pool_name"_s, u"pool_size"_s,
                              u"pool_reset_connection"_s, u"pool_validation_interval"_s,
                              u"reconnect"_s, u"named_tuple"_s, u"dictionary"_s } },
        { u"pyodbc"_s, all },
    };
    return drivers;
}

const std::vector<Driver> &sqliteDrivers()
{
    static const QStringList options { u"isolation_level"_s, u"detect_types"_s,
                                       u"check_same_thread"_s, u"cached_statements"_s };
    static const std::vector<Driver> drivers {
        { u"pysqlite"_s, options },
        { u"aiosqlite"_s, options },
    };
    return drivers;
}

/// The drivers of a database product; the default one first.
const std::vector<Driver> &driversOf(Backend backend)
{
    switch (backend) {
    case Backend::PostgreSql:
        return postgresqlDrivers();
    case Backend::MySql:
    case Backend::MariaDb:
        return mysqlDrivers();
    case Backend::Sqlite:
        return sqliteDrivers();
    case Backend::Generic: // no URL names it
        break;
    }
    Q_UNREACHABLE();
}

const Driver *findDriver(const ConnectionSpecification &specification)
{
    const std::vector<Driver> &drivers = driversOf(specification.backend);
    if (specification.driver.isEmpty())
        return drivers.empty() ? nullptr : &drivers.front();
    const auto found = std::find_if(drivers.begin(), drivers.end(), [&](const Driver &driver) {
        return driver.name == specification.driver;
    });
    return found == drivers.end() ? nullptr : &*found;
}

void tell(const OpenOptions &options, const QString &text)
{
    if (options.onNotice)
        options.onNotice({ u"NOTE"_s, {}, text });
}

} // namespace

QString driverOf(const ConnectionSpecification &specification)
{
    const Driver *driver = findDriver(specification);
    return driver ? driver->name : specification.driver;
}

bool concernsOnlyPython(const ConnectionSpecification &specification, const QString &option)
{
    const Driver *driver = findDriver(specification);
    return driver && driver->pythonOptions.contains(option);
}

void noteIgnoredOption(const OpenOptions &options, const QString &option, const QStringList &known)
{
    QString text =
        u"The option '%1' in the query of the database URL is not known and has no effect"_s.arg(
            option);
    if (const QString meant = didYouMean(option, known); !meant.isEmpty())
        text += u"; "_s + meant;
    tell(options, text);
}

void noteUnknownDriver(const ConnectionSpecification &specification, const OpenOptions &options)
{
    if (findDriver(specification))
        return;
    const std::vector<Driver> &drivers = driversOf(specification.backend);
    if (drivers.empty())
        return;
    QStringList names;
    for (const Driver &driver : drivers)
        names << driver.name;
    QString text =
        u"SQLAlchemy has no driver '%1' for %2; its options are read as those of %3"_s.arg(
            specification.driver, toString(specification.backend), names.first());
    if (const QString meant = didYouMean(specification.driver, names); !meant.isEmpty())
        text += u"; "_s + meant;
    tell(options, text);
}

} // namespace limbeck::database
