// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace limbeck::dialect {

/// A piece of text("…"): SQL as it is, or the name of a bind.
struct TextPiece
{
    QString text;
    bool isBind = false;
    friend bool operator==(const TextPiece &, const TextPiece &) = default;
};

/// Takes the text of text("…") apart at its binds: `:name`, but neither `::` (a cast), nor a colon
/// behind a letter
/// (`a:b`) or a backslash, nor one before what is no name. `\:` becomes a colon. `%` is doubled
/// before that if
/// @p doublePercents.
/// Source: SQLAlchemy, the patterns BIND_PARAMS and BIND_PARAMS_ESC of its compiler.
[[nodiscard]] std::vector<TextPiece> textPieces(const QString &text, bool doublePercents = false);

} // namespace limbeck::dialect
