// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/namecollector.h"

#include <QVarLengthArray>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

void NameCollector::expressions(const List<Expr *> &list)
{
    for (Expr *const expr : list)
        expression(expr);
}

/// The elements of a tuple, list or set, which may be starred.
void NameCollector::elements(const List<Expr *> &list, Context context, TextRange range)
{
    bool starred = false;
    for (Expr *const element : list) {
        if (element->kind != Kind::Starred) {
            expression(element);
            continue;
        }
        if (starred && context == Context::Store)
            failLate(u"multiple starred expressions in assignment"_s, range);
        starred = true;
        expression(static_cast<Starred *>(element)->value);
    }
}

void NameCollector::expression(Expr *expr)
{
    if (expr == nullptr)
        return;
    switch (expr->kind) {
    case Kind::Constant:
        break;
    case Kind::UnresolvedName:
        name(static_cast<Name *>(expr));
        break;
    case Kind::Attribute:
    case Kind::Subscript:
    case Kind::Call:
    case Kind::BinOp:
        leftChain(expr);
        break;
    case Kind::UnaryOp:
        expression(static_cast<UnaryOp *>(expr)->operand);
        break;
    case Kind::BoolOp:
        expressions(static_cast<BoolOp *>(expr)->values);
        break;
    case Kind::Compare:
        expression(static_cast<Compare *>(expr)->left);
        expressions(static_cast<Compare *>(expr)->comparators);
        break;
    case Kind::IfExp:
        expression(static_cast<IfExp *>(expr)->test);
        expression(static_cast<IfExp *>(expr)->body);
        expression(static_cast<IfExp *>(expr)->orelse);
        break;
    case Kind::NamedExpr:
        namedExpression(static_cast<NamedExpr *>(expr));
        break;
    case Kind::Lambda:
        lambda(static_cast<Lambda *>(expr));
        break;
    case Kind::Tuple:
        elements(static_cast<Tuple *>(expr)->elements, static_cast<Tuple *>(expr)->context,
                 expr->range);
        break;
    case Kind::List:
        elements(static_cast<ListExpr *>(expr)->elements, static_cast<ListExpr *>(expr)->context,
                 expr->range);
        break;
    case Kind::Set:
        elements(static_cast<Set *>(expr)->elements, Context::Load, expr->range);
        break;
    case Kind::Dict:
        for (quint32 i = 0; i < static_cast<Dict *>(expr)->values.size(); ++i) {
            expression(static_cast<Dict *>(expr)->keys[i]);
            expression(static_cast<Dict *>(expr)->values[i]);
        }
        break;
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
        comprehension(static_cast<Comprehension *>(expr));
        break;
    case Kind::Await:
        await(expr->range);
        expression(static_cast<Await *>(expr)->value);
        break;
    case Kind::Yield:
        yield(expr, static_cast<Yield *>(expr)->value);
        break;
    case Kind::YieldFrom:
        yield(expr, static_cast<YieldFrom *>(expr)->value);
        break;
    case Kind::JoinedStr:
        expressions(static_cast<JoinedStr *>(expr)->values);
        break;
    case Kind::FormattedValue:
        expression(static_cast<FormattedValue *>(expr)->value);
        expression(static_cast<FormattedValue *>(expr)->formatSpec);
        break;
    case Kind::Starred:
        starredOutside(expr);
        break;
    case Kind::Slice:
        expression(static_cast<Slice *>(expr)->lower);
        expression(static_cast<Slice *>(expr)->upper);
        expression(static_cast<Slice *>(expr)->step);
        break;
    default:
        Q_UNREACHABLE();
    }
}

/// A starred expression that is no element of a display and no argument.
void NameCollector::starredOutside(Expr *expr)
{
    auto *const starred = static_cast<Starred *>(expr);
    failLate(starred->context == Context::Store
                 ? u"starred assignment target must be in a list or tuple"_s
                 : u"can't use starred expression here"_s,
             starred->range);
    expression(starred->value);
}

