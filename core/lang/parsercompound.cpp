// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

Stmt *Parser::compoundStatement()
{
    switch (current().kind) {
    case TokenKind::If:
        return ifStatement();
    case TokenKind::While:
        return whileStatement();
    case TokenKind::For:
        return forStatement(m_pos, false);
    case TokenKind::Try:
        return tryStatement();
    case TokenKind::With:
        return withStatement(m_pos, false);
    case TokenKind::Def:
        return functionDefinition(m_pos, false, {});
    case TokenKind::Class:
        return classDefinition(m_pos, {});
    case TokenKind::Async:
        return asyncStatement();
    default:
        return decorated();
    }
}

Stmt *Parser::asyncStatement()
{
    const size_t start = m_pos;
    advance();
    switch (current().kind) {
    case TokenKind::Def:
        return functionDefinition(start, true, {});
    case TokenKind::For:
        return forStatement(start, true);
    case TokenKind::With:
        return withStatement(start, true);
    default:
        unexpected();
    }
}

/// What follows a colon: an indented block, or small statements on the same line. @p opener names
/// the statement at token @p place in "expected an indented block after …".
Body Parser::block(const QString &opener, size_t place)
{
    PendingStatements result = pendingStatements();
    if (!accept(TokenKind::Newline)) {
        simpleStatements(result);
        return result.list();
    }
    if (!accept(TokenKind::Indent)) {
        if (at(TokenKind::Failure))
            unexpected();
        failIndentation(u"expected an indented block after %1 on line %2"_s.arg(opener).arg(
            lineOf(m_tokens[place])));
    }
    const Depth depth(*this);
    while (!at(TokenKind::Dedent) && !at(TokenKind::End))
        statement(result);
    if (!accept(TokenKind::Dedent))
        unexpected();
    return result.list();
}

Body Parser::elseBlock()
{
    const size_t place = m_pos;
    if (!accept(TokenKind::Else))
        return {};
    expectForced(TokenKind::Colon, u":");
    return block(u"'else' statement"_s, place);
}

Stmt *Parser::ifStatement()
{
    const size_t start = m_pos;
    std::vector<IfBranch> branches;
    do {
        const size_t place = m_pos;
        const QString opener = branches.empty() ? u"'if' statement"_s : u"'elif' statement"_s;
        advance();
        Expr *const test = namedExpression();
        expectColon();
        branches.push_back({ test, block(opener, place) });
    } while (at(TokenKind::Elif));
    const Body orelse = elseBlock();
    auto *const node = make<If>(Kind::If, start);
    node->branches = list(branches);
    node->orelse = orelse;
    return node;
}

