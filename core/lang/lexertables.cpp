// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexertables.h"

#include <array>
#include <string_view>

namespace limbeck::lang {

namespace {

struct Keyword
{
    std::u16string_view text;
    TokenKind kind;
};

constexpr Keyword keywords[] = {
    { u"False", TokenKind::False },
    { u"None", TokenKind::None },
    { u"True", TokenKind::True },
    { u"and", TokenKind::And },
    { u"as", TokenKind::As },
    { u"assert", TokenKind::Assert },
    { u"async", TokenKind::Async },
    { u"await", TokenKind::Await },
    { u"break", TokenKind::Break },
    { u"class", TokenKind::Class },
    { u"continue", TokenKind::Continue },
    { u"def", TokenKind::Def },
    { u"del", TokenKind::Del },
    { u"elif", TokenKind::Elif },
    { u"else", TokenKind::Else },
    { u"except", TokenKind::Except },
    { u"finally", TokenKind::Finally },
    { u"for", TokenKind::For },
    { u"from", TokenKind::From },
    { u"global", TokenKind::Global },
    { u"if", TokenKind::If },
    { u"import", TokenKind::Import },
    { u"in", TokenKind::In },
    { u"is", TokenKind::Is },
    { u"lambda", TokenKind::Lambda },
    { u"nonlocal", TokenKind::Nonlocal },
    { u"not", TokenKind::Not },
    { u"or", TokenKind::Or },
    { u"pass", TokenKind::Pass },
    { u"raise", TokenKind::Raise },
    { u"return", TokenKind::Return },
    { u"try", TokenKind::Try },
    { u"while", TokenKind::While },
    { u"with", TokenKind::With },
    { u"yield", TokenKind::Yield },
};

/// For each letter the first keyword that begins with it (the table above is sorted).
constexpr auto firstKeywords = [] {
    std::array<quint8, 129> first {};
    for (size_t letter = 0; letter < first.size(); ++letter) {
        quint8 index = 0;
        while (index < std::size(keywords) && keywords[index].text[0] < letter)
            ++index;
        first[letter] = index;
    }
    return first;
}();

/// For each letter, as bits, how long the keywords are that begin with it.
constexpr auto keywordLengths = [] {
    std::array<quint16, 128> lengths {};
    for (const Keyword &keyword : keywords) {
        const size_t letter = keyword.text[0];
        lengths[letter] = static_cast<quint16>(lengths[letter] | (1U << keyword.text.size()));
    }
    return lengths;
}();

} // namespace

TokenKind keywordOrName(QStringView text)
{
    constexpr qsizetype longest = 8;
    const char16_t letter = text[0].unicode();
    if (text.size() > longest || letter >= keywordLengths.size()
        || ((keywordLengths[letter] >> text.size()) & 1U) == 0)
        return TokenKind::Name;
    const std::u16string_view name(text.utf16(), static_cast<size_t>(text.size()));
    for (size_t i = firstKeywords[letter]; i < firstKeywords[letter + 1U]; ++i) {
        const std::u16string_view keyword = keywords[i].text;
        if (keyword[1] == name[1] && keyword == name)
            return keywords[i].kind;
    }
    return TokenKind::Name;
}

bool isPrintable(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Separator_Space:
        return c == U' ';
    default:
        return true;
    }
}

bool startsName(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Number_Letter:
        return true;
    default:
        // Other_ID_Start
        return c == U'_' || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C || c == 0x1885
            || c == 0x1886;
    }
}

bool continuesName(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Number_DecimalDigit:
    case QChar::Punctuation_Connector:
        return true;
    default:
        // Other_ID_Continue
        return startsName(c) || c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371)
            || c == 0x19DA;
    }
}

TokenKind singleOperator(char16_t c)
{
    switch (c) {
    case u':':
        return TokenKind::Colon;
    case u',':
        return TokenKind::Comma;
    case u';':
        return TokenKind::Semicolon;
    case u'.':
        return TokenKind::Dot;
    case u'=':
        return TokenKind::Equal;
    case u'!':
        return TokenKind::Exclamation;
    case u'+':
        return TokenKind::Plus;
    case u'-':
        return TokenKind::Minus;
    case u'*':
        return TokenKind::Star;
    case u'/':
        return TokenKind::Slash;
    case u'%':
        return TokenKind::Percent;
    case u'@':
        return TokenKind::At;
    case u'|':
        return TokenKind::Pipe;
    case u'&':
        return TokenKind::Ampersand;
    case u'^':
        return TokenKind::Circumflex;
    case u'~':
        return TokenKind::Tilde;
    case u'<':
        return TokenKind::Less;
    case u'>':
        return TokenKind::Greater;
    default:
        return TokenKind::Unknown;
    }
}

TokenKind doubleOperator(char16_t a, char16_t b)
{
    if (b == u'=') {
        switch (a) {
        case u'=':
            return TokenKind::EqEqual;
        case u'!':
            return TokenKind::NotEqual;
        case u'<':
            return TokenKind::LessEqual;
        case u'>':
            return TokenKind::GreaterEqual;
        case u':':
            return TokenKind::ColonEqual;
        case u'+':
            return TokenKind::PlusEqual;
        case u'-':
            return TokenKind::MinusEqual;
        case u'*':
            return TokenKind::StarEqual;
        case u'/':
            return TokenKind::SlashEqual;
        case u'%':
            return TokenKind::PercentEqual;
        case u'@':
            return TokenKind::AtEqual;
        case u'|':
            return TokenKind::PipeEqual;
        case u'&':
            return TokenKind::AmpersandEqual;
        case u'^':
            return TokenKind::CircumflexEqual;
        default:
            return TokenKind::Unknown;
        }
    }
    if (a == u'*' && b == u'*')
        return TokenKind::DoubleStar;
    if (a == u'/' && b == u'/')
        return TokenKind::DoubleSlash;
    if (a == u'<' && b == u'<')
        return TokenKind::LeftShift;
    if (a == u'>' && b == u'>')
        return TokenKind::RightShift;
    if (a == u'-' && b == u'>')
        return TokenKind::Arrow;
    if (a == u'<' && b == u'>')
        return TokenKind::LessGreater;
    return TokenKind::Unknown;
}

TokenKind tripleOperator(TokenKind first, char16_t third)
{
    if (third != u'=')
        return TokenKind::Unknown;
    switch (first) {
    case TokenKind::DoubleStar:
        return TokenKind::DoubleStarEqual;
    case TokenKind::DoubleSlash:
        return TokenKind::DoubleSlashEqual;
    case TokenKind::LeftShift:
        return TokenKind::LeftShiftEqual;
    case TokenKind::RightShift:
        return TokenKind::RightShiftEqual;
    default:
        return TokenKind::Unknown;
    }
}

} // namespace limbeck::lang
