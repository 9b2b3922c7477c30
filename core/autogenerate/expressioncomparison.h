// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::autogenerate {

// SQL texts without what a database adds to them or takes away, so that equal expressions are equal
// texts. They are no SQL any more.

/// An element of an index on @p table: PostgreSQL adds casts and parentheses, and leaves out the
/// ordering that is its default. Source: Alembic, `PostgresqlImpl._cleanup_index_expr`.
[[nodiscard]] QString comparableIndexElement(const QString &element, const QString &table);

/// The expression of a computed column. Source: Alembic, `_normalize_computed_default`.
[[nodiscard]] QString comparableComputed(const QString &expression);

} // namespace limbeck::autogenerate
