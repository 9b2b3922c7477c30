// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

#include <QString>

#include <memory>

struct pg_conn;
struct pg_result;

namespace limbeck::database {

struct PostgresqlResultDeleter
{
    void operator()(pg_result *result) const;
};

using PostgresqlResult = std::unique_ptr<pg_result, PostgresqlResultDeleter>;

/// Why no session came about.
[[nodiscard]] Error postgresqlConnectError(pg_conn *connection,
                                           const ConnectionSpecification &specification);
/// What @p result (may be null) tells of a failed statement.
[[nodiscard]] Error postgresqlError(pg_conn *connection, const pg_result *result,
                                    bool cancelRequested);
/// The DB-API class of an SQLSTATE, as psycopg2 assigns them.
[[nodiscard]] QString postgresqlDbapiClass(const QString &sqlState);

} // namespace limbeck::database
