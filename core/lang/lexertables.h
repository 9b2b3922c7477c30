// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/token.h"

#include <QStringView>

#include <array>

namespace limbeck::lang {

/// What a character can begin, as far as ASCII tells; every other one may be part of a name.
enum class CharacterClass : quint8 { Other, Name, Digit, Quote, LineEnd, Backslash };

inline constexpr auto characterClasses = [] {
    std::array<CharacterClass, 128> classes {};
    const auto fill = [&classes](char16_t first, char16_t last, CharacterClass value) {
        for (char16_t c = first; c <= last; ++c)
            classes[c] = value;
    };
    fill(u'a', u'z', CharacterClass::Name);
    fill(u'A', u'Z', CharacterClass::Name);
    fill(u'_', u'_', CharacterClass::Name);
    fill(u'0', u'9', CharacterClass::Digit);
    for (const char16_t c : { u'\n', u'\r' })
        classes[c] = CharacterClass::LineEnd;
    for (const char16_t c : { u'"', u'\'' })
        classes[c] = CharacterClass::Quote;
    classes[u'\\'] = CharacterClass::Backslash;
    return classes;
}();

[[nodiscard]] inline CharacterClass classOf(char16_t c)
{
    return c < characterClasses.size() ? characterClasses[c] : CharacterClass::Name;
}

/// Whether @p c can be part of a name; characters beyond ASCII are checked later.
[[nodiscard]] inline bool isNameCharacter(char16_t c)
{
    const CharacterClass found = classOf(c);
    return found == CharacterClass::Name || found == CharacterClass::Digit;
}

[[nodiscard]] inline bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

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
