// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/expression.h"

namespace limbeck::dialect {

/// The name of func.x as labels and values start with it: SQLAlchemy's own spelling of functions
/// that it knows.
[[nodiscard]] QString functionName(const schema::Function &function);

} // namespace limbeck::dialect
