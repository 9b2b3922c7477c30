// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexer.h"

#include "core/lang/lexerimpl.h"
#include "core/lang/lexertables.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

constexpr size_t maximumBrackets = 200;
constexpr size_t maximumIndentations = 100;

QString hexadecimal(char32_t c)
{
    return u"U+"_s + QString::number(c, 16).toUpper().rightJustified(4, u'0');
}

char16_t openingOf(TokenKind closing)
{
    if (closing == TokenKind::RightParen)
        return u'(';
    return closing == TokenKind::RightBracket ? u'[' : u'{';
}

} // namespace

Lexer::Lexer(QStringView text, bool continuesLines, TokenMemory &&memory)
    : m_text(text)
    , m_data(text.utf16())
    , m_size(text.size())
    , m_continuesLines(continuesLines)
{
    m_stream.text = text;
    m_stream.isAscii = QtPrivate::isAscii(text);
    m_stream.tokens = std::move(memory.tokens);
    m_stream.tokens.clear();
    m_stream.tokens.reserve(static_cast<size_t>(m_size / 4 + 8));
    m_stream.lineStarts = std::move(memory.lineStarts);
    if (at(0) == 0xFEFF)
        m_pos = 1;
    m_stream.lineStarts.assign(1, static_cast<quint32>(m_pos));
    if (m_continuesLines)
        m_atLineStart = false;
}

TokenStream Lexer::run()
{
    try {
        readTokens();
    } catch (SyntaxFailure &failure) {
        m_stream.failure = std::move(failure);
        noteUnclosed();
        emitToken(TokenKind::Failure, m_pos);
    }
    return std::move(m_stream);
}

void Lexer::noteUnclosed()
{
    if (m_brackets.empty())
        return;
    const Bracket &innermost = m_brackets.back();
    m_stream.unclosed = { QChar(innermost.character),
                          m_stream.placeOf(TextRange { innermost.start, innermost.start + 1 }) };
}

qsizetype Lexer::lineEndLength() const
{
    return at(m_pos) == u'\r' && at(m_pos + 1) == u'\n' ? 2 : 1;
}

/// Passes one line end of any form.
void Lexer::passLineEnd()
{
    m_pos += lineEndLength();
    m_stream.lineStarts.push_back(static_cast<quint32>(m_pos));
}

void Lexer::fail(const QString &message, int column, int endColumn)
{
    fail({ SyntaxFailure::Type::SyntaxError,
           message,
           { line(), column, line(), endColumn > 0 ? endColumn : column },
           {} });
}

void Lexer::fail(const SyntaxFailure &failure)
{
    throw failure;
}

/// One loop with a call for each token, and nothing in it that would have registers saved for each.
void Lexer::readTokens()
{
    while (!m_ended) {
        if (!m_fstrings.empty() && m_fstrings.back().inText) {
            readFStringText();
            continue;
        }
        if (m_atLineStart) {
            m_atLineStart = false;
            if (m_brackets.empty())
                readIndentation();
        }
        const char16_t *const end = m_data + m_size;
        const char16_t *place = m_data + m_pos;
        while (place < end && (*place == u' ' || *place == u'\t' || *place == u'\f'))
            ++place;
        const qsizetype start = m_pos = place - m_data;
        if (place < end && *place == u'#')
            skipComment();
        if (atEnd())
            finish();
        else
            readToken(start);
    }
}

/// @p start is where white space ended: a comment may stand between.
inline void Lexer::readToken(qsizetype start)
{
    switch (classOf(m_data[m_pos])) {
    case CharacterClass::Name:
        return readName();
    case CharacterClass::Digit:
        return readNumber();
    case CharacterClass::Quote:
        return readString(m_pos);
    case CharacterClass::LineEnd:
        return readLineEnd(start);
    case CharacterClass::Backslash:
        return readContinuation();
    case CharacterClass::Other:
        break;
    }
    if (m_data[m_pos] == u'.' && isDigit(at(m_pos + 1)))
        readNumber();
    else
        readOperator();
}

