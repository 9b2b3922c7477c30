// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexerimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

bool isRadixDigit(char16_t c, int radix)
{
    if (radix == 16 && ((c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F')))
        return true;
    return c >= u'0' && c < u'0' + std::min(radix, 10);
}

} // namespace

void Lexer::readNumber()
{
    const qsizetype start = m_pos;
    if (at(m_pos) != u'0') {
        if (isDigit(at(m_pos)))
            readDecimalDigits();
        return readFraction(start);
    }
    const char16_t letter = at(m_pos + 1) | 0x20;
    if (letter == u'x' || letter == u'o' || letter == u'b') {
        m_pos += 2;
        if (letter == u'x')
            readRadixNumber(16, u"hexadecimal"_s);
        else if (letter == u'o')
            readRadixNumber(8, u"octal"_s);
        else
            readRadixNumber(2, u"binary"_s);
        return emitLiteral(TokenKind::Number, start);
    }
    while (at(m_pos) == u'0' || at(m_pos) == u'_') {
        if (at(m_pos) == u'_' && !isDigit(at(m_pos + 1)))
            fail(u"invalid decimal literal"_s, column(m_pos));
        ++m_pos;
    }
    const qsizetype zerosEnd = m_pos;
    if (isDigit(at(m_pos)))
        readDecimalDigits();
    const char16_t following = at(m_pos) | 0x20;
    if (m_pos > zerosEnd && at(m_pos) != u'.' && following != u'e' && following != u'j') {
        fail(u"leading zeros in decimal integer literals are not permitted; "
             u"use an 0o prefix for octal integers"_s,
             column(start), column(zerosEnd));
    }
    readFraction(start);
}

void Lexer::readRadixNumber(int radix, const QString &name)
{
    do {
        if (at(m_pos) == u'_')
            ++m_pos;
        if (!isRadixDigit(at(m_pos), radix)) {
            if (isDigit(at(m_pos)))
                fail(u"invalid digit '%1' in %2 literal"_s.arg(QChar(at(m_pos)), name),
                     column(m_pos));
            fail(u"invalid %1 literal"_s.arg(name), column(m_pos) - 1);
        }
        while (isRadixDigit(at(m_pos), radix))
            ++m_pos;
    } while (at(m_pos) == u'_');
    if (isDigit(at(m_pos)))
        fail(u"invalid digit '%1' in %2 literal"_s.arg(QChar(at(m_pos)), name), column(m_pos));
    verifyNumberEnd(name);
}

void Lexer::readDecimalDigits()
{
    for (;;) {
        while (isDigit(at(m_pos)))
            ++m_pos;
        if (at(m_pos) != u'_')
            return;
        ++m_pos;
        if (!isDigit(at(m_pos)))
            fail(u"invalid decimal literal"_s, column(m_pos) - 1);
    }
}

/// What may follow the digits before the point: fraction, exponent, "j". Emits the number that
/// begins at @p start.
void Lexer::readFraction(qsizetype start)
{
    if (at(m_pos) == u'.') {
        ++m_pos;
        if (isDigit(at(m_pos)))
            readDecimalDigits();
    }
    if ((at(m_pos) | 0x20) == u'e') {
        const bool isSigned = at(m_pos + 1) == u'+' || at(m_pos + 1) == u'-';
        if (isDigit(at(m_pos + (isSigned ? 2 : 1)))) {
            m_pos += isSigned ? 2 : 1;
            readDecimalDigits();
        } else if (isSigned) {
            fail(u"invalid decimal literal"_s, column(m_pos + 2) - 1);
        }
    }
    if ((at(m_pos) | 0x20) == u'j') {
        ++m_pos;
        verifyNumberEnd(u"imaginary"_s);
    } else {
        verifyNumberEnd(u"decimal"_s);
    }
    emitLiteral(TokenKind::Number, start);
}

/// A letter right after a number is an error, unless it begins a keyword that can follow: `1if x
/// else y`.
void Lexer::verifyNumberEnd(const QString &name)
{
    const char16_t c = at(m_pos);
    if (c < 128 && isNameCharacter(c) && !followsKeyword())
        fail(u"invalid %1 literal"_s.arg(name), column(m_pos) - 1);
}

bool Lexer::followsKeyword() const
{
    static constexpr QStringView keywords[] = { u"and", u"else", u"for", u"if",
                                                u"in",  u"is",   u"not", u"or" };
    const QStringView rest = m_text.sliced(m_pos);
    return std::any_of(std::begin(keywords), std::end(keywords),
                       [rest](QStringView keyword) { return rest.startsWith(keyword); });
}

} // namespace limbeck::lang
