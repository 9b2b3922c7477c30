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

Lexer::Lexer(const QString &text, bool continuesLines, std::vector<Token> &&buffer)
    : m_text(text)
    , m_data(reinterpret_cast<const char16_t *>(text.constData()))
    , m_size(text.size())
    , m_continuesLines(continuesLines)
{
    const bool isAscii = QtPrivate::isAscii(m_text);
    m_wide = !isAscii && std::any_of(m_data, m_data + m_size, [](char16_t c) {
        return QChar::isHighSurrogate(c);
    });
    m_stream.tokens = std::move(buffer);
    m_stream.tokens.clear();
    m_stream.tokens.reserve(static_cast<size_t>(m_size / 4 + 8));
    if (at(0) == 0xFEFF)
        m_lineStart = m_pos = m_countedPos = 1;
    if (m_continuesLines)
        m_atLineStart = false;
}

TokenStream Lexer::run()
{
    try {
        while (m_stream.tokens.empty() || m_stream.tokens.back().kind != TokenKind::End)
            next();
    } catch (SyntaxFailure &failure) {
        m_stream.failure = std::move(failure);
        if (!m_brackets.empty())
            m_stream.unclosed = { QChar(m_brackets.back().character), m_brackets.back().range };
        emitToken(TokenKind::Failure, m_pos, m_stream.failure->range);
    }
    return std::move(m_stream);
}

int Lexer::countedColumn(qsizetype index) const
{
    if (m_countedPos < m_lineStart || m_countedPos > index) {
        m_countedPos = m_lineStart;
        m_countedColumn = 1;
    }
    for (; m_countedPos < index; ++m_countedPos) {
        if (!QChar::isLowSurrogate(m_data[m_countedPos]))
            ++m_countedColumn;
    }
    return m_countedColumn;
}

qsizetype Lexer::lineEndLength() const
{
    return at(m_pos) == u'\r' && at(m_pos + 1) == u'\n' ? 2 : 1;
}

/// Passes one line end of any form.
void Lexer::passLineEnd()
{
    m_pos += lineEndLength();
    m_lineStart = m_pos;
    ++m_line;
}

void Lexer::fail(const QString &message, int column, int endColumn)
{
    fail({ SyntaxFailure::Type::SyntaxError,
           message,
           { m_line, column, m_line, endColumn > 0 ? endColumn : column },
           {} });
}

void Lexer::fail(const SyntaxFailure &failure)
{
    throw failure;
}

void Lexer::next()
{
    if (!m_fstrings.empty() && m_fstrings.back().inText) {
        readFStringText();
        return;
    }
    if (m_atLineStart) {
        m_atLineStart = false;
        if (m_brackets.empty())
            readIndentation();
    }
    while (at(m_pos) == u' ' || at(m_pos) == u'\t' || at(m_pos) == u'\f')
        ++m_pos;
    const qsizetype start = m_pos;
    if (at(m_pos) == u'#')
        skipComment();
    if (atEnd()) {
        finish();
        return;
    }
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
               { m_line, 1, m_line, column(m_pos) },
               {},
               true });
    };
    const SourceRange place { m_line, std::max(1, column(m_pos) - 1), m_line, column(m_pos) };
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
                   { m_line, 1, m_line, column(m_pos) },
                   {},
                   true });
        }
        m_indentations.push_back(indentation);
        emitToken(TokenKind::Indent, m_pos, place);
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
                   { m_line, column(end), m_line, column(end) },
                   {},
                   true });
        }
        if (indentation.alternative != m_indentations[depth - 1].alternative)
            inconsistent();
        for (; m_indentations.size() > depth; m_indentations.pop_back())
            emitToken(TokenKind::Dedent, m_pos, place);
    }
}

void Lexer::skipComment()
{
    while (!atEnd() && !atLineEnd(m_pos))
        ++m_pos;
}

