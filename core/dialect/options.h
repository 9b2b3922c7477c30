// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/literal.h"

#include <QStringList>

namespace limbeck::dialect {

// Reading of keywords with a dialect's prefix. A None counts as not given.

/// The value of @p key ("postgresql_using"); null if it is not there.
[[nodiscard]] const schema::Literal *option(const schema::DialectOptions &options,
                                            const QString &key);
/// A text, or a number's text; none if it is not there or empty.
[[nodiscard]] std::optional<QString> textOption(const schema::DialectOptions &options,
                                                const QString &key);
/// Python's truth of the value; none if it is not there.
[[nodiscard]] std::optional<bool> flagOption(const schema::DialectOptions &options,
                                             const QString &key);
/// A list of texts; one text alone is a list of one.
[[nodiscard]] QStringList listOption(const schema::DialectOptions &options, const QString &key);
/// A dict, in the script's order: JSON text, or a list of pairs.
[[nodiscard]] std::vector<std::pair<QString, QString>>
mapOption(const schema::DialectOptions &options, const QString &key);

/// str(value) for SQL.
[[nodiscard]] QString plainText(const schema::Literal &value);

} // namespace limbeck::dialect