/// Reads the white space at the start of a line; blank lines and lines with only a comment do not
/// count.
void Lexer::readIndentation()
{
    Indentation indentation { 0, 0 };
    while (at(m_pos) == u' ') { // most lines have nothing else
        ++indentation.column;
        ++m_pos;
    }
    indentation.alternative = indentation.column;
    int continued = 0; // indentation before a backslash at a line's start holds for the joined line
    for (;;) {
        const char16_t c = at(m_pos);
        if (c == u' ') {
            ++indentation.column;
            ++indentation.alternative;
        } else if (c == u'\t') {
            constexpr int tabSize = 8;
            indentation.column = (indentation.column / tabSize + 1) * tabSize;
            ++indentation.alternative;
        } else if (c == u'\f') {
            indentation = { 0, 0 };
        } else if (c == u'\\' && atLineEnd(m_pos + 1)) {
            continued = continued != 0 ? continued : indentation.column;
            ++m_pos;
            passLineEnd();
            continue;
        } else {
            break;
        }
        ++m_pos;
    }
    if (atEnd() || at(m_pos) == u'#' || atLineEnd(m_pos))
        return;
    if (continued != 0)
        indentation = { continued, continued };
    indentTo(indentation);
}

void Lexer::indentTo(Indentation indentation)
{
    const auto inconsistent = [this] {
        fail({ SyntaxFailure::Type::TabError,
               u"inconsistent use of tabs and spaces in indentation"_s,
               { line(), 1, line(), column(m_pos) },
               {},
               true });
    };
    const Indentation current = m_indentations.back();
    if (indentation.column == current.column) {
        if (indentation.alternative != current.alternative)
            inconsistent();
    } else if (indentation.column > current.column) {
        if (indentation.alternative <= current.alternative)
            inconsistent();
        if (m_indentations.size() >= maximumIndentations) {
            fail({ SyntaxFailure::Type::IndentationError,
                   u"too many levels of indentation"_s,
                   { line(), 1, line(), column(m_pos) },
                   {},
                   true });
        }
        m_indentations.push_back(indentation);
        emitToken(TokenKind::Indent, m_pos);
    } else {
        size_t depth = m_indentations.size();
        while (indentation.column < m_indentations[depth - 1].column)
            --depth;
        if (indentation.column != m_indentations[depth - 1].column) {
            qsizetype end = m_pos;
            while (end < m_size && !atLineEnd(end))
                ++end;
            fail({ SyntaxFailure::Type::IndentationError,
                   u"unindent does not match any outer indentation level"_s,
                   { line(), column(end), line(), column(end) },
                   {},
                   true });
        }
        if (indentation.alternative != m_indentations[depth - 1].alternative)
            inconsistent();
        for (; m_indentations.size() > depth; m_indentations.pop_back())
            emitToken(TokenKind::Dedent, m_pos);
    }
}

void Lexer::skipComment()
{
    const char16_t *const end = m_data + m_size;
    const char16_t *place = m_data + m_pos;
    while (place < end && *place != u'\n' && *place != u'\r')
        ++place;
    m_pos = place - m_data;
}

/// @p start is where the line's code ends: a comment may stand between.
void Lexer::readLineEnd(qsizetype start)
{
    const bool hasCode = !m_stream.tokens.empty()
        && m_stream.tokens.back().kind != TokenKind::Newline
        && m_stream.tokens.back().kind != TokenKind::Indent
        && m_stream.tokens.back().kind != TokenKind::Dedent;
    if (m_brackets.empty() && hasCode && !m_continuesLines)
        emitToken(TokenKind::Newline, start);
    passLineEnd();
    m_atLineStart = !m_continuesLines;
}