/// @p start is where the line's code ends: a comment may stand between.
void Lexer::readLineEnd(qsizetype start)
{
    const bool hasCode = !m_stream.tokens.empty()
        && m_stream.tokens.back().kind != TokenKind::Newline
        && m_stream.tokens.back().kind != TokenKind::Indent
        && m_stream.tokens.back().kind != TokenKind::Dedent;
    if (m_brackets.empty() && hasCode && !m_continuesLines) {
        SourceRange range { m_line, column(start), m_line, 0 };
        range.endColumn = std::max(range.column + 1, column(m_pos));
        emitToken(TokenKind::Newline, start, range);
    }
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
    const SourceRange place { m_line, column(m_pos), m_line, column(m_pos) };
    fail({ SyntaxFailure::Type::SyntaxError,
           ends ? u"unexpected EOF while parsing"_s
                : u"unexpected character after line continuation character"_s,
           place,
           {},
           true });
}

void Lexer::readName()
{
    const qsizetype start = m_pos;
    char16_t all = 0;
    for (; m_pos < m_size && isNameCharacter(m_data[m_pos]); ++m_pos)
        all |= m_data[m_pos];
    const bool ascii = all < 128;
    const QStringView text(m_data + start, m_pos - start);
    const char16_t following = at(m_pos);
    if ((following == u'"' || following == u'\'') && text.size() <= 2) {
        static constexpr QStringView prefixes[] = { u"b", u"u", u"r", u"br", u"rb" };
        static constexpr QStringView fprefixes[] = { u"f", u"fr", u"rf" };
        const auto isPrefix = [&](QStringView prefix) {
            return text.compare(prefix, Qt::CaseInsensitive) == 0;
        };
        if (std::any_of(std::begin(prefixes), std::end(prefixes), isPrefix))
            return readString(start);
        if (std::any_of(std::begin(fprefixes), std::end(fprefixes), isPrefix))
            return readFStringStart(start);
    }
    if (!ascii)
        verifyName(start, m_pos);
    emitToken(keywordOrName(text), start);
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
    if (readFieldPunctuation())
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
    if (c == u',') { // as frequent as all others together, and never part of a longer one
        ++m_pos;
        return emitToken(TokenKind::Comma, start);
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
    m_brackets.push_back({ m_data[start], rangeFrom(start) });
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
        if (opening.range.line != m_line)
            message += u" on line %1"_s.arg(opening.range.line);
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
    if (!m_brackets.empty()) {
        m_stream.unclosed = { QChar(m_brackets.back().character), m_brackets.back().range };
        const SourceRange range = rangeFrom(m_pos);
        emitToken(TokenKind::End, m_pos, range);
        return;
    }
    // The blocks end at the end of the last line, which may be blank.
    SourceRange range = rangeFrom(m_pos);
    if (m_pos == m_lineStart && m_line > 1) {
        qsizetype end =
            m_pos - (m_pos > 1 && at(m_pos - 1) == u'\n' && at(m_pos - 2) == u'\r' ? 2 : 1);
        m_lineStart = end;
        while (m_lineStart > 0 && !atLineEnd(m_lineStart - 1))
            --m_lineStart;
        range.line = range.endLine = m_line - 1;
        range.column = column(end);
    }
    range.endColumn = range.column + 1;
    const TokenKind last =
        m_stream.tokens.empty() ? TokenKind::Newline : m_stream.tokens.back().kind;
    const bool complete =
        last == TokenKind::Newline || last == TokenKind::Indent || last == TokenKind::Dedent;
    if (!complete && !m_continuesLines)
        emitToken(TokenKind::Newline, m_pos, range);
    while (m_indentations.size() > 1) {
        m_indentations.pop_back();
        emitToken(TokenKind::Dedent, m_pos, range);
    }
    emitToken(TokenKind::End, m_pos, range);
}

TokenStream tokenize(const QString &text, bool continuesLines, std::vector<Token> &&buffer)
{
    return Lexer(text, continuesLines, std::move(buffer)).run();
}

} // namespace limbeck::lang
