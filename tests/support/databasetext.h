// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::test {

// What a database answers as text, so that a test can compare it.

/// "int 5", "str 'x'", "datetime 2024-01-02 03:04:05.000006+00:00", "list [int 1, None]" …
[[nodiscard]] QString describe(const schema::Literal &value);
/// All rows of @p sql, columns joined by " | "; or "ERROR Code: message".
[[nodiscard]] QStringList rowsOf(dialect::Connection &connection, const QString &sql,
                                 std::vector<schema::Literal> values = {});
/// "ok", or "ERROR Code (code, class): message".
[[nodiscard]] QString run(dialect::Connection &connection, const QString &sql);
/// "Database", "Locked" …
[[nodiscard]] QString codeName(ErrorCode code);
[[nodiscard]] QString describe(const Error &error);
/// A table as lines: columns, constraints, indexes, options.
[[nodiscard]] QStringList describe(const schema::Table &table);
/// "VARCHAR(length=50)", "postgresql.ENUM(a, b name=x)"
[[nodiscard]] QString describe(const schema::SqlType &type);

} // namespace limbeck::test
