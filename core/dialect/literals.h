// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"

namespace limbeck::dialect {

/// @p value as SQL text, the way SQLAlchemy's literal processor of @p type (null: the type of the
/// value) writes it.
///
/// Null is "NULL". Errors: Unsupported where SQLAlchemy has no literal renderer for the type ("No
/// literal value renderer is available for literal value … with datatype …").
[[nodiscard]] Result<QString> renderLiteral(const schema::Literal &value,
                                            const schema::SqlType *type, const Dialect &dialect,
                                            const CompileOptions &options);

/// A plain string as a SQL literal: quotes doubled, backslashes and percent signs as the backend
/// and the options say.
[[nodiscard]] QString renderString(const QString &text, const Dialect &dialect,
                                   const CompileOptions &options);

/// The type that SQLAlchemy infers for a bare Python value: Integer, String, Boolean, Numeric,
/// DateTime … NullType.
[[nodiscard]] schema::SqlTypePtr typeOfLiteral(const schema::Literal &value);

/// A float as Python's repr() writes it: "1.0", "1e-05", "inf".
[[nodiscard]] QString floatRepr(double value);

} // namespace limbeck::dialect
