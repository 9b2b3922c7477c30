// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

/// Whether the name `match` here begins a match statement; it may also be a plain name: `match(x)`,
/// `match = 1`.
bool Parser::atMatchStatement() const
{
    switch (peek(1)) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::LeftBrace:
    case TokenKind::Tilde:
    case TokenKind::Ellipsis:
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Lambda:
    case TokenKind::Await:
        return true;
    case TokenKind::Not:
        if (peek(2) == TokenKind::In)
            return false;
        break;
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::Minus:
    case TokenKind::Plus:
    case TokenKind::Star:
        break;
    default:
        return false;
    }
    // It is one if its line ends with a colon and the block below begins with a case.
    size_t token = m_pos;
    while (token < m_count && m_tokens[token].kind != TokenKind::Newline)
        ++token;
    return token + 2 < m_count && m_tokens[token - 1].kind == TokenKind::Colon
        && m_tokens[token + 1].kind == TokenKind::Indent && isName(token + 2, u"case");
}

Stmt *Parser::matchStatement()
{
    const size_t start = m_pos;
    advance();
    const size_t first = m_pos;
    Expr *subject = starNamedExpression();
    if (subject->kind == Kind::Starred && !at(TokenKind::Comma))
        unexpected();
    subject = tupleOrSingle(subject, first, &Parser::starNamedExpression);
    expectColon();
    expect(TokenKind::Newline);
    if (!accept(TokenKind::Indent)) {
        failIndentation(u"expected an indented block after 'match' statement on line %1"_s.arg(
            lineOf(m_tokens[start])));
    }
    const Depth depth(*this);
    std::vector<MatchCase> cases;
    while (!at(TokenKind::Dedent) && !at(TokenKind::End)) {
        if (!atName(u"case"))
            unexpected();
        cases.push_back(caseBlock());
    }
    expect(TokenKind::Dedent);
    auto *const node = make<Match>(Kind::Match, start);
    node->subject = subject;
    node->cases = list(cases);
    return node;
}

MatchCase Parser::caseBlock()
{
    const size_t place = m_pos;
    advance();
    MatchCase result {};
    result.pattern = openPattern();
    if (accept(TokenKind::If))
        result.guard = namedExpression();
    expectColon();
    result.body = block(u"'case' statement"_s, place);
    return result;
}

/// A pattern, or several separated by commas: a sequence without brackets.
Pattern *Parser::openPattern()
{
    const size_t start = m_pos;
    Pattern *const first = maybeStarPattern();
    if (!at(TokenKind::Comma)) {
        if (first->kind == Kind::MatchStar)
            unexpected();
        return first;
    }
    std::vector<Pattern *> patterns { first };
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::Colon) || at(TokenKind::If))
            break;
        patterns.push_back(maybeStarPattern());
    }
    auto *const node = make<MatchSequence>(Kind::MatchSequence, start);
    node->patterns = list(patterns);
    return node;
}

Pattern *Parser::maybeStarPattern()
{
    const size_t start = m_pos;
    if (!accept(TokenKind::Star))
        return asPattern();
    const TextRange range = current().range;
    const SymbolPtr name = identifier();
    auto *const node = make<MatchStar>(Kind::MatchStar, start);
    if (name->text != u"_")
        node->target = nameNode(name, range, Context::Store);
    return node;
}

Pattern *Parser::asPattern()
{
    const Depth depth(*this);
    const size_t start = m_pos;
    Pattern *const pattern = orPattern();
    if (!accept(TokenKind::As))
        return pattern;
    if (atName(u"_"))
        failHere(u"cannot use '_' as a target"_s);
    if (!at(TokenKind::Name) || peek(1) == TokenKind::Dot || peek(1) == TokenKind::LeftParen) {
        if (at(TokenKind::Name)) {
            advance();
            unexpected();
        }
        if (m_explain && startsExpression())
            fail(u"invalid pattern target"_s, expression()->range);
        unexpected();
    }
    const TextRange range = current().range;
    Name *const target = nameNode(identifier(), range, Context::Store);
    auto *const node = make<MatchAs>(Kind::MatchAs, start);
    node->pattern = pattern;
    node->target = target;
    return node;
}

Pattern *Parser::orPattern()
{
    const size_t start = m_pos;
    Pattern *const first = closedPattern();
    if (!at(TokenKind::Pipe))
        return first;
    std::vector<Pattern *> patterns { first };
    while (accept(TokenKind::Pipe))
        patterns.push_back(closedPattern());
    auto *const node = make<MatchOr>(Kind::MatchOr, start);
    node->patterns = list(patterns);
    return node;
}

Pattern *Parser::closedPattern()
{
    const size_t start = m_pos;
    switch (current().kind) {
    case TokenKind::Name:
        return namePattern();
    case TokenKind::LeftParen:
        return groupPattern();
    case TokenKind::LeftBracket:
        advance();
        return sequencePattern(start, {}, TokenKind::RightBracket);
    case TokenKind::LeftBrace:
        return mappingPattern();
    default:
        return literalPattern();
    }
}

Pattern *Parser::literalPattern()
{
    const size_t start = m_pos;
    switch (current().kind) {
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False: {
        auto *const value = static_cast<Constant *>(atom());
        auto *const node = make<MatchSingleton>(Kind::MatchSingleton, start);
        node->value = value;
        return node;
    }
    case TokenKind::String:
    case TokenKind::FStringStart: {
        Expr *const value = strings();
        if (value->kind != Kind::Constant)
            fail(u"patterns may only match literals and attribute lookups"_s, value->range);
        auto *const node = make<MatchValue>(Kind::MatchValue, start);
        node->value = value;
        return node;
    }
    default:
        break;
    }
    Expr *const value = patternNumber();
    auto *const node = make<MatchValue>(Kind::MatchValue, start);
    node->value = value;
    return node;
}

