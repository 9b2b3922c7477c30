// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// Which database a session is on, whatever name it was reached by.
struct DatabaseIdentity
{
    /// "postgresql 7423…/app", "mysql host:3306:/var/lib/mysql/app", "sqlite /data/app.db": equal
    /// for the same database; empty for one in memory.
    QString text;
    QString session; ///< the server's number of the session; empty for SQLite

    friend bool operator==(const DatabaseIdentity &, const DatabaseIdentity &) = default;
};

/// Asks @p connection, which should not be in a transaction. Errors: the database's.
[[nodiscard]] Result<DatabaseIdentity> identify(dialect::Connection &connection);

} // namespace limbeck::database
