// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/databaseurl.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

struct BackendName
{
    Backend backend;
    QStringView name;
};

constexpr BackendName backendNames[] = {
    { Backend::Sqlite, u"sqlite" },
    { Backend::PostgreSql, u"postgresql" },
    { Backend::MySql, u"mysql" },
    { Backend::MariaDb, u"mariadb" },
};

/// Python's urllib.parse.unquote: percent escapes as UTF-8, "+" stays.
QString unquote(const QString &text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

/// Python's urllib.parse.quote with the given characters kept beside letters, digits and "_.-~".
QString quote(const QString &text, const QByteArray &safe)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding(safe));
}

QString quotePlus(const QString &text)
{
    return quote(text, " ").replace(u' ', u'+');
}

/// Python's urllib.parse.parse_qsl: pairs without "=" or with an empty value are left out.
std::vector<QPair<QString, QString>> parseQuery(const QString &text)
{
    std::vector<QPair<QString, QString>> result;
    for (QString pair : text.split(u'&', Qt::SkipEmptyParts)) {
        pair.replace(u'+', u' ');
        const qsizetype equals = pair.indexOf(u'=');
        if (equals < 0 || equals + 1 == pair.size())
            continue;
        result.emplace_back(unquote(pair.left(equals)), unquote(pair.mid(equals + 1)));
    }
    return result;
}

/// Options of a query whose values are secrets.
bool isSecret(const QString &option)
{
    static const QStringList names { u"password"_s, u"passwd"_s, u"sslpassword"_s,
                                     u"ssl_key_password"_s, u"ssl_password"_s };
    return names.contains(option);
}

/// Moves what the query of a URL may say in place of the URL's own parts, as the drivers take
/// either: SQLAlchemy hands both over as keyword arguments, the query's last.
void takePartsFromQuery(ConnectionSpecification &specification)
{
    if (specification.backend == Backend::Sqlite)
        return;
    const bool isPostgresql = specification.backend == Backend::PostgreSql;
    std::vector<QPair<QString, QString>> rest;
    for (const auto &option : specification.options) {
        const auto &[name, value] = option;
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        if (name == "user"_L1) {
            specification.userName = value;
        } else if (name == "password"_L1 || name == "passwd"_L1) {
            specification.password = value;
        } else if (name == "dbname"_L1 || name == "database"_L1 || name == "db"_L1) {
            specification.database = value;
        } else if (name == "port"_L1 && isNumber) {
            specification.port = number;
        } else if (name == "host"_L1 && !isPostgresql) { // PostgreSQL's may be several
            specification.host = value;
        } else {
            rest.push_back(option);
        }
    }
    specification.options = std::move(rest);
}

std::optional<QString> captured(const QRegularExpressionMatch &match, const QString &name)
{
    if (!match.hasCaptured(name))
        return std::nullopt;
    return match.captured(name);
}

const QRegularExpression &urlPattern()
{
    static const QRegularExpression pattern(
        uR"(\A(?<name>[\w\+]+)://)"
        uR"((?:(?<username>[^:/]*)(?::(?<password>[^@]*))?@)?)"
        uR"((?:(?:\[(?<ipv6host>[^/\?]+)\]|(?<ipv4host>[^/:\?]+))?(?::(?<port>[^/\?]*))?)?)"
        uR"((?:/(?<database>[^\?]*))?(?:\?(?<query>.*))?)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

} // namespace

QString toString(Backend backend)
{
    for (const BackendName &entry : backendNames) {
        if (entry.backend == backend)
            return entry.name.toString();
    }
    Q_UNREACHABLE();
}

QString ConnectionSpecification::option(const QString &name) const
{
    for (auto it = options.rbegin(); it != options.rend(); ++it) {
        if (it->first == name)
            return it->second;
    }
    return {};
}

bool ConnectionSpecification::usesSqliteUri() const
{
    static const QStringList yes { u"true"_s, u"yes"_s, u"on"_s, u"y"_s, u"t"_s, u"1"_s };
    return backend == Backend::Sqlite && yes.contains(option(u"uri"_s).toLower());
}

bool ConnectionSpecification::isMemory() const
{
    if (backend != Backend::Sqlite)
        return false;
    if (database.isEmpty() || database == u":memory:")
        return true;
    return usesSqliteUri()
        && (option(u"mode"_s) == u"memory" || database.startsWith(u"file::memory:"));
}

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    const QRegularExpressionMatch match = urlPattern().match(text);
    if (!match.hasMatch()) {
        return failure(
            ErrorCode::Syntax, u"Could not parse SQLAlchemy URL from given URL string"_s,
            u"A URL looks like postgresql://user:password@host:5432/database, or sqlite:///file.db"_s);
    }
    DatabaseUrl url;
    url.m_driverName = match.captured(u"name"_s);
    if (const auto userName = captured(match, u"username"_s))
        url.m_userName = unquote(*userName);
    if (const auto password = captured(match, u"password"_s))
        url.m_password = unquote(*password);
    url.m_host = captured(match, u"ipv4host"_s);
    if (!url.m_host)
        url.m_host = captured(match, u"ipv6host"_s);
    if (const auto port = captured(match, u"port"_s); port && !port->isEmpty()) {
        bool isNumber = false;
        url.m_port = port->toInt(&isNumber);
        if (!isNumber) {
            return failure(
                ErrorCode::Syntax, u"The port in the database URL is not a number"_s,
                u"Percent-encode '@', ':' and '/' where they belong to the user name or the password"_s);
        }
    }
    url.m_database = captured(match, u"database"_s);
    if (const auto query = captured(match, u"query"_s))
        url.m_query = parseQuery(*query);
    return url;
}

