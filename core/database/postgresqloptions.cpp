// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqloptions.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Options of drivers that say something about Python's side only.
bool concernsOnlyPython(const QString &driver, const QString &option)
{
    static const QHash<QString, QStringList> table {
        { u"asyncpg"_s,
          { u"prepared_statement_cache_size"_s, u"prepared_statement_name_func"_s,
            u"async_fallback"_s, u"statement_cache_size"_s, u"max_cached_statement_lifetime"_s,
            u"command_timeout"_s, u"async_creator_fn"_s } },
        { u"psycopg"_s, { u"prepare_threshold"_s, u"autocommit"_s, u"cursor_factory"_s } },
        { u"pg8000"_s, { u"tcp_keepalive"_s, u"replication"_s } },
        { u"psycopg2"_s, { u"connection_factory"_s, u"cursor_factory"_s, u"async"_s } },
    };
    QString family = driver.isEmpty() ? u"psycopg2"_s : driver;
    if (family == "psycopg_async"_L1)
        family = u"psycopg"_s;
    return table.value(family).contains(option);
}

/// libpq's word for an option that a driver calls by another name.
QString libpqWord(const QString &driver, const QString &option)
{
    if (driver == "asyncpg"_L1 || driver == "pg8000"_L1) {
        if (option == "ssl"_L1)
            return u"sslmode"_s;
        if (option == "timeout"_L1)
            return u"connect_timeout"_s;
    }
    if (driver == "pg8000"_L1 && option == "unix_sock"_L1)
        return u"host"_s;
    if (option == "database"_L1)
        return u"dbname"_s;
    return option;
}

QString libpqValue(const QString &keyword, const QString &value)
{
    // asyncpg's ssl=true
    if (keyword == "sslmode"_L1 && (value == "true"_L1 || value == "True"_L1 || value == "1"_L1))
        return u"require"_s;
    return value;
}

QStringList knownKeywords()
{
    QStringList words;
    PQconninfoOption *known = PQconndefaults();
    for (const PQconninfoOption *option = known; option && option->keyword; ++option)
        words << QString::fromUtf8(option->keyword);
    PQconninfoFree(known);
    return words;
}

class Builder
{
public:
    void set(const QString &keyword, const QString &value)
    {
        const auto found =
            std::find(m_result.keywords.begin(), m_result.keywords.end(), keyword.toUtf8());
        if (found == m_result.keywords.end()) {
            m_result.keywords.push_back(keyword.toUtf8());
            m_result.values.push_back(value.toUtf8());
        } else {
            m_result.values[static_cast<std::size_t>(found - m_result.keywords.begin())] =
                value.toUtf8();
        }
    }

    void setIfGiven(const QString &keyword, const QString &value)
    {
        if (!value.isEmpty())
            set(keyword, value);
    }

    [[nodiscard]] PostgresqlOptions take() { return std::move(m_result); }

private:
    PostgresqlOptions m_result;
};

/// ?host=a:5432&host=b:5433: several servers, of which libpq takes the first that answers.
void setHosts(Builder &builder, const QStringList &hosts)
{
    QStringList names;
    QStringList ports;
    for (const QString &host : hosts) {
        const qsizetype colon = host.startsWith(u'/') ? -1 : host.lastIndexOf(u':');
        const bool hasPort = colon >= 0 && !host.endsWith(u']');
        names << (hasPort ? host.left(colon) : host);
        ports << (hasPort ? host.mid(colon + 1) : QString());
    }
    builder.set(u"host"_s, names.join(u','));
    if (!ports.join(QString()).isEmpty())
        builder.set(u"port"_s, ports.join(u','));
}

} // namespace

Result<PostgresqlOptions> postgresqlOptions(const ConnectionSpecification &specification,
                                            const OpenOptions &options)
{
    Builder builder;
    builder.set(u"fallback_application_name"_s, options.applicationName);
    if (!qEnvironmentVariableIsSet("PGCONNECT_TIMEOUT"))
        builder.set(u"connect_timeout"_s, QString::number(options.connectTimeout.count()));
    // A server that vanished without a word is noticed within a minute, not after two hours.
    builder.set(u"keepalives_idle"_s, u"30"_s);
    builder.set(u"keepalives_interval"_s, u"10"_s);
    builder.set(u"keepalives_count"_s, u"3"_s);
    builder.setIfGiven(u"host"_s, specification.host);
    if (specification.port)
        builder.set(u"port"_s, QString::number(*specification.port));
    builder.setIfGiven(u"user"_s, specification.userName);
    builder.setIfGiven(u"password"_s, specification.password);
    builder.setIfGiven(u"dbname"_s, specification.database);

    const QStringList known = knownKeywords();
    QStringList hosts;
    for (const auto &[name, value] : specification.options) {
        if (concernsOnlyPython(specification.driver, name))
            continue;
        const QString keyword = libpqWord(specification.driver, name);
        if (!known.contains(keyword)) {
            return failure(ErrorCode::Configuration,
                           u"invalid connection option \"%1\""_s.arg(name),
                           u"Remove it from the query of the database URL."_s);
        }
        if (keyword == "host"_L1)
            hosts << value.split(u',');
        else
            builder.set(keyword, libpqValue(keyword, value));
    }
    if (!hosts.isEmpty())
        setHosts(builder, hosts);
    builder.set(u"client_encoding"_s, u"UTF8"_s);
    return builder.take();
}

} // namespace limbeck::database
