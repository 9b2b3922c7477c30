// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/library.h"

namespace limbeck::bindings {

/// Refuses a keyword argument that its dialect does not take for @p construct, "Table" or "Index".
/// Throws ArgumentError, and TypeError for one that does not begin with a dialect's name. Those of
/// dialects that are not SQLAlchemy's own may be any. Source: SQLAlchemy,
/// `Dialect.construct_arguments`.
void requireDialectArgument(Interpreter &interpreter, const QString &construct,
                            const QString &keyword);

} // namespace limbeck::bindings
