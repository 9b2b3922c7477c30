// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"
#include "core/base/result.h"
#include "core/schema/sqltype.h"

namespace limbeck::dialect {

class Dialect;

/// The type that stands for @p type on @p backend: its with_variant() entry, or itself.
[[nodiscard]] const schema::SqlType &resolveVariant(const schema::SqlType &type, Backend backend);

/// A column type in the words of @p dialect: "VARCHAR(50)", "TIMESTAMP WITH TIME ZONE".
///
/// Errors: Unsupported, in SQLAlchemy's words ("VARCHAR requires a length on dialect mysql",
/// "Compiler … can't render element of type JSONB"). Source: SQLAlchemy's type compilers.
[[nodiscard]] Result<QString> compileType(const schema::SqlType &type, const Dialect &dialect);

/// Whether @p type is of SQLAlchemy's Integer family on this backend (SERIAL, AUTO_INCREMENT,
/// AUTOINCREMENT).
[[nodiscard]] bool isIntegerType(const schema::SqlType &type);
/// Of the Numeric family: Numeric, Float, Double and their upper-case names.
[[nodiscard]] bool isNumericType(const schema::SqlType &type);
/// Of the String family, Text and the backends' text types and Enum included.
[[nodiscard]] bool isStringType(const schema::SqlType &type);
/// DateTime, Date, Time, Interval and the backends' own.
[[nodiscard]] bool isTemporalType(const schema::SqlType &type);
/// DateTime, DATETIME or TIMESTAMP.
[[nodiscard]] bool isDateTimeType(const schema::SqlType &type);
/// LargeBinary, BLOB, BYTEA … and PickleType.
[[nodiscard]] bool isBinaryType(const schema::SqlType &type);
/// SQLAlchemy's `_type_affinity`: the name of the generic class that a type belongs to ("Integer",
/// "String", "DateTime").
[[nodiscard]] QString typeAffinity(const schema::SqlType &type);
/// Enum or a backend's ENUM.
[[nodiscard]] bool isEnumType(const schema::SqlType &type);
/// Generic Enum or postgresql.ENUM which PostgreSQL makes a named type of its own.
[[nodiscard]] bool isNativeEnum(const schema::SqlType &type, Backend backend);

} // namespace limbeck::dialect
