// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"
#include "core/base/result.h"

#include <QPair>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace limbeck {

/// SQLAlchemy's name of a backend: "sqlite", "postgresql" …
[[nodiscard]] QString toString(Backend backend);

/// What a driver needs to open a connection: a URL without its spelling.
///
/// Whoever prints it must leave the password out.
struct ConnectionSpecification
{
    Backend backend = Backend::Sqlite;
    QString driver; ///< "psycopg2", "pymysql" …; empty for the backend's default
    QString userName;
    QString password;
    QString host; ///< empty: the driver's default (socket or localhost)
    std::optional<int> port;
    QString database; ///< SQLite: the file's path; empty or ":memory:" for a database in memory
    std::vector<QPair<QString, QString>> options; ///< the URL's query in its order

    /// Value of the last option named @p name; empty if there is none.
    [[nodiscard]] QString option(const QString &name) const;
    /// True if `uri=true` makes the path of a SQLite database a URI of SQLite's own grammar.
    [[nodiscard]] bool usesSqliteUri() const;
    /// True for a SQLite database that lives in memory only.
    [[nodiscard]] bool isMemory() const;

    friend bool operator==(const ConnectionSpecification &,
                           const ConnectionSpecification &) = default;
};

/// A database URL in SQLAlchemy's grammar:
/// `dialect[+driver]://[user[:password]@][host][:port][/database][?query]`.
///
/// An absent part is different from an empty one (`user:@host` has an empty password), as in
/// SQLAlchemy. Source: SQLAlchemy, `engine/url.py`.
class DatabaseUrl
{
public:
    enum class Password { Hidden, Shown };

    /// Reads @p text. Errors: Syntax, with SQLAlchemy's message; the text itself is never
    /// quoted, as it may hold a password.
    [[nodiscard]] static Result<DatabaseUrl> parse(const QString &text);
    /// The URL that opens what @p specification says.
    [[nodiscard]] static DatabaseUrl
    fromSpecification(const ConnectionSpecification &specification);

    /// The text form; a hidden password shows as `***`, also one in the query. Query keys are
    /// sorted, as SQLAlchemy does.
    [[nodiscard]] QString toString(Password password = Password::Hidden) const;

    /// "postgresql+psycopg2", as it was written.
    [[nodiscard]] const QString &driverName() const { return m_driverName; }

    /// The part of driverName() before "+".
    [[nodiscard]] QString backendName() const;
    /// The part of driverName() after "+"; empty if there is none.
    [[nodiscard]] QString driver() const;

    [[nodiscard]] const std::optional<QString> &userName() const { return m_userName; }

    [[nodiscard]] const std::optional<QString> &password() const { return m_password; }

    [[nodiscard]] const std::optional<QString> &host() const { return m_host; }

    [[nodiscard]] const std::optional<int> &port() const { return m_port; }

    [[nodiscard]] const std::optional<QString> &database() const { return m_database; }

    [[nodiscard]] const std::vector<QPair<QString, QString>> &query() const { return m_query; }

    void setPassword(std::optional<QString> password) { m_password = std::move(password); }

    void setDatabase(std::optional<QString> database) { m_database = std::move(database); }

    /// Errors: Syntax when the backend is none of SQLAlchemy's
    /// ("Can't load plugin: sqlalchemy.dialects:NAME"), Unsupported when it is none of ours.
    [[nodiscard]] Result<Backend> backend() const;
    /// What the query says in place of the URL's own parts (`?user=…&password=…&host=…`) stands in
    /// their fields; PostgreSQL's `host` and `port`, which may name several servers, stay options.
    /// Errors: those of backend().
    [[nodiscard]] Result<ConnectionSpecification> toSpecification() const;

    friend bool operator==(const DatabaseUrl &, const DatabaseUrl &) = default;

private:
    QString m_driverName;
    std::optional<QString> m_userName;
    std::optional<QString> m_password;
    std::optional<QString> m_host;
    std::optional<int> m_port;
    std::optional<QString> m_database;
    std::vector<QPair<QString, QString>> m_query;
};

} // namespace limbeck