/// `a.b(c)[d] + e`: nests to the left as deep as it is long, so it is walked without recursion.
void NameCollector::leftChain(Expr *expr)
{
    QVarLengthArray<Expr *, 16> chain;
    for (;;) {
        chain.append(expr);
        switch (expr->kind) {
        case Kind::Attribute:
            expr = static_cast<Attribute *>(expr)->value;
            break;
        case Kind::Subscript:
            expr = static_cast<Subscript *>(expr)->value;
            break;
        case Kind::Call:
            expr = static_cast<Call *>(expr)->func;
            break;
        default:
            expr = static_cast<BinOp *>(expr)->left;
            break;
        }
        if (expr->kind != Kind::Attribute && expr->kind != Kind::Subscript
            && expr->kind != Kind::Call && expr->kind != Kind::BinOp)
            break;
    }
    expression(expr);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link)
        rightOf(*link);
}

void NameCollector::rightOf(Expr *expr)
{
    switch (expr->kind) {
    case Kind::Attribute: {
        auto *const attribute = static_cast<Attribute *>(expr);
        if (attribute->context == Context::Store && attribute->attr == m_debug)
            failLate(u"cannot assign to __debug__"_s, attribute->range);
        attribute->attr = mangle(attribute->attr);
        break;
    }
    case Kind::Subscript:
        expression(static_cast<Subscript *>(expr)->slice);
        break;
    case Kind::Call:
        arguments(static_cast<Call *>(expr)->args, static_cast<Call *>(expr)->keywords);
        break;
    default:
        expression(static_cast<BinOp *>(expr)->right);
        break;
    }
}

void NameCollector::arguments(const List<Expr *> &args, const List<Keyword> &keywords)
{
    for (Expr *const argument : args)
        expression(argument->kind == Kind::Starred ? static_cast<Starred *>(argument)->value
                                                   : argument);
    for (quint32 i = 0; i < keywords.size(); ++i) {
        const SymbolPtr keyword = keywords[i].name;
        for (quint32 earlier = 0; keyword != nullptr && earlier < i; ++earlier) {
            if (keywords[earlier].name == keyword)
                failLate(u"keyword argument repeated: %1"_s.arg(keyword->text), keywords[i].range);
        }
        if (keyword == m_debug)
            failLate(u"cannot assign to __debug__"_s, keywords[i].range);
        expression(keywords[i].value);
    }
}

void NameCollector::defaults(const Parameters &parameters)
{
    for (const Parameter &parameter : parameters.all)
        expression(parameter.defaultValue);
}

void NameCollector::annotations(const Parameters &parameters)
{
    for (const Parameter &parameter : parameters.all) {
        Expr *const annotation = parameter.annotation;
        if (annotation != nullptr)
            expression(annotation->kind == Kind::Starred ? static_cast<Starred *>(annotation)->value
                                                         : annotation);
    }
}

void NameCollector::lambda(Lambda *node)
{
    defaults(node->parameters);
    node->scope = enter(Scope::Type::Function, intern(u"<lambda>"));
    m_current->isLambda = true;
    for (Parameter &parameterNode : node->parameters.all)
        parameter(parameterNode);
    expression(node->body);
    leave();
}

