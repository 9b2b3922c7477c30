// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/literals.h"
#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

Expr *Parser::atom()
{
    const size_t start = m_pos;
    switch (current().kind) {
    case TokenKind::Name:
        return nameHere(Context::Load);
    case TokenKind::Number: {
        const auto value = decodeNumber(textOf(current()));
        advance();
        if (!value)
            fail(value.error(), rangeFrom(start));
        return constant(m_constants.value(*value), start);
    }
    case TokenKind::String:
    case TokenKind::FStringStart:
        return strings();
    case TokenKind::None:
        return constantHere(ConstantPool::none());
    case TokenKind::True:
        return constantHere(ConstantPool::truth(true));
    case TokenKind::False:
        return constantHere(ConstantPool::truth(false));
    case TokenKind::Ellipsis:
        return constantHere(ConstantPool::ellipsis());
    case TokenKind::LeftParen:
        return group();
    case TokenKind::LeftBracket:
        return listDisplay();
    case TokenKind::LeftBrace:
        return braceDisplay();
    default:
        unexpected();
    }
}

/// What begins with "(": a tuple, an expression in brackets, or a generator expression.
Expr *Parser::group()
{
    const size_t start = m_pos;
    advance();
    if (accept(TokenKind::RightParen)) {
        auto *const tuple = make<Tuple>(Kind::Tuple, start);
        tuple->parenthesized = true;
        return tuple;
    }
    if (at(TokenKind::Yield)) {
        Expr *const yield = yieldExpression();
        expect(TokenKind::RightParen);
        yield->parenthesized = true;
        return yield;
    }
    if (at(TokenKind::DoubleStar) && m_explain) {
        const TextRange stars = current().range;
        advance();
        expression();
        if (at(TokenKind::RightParen))
            fail(u"cannot use double starred expression here"_s, stars);
        unexpected();
    }
    const size_t first = m_pos;
    Expr *const element = starNamedExpression();
    if (atComprehension()) {
        if (element->kind == Kind::Starred)
            fail(u"iterable unpacking cannot be used in comprehension"_s, element->range);
        return comprehension(Kind::GeneratorExp, element, nullptr, start);
    }
    Expr *const result = tupleOrSingle(element, first, &Parser::starNamedExpression);
    if (result->kind == Kind::Starred && at(TokenKind::RightParen))
        fail(u"cannot use starred expression here"_s, result->range);
    expect(TokenKind::RightParen);
    if (result != element)
        result->range = rangeFrom(start);
    result->parenthesized = true;
    return result;
}

Expr *Parser::listDisplay()
{
    const size_t start = m_pos;
    advance();
    Pending<Expr *> elements = pendingExpressions();
    bool unpacks = false;
    const size_t first = m_pos;
    while (!at(TokenKind::RightBracket)) {
        elements.push_back(starNamedExpression());
        unpacks = unpacks || elements.back()->kind == Kind::Starred;
        if (atComprehension()) {
            if (unpacks && elements.size() == 1)
                fail(u"iterable unpacking cannot be used in comprehension"_s,
                     elements.back()->range);
            if (elements.size() > 1) {
                fail(u"did you forget parentheses around the comprehension target?"_s,
                     rangeOf(first, m_pos - 1));
            }
            return comprehension(Kind::ListComp, elements.front(), nullptr, start);
        }
        if (!accept(TokenKind::Comma))
            break;
        if (atComprehension())
            fail(u"did you forget parentheses around the comprehension target?"_s,
                 rangeOf(first, m_pos - 1));
    }
    expect(TokenKind::RightBracket);
    auto *const node = make<ListExpr>(Kind::List, start);
    node->elements = elements.list();
    node->unpacks = unpacks;
    return node;
}

/// What begins with "{": a dict or a set, or a comprehension of either.
Expr *Parser::braceDisplay()
{
    const size_t start = m_pos;
    advance();
    if (at(TokenKind::RightBrace) || at(TokenKind::DoubleStar))
        return dictDisplay(start, nullptr);
    Expr *const element = starNamedExpression();
    if (at(TokenKind::Colon) && element->kind != Kind::Starred
        && (element->kind != Kind::NamedExpr || element->parenthesized)) {
        return dictDisplay(start, element);
    }
    return setDisplay(start, element);
}

