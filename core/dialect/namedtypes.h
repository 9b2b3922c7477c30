// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/ddlcompiler.h"

namespace limbeck::dialect {

/// The ENUM or DOMAIN that PostgreSQL has to create for a column of @p type on this backend: the
/// type itself, its variant, or an array's item. Null if there is none.
[[nodiscard]] const schema::SqlType *namedTypeOf(const schema::SqlType &type, Backend backend);

/// "CREATE TYPE name AS ENUM (…)" or "CREATE DOMAIN …". Errors where the backend has no such types.
[[nodiscard]] Result<QString> createNamedType(const schema::SqlType &type, const DdlCompiler &ddl);
[[nodiscard]] Result<QString> dropNamedType(const schema::SqlType &type, const DdlCompiler &ddl);

/// "schema.name", as CompileMemory keeps it.
[[nodiscard]] QString namedTypeKey(const schema::SqlType &type);

} // namespace limbeck::dialect
