// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck {

/// The database products whose SQL Limbeck writes and on which it runs migrations; Generic is none
/// of them, but what str() of a statement shows.
enum class Backend { PostgreSql, MySql, MariaDb, Sqlite, Generic };

/// MySQL's grammar and client library: MySQL and MariaDB.
[[nodiscard]] constexpr bool isMySqlFamily(Backend backend)
{
    return backend == Backend::MySql || backend == Backend::MariaDb;
}

} // namespace limbeck
