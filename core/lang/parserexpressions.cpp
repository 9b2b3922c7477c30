// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

struct BinaryOperator
{
    Operator op = Operator::Add;
    int precedence = -1; ///< negative: not an operator
};

BinaryOperator binaryOperator(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Pipe:
        return { Operator::BitOr, 0 };
    case TokenKind::Circumflex:
        return { Operator::BitXor, 1 };
    case TokenKind::Ampersand:
        return { Operator::BitAnd, 2 };
    case TokenKind::LeftShift:
        return { Operator::LShift, 3 };
    case TokenKind::RightShift:
        return { Operator::RShift, 3 };
    case TokenKind::Plus:
        return { Operator::Add, 4 };
    case TokenKind::Minus:
        return { Operator::Sub, 4 };
    case TokenKind::Star:
        return { Operator::Mult, 5 };
    case TokenKind::Slash:
        return { Operator::Div, 5 };
    case TokenKind::DoubleSlash:
        return { Operator::FloorDiv, 5 };
    case TokenKind::Percent:
        return { Operator::Mod, 5 };
    case TokenKind::At:
        return { Operator::MatMult, 5 };
    default:
        return {};
    }
}

/// A name or a constant: an expression of one token, if another ends it.
bool isSingleToken(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False:
        return true;
    default:
        return false;
    }
}

/// Whether no expression goes on with such a token.
bool endsExpression(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Comma:
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
    case TokenKind::Newline:
        return true;
    default:
        return false;
    }
}

bool startsAtom(TokenKind kind)
{
    switch (kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::FStringStart:
    case TokenKind::Ellipsis:
        return true;
    default:
        return isSingleToken(kind);
    }
}

/// Whether no operand goes on with such a token: all that are no operators and may stand behind
/// one.
bool endsOperations(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Colon:
    case TokenKind::Equal:
    case TokenKind::For:
    case TokenKind::If:
        return true;
    default:
        return endsExpression(kind);
    }
}

} // namespace

bool Parser::startsExpression() const
{
    return startsExpressionAt(m_pos);
}

bool Parser::startsExpressionAt(size_t token) const
{
    switch (m_tokens[token].kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Minus:
    case TokenKind::Plus:
    case TokenKind::Tilde:
    case TokenKind::Ellipsis:
    case TokenKind::None:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Not:
    case TokenKind::Lambda:
    case TokenKind::Await:
        return true;
    default:
        return false;
    }
}

/// `first` alone, or a tuple of it and what follows the comma.
Expr *Parser::tupleOrSingle(Expr *first, size_t start, Expr *(Parser::*element)())
{
    if (!at(TokenKind::Comma))
        return first;
    Pending<Expr *> elements = pendingExpressions();
    elements.push_back(first);
    bool unpacks = first->kind == Kind::Starred;
    while (accept(TokenKind::Comma)) {
        if (!startsExpression() && !at(TokenKind::Star))
            break;
        elements.push_back((this->*element)());
        unpacks = unpacks || elements.back()->kind == Kind::Starred;
    }
    auto *const tuple = make<Tuple>(Kind::Tuple, start);
    tuple->elements = elements.list();
    tuple->unpacks = unpacks;
    return tuple;
}

Expr *Parser::starExpressions()
{
    const size_t start = m_pos;
    Expr *const first = starExpression();
    return tupleOrSingle(first, start, &Parser::starExpression);
}

Expr *Parser::starExpression()
{
    const size_t start = m_pos;
    if (!accept(TokenKind::Star))
        return expression();
    Expr *const value = bitwiseOr();
    auto *const starred = make<Starred>(Kind::Starred, start);
    starred->value = value;
    return starred;
}

Expr *Parser::starNamedExpression()
{
    return at(TokenKind::Star) ? starExpression() : namedExpression();
}

Expr *Parser::namedExpression()
{
    const size_t start = m_pos;
    if (at(TokenKind::Name) && peek(1) == TokenKind::ColonEqual) {
        Name *const target = nameHere(Context::Store);
        advance();
        Expr *const value = expression();
        auto *const named = make<NamedExpr>(Kind::NamedExpr, start);
        named->target = target;
        named->value = value;
        return named;
    }
    Expr *const result = expression();
    if (m_explain)
        explainNamedExpression(result, start);
    return result;
}

