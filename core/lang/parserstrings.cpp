// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/literals.h"
#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

/// A string token taken apart.
struct StringParts
{
    QStringView body;
    bool raw = false;
    bool bytes = false;
};

StringParts takeApart(QStringView token)
{
    StringParts parts;
    qsizetype prefix = 0;
    while (token[prefix] != u'"' && token[prefix] != u'\'') {
        const char16_t letter = token[prefix].unicode() | 0x20;
        parts.raw = parts.raw || letter == u'r';
        parts.bytes = parts.bytes || letter == u'b';
        ++prefix;
    }
    const QStringView quoted = token.sliced(prefix);
    const qsizetype quotes =
        quoted.size() >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0] ? 3 : 1;
    parts.body = quoted.sliced(quotes, quoted.size() - 2 * quotes);
    return parts;
}

} // namespace

/// One or more strings side by side: a Constant, or a JoinedStr if one of them is an f-string.
Expr *Parser::strings()
{
    if (isPlainString())
        return plainString();
    const size_t start = m_pos;
    StringPieces pieces;
    bool bytes = false;
    bool text = false;
    bool formatted = false;
    while (at(TokenKind::String) || at(TokenKind::FStringStart)) {
        if (at(TokenKind::FStringStart)) {
            formatted = text = true;
            fstring(pieces);
            continue;
        }
        const StringParts string = takeApart(textOf(current()));
        if (string.bytes && !bytes && !text)
            return bytesLiteral(start);
        (string.bytes ? bytes : text) = true;
        if (bytes)
            failMixedStrings();
        appendString(pieces, string.body, string.raw);
    }
    if (!formatted)
        return constant(m_constants.text(pieces.text), start);
    return joined(pieces, start);
}

/// A single string whose text needs no decoding.
bool Parser::isPlainString() const
{
    return current().plainQuotes > 0 && peek(1) != TokenKind::String
        && peek(1) != TokenKind::FStringStart;
}

Expr *Parser::plainString()
{
    const quint8 quotes = current().plainQuotes;
    return constantHere(m_constants.text(textOf(current()).chopped(quotes).sliced(quotes)));
}

/// Bytes and text side by side; the place is the first token behind the strings.
void Parser::failMixedStrings()
{
    size_t open = 0;
    while (at(TokenKind::String) || at(TokenKind::FStringStart) || open > 0) {
        if (at(TokenKind::FStringStart))
            ++open;
        else if (at(TokenKind::FStringEnd))
            --open;
        if (at(TokenKind::Failure) || at(TokenKind::End))
            unexpected();
        advance();
    }
    failHere(u"cannot mix bytes and nonbytes literals"_s);
}

/// Decodes the body of the current token, which is read.
void Parser::appendString(StringPieces &pieces, QStringView body, bool raw)
{
    const bool formatted = at(TokenKind::FStringMiddle);
    const Token &token = current();
    const auto decoded = decodeString(body, raw);
    advance();
    if (!decoded)
        fail(decoded.error(), formatted ? current() : token);
    appendText(pieces, *decoded, token.range);
}

Expr *Parser::bytesLiteral(size_t start)
{
    QByteArray result;
    while (at(TokenKind::String)) {
        const StringParts string = takeApart(textOf(current()));
        if (!string.bytes)
            failMixedStrings();
        const Token &token = current();
        const auto decoded = decodeBytes(string.body, string.raw);
        advance();
        if (!decoded)
            fail(decoded.error(), token);
        result += *decoded;
    }
    if (at(TokenKind::FStringStart))
        failMixedStrings();
    return constant(m_constants.value(result), start);
}

JoinedStr *Parser::joined(StringPieces &pieces, size_t start)
{
    flushText(pieces);
    auto *const node = make<JoinedStr>(Kind::JoinedStr, start);
    node->values = list(pieces.nodes);
    return node;
}

void Parser::appendText(StringPieces &pieces, const QString &text, TextRange range)
{
    if (pieces.text.isEmpty())
        pieces.textRange = range;
    pieces.textRange.end = range.end;
    pieces.text += text;
}

/// Makes a node of the text that was collected.
void Parser::flushText(StringPieces &pieces)
{
    if (pieces.text.isEmpty())
        return;
    auto *const node = m_module.arena.make<Constant>();
    node->kind = Kind::Constant;
    node->range = pieces.textRange;
    node->index = m_constants.text(pieces.text);
    pieces.nodes.push_back(node);
    pieces.text.clear();
}

void Parser::fstring(StringPieces &pieces)
{
    const bool raw = textOf(current()).contains(u'r', Qt::CaseInsensitive);
    advance();
    while (!at(TokenKind::FStringEnd)) {
        if (at(TokenKind::FStringMiddle)) {
            QString text = textOf(current()).toString();
            text.replace(u"{{"_s, u"{"_s);
            text.replace(u"}}"_s, u"}"_s);
            appendString(pieces, text, raw);
        } else if (at(TokenKind::LeftBrace)) {
            replacementField(pieces, raw);
        } else {
            unexpected();
        }
    }
    advance();
}

