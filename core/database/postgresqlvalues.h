// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/schema/literal.h"

#include <QByteArrayView>

#include <optional>

namespace limbeck::database {

/// A value as PostgreSQL's text format gives it, in the type that psycopg2 makes of it: `oid` is
/// the type's number. Types that psycopg2 does not know (inet, ranges, enums …) come as text.
/// Errors: Database for dates that Python cannot hold, and for text that is not UTF-8.
[[nodiscard]] Result<schema::Literal>
postgresqlValue(unsigned oid, std::optional<QByteArrayView> text, const QString &column);

/// @p value in SQL, as psycopg2 adapts it: numbers bare, text as a literal without type, times with
/// a cast, lists as ARRAY[…]. Errors: Database when text holds a NUL.
[[nodiscard]] Result<QString> postgresqlLiteral(const schema::Literal &value);

/// @p text between single quotes; backslashes make it an E'…' string, so that it means the same
/// whatever standard_conforming_strings says.
[[nodiscard]] QString postgresqlQuoted(const QString &text);

} // namespace limbeck::database
