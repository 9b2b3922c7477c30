// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/sqltype.h"

namespace limbeck::database {

/// The type that COLUMN_TYPE calls @p words ("int(11) unsigned", "enum('a','b')"). A type that
/// SQLAlchemy has no class for becomes a NullType with its words in `sqlText`.
[[nodiscard]] schema::SqlTypePtr mysqlType(const QString &words,
                                           const std::optional<QString> &charset,
                                           const std::optional<QString> &collation);

/// Whether @p type is one of MySQL's integers.
[[nodiscard]] bool isMysqlInteger(const schema::SqlType &type);

} // namespace limbeck::database
