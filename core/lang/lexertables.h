// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/token.h"

#include <QStringView>

namespace limbeck::lang {

/// The keyword that @p text is, or TokenKind::Name. Soft keywords (match, case, type, _) are names.
[[nodiscard]] TokenKind keywordOrName(QStringView text);

/// The operator of one, two or three characters, or TokenKind::Unknown; the longest one counts.
[[nodiscard]] TokenKind singleOperator(char16_t c);
[[nodiscard]] TokenKind doubleOperator(char16_t a, char16_t b);
[[nodiscard]] TokenKind tripleOperator(TokenKind firstTwo, char16_t third);

/// What Python's str.isprintable() says of the character.
[[nodiscard]] bool isPrintable(char32_t c);
/// Unicode's XID_Start with "_", and XID_Continue.
[[nodiscard]] bool startsName(char32_t c);
[[nodiscard]] bool continuesName(char32_t c);

} // namespace limbeck::lang