/// @p explain: whether the explaining pass may look for a mistake behind this very expression.
Expr *Parser::expression(bool explain)
{
    const Depth depth(*this);
    const size_t start = m_pos;
    if (at(TokenKind::Lambda))
        return lambda();
    // Most arguments and elements: no need to go through all that they might be.
    if (!m_explain && isSingleToken(current().kind) && endsExpression(peek(1)))
        return atom();
    if (m_explain)
        explainLegacy(start);
    Expr *const body = disjunction();
    if (m_explain && explain)
        explainExpression(start);
    if (!at(TokenKind::If))
        return body;
    Expr *result = body;
    if (explain || !attempt([&] { result = conditional(body, start); }))
        result = explain ? conditional(body, start) : body;
    return result;
}

Expr *Parser::conditional(Expr *body, size_t start)
{
    advance();
    Expr *const test = disjunction();
    if (!accept(TokenKind::Else)) {
        if (m_explain && !at(TokenKind::Colon))
            fail(u"expected 'else' after 'if' expression"_s, rangeFrom(start));
        unexpected();
    }
    Expr *const orelse = expression();
    auto *const node = make<IfExp>(Kind::IfExp, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return node;
}

Expr *Parser::lambda()
{
    const size_t start = m_pos;
    advance();
    const Parameters parameterList = parameters(TokenKind::Colon, true);
    expect(TokenKind::Colon);
    if (at(TokenKind::FStringMiddle) || (at(TokenKind::RightBrace) && m_explain)) {
        fail(u"f-string: lambda expressions are not allowed without parentheses"_s,
             rangeFrom(start));
    }
    Expr *const body = expression();
    auto *const node = make<Lambda>(Kind::Lambda, start);
    node->parameters = parameterList;
    node->body = body;
    return node;
}

Expr *Parser::disjunction()
{
    Begun begun = here();
    if (startsAtom(current().kind)) {
        begun.operand = primary();
        if (endsOperations(current().kind))
            return begun.operand;
    }
    Expr *const first = conjunction(begun);
    if (!at(TokenKind::Or))
        return first;
    const size_t start = begun.start;
    Pending<Expr *> values = pendingExpressions();
    values.push_back(first);
    while (accept(TokenKind::Or))
        values.push_back(conjunction(here()));
    auto *const node = make<BoolOp>(Kind::BoolOp, start);
    node->isAnd = false;
    node->values = values.list();
    return node;
}

Expr *Parser::conjunction(Begun begun)
{
    Expr *const first = inversion(begun);
    if (!at(TokenKind::And))
        return first;
    const size_t start = begun.start;
    Pending<Expr *> values = pendingExpressions();
    values.push_back(first);
    while (accept(TokenKind::And))
        values.push_back(inversion(here()));
    auto *const node = make<BoolOp>(Kind::BoolOp, start);
    node->values = values.list();
    return node;
}

Expr *Parser::inversion(Begun begun)
{
    if (begun.operand != nullptr || !at(TokenKind::Not))
        return comparison(begun);
    const Depth depth(*this);
    const size_t start = m_pos;
    advance();
    Expr *const operand = inversion(here());
    auto *const node = make<UnaryOp>(Kind::UnaryOp, start);
    node->operand = operand;
    node->op = UnaryOperator::Not;
    return node;
}

bool Parser::compareOperator(CompareOperator &op)
{
    switch (current().kind) {
    case TokenKind::EqEqual:
        op = CompareOperator::Eq;
        break;
    case TokenKind::NotEqual:
        op = CompareOperator::NotEq;
        break;
    case TokenKind::Less:
        op = CompareOperator::Lt;
        break;
    case TokenKind::LessEqual:
        op = CompareOperator::LtE;
        break;
    case TokenKind::Greater:
        op = CompareOperator::Gt;
        break;
    case TokenKind::GreaterEqual:
        op = CompareOperator::GtE;
        break;
    case TokenKind::In:
        op = CompareOperator::In;
        break;
    case TokenKind::Is:
        op = CompareOperator::Is;
        if (peek(1) == TokenKind::Not) {
            advance();
            op = CompareOperator::IsNot;
        }
        break;
    case TokenKind::Not:
        if (peek(1) != TokenKind::In) {
            if (!m_explain)
                throw UnexpectedToken { m_pos + 1 };
            return false;
        }
        advance();
        op = CompareOperator::NotIn;
        break;
    default:
        return false;
    }
    advance();
    return true;
}

Expr *Parser::comparison(Begun begun)
{
    const size_t start = begun.start;
    Expr *const left = binary(0, begun);
    CompareOperator op {};
    if (!compareOperator(op))
        return left;
    std::vector<CompareOperator> ops;
    Pending<Expr *> comparators = pendingExpressions();
    do {
        ops.push_back(op);
        comparators.push_back(bitwiseOr());
    } while (compareOperator(op));
    auto *const node = make<Compare>(Kind::Compare, start);
    node->left = left;
    node->ops = list(ops);
    node->comparators = comparators.list();
    return node;
}

/// Operators of at least precedence @p minimum, by precedence climbing; long chains take no stack.
Expr *Parser::binary(int minimum, Begun begun)
{
    const size_t start = begun.start;
    Expr *left = factor(begun);
    for (;;) {
        const BinaryOperator next = binaryOperator(current().kind);
        if (next.precedence < minimum)
            return left;
        advance();
        Expr *const right = binary(next.precedence + 1, here());
        auto *const node = make<BinOp>(Kind::BinOp, start);
        node->left = left;
        node->right = right;
        node->op = next.op;
        if (left->kind == Kind::BinOp)
            node->leftDepth = static_cast<BinOp *>(left)->leftDepth + 1;
        left = node;
    }
}

Expr *Parser::factor(Begun begun)
{
    if (begun.operand != nullptr)
        return power(begun);
    UnaryOperator op {};
    switch (current().kind) {
    case TokenKind::Minus:
        op = UnaryOperator::USub;
        break;
    case TokenKind::Plus:
        op = UnaryOperator::UAdd;
        break;
    case TokenKind::Tilde:
        op = UnaryOperator::Invert;
        break;
    default:
        return power(begun);
    }
    const Depth depth(*this);
    const size_t start = m_pos;
    advance();
    Expr *const operand = factor(here());
    auto *const node = make<UnaryOp>(Kind::UnaryOp, start);
    node->operand = operand;
    node->op = op;
    return node;
}

Expr *Parser::power(Begun begun)
{
    const size_t start = begun.start;
    Expr *base = begun.operand;
    if (base == nullptr && accept(TokenKind::Await)) {
        Expr *const value = primary();
        auto *const await = make<Await>(Kind::Await, start);
        await->value = value;
        base = await;
    } else if (base == nullptr) {
        base = primary();
    }
    if (!accept(TokenKind::DoubleStar))
        return base;
    const Depth depth(*this);
    Expr *const exponent = factor(here());
    auto *const node = make<BinOp>(Kind::BinOp, start);
    node->left = base;
    node->right = exponent;
    node->op = Operator::Pow;
    return node;
}

/// Attributes, calls and subscripts behind an atom; long chains take no stack.
Expr *Parser::primary()
{
    const size_t start = m_pos;
    Expr *value = atom();
    for (;;) {
        switch (current().kind) {
        case TokenKind::Dot: {
            advance();
            const SymbolPtr attr = identifier();
            auto *const node = make<Attribute>(Kind::Attribute, start);
            node->value = value;
            node->attr = attr;
            node->site = m_module.attributeSites++;
            value = node;
            break;
        }
        case TokenKind::LeftParen:
            value = call(value, start);
            break;
        case TokenKind::LeftBracket:
            value = subscript(value, start);
            break;
        default:
            return value;
        }
    }
}

Expr *Parser::yieldExpression()
{
    const size_t start = m_pos;
    expect(TokenKind::Yield);
    if (accept(TokenKind::From)) {
        Expr *const value = expression();
        auto *const node = make<YieldFrom>(Kind::YieldFrom, start);
        node->value = value;
        return node;
    }
    Expr *const value = startsExpression() || at(TokenKind::Star) ? starExpressions() : nullptr;
    auto *const node = make<Yield>(Kind::Yield, start);
    node->value = value;
    return node;
}

} // namespace limbeck::lang
