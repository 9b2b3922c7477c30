// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

std::optional<Operator> augmentedOperator(TokenKind kind)
{
    switch (kind) {
    case TokenKind::PlusEqual:
        return Operator::Add;
    case TokenKind::MinusEqual:
        return Operator::Sub;
    case TokenKind::StarEqual:
        return Operator::Mult;
    case TokenKind::AtEqual:
        return Operator::MatMult;
    case TokenKind::SlashEqual:
        return Operator::Div;
    case TokenKind::PercentEqual:
        return Operator::Mod;
    case TokenKind::DoubleStarEqual:
        return Operator::Pow;
    case TokenKind::LeftShiftEqual:
        return Operator::LShift;
    case TokenKind::RightShiftEqual:
        return Operator::RShift;
    case TokenKind::PipeEqual:
        return Operator::BitOr;
    case TokenKind::CircumflexEqual:
        return Operator::BitXor;
    case TokenKind::AmpersandEqual:
        return Operator::BitAnd;
    case TokenKind::DoubleSlashEqual:
        return Operator::FloorDiv;
    default:
        return std::nullopt;
    }
}

} // namespace

bool Parser::atStatementEnd() const
{
    return at(TokenKind::Newline) || at(TokenKind::Semicolon) || at(TokenKind::End);
}

/// Statements up to the end of the block or of the file.
Body Parser::statements()
{
    PendingStatements result = pendingStatements();
    while (!at(TokenKind::End) && !at(TokenKind::Dedent))
        statement(result);
    return result.list();
}

void Parser::statement(PendingStatements &out)
{
    switch (current().kind) {
    case TokenKind::If:
    case TokenKind::While:
    case TokenKind::For:
    case TokenKind::Try:
    case TokenKind::With:
    case TokenKind::Def:
    case TokenKind::Class:
    case TokenKind::Async:
    case TokenKind::At:
        out.push_back(compoundStatement());
        return;
    case TokenKind::Name:
        if (atName(u"match") && atMatchStatement()) {
            out.push_back(matchStatement());
            return;
        }
        break;
    default:
        break;
    }
    simpleStatements(out);
}

/// Small statements separated by semicolons, up to the end of the line.
void Parser::simpleStatements(PendingStatements &out)
{
    do {
        out.push_back(simpleStatement());
    } while (accept(TokenKind::Semicolon) && !at(TokenKind::Newline));
    expect(TokenKind::Newline);
}

Stmt *Parser::simpleStatement()
{
    const size_t start = m_pos;
    const auto simple = [this, start](Kind kind) {
        advance();
        return make<SimpleStmt>(kind, start);
    };
    switch (current().kind) {
    case TokenKind::Pass:
        return simple(Kind::Pass);
    case TokenKind::Break:
        return simple(Kind::Break);
    case TokenKind::Continue:
        return simple(Kind::Continue);
    case TokenKind::Return: {
        advance();
        Expr *const value = startsExpression() || at(TokenKind::Star) ? starExpressions() : nullptr;
        auto *const node = make<Return>(Kind::Return, start);
        node->value = value;
        return node;
    }
    case TokenKind::Import:
        return importStatement();
    case TokenKind::From:
        return importFromStatement();
    case TokenKind::Raise:
        return raiseStatement();
    case TokenKind::Del:
        return deleteStatement();
    case TokenKind::Assert:
        return assertStatement();
    case TokenKind::Global:
        return scopeStatement(Kind::Global);
    case TokenKind::Nonlocal:
        return scopeStatement(Kind::Nonlocal);
    case TokenKind::Name:
        if (atName(u"type") && peek(1) == TokenKind::Name
            && (peek(2) == TokenKind::Equal || peek(2) == TokenKind::LeftBracket))
            return typeAlias();
        return expressionStatement();
    default:
        return expressionStatement();
    }
}

/// An expression, or an assignment of any form.
Stmt *Parser::expressionStatement()
{
    const size_t start = m_pos;
    Expr *const first = at(TokenKind::Yield) ? yieldExpression() : starExpressions();
    if (at(TokenKind::Colon) && first->kind != Kind::Starred)
        return annotatedAssignment(first, start);
    if (m_explain && at(TokenKind::ColonEqual)
        && (first->kind != Kind::Tuple || first->parenthesized)
        && first->kind != Kind::UnresolvedName)
        explainNamedExpression(first, start);
    if (m_explain)
        explainTuple(first);
    if (at(TokenKind::Equal))
        return assignment(first, start);
    if (const auto op = augmentedOperator(current().kind))
        return augmentedAssignment(first, *op, start);
    auto *const node = make<ExprStmt>(Kind::ExprStmt, start);
    node->value = first;
    return node;
}