DatabaseUrl DatabaseUrl::fromSpecification(const ConnectionSpecification &specification)
{
    const auto unlessEmpty = [](const QString &text) {
        return text.isEmpty() ? std::nullopt : std::optional<QString>(text);
    };
    DatabaseUrl url;
    url.m_driverName = limbeck::toString(specification.backend);
    if (!specification.driver.isEmpty())
        url.m_driverName += u'+' + specification.driver;
    url.m_userName = unlessEmpty(specification.userName);
    url.m_password = unlessEmpty(specification.password);
    url.m_host = unlessEmpty(specification.host);
    url.m_port = specification.port;
    url.m_database = unlessEmpty(specification.database);
    url.m_query = specification.options;
    return url;
}

QString DatabaseUrl::toString(Password password) const
{
    QString text = m_driverName + u"://"_s;
    if (m_userName) {
        text += quote(*m_userName, " +");
        if (m_password)
            text += u':' + (password == Password::Hidden ? u"***"_s : quote(*m_password, " +"));
        text += u'@';
    }
    if (m_host) {
        // Brackets hold what would otherwise read as a port, or as brackets itself.
        const bool needsBrackets = m_host->contains(u':') || m_host->startsWith(u'[');
        text += needsBrackets ? u'[' + *m_host + u']' : *m_host;
    }
    if (m_port)
        text += u':' + QString::number(*m_port);
    if (m_database)
        text += u'/' + *m_database;
    if (!m_query.empty()) {
        auto query = m_query;
        std::stable_sort(query.begin(), query.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        QStringList pairs;
        for (const auto &[key, value] : query) {
            const bool hides = password == Password::Hidden && isSecret(key);
            pairs.append(quotePlus(key) + u'=' + (hides ? u"***"_s : quotePlus(value)));
        }
        text += u'?' + pairs.join(u'&');
    }
    return text;
}

QString DatabaseUrl::backendName() const
{
    return m_driverName.section(u'+', 0, 0);
}

QString DatabaseUrl::driver() const
{
    return m_driverName.section(u'+', 1);
}

Result<Backend> DatabaseUrl::backend() const
{
    const QString name = backendName();
    for (const BackendName &entry : backendNames) {
        if (entry.name == name)
            return entry.backend;
    }
    if (name == u"mssql" || name == u"oracle") {
        return failure(
            ErrorCode::Unsupported,
            u"Cannot connect to %1: Limbeck runs migrations on PostgreSQL, MySQL, MariaDB "
            "and SQLite."_s.arg(name));
    }
    const QString hint =
        name == u"postgres" ? u"SQLAlchemy's name for it is 'postgresql'"_s : QString();
    return failure(ErrorCode::Syntax,
                   u"Can't load plugin: sqlalchemy.dialects:%1"_s.arg(
                       m_driverName.toLower().replace(u'+', u'.')),
                   hint);
}

Result<ConnectionSpecification> DatabaseUrl::toSpecification() const
{
    const Result<Backend> product = backend();
    if (!product)
        return failure(product.error());
    ConnectionSpecification specification;
    specification.backend = *product;
    specification.driver = driver();
    specification.userName = m_userName.value_or(QString());
    specification.password = m_password.value_or(QString());
    specification.host = m_host.value_or(QString());
    specification.port = m_port;
    specification.database = m_database.value_or(QString());
    specification.options = m_query;
    takePartsFromQuery(specification);
    return specification;
}

} // namespace limbeck
