// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexerimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

constexpr size_t maximumFStrings = 150;

} // namespace

/// Reads a string whose prefix begins at @p start and whose quotes are here.
void Lexer::readString(qsizetype start)
{
    const char16_t quote = at(m_pos);
    const bool triple = at(m_pos + 1) == quote && at(m_pos + 2) == quote;
    m_pos += triple ? 3 : 1;
    bool isPlain = m_data[start] == quote;
    for (;;) {
        if (atEnd() || (!triple && atLineEnd(m_pos))) {
            if (!m_fstrings.empty() && m_fstrings.back().quote == quote
                && m_fstrings.back().quoteLength == (triple ? 3 : 1)) {
                fail({ SyntaxFailure::Type::SyntaxError,
                       u"f-string: expecting '}'"_s,
                       placeAt(start),
                       {} });
            }
            failUnterminated(start, triple, u"string literal"_s);
        }
        const char16_t *place = m_data + m_pos;
        while (place < m_data + m_size && !isStringMark(*place))
            ++place;
        m_pos = place - m_data;
        if (atEnd())
            continue;
        const char16_t c = *place;
        if (!triple && c == quote)
            break;
        if (atLineEnd(m_pos) && !triple)
            continue;
        isPlain = isPlain && c != u'\\' && c != u'\r';
        if (c == u'\\' && m_pos + 1 < m_size)
            ++m_pos;
        if (atLineEnd(m_pos)) {
            passLineEnd();
            continue;
        }
        if (c == quote && triple && at(m_pos + 1) == quote && at(m_pos + 2) == quote)
            break;
        ++m_pos;
    }
    m_pos += triple ? 3 : 1;
    emitLiteral(TokenKind::String, start);
    if (isPlain)
        m_stream.tokens.back().plainQuotes = triple ? 3 : 1;
}

void Lexer::failUnterminated(qsizetype start, bool triple, const QString &what)
{
    const SourceRange place = placeAt(start);
    const bool afterLineEnd = atEnd() && m_pos == m_stream.lineStarts.back() && line() > place.line;
    fail({ SyntaxFailure::Type::SyntaxError,
           u"unterminated %1%2 (detected at line %3)"_s
               .arg(triple ? u"triple-quoted "_s : QString(), what)
               .arg(afterLineEnd ? line() - 1 : line()),
           place,
           {} });
}

void Lexer::readFStringStart(qsizetype start)
{
    if (m_fstrings.size() >= maximumFStrings)
        fail(u"too many nested f-strings"_s, column(start));
    FString fstring;
    fstring.raw =
        QStringView(m_text).sliced(start, m_pos - start).contains(u'r', Qt::CaseInsensitive);
    fstring.quote = at(m_pos);
    fstring.quoteLength = at(m_pos + 1) == fstring.quote && at(m_pos + 2) == fstring.quote ? 3 : 1;
    fstring.inText = true;
    fstring.bracketsAround = m_brackets.size();
    m_pos += fstring.quoteLength;
    fstring.start = start;
    m_fstrings.push_back(std::move(fstring));
    emitToken(TokenKind::FStringStart, start);
}

bool Lexer::closesFString(const FString &fstring) const
{
    if (at(m_pos) != fstring.quote)
        return false;
    return fstring.quoteLength == 1
        || (at(m_pos + 1) == fstring.quote && at(m_pos + 2) == fstring.quote);
}

/// Literal text of an f-string or of a format specification, up to a replacement field or the end.
void Lexer::readFStringText()
{
    FString &fstring = m_fstrings.back();
    const bool inSpecification = !fstring.fields.empty();
    const qsizetype start = m_pos;
    for (;;) {
        const bool single = fstring.quoteLength == 1;
        if (atEnd() || (single && atLineEnd(m_pos))) {
            if (inSpecification && !atEnd()) {
                // A line end ends the format specification of a field in a single-quoted f-string.
                fstring.inText = false;
                break;
            }
            if (inSpecification)
                return finish();
            failUnterminated(fstring.start, !single, u"f-string literal"_s);
        }
        if (closesFString(fstring))
            break;
        const char16_t c = m_data[m_pos];
        if (c == u'{' || c == u'}') {
            if (inSpecification || at(m_pos + 1) != c)
                break;
            m_pos += 2;
        } else if (c == u'\\' && m_pos + 1 < m_size) {
            ++m_pos;
            const char16_t escaped = m_data[m_pos];
            if (escaped == u'{' || escaped == u'}')
                continue;
            if (escaped == u'N' && !fstring.raw && at(m_pos + 1) == u'{') {
                while (!atEnd() && !atLineEnd(m_pos) && m_data[m_pos] != u'}'
                       && !closesFString(fstring))
                    ++m_pos;
                if (at(m_pos) == u'}')
                    ++m_pos;
            } else if (atLineEnd(m_pos)) {
                passLineEnd();
            } else {
                ++m_pos;
            }
        } else if (atLineEnd(m_pos)) {
            passLineEnd();
        } else {
            ++m_pos;
        }
    }
    endFStringText(start);
}

/// Emits the text from @p start, then what ended it: a field's brace, or the closing quotes.
void Lexer::endFStringText(qsizetype start)
{
    FString &fstring = m_fstrings.back();
    if (m_pos > start)
        emitLiteral(TokenKind::FStringMiddle, start);
    if (!fstring.inText)
        return;
    const qsizetype here = m_pos;
    if (closesFString(fstring)) {
        if (!fstring.fields.empty())
            fail(u"f-string: expecting '}', or format specs"_s, column(here));
        m_pos += fstring.quoteLength;
        emitToken(TokenKind::FStringEnd, here);
        m_fstrings.pop_back();
    } else if (at(m_pos) == u'{') {
        constexpr size_t maximumFields = 3;
        if (fstring.fields.size() >= maximumFields)
            fail(u"f-string: expressions nested too deeply"_s, std::max(column(here) - 1, 1));
        open(TokenKind::LeftBrace);
        fstring.fields.push_back(m_brackets.size());
        fstring.inText = false;
    } else if (fstring.fields.empty()) {
        fail(u"f-string: single '}' is not allowed"_s, column(here));
    } else {
        close(TokenKind::RightBrace);
    }
}

/// In a replacement field, outside further brackets, ":" begins the format specification (even of
/// ":="), and "!" the conversion (but not "!=").
bool Lexer::readFieldPunctuation()
{
    if (m_fstrings.back().fields.empty() || m_fstrings.back().fields.back() != m_brackets.size())
        return false;
    const qsizetype start = m_pos;
    if (at(m_pos) == u':') {
        ++m_pos;
        emitToken(TokenKind::Colon, start);
        m_fstrings.back().inText = true;
        return true;
    }
    if (at(m_pos) == u'!' && at(m_pos + 1) != u'=') {
        ++m_pos;
        emitToken(TokenKind::Exclamation, start);
        return true;
    }
    return false;
}

} // namespace limbeck::lang
