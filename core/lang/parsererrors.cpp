// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

/// The atom at which an expression begins: `a` of `a.b(c) + d`.
const Expr *leftmost(const Expr *expr)
{
    for (;;) {
        switch (expr->kind) {
        case Kind::Attribute:
            expr = static_cast<const Attribute *>(expr)->value;
            break;
        case Kind::Subscript:
            expr = static_cast<const Subscript *>(expr)->value;
            break;
        case Kind::Call:
            expr = static_cast<const Call *>(expr)->func;
            break;
        case Kind::BinOp:
            expr = static_cast<const BinOp *>(expr)->left;
            break;
        default:
            return expr;
        }
        if (expr->parenthesized)
            return expr;
    }
}

/// Whether @p expr, as written, binds at least as tightly as `|`.
bool isBitwiseOr(const Expr *expr)
{
    if (expr->parenthesized)
        return true;
    switch (expr->kind) {
    case Kind::BoolOp:
    case Kind::Compare:
    case Kind::IfExp:
    case Kind::Lambda:
    case Kind::NamedExpr:
    case Kind::Starred:
    case Kind::Yield:
    case Kind::YieldFrom:
        return false;
    case Kind::UnaryOp:
        return static_cast<const UnaryOp *>(expr)->op != UnaryOperator::Not;
    default:
        return true;
    }
}

} // namespace

bool Parser::isConstant(const Expr *expr, const ConstantValue &value) const
{
    return expr->kind == Kind::Constant
        && m_module.constants[static_cast<const Constant *>(expr)->index] == value;
}

/// What CPython calls such an expression in its messages.
QString Parser::describe(const Expr *expr) const
{
    switch (expr->kind) {
    case Kind::Attribute:
        return u"attribute"_s;
    case Kind::Subscript:
        return u"subscript"_s;
    case Kind::Starred:
        return u"starred"_s;
    case Kind::List:
        return u"list"_s;
    case Kind::Tuple:
        return u"tuple"_s;
    case Kind::Lambda:
        return u"lambda"_s;
    case Kind::Call:
        return u"function call"_s;
    case Kind::BoolOp:
    case Kind::BinOp:
    case Kind::UnaryOp:
        return u"expression"_s;
    case Kind::GeneratorExp:
        return u"generator expression"_s;
    case Kind::Yield:
    case Kind::YieldFrom:
        return u"yield expression"_s;
    case Kind::Await:
        return u"await expression"_s;
    case Kind::ListComp:
        return u"list comprehension"_s;
    case Kind::SetComp:
        return u"set comprehension"_s;
    case Kind::DictComp:
        return u"dict comprehension"_s;
    case Kind::Dict:
        return u"dict literal"_s;
    case Kind::Set:
        return u"set display"_s;
    case Kind::JoinedStr:
    case Kind::FormattedValue:
        return u"f-string expression"_s;
    case Kind::Compare:
        return u"comparison"_s;
    case Kind::IfExp:
        return u"conditional expression"_s;
    case Kind::NamedExpr:
        return u"named expression"_s;
    case Kind::Constant: {
        static constexpr QStringView names[] = { u"None", u"ellipsis", u"False", u"True" };
        const quint32 index = static_cast<const Constant *>(expr)->index;
        return index < std::size(names) ? names[index].toString() : u"literal"_s;
    }
    default:
        return u"name"_s;
    }
}

/// The part of @p expr that cannot be assigned to or deleted, or null.
Expr *Parser::invalidTarget(Expr *expr, TargetUse use) const
{
    const auto firstOf = [this, use](const List<Expr *> &elements) -> Expr * {
        for (Expr *const element : elements) {
            if (Expr *const invalid = invalidTarget(element, use))
                return invalid;
        }
        return nullptr;
    };
    switch (expr->kind) {
    case Kind::UnresolvedName:
    case Kind::Attribute:
    case Kind::Subscript:
        return nullptr;
    case Kind::Tuple:
        return firstOf(static_cast<Tuple *>(expr)->elements);
    case Kind::List:
        return firstOf(static_cast<ListExpr *>(expr)->elements);
    case Kind::Starred:
        return use == TargetUse::Delete ? expr
                                        : invalidTarget(static_cast<Starred *>(expr)->value, use);
    case Kind::Compare: {
        auto *const comparison = static_cast<Compare *>(expr);
        if (use == TargetUse::For && comparison->ops.front() == CompareOperator::In)
            return invalidTarget(comparison->left, use);
        return expr;
    }
    default:
        return expr;
    }
}

void Parser::toTarget(Expr *expr, Context context, TargetUse use)
{
    if (const Expr *const invalid = invalidTarget(expr, use)) {
        fail((use == TargetUse::Delete ? u"cannot delete %1"_s : u"cannot assign to %1"_s)
                 .arg(describe(invalid)),
             invalid->range);
    }
    setContext(expr, context);
}