Expr *Parser::assignedValue()
{
    return at(TokenKind::Yield) ? yieldExpression() : starExpressions();
}

Stmt *Parser::assignment(Expr *first, size_t start)
{
    Pending<Expr *> targets = pendingExpressions();
    Expr *value = first;
    while (accept(TokenKind::Equal)) {
        const bool bareYield =
            (value->kind == Kind::Yield || value->kind == Kind::YieldFrom) && !value->parenthesized;
        if (bareYield || invalidTarget(value, TargetUse::Assign) != nullptr) {
            --m_pos;
            if (m_explain)
                explainAssignment(start);
            unexpected();
        }
        setContext(value, Context::Store);
        targets.push_back(value);
        value = assignedValue();
    }
    auto *const node = make<Assign>(Kind::Assign, start);
    node->targets = targets.list();
    node->value = value;
    return node;
}

Stmt *Parser::annotatedAssignment(Expr *target, size_t start)
{
    const bool fits = target->kind == Kind::UnresolvedName || target->kind == Kind::Attribute
        || target->kind == Kind::Subscript;
    if (!fits && !m_explain)
        unexpected();
    advance();
    Expr *const annotation = expression();
    if (target->kind == Kind::Tuple && !target->parenthesized) {
        fail(u"only single target (not tuple) can be annotated"_s,
             static_cast<Tuple *>(target)->elements.front()->range);
    }
    if (target->kind == Kind::Tuple || target->kind == Kind::List)
        fail(u"only single target (not %1) can be annotated"_s.arg(describe(target)),
             target->range);
    if (!fits)
        fail(u"illegal target for annotation"_s, target->range);
    setContext(target, Context::Store);
    Expr *const value = accept(TokenKind::Equal) ? assignedValue() : nullptr;
    auto *const node = make<AnnAssign>(Kind::AnnAssign, start);
    node->target = target;
    node->annotation = annotation;
    node->value = value;
    node->simple = target->kind == Kind::UnresolvedName && !target->parenthesized;
    return node;
}

Stmt *Parser::augmentedAssignment(Expr *target, Operator op, size_t start)
{
    const bool fits = target->kind == Kind::UnresolvedName || target->kind == Kind::Attribute
        || target->kind == Kind::Subscript;
    if (!fits && !m_explain)
        unexpected();
    const bool bareYield =
        (target->kind == Kind::Yield || target->kind == Kind::YieldFrom) && !target->parenthesized;
    advance();
    Expr *const value = assignedValue();
    if (bareYield)
        unexpected();
    if (!fits)
        fail(u"'%1' is an illegal expression for augmented assignment"_s.arg(describe(target)),
             target->range);
    setContext(target, Context::Store);
    auto *const node = make<AugAssign>(Kind::AugAssign, start);
    node->target = target;
    node->value = value;
    node->op = op;
    return node;
}

Stmt *Parser::deleteStatement()
{
    const size_t start = m_pos;
    advance();
    Expr *const targets = starExpressions();
    if (!atStatementEnd() && invalidTarget(targets, TargetUse::Delete) == nullptr)
        unexpected();
    toTarget(targets, Context::Delete, TargetUse::Delete);
    auto *const node = make<Delete>(Kind::Delete, start);
    if (targets->kind == Kind::Tuple && !targets->parenthesized)
        node->targets = static_cast<Tuple *>(targets)->elements;
    else
        node->targets = list(std::vector<Expr *> { targets });
    return node;
}

Stmt *Parser::raiseStatement()
{
    const size_t start = m_pos;
    advance();
    Expr *exc = nullptr;
    Expr *cause = nullptr;
    if (startsExpression()) {
        exc = expression();
        if (accept(TokenKind::From))
            cause = expression();
    }
    auto *const node = make<Raise>(Kind::Raise, start);
    node->exc = exc;
    node->cause = cause;
    return node;
}