bool Parser::isFormattedEnd() const
{
    return at(TokenKind::Equal) || at(TokenKind::Exclamation) || at(TokenKind::Colon)
        || at(TokenKind::RightBrace);
}

Expr *Parser::fieldValue()
{
    const size_t start = m_pos;
    try {
        return at(TokenKind::Yield) ? yieldExpression() : starExpressions();
    } catch (const UnexpectedToken &unexpected) {
        const Token &token = m_tokens[unexpected.token];
        const bool inside = unexpected.token == start || token.level > m_tokens[start - 1].level;
        if (m_explain && inside && token.kind != TokenKind::Failure && token.kind != TokenKind::End)
            fail(u"f-string: expecting a valid expression after '{'"_s, m_tokens[start]);
        throw;
    }
}

/// `{value}`, `{value=}`, `{value!r:spec}` …
void Parser::replacementField(StringPieces &pieces, bool raw)
{
    const size_t start = m_pos;
    advance();
    if (isFormattedEnd()) {
        failHere(u"f-string: valid expression required before '%1'"_s.arg(textOf(current())));
    }
    Expr *const value = fieldValue();
    if (!isFormattedEnd()) {
        if (m_explain && !at(TokenKind::Failure) && !at(TokenKind::End))
            failHere(u"f-string: expecting '=', or '!', or ':', or '}'"_s);
        unexpected();
    }
    bool debug = false;
    if (accept(TokenKind::Equal)) {
        debug = true;
        const Token &next = current();
        if (!isFormattedEnd() || at(TokenKind::Equal)) {
            if (m_explain && !at(TokenKind::Failure))
                failHere(u"f-string: expecting '!', or ':', or '}'"_s);
            unexpected();
        }
        appendText(pieces, withoutComments(start), { m_tokens[start].range.end, next.range.start });
    }
    const char converted = conversion();
    JoinedStr *specification = nullptr;
    if (accept(TokenKind::Colon))
        specification = formatSpecification(raw);
    if (!accept(TokenKind::RightBrace)) {
        if (m_explain && !at(TokenKind::Failure) && !at(TokenKind::End)) {
            failHere(specification != nullptr ? u"f-string: expecting '}', or format specs"_s
                                              : u"f-string: expecting ':' or '}'"_s);
        }
        unexpected();
    }
    auto *const field = make<FormattedValue>(Kind::FormattedValue, start);
    field->value = value;
    field->conversion = converted;
    if (debug && converted == 0 && specification == nullptr)
        field->conversion = 'r';
    field->formatSpec = specification;
    flushText(pieces);
    pieces.nodes.push_back(field);
}

/// The text between token @p first and the current one, line ends as "\n", without comments.
QString Parser::withoutComments(size_t first) const
{
    const QStringView all = m_module.file->text();
    QString result;
    for (size_t token = first + 1; token <= m_pos; ++token) {
        const quint32 start = m_tokens[token - 1].range.end;
        QString gap = all.sliced(start, m_tokens[token].range.start - start).toString();
        for (qsizetype comment = gap.indexOf(u'#'); comment >= 0; comment = gap.indexOf(u'#')) {
            qsizetype end = comment;
            while (end < gap.size() && gap.at(end) != u'\n' && gap.at(end) != u'\r')
                ++end;
            gap.remove(comment, end - comment);
        }
        result += gap;
        if (token < m_pos)
            result += textOf(m_tokens[token]);
    }
    return decodeString(result, true).value_or(result);
}

/// The letter behind "!", or 0 where there is none.
char Parser::conversion()
{
    const Token &mark = current();
    if (!accept(TokenKind::Exclamation))
        return 0;
    if (!at(TokenKind::Name)) {
        if (at(TokenKind::Failure) || at(TokenKind::End))
            unexpected();
        failHere(at(TokenKind::Colon) || at(TokenKind::RightBrace)
                     ? u"f-string: missing conversion character"_s
                     : u"f-string: invalid conversion character"_s);
    }
    if (current().range.start != mark.range.end)
        fail(u"f-string: conversion type must come right after the exclamation mark"_s, mark);
    const QStringView name = textOf(current());
    if (name != u"s" && name != u"r" && name != u"a")
        failHere(
            u"f-string: invalid conversion character '%1': expected 's', 'r', or 'a'"_s.arg(name));
    advance();
    return static_cast<char>(name[0].unicode());
}

JoinedStr *Parser::formatSpecification(bool raw)
{
    const size_t start = m_pos - 1; // the colon
    StringPieces pieces;
    while (at(TokenKind::FStringMiddle) || at(TokenKind::LeftBrace)) {
        if (at(TokenKind::LeftBrace))
            replacementField(pieces, raw);
        else
            appendString(pieces, textOf(current()), raw);
    }
    return joined(pieces, start);
}

} // namespace limbeck::lang
