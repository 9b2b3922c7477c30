// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

Expr *Parser::call(Expr *func, size_t start)
{
    expect(TokenKind::LeftParen);
    Arguments read(*this);
    arguments(read);
    auto *const node = make<Call>(Kind::Call, start);
    node->func = func;
    node->args = read.args.list();
    node->keywords = read.keywords.list();
    node->unpacks = read.unpacks;
    return node;
}

/// The arguments of a call or the bases of a class, and the bracket behind them.
void Parser::arguments(Arguments &result)
{
    result.bracket = m_pos - 1;
    while (!at(TokenKind::RightParen)) {
        argument(result);
        if (!accept(TokenKind::Comma))
            break;
    }
    if (result.misplaced && at(TokenKind::RightParen)) {
        failHere(result.unpacksKeywords
                     ? u"positional argument follows keyword argument unpacking"_s
                     : u"positional argument follows keyword argument"_s);
    }
    expect(TokenKind::RightParen);
}

void Parser::argument(Arguments &arguments)
{
    const size_t start = m_pos;
    if (accept(TokenKind::DoubleStar)) {
        Expr *const value = expression();
        arguments.keywords.push_back({ nullptr, value, rangeFrom(start) });
        arguments.unpacks = arguments.unpacksKeywords = true;
        return;
    }
    if (accept(TokenKind::Star)) {
        if (arguments.unpacksKeywords)
            fail(u"iterable argument unpacking follows keyword argument unpacking"_s,
                 m_tokens[start]);
        Expr *const value = expression();
        auto *const starred = make<Starred>(Kind::Starred, start);
        starred->value = value;
        arguments.args.push_back(starred);
        arguments.unpacks = true;
        return;
    }
    if (at(TokenKind::Name) && peek(1) == TokenKind::Equal) {
        keywordArgument(arguments);
        return;
    }
    Expr *value = nullptr;
    if (at(TokenKind::Name) && peek(1) == TokenKind::ColonEqual)
        value = namedExpression();
    else
        value = expression();
    if (at(TokenKind::Equal))
        failKeyword(value, start);
    positionalArgument(arguments, value);
}

void Parser::positionalArgument(Arguments &arguments, Expr *value)
{
    if (!atComprehension()) {
        arguments.misplaced = arguments.misplaced || !arguments.keywords.empty();
        arguments.args.push_back(value);
        return;
    }
    // A generator expression without brackets of its own: only as the sole argument, with those of
    // the call.
    const size_t start = m_pos;
    const std::vector<ComprehensionFor> clauses = comprehensionClauses();
    const TextRange place { value->range.start, rangeFrom(start).end };
    const bool sole = arguments.args.empty() && arguments.keywords.empty();
    if (!sole || at(TokenKind::Comma))
        fail(u"Generator expression must be parenthesized"_s, place);
    if (!at(TokenKind::RightParen))
        unexpected();
    auto *const node = m_module.arena.make<Comprehension>();
    node->kind = Kind::GeneratorExp;
    node->range = rangeOf(arguments.bracket, m_pos);
    node->element = value;
    node->generators = list(clauses);
    arguments.args.push_back(node);
}

void Parser::keywordArgument(Arguments &arguments)
{
    const size_t start = m_pos;
    const SymbolPtr name = identifier();
    advance();
    if (m_explain && (at(TokenKind::RightParen) || at(TokenKind::Comma)))
        fail(u"expected argument value expression"_s, rangeFrom(start));
    Expr *const value = expression();
    if (atComprehension()) {
        const bool fits = attempt([this] { comprehensionClauses(); });
        if (fits) {
            fail(u"invalid syntax. Maybe you meant '==' or ':=' instead of '='?"_s,
                 rangeOf(start, start + 1));
        }
        unexpected();
    }
    arguments.keywords.push_back({ name, value, rangeFrom(start) });
}

/// "=" stands behind something that is no name.
void Parser::failKeyword(Expr *name, size_t start)
{
    if (!m_explain)
        unexpected();
    const TextRange place = rangeOf(start, m_pos);
    if (name->kind == Kind::Constant && !name->parenthesized) {
        if (isConstant(name, NoneConstant {}) || isConstant(name, true) || isConstant(name, false))
            fail(u"cannot assign to %1"_s.arg(describe(name)), place);
    }
    fail(u"expression cannot contain assignment, perhaps you meant \"==\"?"_s, place);
}

} // namespace limbeck::lang
