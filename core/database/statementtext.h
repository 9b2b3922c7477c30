// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/dialect/statement.h"

#include <functional>

namespace limbeck::database {

/// The text of @p statement with each placeholder replaced by what @p literal writes for its value,
/// as psycopg2, mysqlclient and PyMySQL send it. Errors: Internal when placeholders and values do
/// not match; those of @p literal.
[[nodiscard]] Result<QString>
inlineParameters(const dialect::Statement &statement,
                 const std::function<Result<QString>(const schema::Literal &)> &literal);

/// A statement whose every `?` is a placeholder, for texts of our own.
[[nodiscard]] dialect::Statement withParameters(const QString &sql,
                                                std::vector<schema::Literal> values);

/// Whether @p sql has a `;` with something behind it: it may be several statements. Does not look
/// for quotes, so it says yes too often, never too seldom.
[[nodiscard]] bool mayBeSeveralStatements(const QString &sql);

/// @p error with the place of @p statement, unless it has one.
[[nodiscard]] Error at(const dialect::Statement &statement, Error error);

} // namespace limbeck::database