Stmt *Parser::assertStatement()
{
    const size_t start = m_pos;
    advance();
    Expr *const test = expression();
    Expr *const msg = accept(TokenKind::Comma) ? expression() : nullptr;
    auto *const node = make<Assert>(Kind::Assert, start);
    node->test = test;
    node->msg = msg;
    return node;
}

/// global and nonlocal.
Stmt *Parser::scopeStatement(Kind kind)
{
    const size_t start = m_pos;
    advance();
    std::vector<SymbolPtr> names;
    do {
        names.push_back(identifier());
    } while (accept(TokenKind::Comma));
    auto *const node = make<ScopeStmt>(kind, start);
    node->names = list(names);
    return node;
}

/// `a.b.c`, as one name.
SymbolPtr Parser::dottedName()
{
    SymbolPtr name = identifier();
    if (!at(TokenKind::Dot))
        return name;
    QString text = name->text;
    while (accept(TokenKind::Dot))
        text += u'.' + identifier()->text;
    return intern(text);
}

Stmt *Parser::importStatement()
{
    const size_t start = m_pos;
    advance();
    if (m_explain && at(TokenKind::Newline))
        failHere(u"Expected one or more names after 'import'"_s);
    Pending<Alias> names(*this, m_aliases);
    do {
        const size_t first = m_pos;
        Alias alias {};
        alias.name = dottedName();
        SymbolPtr bound = symbolOf(m_tokens[first]);
        TextRange boundRange = m_tokens[first].range;
        if (accept(TokenKind::As)) {
            boundRange = current().range;
            bound = alias.asName = identifier();
        }
        alias.target = nameNode(bound, boundRange, Context::Store);
        alias.range = rangeFrom(first);
        names.push_back(alias);
    } while (accept(TokenKind::Comma));
    if (m_explain && accept(TokenKind::From)) {
        dottedName();
        fail(u"Did you mean to use 'from ... import ...' instead?"_s, rangeFrom(start));
    }
    auto *const node = make<Import>(Kind::Import, start);
    node->names = names.list();
    return node;
}

Stmt *Parser::importFromStatement()
{
    const size_t start = m_pos;
    advance();
    int level = 0;
    while (at(TokenKind::Dot) || at(TokenKind::Ellipsis)) {
        level += at(TokenKind::Dot) ? 1 : 3;
        advance();
    }
    const SymbolPtr module = level > 0 && at(TokenKind::Import) ? nullptr : dottedName();
    expect(TokenKind::Import);
    const bool star = accept(TokenKind::Star);
    Pending<Alias> names(*this, m_aliases);
    if (!star)
        importedNames(names);
    auto *const node = make<ImportFrom>(Kind::ImportFrom, start);
    node->module = module;
    node->level = level;
    node->names = names.list();
    node->isStar = star;
    return node;
}

/// The names behind `from x import`, perhaps in brackets.
void Parser::importedNames(Pending<Alias> &names)
{
    if (m_explain && at(TokenKind::Newline))
        failHere(u"Expected one or more names after 'import'"_s);
    const bool bracket = accept(TokenKind::LeftParen);
    do {
        if (at(TokenKind::RightParen) && bracket && !names.empty())
            break;
        if (at(TokenKind::Newline) && !bracket && !names.empty())
            failHere(u"trailing comma not allowed without surrounding parentheses"_s);
        const size_t first = m_pos;
        Alias alias {};
        TextRange boundRange = current().range;
        alias.name = identifier();
        SymbolPtr bound = alias.name;
        if (accept(TokenKind::As)) {
            boundRange = current().range;
            bound = alias.asName = identifier();
        }
        alias.target = nameNode(bound, boundRange, Context::Store);
        alias.range = rangeFrom(first);
        names.push_back(alias);
    } while (accept(TokenKind::Comma));
    if (bracket)
        expect(TokenKind::RightParen);
}

Stmt *Parser::typeAlias()
{
    const size_t start = m_pos;
    advance();
    const TextRange range = current().range;
    Name *const target = nameNode(identifier(), range, Context::Store);
    const List<TypeParameter> parameterList = typeParameters();
    expect(TokenKind::Equal);
    Expr *const value = expression();
    auto *const node = make<TypeAlias>(Kind::TypeAlias, start);
    node->target = target;
    node->typeParameters = parameterList;
    node->value = value;
    return node;
}

} // namespace limbeck::lang
