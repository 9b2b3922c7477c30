// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

namespace limbeck::database {

/// A session with a SQLite file or a database in memory through the SQLite library. Parameters are
/// bound, one statement per text, `PRAGMA foreign_keys` off: as Python's sqlite3 module has it.
/// begin() begins a real transaction, so DDL is part of it.
[[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
openSqlite(const ConnectionSpecification &specification, const OpenOptions &options);

} // namespace limbeck::database