void Lexer::readContinuation()
{
    ++m_pos;
    if (atLineEnd(m_pos) && m_pos + lineEndLength() < m_size) {
        passLineEnd();
        return;
    }
    const bool ends = atEnd() || atLineEnd(m_pos);
    fail({ SyntaxFailure::Type::SyntaxError,
           ends ? u"unexpected EOF while parsing"_s
                : u"unexpected character after line continuation character"_s,
           placeAt(m_pos),
           {},
           true });
}

void Lexer::readName()
{
    const qsizetype start = m_pos;
    const char16_t *const end = m_data + m_size;
    const char16_t *place = m_data + start + 1;
    while (place < end && isNameCharacter(*place))
        ++place;
    m_pos = place - m_data;
    const qsizetype length = m_pos - start;
    if (length <= 2 && readPrefixed(start))
        return;
    if (!m_stream.isAscii)
        verifyName(start, m_pos);
    emitToken(keywordOrName({ m_data + start, length }), start);
}

/// A string, if what begins at @p start is its prefix.
bool Lexer::readPrefixed(qsizetype start)
{
    if (at(m_pos) != u'"' && at(m_pos) != u'\'')
        return false;
    const QStringView text(m_data + start, m_pos - start);
    static constexpr QStringView prefixes[] = { u"b", u"u", u"r", u"br", u"rb" };
    static constexpr QStringView fprefixes[] = { u"f", u"fr", u"rf" };
    const auto isPrefix = [&](QStringView prefix) {
        return text.compare(prefix, Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(std::begin(prefixes), std::end(prefixes), isPrefix))
        readString(start);
    else if (std::any_of(std::begin(fprefixes), std::end(fprefixes), isPrefix))
        readFStringStart(start);
    else
        return false;
    return true;
}

void Lexer::verifyName(qsizetype start, qsizetype end)
{
    bool first = true;
    for (qsizetype i = start; i < end; ++i) {
        char32_t c = m_data[i];
        const qsizetype place = i;
        if (QChar::isHighSurrogate(m_data[i]) && QChar::isLowSurrogate(at(i + 1))) {
            c = QChar::surrogateToUcs4(m_data[i], m_data[i + 1]);
            ++i;
        }
        if (first ? startsName(c) : continuesName(c)) {
            first = false;
            continue;
        }
        if (isPrintable(c)) {
            fail(u"invalid character '%1' (%2)"_s.arg(QString::fromUcs4(&c, 1), hexadecimal(c)),
                 column(place));
        }
        fail(u"invalid non-printable character %1"_s.arg(hexadecimal(c)), column(place));
    }
}

void Lexer::readOperator()
{
    if (!m_fstrings.empty() && readFieldPunctuation())
        return;
    const qsizetype start = m_pos;
    const char16_t c = m_data[m_pos];
    switch (c) {
    case u'(':
        return open(TokenKind::LeftParen);
    case u'[':
        return open(TokenKind::LeftBracket);
    case u'{':
        return open(TokenKind::LeftBrace);
    case u')':
        return close(TokenKind::RightParen);
    case u']':
        return close(TokenKind::RightBracket);
    case u'}':
        return close(TokenKind::RightBrace);
    default:
        break;
    }
    if (c == u'.' && at(m_pos + 1) == u'.' && at(m_pos + 2) == u'.') {
        m_pos += 3;
        return emitToken(TokenKind::Ellipsis, start);
    }
    if (const TokenKind one = lonelyOperator(c, at(m_pos + 1)); one != TokenKind::Unknown) {
        ++m_pos;
        return emitToken(one, start);
    }
    if (const TokenKind two = doubleOperator(c, at(m_pos + 1)); two != TokenKind::Unknown) {
        const TokenKind three = tripleOperator(two, at(m_pos + 2));
        m_pos += three != TokenKind::Unknown ? 3 : 2;
        return emitToken(three != TokenKind::Unknown ? three : two, start);
    }
    if (c == u'\0')
        fail(u"source code cannot contain null bytes"_s, column(m_pos));
    const TokenKind one = singleOperator(c);
    if (one == TokenKind::Unknown && !isPrintable(c))
        fail(u"invalid non-printable character %1"_s.arg(hexadecimal(c)), column(m_pos));
    ++m_pos;
    emitToken(one, start);
}

void Lexer::open(TokenKind kind)
{
    const qsizetype start = m_pos++;
    if (m_brackets.size() >= maximumBrackets)
        fail(u"too many nested parentheses"_s, column(start));
    m_brackets.push_back({ m_data[start], static_cast<quint32>(start) });
    emitToken(kind, start);
}

void Lexer::close(TokenKind kind)
{
    const qsizetype start = m_pos++;
    const char16_t closing = m_data[start];
    const bool insideFString = !m_fstrings.empty();
    if (m_brackets.empty())
        fail(u"unmatched '%1'"_s.arg(QChar(closing)), column(start));
    const Bracket opening = m_brackets.back();
    if (opening.character != openingOf(kind)) {
        if (insideFString && !m_fstrings.back().fields.empty()
            && m_fstrings.back().fields.back() == m_brackets.size())
            fail(u"f-string: unmatched '%1'"_s.arg(QChar(closing)), column(start));
        QString message = u"closing parenthesis '%1' does not match opening parenthesis '%2'"_s.arg(
            QChar(closing), QChar(opening.character));
        if (const int opened = placeAt(opening.start).line; opened != line())
            message += u" on line %1"_s.arg(opened);
        fail(message, column(start));
    }
    if (insideFString && !m_fstrings.back().fields.empty()
        && m_fstrings.back().fields.back() == m_brackets.size()) {
        m_fstrings.back().fields.pop_back();
        m_fstrings.back().inText = true;
    }
    m_brackets.pop_back();
    emitToken(kind, start);
}

/// The end of the text: the last line ends, and all blocks do.
void Lexer::finish()
{
    m_ended = true;
    if (!m_brackets.empty()) {
        noteUnclosed();
        return emitToken(TokenKind::End, m_pos);
    }
    const TokenKind last =
        m_stream.tokens.empty() ? TokenKind::Newline : m_stream.tokens.back().kind;
    const bool complete =
        last == TokenKind::Newline || last == TokenKind::Indent || last == TokenKind::Dedent;
    if (!complete && !m_continuesLines)
        emitToken(TokenKind::Newline, m_pos);
    while (m_indentations.size() > 1) {
        m_indentations.pop_back();
        emitToken(TokenKind::Dedent, m_pos);
    }
    emitToken(TokenKind::End, m_pos);
}

TokenStream tokenize(QStringView text, bool continuesLines, TokenMemory &&memory)
{
    return Lexer(text, continuesLines, std::move(memory)).run();
}

SourceRange TokenStream::placeOf(const Token &token) const
{
    const SourceRange place = placeOf(token.range);
    const bool atTextEnd = token.range.start >= static_cast<quint32>(text.size());
    switch (token.kind) {
    case TokenKind::Failure:
        return failure->range;
    case TokenKind::Newline:
        if (atTextEnd)
            return endPlace();
        return { place.line, place.column, place.line,
                 std::max(place.column + 1, place.endColumn) };
    case TokenKind::Indent:
    case TokenKind::Dedent:
        if (atTextEnd)
            return endPlace();
        return { place.line, std::max(1, place.column - 1), place.line, place.column };
    case TokenKind::End:
        return unclosed ? place : endPlace();
    default:
        return place;
    }
}

/// Where the text and its blocks end: behind the last line, which may be blank.
SourceRange TokenStream::endPlace() const
{
    auto end = static_cast<quint32>(text.size());
    if (lineStarts.size() > 1 && lineStarts.back() == end) {
        --end;
        if (end > 0 && text[end] == u'\n' && text[end - 1] == u'\r')
            --end;
    }
    const SourceRange place = placeOf(TextRange { end, end });
    return { place.line, place.column, place.line, place.column + 1 };
}

} // namespace limbeck::lang
