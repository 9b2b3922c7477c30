// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/convert.h"

namespace limbeck::bindings {

/// What Column(default=f) or onupdate=f gives now: calls the script's function. Nothing if the
/// column's default is none of the script's functions.
[[nodiscard]] std::optional<schema::Literal> calledDefault(Interpreter &interpreter,
                                                           const schema::ColumnPtr &column,
                                                           bool forUpdate, const Dialect &dialect);

/// Adds to an INSERT or UPDATE that is about to run the values that functions of the script give
/// to columns which the statement leaves out, as SQLAlchemy does when it executes one.
void fillCalledDefaults(Interpreter &interpreter, ops::ExecuteSql &action, const Dialect &dialect);

} // namespace limbeck::bindings
