// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"

namespace limbeck::autogenerate {

/// Whether the type that a database has for a column differs from the model's.
///
/// Both are spelled in the database's words; names that mean the same there (NUMERIC and DECIMAL,
/// MySQL's BOOL and TINYINT) count as equal, and arguments count only where both have as many of
/// them: VARCHAR without a length is not "another length". MySQL's native ENUMs are compared by
/// their values. Errors: Unsupported, when a type cannot be spelled there.
/// Source: Alembic, `DefaultImpl.compare_type` and those of the dialects.
[[nodiscard]] Result<bool> typesDiffer(const schema::SqlType &reflected,
                                       const schema::SqlType &model,
                                       const dialect::Dialect &dialect);

/// The same for types that are spelled already: "VARCHAR(40)", "INTEGER UNSIGNED".
[[nodiscard]] bool spellingsDiffer(const QString &reflected, const QString &model, Backend backend);

} // namespace limbeck::autogenerate
