// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck::dialect {

/// The databases whose SQL Limbeck writes.
enum class Backend { PostgreSql, MySql, MariaDb, Sqlite };

/// MySQL's grammar: MySQL and MariaDB.
[[nodiscard]] constexpr bool isMySqlFamily(Backend backend)
{
    return backend == Backend::MySql || backend == Backend::MariaDb;
}

} // namespace limbeck::dialect
