// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// The server's number of a session: PostgreSQL's backend process, MySQL's connection id; 0 for
/// SQLite, which has no server.
[[nodiscard]] Result<qint64> sessionNumber(dialect::Connection &connection);

enum class SessionActivity : quint8 {
    Ended, ///< gone, or outside of a transaction: nothing of it can change any more
    Waiting, ///< for its client: what that sent last may not have been read yet
    Working ///< at a statement, a COMMIT for instance
};

/// What session @p number does, whose client is gone; asked on @p other, another session of the
/// same server. SQLite's have ended.
[[nodiscard]] Result<SessionActivity> activityOf(dialect::Connection &other, qint64 number);

/// Who holds what session @p number waits for, for people; asked on @p other, another session of
/// the same server. Empty when nobody is in the way, or the server does not tell.
[[nodiscard]] QStringList blockersOf(dialect::Connection &other, qint64 number);

/// The processes that hold locks on a SQLite database file, but for this one: "process 4711
/// (python3)". Empty when there are none, or the system does not tell.
[[nodiscard]] QStringList sqliteHolders(const QString &path);

} // namespace limbeck::database
