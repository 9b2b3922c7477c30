// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>

struct sqlite3;

namespace limbeck::database {

/// Why @p path could not be opened: looks at the folder and the file for the reason.
[[nodiscard]] Error sqliteOpenError(sqlite3 *handle, const QString &path);
/// What the last failed call on @p handle tells; @p path is its file, empty in memory.
[[nodiscard]] Error sqliteError(sqlite3 *handle, const QString &path);
/// The name of an (extended) result code: "SQLITE_CONSTRAINT_UNIQUE".
[[nodiscard]] QString sqliteCodeName(int code);
/// The DB-API class of a result code, as Python's sqlite3 module assigns them.
[[nodiscard]] QString sqliteDbapiClass(int code);

} // namespace limbeck::database
