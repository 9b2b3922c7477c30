// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/identifierpreparer.h"
#include "core/schema/expression.h"

#include <map>

namespace limbeck::dialect {

/// @p expression with the columns of @p names called by their new names. Text inside is left as it
/// is, as are free column("x") below the top: only columns of a table are known to be meant.
[[nodiscard]] schema::ExpressionPtr
renameColumns(const schema::ExpressionPtr &expression,
              const std::map<QString, schema::Identifier> &names);

/// SQLite's @p sql with the columns of @p names called by their new names, quoted by @p preparer.
/// Texts and names of functions are left alone.
[[nodiscard]] QString renameColumnsInSql(const QString &sql,
                                         const std::map<QString, schema::Identifier> &names,
                                         const IdentifierPreparer &preparer);

} // namespace limbeck::dialect