Stmt *Parser::whileStatement()
{
    const size_t start = m_pos;
    advance();
    Expr *const test = namedExpression();
    expectColon();
    const Body body = block(u"'while' statement"_s, start);
    const Body orelse = elseBlock();
    auto *const node = make<While>(Kind::While, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return node;
}

Stmt *Parser::forStatement(size_t start, bool isAsync)
{
    const size_t place = m_pos;
    advance();
    const size_t first = m_pos;
    std::vector<Expr *> elements;
    bool tuple = false;
    do {
        if (at(TokenKind::In) && !elements.empty()) {
            tuple = true;
            break;
        }
        elements.push_back(at(TokenKind::Star) ? starExpression() : bitwiseOr());
        tuple = tuple || elements.size() > 1;
    } while (accept(TokenKind::Comma));
    Expr *target = elements.front();
    if (tuple) {
        auto *const node = make<Tuple>(Kind::Tuple, first);
        node->elements = list(elements);
        target = node;
    }
    toTarget(target, Context::Store, TargetUse::For);
    expect(TokenKind::In);
    Expr *const iter = starExpressions();
    expectColon();
    const Body body = block(u"'for' statement"_s, place);
    const Body orelse = elseBlock();
    auto *const node = make<For>(Kind::For, start);
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    node->isAsync = isAsync;
    return node;
}

/// `with (a as b, c):` has items in brackets, `with (a, b).c:` an expression; `with (a, b):` could
/// be both.
Parser::WithBracket Parser::withBracket() const
{
    if (!at(TokenKind::LeftParen))
        return WithBracket::Expression;
    const quint8 inside = current().level;
    for (size_t token = m_pos + 1; token < m_count; ++token) {
        if (m_tokens[token].kind == TokenKind::As && m_tokens[token].level == inside)
            return WithBracket::Items;
        if (m_tokens[token].kind == TokenKind::RightParen && m_tokens[token].level < inside)
            return m_tokens[token + 1].kind == TokenKind::Colon ? WithBracket::Perhaps
                                                                : WithBracket::Expression;
    }
    return WithBracket::Expression;
}

void Parser::withItems(std::vector<WithItem> &items, bool parenthesized)
{
    do {
        if (parenthesized && at(TokenKind::RightParen) && !items.empty())
            break;
        WithItem item { expression(), nullptr };
        if (accept(TokenKind::As)) {
            item.target = starExpression();
            if (!at(TokenKind::Comma) && !at(TokenKind::RightParen) && !at(TokenKind::Colon)) {
                if (at(TokenKind::Newline))
                    failHere(u"expected ':'"_s);
                unexpected();
            }
            toTarget(item.target, Context::Store, TargetUse::Assign);
        }
        items.push_back(item);
    } while (accept(TokenKind::Comma));
}

Stmt *Parser::withStatement(size_t start, bool isAsync)
{
    const size_t place = m_pos;
    advance();
    std::vector<WithItem> items;
    const auto parenthesized = [this, &items] {
        expect(TokenKind::LeftParen);
        withItems(items, true);
        expect(TokenKind::RightParen);
        expectColon();
    };
    const WithBracket bracket = withBracket();
    if (bracket == WithBracket::Items) {
        parenthesized();
    } else if (bracket == WithBracket::Expression || !attempt(parenthesized)) {
        items.clear();
        withItems(items, false);
        expectColon();
    }
    const Body body = block(u"'with' statement"_s, place);
    auto *const node = make<With>(Kind::With, start);
    node->items = list(items);
    node->body = body;
    node->isAsync = isAsync;
    return node;
}

Stmt *Parser::tryStatement()
{
    const size_t start = m_pos;
    advance();
    expectForced(TokenKind::Colon, u":");
    const Body body = block(u"'try' statement"_s, start);
    std::vector<ExceptHandler> handlers;
    bool isStar = false;
    while (at(TokenKind::Except)) {
        const size_t place = m_pos;
        bool star = false;
        handlers.push_back(exceptHandler(star));
        if (handlers.size() > 1 && star != isStar)
            fail(u"cannot have both 'except' and 'except*' on the same 'try'"_s, m_tokens[place]);
        isStar = star;
    }
    const Body orelse = handlers.empty() ? Body {} : elseBlock();
    Body finalbody;
    const size_t place = m_pos;
    if (accept(TokenKind::Finally)) {
        expectForced(TokenKind::Colon, u":");
        finalbody = block(u"'finally' statement"_s, place);
    } else if (handlers.empty()) {
        if (at(TokenKind::Failure))
            unexpected();
        failHere(u"expected 'except' or 'finally' block"_s);
    }
    auto *const node = make<Try>(Kind::Try, start);
    node->body = body;
    node->handlers = list(handlers);
    node->orelse = orelse;
    node->finalbody = finalbody;
    node->isStar = isStar;
    return node;
}

ExceptHandler Parser::exceptHandler(bool &isStar)
{
    const size_t start = m_pos;
    ExceptHandler handler {};
    advance();
    isStar = accept(TokenKind::Star);
    if (isStar && (at(TokenKind::Colon) || at(TokenKind::Newline)))
        failHere(u"expected one or more exception types"_s);
    if (!at(TokenKind::Colon) && !at(TokenKind::Newline)) {
        const size_t typeStart = m_pos;
        handler.type = expression();
        if (at(TokenKind::Comma)) {
            // `except X, e` of Python 2.
            advance();
            const bool fits = attempt([this] {
                starExpressions();
                if (accept(TokenKind::As))
                    identifier();
                expect(TokenKind::Colon);
            });
            if (fits) {
                m_pos -= 1;
                fail(u"multiple exception types must be parenthesized"_s, rangeFrom(typeStart));
            }
            --m_pos;
            unexpected();
        }
        if (accept(TokenKind::As)) {
            handler.target = nameHere(Context::Store);
        }
    }
    expectColon();
    handler.body = block(isStar ? u"'except*' statement"_s : u"'except' statement"_s, start);
    handler.range = rangeFrom(start);
    return handler;
}

} // namespace limbeck::lang