/// `1`, `-1`, `-1 + 2j`.
Expr *Parser::patternNumber()
{
    const size_t start = m_pos;
    const bool negative = accept(TokenKind::Minus);
    if (!at(TokenKind::Number))
        unexpected();
    Expr *value = atom();
    if (negative) {
        auto *const node = make<UnaryOp>(Kind::UnaryOp, start);
        node->operand = value;
        node->op = UnaryOperator::USub;
        value = node;
    }
    if (!at(TokenKind::Plus) && !at(TokenKind::Minus))
        return value;
    const Operator op = at(TokenKind::Plus) ? Operator::Add : Operator::Sub;
    advance();
    if (!at(TokenKind::Number))
        unexpected();
    auto *const imaginary = static_cast<Constant *>(atom());
    if (!std::holds_alternative<std::complex<double>>(m_module.constants[imaginary->index]))
        fail(u"imaginary number required in complex literal"_s, imaginary->range);
    auto *const node = make<BinOp>(Kind::BinOp, start);
    node->left = value;
    node->right = imaginary;
    node->op = op;
    return node;
}

Expr *Parser::dottedNameExpression()
{
    const size_t start = m_pos;
    const TextRange range = current().range;
    Expr *value = nameNode(identifier(), range, Context::Load);
    while (accept(TokenKind::Dot)) {
        const SymbolPtr attr = identifier();
        auto *const node = make<Attribute>(Kind::Attribute, start);
        node->value = value;
        node->attr = attr;
        node->site = m_module.attributeSites++;
        value = node;
    }
    return value;
}

/// A capture, the wildcard, a dotted name, or a class pattern.
Pattern *Parser::namePattern()
{
    const size_t start = m_pos;
    if (peek(1) != TokenKind::Dot && peek(1) != TokenKind::LeftParen) {
        const TextRange range = current().range;
        const SymbolPtr name = identifier();
        auto *const node = make<MatchAs>(Kind::MatchAs, start);
        if (name->text != u"_")
            node->target = nameNode(name, range, Context::Store);
        return node;
    }
    Expr *const value = dottedNameExpression();
    if (at(TokenKind::LeftParen))
        return classPattern(value, start);
    auto *const node = make<MatchValue>(Kind::MatchValue, start);
    node->value = value;
    return node;
}

/// `(pattern)`, or a sequence in round brackets.
Pattern *Parser::groupPattern()
{
    const size_t start = m_pos;
    advance();
    if (at(TokenKind::RightParen))
        return sequencePattern(start, {}, TokenKind::RightParen);
    Pattern *const first = maybeStarPattern();
    if (first->kind != Kind::MatchStar && accept(TokenKind::RightParen))
        return first;
    if (!accept(TokenKind::Comma))
        unexpected();
    return sequencePattern(start, { first }, TokenKind::RightParen);
}

/// The rest of a sequence that begins with @p patterns, up to the bracket @p end.
Pattern *Parser::sequencePattern(size_t start, std::vector<Pattern *> &&patterns, TokenKind end)
{
    while (!at(end)) {
        patterns.push_back(maybeStarPattern());
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(end);
    auto *const node = make<MatchSequence>(Kind::MatchSequence, start);
    node->patterns = list(patterns);
    return node;
}

Pattern *Parser::mappingPattern()
{
    const size_t start = m_pos;
    advance();
    std::vector<Expr *> keys;
    std::vector<Pattern *> patterns;
    Name *rest = nullptr;
    while (!at(TokenKind::RightBrace)) {
        if (accept(TokenKind::DoubleStar)) {
            if (atName(u"_"))
                unexpected();
            const TextRange range = current().range;
            rest = nameNode(identifier(), range, Context::Store);
            accept(TokenKind::Comma);
            break;
        }
        if (at(TokenKind::Name)) {
            if (peek(1) != TokenKind::Dot) {
                advance();
                unexpected();
            }
            keys.push_back(dottedNameExpression());
        } else {
            Pattern *const key = literalPattern();
            keys.push_back(key->kind == Kind::MatchValue
                               ? static_cast<MatchValue *>(key)->value
                               : static_cast<MatchSingleton *>(key)->value);
        }
        expect(TokenKind::Colon);
        patterns.push_back(asPattern());
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(TokenKind::RightBrace);
    auto *const node = make<MatchMapping>(Kind::MatchMapping, start);
    node->keys = list(keys);
    node->patterns = list(patterns);
    node->rest = rest;
    return node;
}

Pattern *Parser::classPattern(Expr *cls, size_t start)
{
    expect(TokenKind::LeftParen);
    std::vector<Pattern *> patterns;
    std::vector<SymbolPtr> names;
    std::vector<Pattern *> keywordPatterns;
    while (!at(TokenKind::RightParen)) {
        if (at(TokenKind::Name) && peek(1) == TokenKind::Equal) {
            names.push_back(identifier());
            advance();
            keywordPatterns.push_back(asPattern());
        } else {
            const size_t first = m_pos;
            patterns.push_back(asPattern());
            if (!names.empty())
                fail(u"positional patterns follow keyword patterns"_s, rangeFrom(first));
        }
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(TokenKind::RightParen);
    auto *const node = make<MatchClass>(Kind::MatchClass, start);
    node->cls = cls;
    node->patterns = list(patterns);
    node->keywordNames = list(names);
    node->keywordPatterns = list(keywordPatterns);
    return node;
}

} // namespace limbeck::lang
