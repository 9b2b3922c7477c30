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

/// Of the characters of names, as far as ASCII tells.
inline constexpr auto nameCharacters = [] {
    std::array<bool, 128> result {};
    for (size_t c = 0; c < result.size(); ++c) {
        result[c] = characterClasses[c] == CharacterClass::Name
            || characterClasses[c] == CharacterClass::Digit;
    }
    return result;
}();

/// Of the characters at which something may happen in a string: quotes, line ends, backslashes.
inline constexpr auto stringMarks = [] {
    std::array<bool, 128> result {};
    for (size_t c = 0; c < result.size(); ++c) {
        result[c] = characterClasses[c] == CharacterClass::Quote
            || characterClasses[c] == CharacterClass::LineEnd
            || characterClasses[c] == CharacterClass::Backslash;
    }
    return result;
}();

[[nodiscard]] inline CharacterClass classOf(char16_t c)
{
    return c < characterClasses.size() ? characterClasses[c] : CharacterClass::Name;
}

/// Whether @p c can be part of a name; characters beyond ASCII are checked later.
[[nodiscard]] inline bool isNameCharacter(char16_t c)
{
    return c >= nameCharacters.size() || nameCharacters[c];
}

[[nodiscard]] inline bool isStringMark(char16_t c)
{
    return c < stringMarks.size() && stringMarks[c];
}

[[nodiscard]] inline bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

/// The keyword that @p text is, or TokenKind::Name. Soft keywords (match, case, type, _) are names.
[[nodiscard]] TokenKind keywordOrName(QStringView text);

/// The most frequent operators, unless @p following may make a longer one of them; else
/// TokenKind::Unknown.
[[nodiscard]] inline TokenKind lonelyOperator(char16_t c, char16_t following)
{
    if (c == u',')
        return TokenKind::Comma;
    if (c == u'.')
        return TokenKind::Dot;
    if (following == u'=')
        return TokenKind::Unknown;
    if (c == u'=')
        return TokenKind::Equal;
    return c == u':' ? TokenKind::Colon : TokenKind::Unknown;
}

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
