// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/table.h"

namespace limbeck::dialect {

/// The columns that an expression refers to, in reading order. They live as long as the expression.
[[nodiscard]] std::vector<const schema::ColumnReference *>
columnsIn(const schema::ExpressionPtr &expression);

/// The column's name; that of its Column where the expression was made before the Column had one,
/// as in the body of a model.
[[nodiscard]] const schema::Identifier &currentName(const schema::ColumnReference &column);

} // namespace limbeck::dialect
