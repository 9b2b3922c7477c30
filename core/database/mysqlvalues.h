// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/schema/literal.h"

#include <QByteArrayView>

#include <optional>

namespace limbeck::database {

/// What is known of a result's column: numbers as the protocol gives them.
struct MysqlColumn
{
    QString name;
    int type = 0; ///< enum_field_types
    bool isBinary = false; ///< character set "binary": bytes, not text
};

/// A value as the text protocol gives it, in the type that PyMySQL makes of it. A date such as
/// 0000-00-00, which Python's date cannot hold, comes as text, as there.
/// Errors: Database for text that is not UTF-8.
[[nodiscard]] Result<schema::Literal> mysqlValue(const MysqlColumn &column,
                                                 std::optional<QByteArrayView> text);

/// How a session differs in what it reads.
struct MysqlLiteralRules
{
    bool backslashEscapes = true; ///< false under NO_BACKSLASH_ESCAPES
    bool nativeUuid = false; ///< MariaDB 10.7 and later
};

/// @p value in SQL, as PyMySQL and mysqlclient write it. Errors: Database for nan and inf.
[[nodiscard]] Result<QString> mysqlLiteral(const schema::Literal &value, MysqlLiteralRules rules);

} // namespace limbeck::database
