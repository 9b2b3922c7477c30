// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqloptions.h"

#include "core/base/nearest.h"
#include "core/database/driveroptions.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <cmath>
#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

bool isTrue(const QString &value)
{
    const QString word = value.toLower();
    return word == "true"_L1 || word == "1"_L1 || word == "yes"_L1 || word == "on"_L1;
}

bool isFalse(const QString &value)
{
    const QString word = value.toLower();
    return word == "false"_L1 || word == "0"_L1 || word == "no"_L1 || word == "off"_L1;
}

/// libpq's word for an option that a driver, or a hasty hand, calls by another name.
QString libpqWord(const QString &option)
{
    static const QHash<QString, QString> words {
        { u"ssl"_s, u"sslmode"_s }, // asyncpg
        { u"ssl_context"_s, u"sslmode"_s }, // pg8000
        { u"timeout"_s, u"connect_timeout"_s }, // asyncpg, pg8000
        { u"tcp_keepalive"_s, u"keepalives"_s }, // pg8000
    };
    return words.value(option, option);
}

QString libpqValue(const QString &keyword, const QString &value)
{
    if (keyword == "sslmode"_L1) // ssl=true
        return isTrue(value) ? u"require"_s : isFalse(value) ? u"disable"_s : value;
    if (keyword == "keepalives"_L1)
        return isTrue(value) ? u"1"_s : isFalse(value) ? u"0"_s : value;
    if (keyword == "connect_timeout"_L1) { // asyncpg's is a float
        bool isNumber = false;
        const double seconds = value.toDouble(&isNumber);
        return isNumber ? QString::number(std::ceil(seconds)) : value;
    }
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

/// ?host=a:5432&host=b:5433: several servers, of which libpq takes the first that answers. An IPv6
/// address or a socket's folder has no port with it. Source: SQLAlchemy,
/// `_split_multihost_from_url`.
void setHosts(Builder &builder, const QStringList &hosts)
{
    static const QRegularExpression hostAndPort(uR"(^([a-zA-Z0-9\-.]*):(\d*)$)"_s);
    QStringList names;
    QStringList ports;
    for (const QString &host : hosts) {
        const QRegularExpressionMatch match = hostAndPort.match(host);
        names << (match.hasMatch() ? match.captured(1) : host);
        ports << match.captured(2);
    }
    builder.set(u"host"_s, names.join(u','));
    if (!ports.join(QString()).isEmpty())
        builder.set(u"port"_s, ports.join(u','));
}

/// pg8000's unix_sock=/var/run/postgresql/.s.PGSQL.5432: libpq wants the folder and the number.
void setSocketFile(Builder &builder, const QString &path)
{
    const QFileInfo file(path);
    static const QRegularExpression name(uR"(^\.s\.PGSQL\.(\d+)$)"_s);
    const QRegularExpressionMatch match = name.match(file.fileName());
    builder.set(u"host"_s, match.hasMatch() ? file.path() : path);
    if (match.hasMatch())
        builder.set(u"port"_s, match.captured(1));
}

/// Where the connection's own limits come from: a service file may have its connect_timeout.
bool namesService(const ConnectionSpecification &specification)
{
    return !specification.option(u"service"_s).isEmpty() || qEnvironmentVariableIsSet("PGSERVICE");
}

/// Leaving such an option out would connect less safely than the URL says.
bool asksForEncryption(const QString &option)
{
    return option.contains("ssl"_L1, Qt::CaseInsensitive)
        || option.contains("tls"_L1, Qt::CaseInsensitive);
}

} // namespace

Result<PostgresqlOptions> postgresqlOptions(const ConnectionSpecification &specification,
                                            const OpenOptions &options)
{
    Builder builder;
    builder.set(u"fallback_application_name"_s, options.applicationName);
    if (!qEnvironmentVariableIsSet("PGCONNECT_TIMEOUT") && !namesService(specification))
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
        if (concernsOnlyPython(specification, name))
            continue;
        const QString keyword = libpqWord(name);
        if (keyword == "host"_L1)
            hosts << value.split(u',');
        else if (keyword == "unix_sock"_L1)
            setSocketFile(builder, value);
        else if (known.contains(keyword))
            builder.set(keyword, libpqValue(keyword, value));
        else if (asksForEncryption(name))
            return failure(
                ErrorCode::Configuration,
                u"The option '%1' in the query of the database URL is not known, and "
                "without it the connection would be less safe than asked for"_s.arg(name),
                didYouMean(name, known));
        else
            noteIgnoredOption(options, name, known);
    }
    if (!hosts.isEmpty())
        setHosts(builder, hosts);
    builder.set(u"client_encoding"_s, u"UTF8"_s);
    return builder.take();
}

} // namespace limbeck::database