void NameCollector::comprehension(Comprehension *node)
{
    static constexpr QStringView names[] = { u"<listcomp>", u"<setcomp>", u"<dictcomp>",
                                             u"<genexpr>" };
    const auto index = static_cast<size_t>(node->kind) - static_cast<size_t>(Kind::ListComp);
    const bool wasIterable = std::exchange(m_current->inFirstIterable, true);
    expression(node->generators.front().iter);
    m_current->inFirstIterable = wasIterable;
    ScopeInfo *const outer = m_current;
    node->scope = enter(Scope::Type::Comprehension, intern(names[index]));
    node->scope->isGenerator = node->kind == Kind::GeneratorExp;
    bool first = true;
    for (const ComprehensionFor &clause : node->generators) {
        const qsizetype before = m_current->names.size();
        expression(clause.target);
        for (qsizetype i = before; i < m_current->names.size(); ++i) {
            if (m_current->names[i]->context != Context::Store)
                continue;
            NameUse &use = m_current->use(m_current->names[i]->id);
            if (use.declaredNonlocal || use.declaredGlobal) {
                fail(u"comprehension inner loop cannot rebind assignment expression target '%1'"_s
                         .arg(use.name->text),
                     m_current->names[i]->range);
            }
            use.iteration = true;
        }
        if (!first) {
            const bool was = std::exchange(m_current->inFirstIterable, true);
            expression(clause.iter);
            m_current->inFirstIterable = was;
        }
        first = false;
        expressions(clause.ifs);
        node->scope->isCoroutine = node->scope->isCoroutine || clause.isAsync;
    }
    if (node->kind == Kind::DictComp)
        expression(node->value);
    expression(node->element);
    leave();
    if (!node->scope->isCoroutine || node->kind == Kind::GeneratorExp)
        return;
    if (outer->scope->type == Scope::Type::Comprehension)
        outer->scope->isCoroutine = true;
    else if (!outer->isAsync)
        failLate(u"asynchronous comprehension outside of an asynchronous function"_s, node->range);
}

void NameCollector::namedExpression(NamedExpr *node)
{
    if (m_current->inFirstIterable)
        fail(u"assignment expression cannot be used in a comprehension iterable expression"_s,
             node->range);
    if (m_current->scope->type == Scope::Type::Comprehension)
        bindNamed(node->target);
    expression(node->value);
    if (m_current->scope->type != Scope::Type::Comprehension)
        bind(node->target);
}

/// `:=` in a comprehension binds in the function or module around all comprehensions.
void NameCollector::bindNamed(Name *target)
{
    target->id = mangle(target->id);
    ScopeInfo *owner = m_current;
    for (; owner->scope->type == Scope::Type::Comprehension; owner = owner->parent) {
        if (const NameUse *const use = owner->find(target->id); use != nullptr && use->iteration) {
            fail(u"assignment expression cannot rebind comprehension iteration variable '%1'"_s.arg(
                     target->id->text),
                 target->range);
        }
    }
    if (owner->scope->type == Scope::Type::Class)
        fail(u"assignment expression within a comprehension cannot be used in a class body"_s,
             target->range);
    NameUse &outer = owner->use(target->id);
    const bool global = owner->scope->type == Scope::Type::Module || outer.declaredGlobal;
    outer.bound = true;
    NameUse &inner = m_current->add(target);
    (global ? inner.declaredGlobal : inner.declaredNonlocal) = true;
    inner.declaration = target->range;
}

void NameCollector::yield(Expr *node, Expr *value)
{
    Scope *const scope = m_current->scope;
    if (scope->type == Scope::Type::Comprehension) {
        const QStringView what = scope->name->text == u"<listcomp>" ? u"list comprehension"
            : scope->name->text == u"<setcomp>"                     ? u"set comprehension"
            : scope->name->text == u"<dictcomp>"                    ? u"dict comprehension"
                                                                    : u"generator expression";
        fail(u"'yield' inside %1"_s.arg(what), node->range);
    }
    if (scope->type != Scope::Type::Function)
        failLate(u"'yield' outside function"_s, node->range);
    if (node->kind == Kind::YieldFrom && m_current->isAsync)
        failLate(u"'yield from' inside async function"_s, node->range);
    scope->isGenerator = true;
    if (m_current->isAsync && m_current->valueReturned)
        failLate(u"'return' with value in async generator"_s, *m_current->valueReturned);
    expression(value);
}

void NameCollector::await(TextRange range)
{
    Scope *const scope = m_current->scope;
    if (scope->type == Scope::Type::Comprehension)
        scope->isCoroutine = true;
    else if (scope->type != Scope::Type::Function)
        failLate(u"'await' outside function"_s, range);
    else if (!m_current->isAsync)
        failLate(u"'await' outside async function"_s, range);
}

} // namespace limbeck::lang
