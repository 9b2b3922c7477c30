// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/config/passwordprovider.h"
#include "core/dialect/connection.h"

#include <chrono>
#include <functional>
#include <optional>

namespace limbeck::database {

/// What the server tells beside its answers: PostgreSQL's NOTICE and WARNING, MySQL's warnings; and
/// what opening the session has to tell.
struct Notice
{
    QString severity; ///< "NOTICE", "WARNING", "Note" …: the server's word; "NOTE": ours
    QString code; ///< SQLSTATE or MySQL's number
    QString message;
};

/// So long a statement waits for a lock if nobody says otherwise: longer would make everybody queue
/// behind it.
constexpr std::chrono::milliseconds defaultLockTimeout { 5000 };
/// How often OpenOptions::onWaiting is called.
constexpr std::chrono::milliseconds waitingInterval { 500 };

/// How a session behaves, beyond what its URL says. A URL's own option wins.
struct OpenOptions
{
    std::chrono::milliseconds busyTimeout { 5000 }; ///< SQLite: how long to wait for other writers
    std::chrono::seconds connectTimeout { 15 };
    QString applicationName = QStringLiteral("limbeck"); ///< as the server's list of sessions shows
    /// The database refuses every change. A SQLite file that is not there is then an error.
    bool readOnly = false;
    /// SQLite: begin() takes the right to write at once, instead of at the first change.
    bool immediateTransactions = false;
    /// How long a statement waits for a lock. None: as the server says, but for PostgreSQL and
    /// MySQL, whose own patience would last for ever or for a day, no longer than
    /// defaultLockTimeout.
    std::optional<std::chrono::milliseconds> lockTimeout;
    /// How long a statement may take. None: as the server says.
    std::optional<std::chrono::milliseconds> statementTimeout;
    /// Called in the connection's thread, about twice a second, while it waits for an answer. It
    /// must not use the connection.
    std::function<void()> onWaiting;
    std::function<void(const Notice &)> onNotice; ///< called in the connection's thread
    /// Asked when the server wants a password and neither the URL, a password file nor a variable
    /// has one; null: the session then fails.
    std::shared_ptr<PasswordChain> passwords;
};

/// Opens a session on the database that @p specification names.
///
/// The session commits each statement by itself until begin() is called. What a statement may hold
/// follows the Python driver of the URL: several statements in one text are run by PostgreSQL and
/// by mysqlclient (the default for mysql://), and are refused by PyMySQL and SQLite.
///
/// Errors of the session have two subjects: the database's code ("42P01", "1062",
/// "SQLITE_CONSTRAINT_UNIQUE") and the class of Python's DB-API that the driver raises for it
/// ("IntegrityError", "ProgrammingError" …); see dbapiClass().
///
/// An option of the URL that no driver knows is told as a notice and has no effect.
///
/// Errors: Connection, with a hint about the remedy; Configuration for unknown options about
/// encryption; Cancelled when the person who was asked for a password did not want to answer;
/// Unsupported for databases other than PostgreSQL, MySQL, MariaDB and SQLite.
[[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
openConnection(const ConnectionSpecification &specification, const OpenOptions &options = {});

/// "postgresql support_dev on localhost", "sqlite /path/file.db". Never holds a password.
[[nodiscard]] QString displayName(const ConnectionSpecification &specification);

/// Whether @p error says that the server wants a password, or another one than it got.
[[nodiscard]] bool asksForPassword(const Error &error);

/// The DB-API class that a database's error is in Python: "IntegrityError"; empty for other errors.
[[nodiscard]] QString dbapiClass(const Error &error);

} // namespace limbeck::database
