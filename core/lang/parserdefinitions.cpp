// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

Stmt *Parser::decorated()
{
    std::vector<Expr *> decorators;
    while (accept(TokenKind::At)) {
        decorators.push_back(namedExpression());
        expect(TokenKind::Newline);
    }
    const size_t start = m_pos;
    const bool isAsync = accept(TokenKind::Async);
    if (at(TokenKind::Def))
        return functionDefinition(start, isAsync, std::move(decorators));
    if (at(TokenKind::Class) && !isAsync)
        return classDefinition(start, std::move(decorators));
    unexpected();
}

Stmt *Parser::functionDefinition(size_t start, bool isAsync, std::vector<Expr *> &&decorators)
{
    const size_t place = m_pos;
    advance();
    const TextRange nameRange = current().range;
    const SymbolPtr name = identifier();
    const List<TypeParameter> typeParameterList = typeParameters();
    expectForced(TokenKind::LeftParen, u"(");
    const Parameters parameterList = parameters(TokenKind::RightParen, false);
    expect(TokenKind::RightParen);
    Expr *const returns = returnAnnotation();
    expectForced(TokenKind::Colon, u":");
    const Body body = block(u"function definition"_s, place);
    auto *const node = make<FunctionDef>(Kind::FunctionDef, start);
    node->target = nameNode(name, nameRange, Context::Store);
    node->name = name;
    node->parameters = parameterList;
    node->returns = returns;
    node->decorators = list(decorators);
    node->typeParameters = typeParameterList;
    node->body = body;
    node->isAsync = isAsync;
    node->docstring = docstringOf(body);
    return node;
}

/// `-> annotation`, or nothing. An arrow without a valid one counts as no colon.
Expr *Parser::returnAnnotation()
{
    const size_t arrow = m_pos;
    if (!accept(TokenKind::Arrow))
        return nullptr;
    try {
        return expression();
    } catch (const UnexpectedToken &) {
        if (m_explain)
            fail(u"expected ':'"_s, m_tokens[arrow]);
        throw;
    }
}

Stmt *Parser::classDefinition(size_t start, std::vector<Expr *> &&decorators)
{
    const size_t place = m_pos;
    advance();
    const TextRange nameRange = current().range;
    const SymbolPtr name = identifier();
    const List<TypeParameter> typeParameterList = typeParameters();
    Arguments bases(*this);
    if (accept(TokenKind::LeftParen))
        arguments(bases);
    expectColon();
    const Body body = block(u"class definition"_s, place);
    auto *const node = make<ClassDef>(Kind::ClassDef, start);
    node->target = nameNode(name, nameRange, Context::Store);
    node->name = name;
    node->bases = bases.args.list();
    node->keywords = bases.keywords.list();
    node->decorators = list(decorators);
    node->typeParameters = typeParameterList;
    node->body = body;
    node->docstring = docstringOf(body);
    return node;
}

List<TypeParameter> Parser::typeParameters()
{
    if (!accept(TokenKind::LeftBracket))
        return {};
    if (at(TokenKind::RightBracket))
        failHere(u"Type parameter list cannot be empty"_s);
    std::vector<TypeParameter> result;
    while (!at(TokenKind::RightBracket)) {
        result.push_back(typeParameter());
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(TokenKind::RightBracket);
    return list(result);
}

TypeParameter Parser::typeParameter()
{
    const size_t start = m_pos;
    TypeParameter result {};
    result.type = TypeParameter::Type::TypeVar;
    if (accept(TokenKind::Star))
        result.type = TypeParameter::Type::TypeVarTuple;
    else if (accept(TokenKind::DoubleStar))
        result.type = TypeParameter::Type::ParamSpec;
    const TextRange range = current().range;
    result.target = nameNode(identifier(), range, Context::Store);
    if (at(TokenKind::Colon)) {
        if (result.type != TypeParameter::Type::TypeVar) {
            failHere(result.type == TypeParameter::Type::TypeVarTuple
                         ? u"cannot use bound with TypeVarTuple"_s
                         : u"cannot use bound with ParamSpec"_s);
        }
        advance();
        result.bound = expression();
    }
    if (accept(TokenKind::Equal)) {
        result.defaultValue =
            result.type == TypeParameter::Type::TypeVarTuple ? starExpression() : expression();
    }
    result.range = rangeFrom(start);
    return result;
}

/// Index of the constant with which @p body documents itself, or -1.
int Parser::docstringOf(const Body &body) const
{
    if (body.isEmpty() || body.front()->kind != Kind::ExprStmt)
        return -1;
    const Expr *const value = static_cast<const ExprStmt *>(body.front())->value;
    if (value->kind != Kind::Constant)
        return -1;
    const quint32 index = static_cast<const Constant *>(value)->index;
    return std::holds_alternative<QString>(m_module.constants[index]) ? static_cast<int>(index)
                                                                      : -1;
}

} // namespace limbeck::lang