void Parser::setContext(Expr *expr, Context context)
{
    switch (expr->kind) {
    case Kind::UnresolvedName:
        static_cast<Name *>(expr)->context = context;
        break;
    case Kind::Attribute:
        static_cast<Attribute *>(expr)->context = context;
        break;
    case Kind::Subscript:
        static_cast<Subscript *>(expr)->context = context;
        break;
    case Kind::Starred:
        static_cast<Starred *>(expr)->context = context;
        setContext(static_cast<Starred *>(expr)->value, context);
        break;
    case Kind::Tuple:
        static_cast<Tuple *>(expr)->context = context;
        for (Expr *const element : static_cast<Tuple *>(expr)->elements)
            setContext(element, context);
        break;
    case Kind::List:
        static_cast<ListExpr *>(expr)->context = context;
        for (Expr *const element : static_cast<ListExpr *>(expr)->elements)
            setContext(element, context);
        break;
    default:
        break;
    }
}

/// Behind an expression between brackets, from token @p start, another one begins: a comma is
/// missing.
void Parser::explainExpression(size_t start)
{
    if (!startsExpression() && !at(TokenKind::Lambda))
        return;
    const bool single = m_pos == start + 1;
    if (single && m_tokens[start].kind == TokenKind::Name) {
        const QStringView name = textOf(m_tokens[start]);
        if (at(TokenKind::String) || at(TokenKind::FStringStart) || name == u"match"
            || name == u"case" || name == u"_" || name == u"type" || name == u"print"
            || name == u"exec")
            return;
    }
    const size_t behind = m_pos;
    if (attempt([this] { expression(); }) && m_tokens[m_pos - 1].level > 0) {
        const TextRange range = rangeFrom(start);
        fail(u"invalid syntax. Perhaps you forgot a comma?"_s, range);
    }
    m_pos = behind;
}

/// `print x` and `exec x` of Python 2.
void Parser::explainLegacy(size_t start)
{
    if (peek(1) == TokenKind::LeftParen || !(atName(u"print") || atName(u"exec")))
        return;
    const QString name = textOf(current()).toString();
    const bool fits = attempt([this] {
        advance();
        starExpressions();
    });
    if (fits) {
        fail(u"Missing parentheses in call to '%1'. Did you mean %1(...)?"_s.arg(name),
             rangeFrom(start));
    }
}

/// `a = b` or `a := b` behind @p a where only an expression may stand.
void Parser::explainNamedExpression(Expr *a, size_t start)
{
    if (at(TokenKind::ColonEqual)) {
        if (attempt([this] {
                advance();
                expression();
            }))
            fail(u"cannot use assignment expressions with %1"_s.arg(describe(a)), a->range);
        return;
    }
    if (!at(TokenKind::Equal) || !isBitwiseOr(a))
        return;
    const size_t equal = m_pos;
    const bool fits = attempt([this] {
        advance();
        bitwiseOr();
    });
    if (fits && !at(TokenKind::Equal) && !at(TokenKind::ColonEqual)) {
        if (a->kind == Kind::UnresolvedName && !a->parenthesized)
            fail(u"invalid syntax. Maybe you meant '==' or ':=' instead of '='?"_s,
                 rangeFrom(start));
        const Expr *const first = leftmost(a);
        const bool excluded = first->kind == Kind::Tuple || first->kind == Kind::GeneratorExp
            || (!first->parenthesized
                && (first->kind == Kind::List || isConstant(first, NoneConstant {})
                    || isConstant(first, true) || isConstant(first, false)));
        if (!excluded)
            fail(u"cannot assign to %1 here. Maybe you meant '==' instead of '='?"_s.arg(
                     describe(a)),
                 a->range);
    }
    m_pos = equal;
}

/// `a, b c = d`: behind a tuple without brackets further elements follow without a comma.
void Parser::explainTuple(const Expr *expr)
{
    if (expr->kind != Kind::Tuple || expr->parenthesized || !startsExpression())
        return;
    const size_t behind = m_pos;
    try {
        starNamedExpression();
    } catch (const UnexpectedToken &) {
    }
    m_pos = behind;
}

/// The statement that begins at @p start is an assignment to something that cannot be assigned to.
void Parser::explainAssignment(size_t start)
{
    m_pos = start;
    if (!at(TokenKind::Yield))
        tupleOrSingle(starNamedExpression(), start, &Parser::starNamedExpression);
    m_pos = start;
    for (;;) {
        if (at(TokenKind::Yield)) {
            const size_t yield = m_pos;
            yieldExpression();
            if (at(TokenKind::Equal))
                fail(u"assignment to yield expression not possible"_s, rangeFrom(yield));
            unexpected();
        }
        Expr *const target = starExpressions();
        if (!at(TokenKind::Equal))
            return;
        toTarget(target, Context::Store, TargetUse::Assign);
        advance();
    }
}

} // namespace limbeck::lang