/// The rest of a dict; @p firstKey is set if the first key was read already.
Expr *Parser::dictDisplay(size_t start, Expr *firstKey)
{
    std::vector<Expr *> keys;
    std::vector<Expr *> values;
    while (!at(TokenKind::RightBrace)) {
        dictEntry(keys, values, keys.empty() ? firstKey : nullptr);
        if (atComprehension() && keys.size() == 1) {
            if (keys.front() == nullptr) {
                fail(u"dict unpacking cannot be used in dict comprehension"_s, m_tokens[start + 1]);
            }
            return comprehension(Kind::DictComp, keys.front(), values.front(), start);
        }
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(TokenKind::RightBrace);
    auto *const node = make<Dict>(Kind::Dict, start);
    node->keys = list(keys);
    node->values = list(values);
    return node;
}

void Parser::dictEntry(std::vector<Expr *> &keys, std::vector<Expr *> &values, Expr *key)
{
    if (key == nullptr && accept(TokenKind::DoubleStar)) {
        keys.push_back(nullptr);
        values.push_back(bitwiseOr());
        return;
    }
    keys.push_back(key != nullptr ? key : expression(keys.empty()));
    if (!at(TokenKind::Colon)) {
        if (m_explain && keys.size() > 1) {
            const SourceRange place = m_stream.placeOf(keys.back()->range);
            fail(
                u"':' expected after dictionary key"_s,
                SourceRange { place.endLine, place.endColumn - 1, place.endLine, place.endColumn });
        }
        unexpected();
    }
    const TextRange colon = current().range;
    advance();
    if (m_explain && at(TokenKind::Star)) {
        const size_t star = m_pos;
        advance();
        bitwiseOr();
        fail(u"cannot use a starred expression in a dictionary value"_s, rangeFrom(star));
    }
    if (m_explain && (at(TokenKind::RightBrace) || at(TokenKind::Comma)))
        fail(u"expression expected after dictionary key and ':'"_s, colon);
    values.push_back(expression());
}

/// The rest of a set after its first element.
Expr *Parser::setDisplay(size_t start, Expr *first)
{
    Pending<Expr *> elements = pendingExpressions();
    elements.push_back(first);
    if (atComprehension()) {
        if (first->kind == Kind::Starred)
            fail(u"iterable unpacking cannot be used in comprehension"_s, first->range);
        return comprehension(Kind::SetComp, first, nullptr, start);
    }
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::RightBrace))
            break;
        if (atComprehension())
            fail(u"did you forget parentheses around the comprehension target?"_s,
                 rangeOf(start + 1, m_pos - 1));
        elements.push_back(starNamedExpression());
        if (atComprehension())
            fail(u"did you forget parentheses around the comprehension target?"_s,
                 rangeOf(start + 1, m_pos - 1));
    }
    expect(TokenKind::RightBrace);
    auto *const node = make<Set>(Kind::Set, start);
    node->elements = elements.list();
    return node;
}

Expr *Parser::subscript(Expr *value, size_t start)
{
    expect(TokenKind::LeftBracket);
    const size_t first = m_pos;
    Expr *index = slice();
    if (at(TokenKind::Comma) || index->kind == Kind::Starred) {
        Pending<Expr *> elements = pendingExpressions();
        elements.push_back(index);
        bool unpacks = index->kind == Kind::Starred;
        while (accept(TokenKind::Comma)) {
            if (at(TokenKind::RightBracket))
                break;
            elements.push_back(slice());
            unpacks = unpacks || elements.back()->kind == Kind::Starred;
        }
        auto *const tuple = make<Tuple>(Kind::Tuple, first);
        tuple->elements = elements.list();
        tuple->unpacks = unpacks;
        index = tuple;
    }
    expect(TokenKind::RightBracket);
    auto *const node = make<Subscript>(Kind::Subscript, start);
    node->value = value;
    node->slice = index;
    return node;
}

Expr *Parser::slice()
{
    const size_t start = m_pos;
    if (at(TokenKind::Star))
        return starExpression();
    Expr *const lower = at(TokenKind::Colon) ? nullptr : namedExpression();
    if (!at(TokenKind::Colon)
        || (lower != nullptr && lower->kind == Kind::NamedExpr && !lower->parenthesized))
        return lower;
    advance();
    Expr *const upper = startsExpression() ? expression() : nullptr;
    Expr *step = nullptr;
    if (accept(TokenKind::Colon) && startsExpression())
        step = expression();
    auto *const node = make<Slice>(Kind::Slice, start);
    node->lower = lower;
    node->upper = upper;
    node->step = step;
    return node;
}

bool Parser::atComprehension() const
{
    return at(TokenKind::For) || (at(TokenKind::Async) && peek(1) == TokenKind::For);
}

/// From the first "for" to the closing bracket.
Expr *Parser::comprehension(Kind kind, Expr *element, Expr *value, size_t start)
{
    const std::vector<ComprehensionFor> clauses = comprehensionClauses();
    if (kind == Kind::ListComp)
        expect(TokenKind::RightBracket);
    else
        expect(kind == Kind::GeneratorExp ? TokenKind::RightParen : TokenKind::RightBrace);
    auto *const node = make<Comprehension>(kind, start);
    node->element = element;
    node->value = value;
    node->generators = list(clauses);
    return node;
}

std::vector<ComprehensionFor> Parser::comprehensionClauses()
{
    std::vector<ComprehensionFor> clauses;
    while (atComprehension()) {
        ComprehensionFor clause {};
        clause.isAsync = accept(TokenKind::Async);
        advance();
        const size_t start = m_pos;
        const auto target = [this] { return at(TokenKind::Star) ? starExpression() : bitwiseOr(); };
        Expr *first = target();
        if (at(TokenKind::Comma)) {
            std::vector<Expr *> elements { first };
            while (accept(TokenKind::Comma)) {
                if (at(TokenKind::In))
                    break;
                elements.push_back(target());
            }
            auto *const tuple = make<Tuple>(Kind::Tuple, start);
            tuple->elements = list(elements);
            first = tuple;
        }
        toTarget(first, Context::Store, TargetUse::For);
        clause.target = first;
        expect(TokenKind::In);
        clause.iter = disjunction();
        std::vector<Expr *> conditions;
        while (accept(TokenKind::If))
            conditions.push_back(disjunction());
        clause.ifs = list(conditions);
        clauses.push_back(clause);
    }
    return clauses;
}

} // namespace limbeck::lang
