// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/namecollector.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

void NameCollector::body(const Body &statements)
{
    for (Stmt *const stmt : statements)
        statement(stmt);
}

void NameCollector::loopBody(const Body &statements)
{
    ++m_current->loops;
    const bool inExceptStar = std::exchange(m_current->inExceptStar, false);
    body(statements);
    m_current->inExceptStar = inExceptStar;
    --m_current->loops;
}

void NameCollector::statement(Stmt *stmt)
{
    switch (stmt->kind) {
    case Kind::ExprStmt:
        expression(static_cast<ExprStmt *>(stmt)->value);
        break;
    case Kind::Assign:
        assign(static_cast<Assign *>(stmt));
        break;
    case Kind::AugAssign: {
        auto *const node = static_cast<AugAssign *>(stmt);
        expression(node->target);
        expression(node->value);
        break;
    }
    case Kind::AnnAssign:
        annAssign(static_cast<AnnAssign *>(stmt));
        break;
    case Kind::Return:
        returns(static_cast<Return *>(stmt));
        break;
    case Kind::Delete:
        expressions(static_cast<Delete *>(stmt)->targets);
        break;
    case Kind::Raise:
        expression(static_cast<Raise *>(stmt)->exc);
        expression(static_cast<Raise *>(stmt)->cause);
        break;
    case Kind::Assert:
        expression(static_cast<Assert *>(stmt)->test);
        expression(static_cast<Assert *>(stmt)->msg);
        break;
    case Kind::Pass:
        break;
    case Kind::Break:
    case Kind::Continue:
        jump(stmt);
        break;
    case Kind::Global:
    case Kind::Nonlocal:
        declare(static_cast<ScopeStmt *>(stmt), stmt->kind == Kind::Global);
        break;
    case Kind::Import:
        import(static_cast<Import *>(stmt));
        break;
    case Kind::ImportFrom:
        importFrom(static_cast<ImportFrom *>(stmt));
        break;
    default:
        compound(stmt);
    }
}

void NameCollector::compound(Stmt *stmt)
{
    switch (stmt->kind) {
    case Kind::If:
        for (const IfBranch &branch : static_cast<If *>(stmt)->branches) {
            expression(branch.test);
            body(branch.body);
        }
        body(static_cast<If *>(stmt)->orelse);
        break;
    case Kind::While:
        expression(static_cast<While *>(stmt)->test);
        loopBody(static_cast<While *>(stmt)->body);
        body(static_cast<While *>(stmt)->orelse);
        break;
    case Kind::For: {
        auto *const node = static_cast<For *>(stmt);
        if (node->isAsync && !m_current->isAsync)
            failLate(u"'async for' outside async function"_s, node->range);
        expression(node->target);
        expression(node->iter);
        loopBody(node->body);
        body(node->orelse);
        break;
    }
    case Kind::With: {
        auto *const node = static_cast<With *>(stmt);
        if (node->isAsync && !m_current->isAsync)
            failLate(u"'async with' outside async function"_s, node->range);
        for (const WithItem &item : node->items) {
            expression(item.contextExpr);
            expression(item.target);
        }
        body(node->body);
        break;
    }
    case Kind::Try:
        tryStatement(static_cast<Try *>(stmt));
        break;
    case Kind::Match:
        match(static_cast<Match *>(stmt));
        break;
    case Kind::FunctionDef:
        function(static_cast<FunctionDef *>(stmt));
        break;
    case Kind::ClassDef:
        classDef(static_cast<ClassDef *>(stmt));
        break;
    case Kind::TypeAlias:
        typeAlias(static_cast<TypeAlias *>(stmt));
        break;
    default:
        Q_UNREACHABLE();
    }
}

void NameCollector::jump(Stmt *stmt)
{
    if (m_current->inExceptStar)
        failLate(u"'break', 'continue' and 'return' cannot appear in an except* block"_s,
                 stmt->range);
    if (m_current->loops > 0)
        return;
    failLate(stmt->kind == Kind::Break ? u"'break' outside loop"_s
                                       : u"'continue' not properly in loop"_s,
             stmt->range);
}

void NameCollector::assign(Assign *node)
{
    expressions(node->targets);
    expression(node->value);
}

void NameCollector::annAssign(AnnAssign *node)
{
    if (node->simple) {
        const SymbolPtr id = mangle(static_cast<Name *>(node->target)->id);
        NameUse &use = m_current->use(id);
        const bool module = m_current->scope->type == Scope::Type::Module;
        if ((use.declaredGlobal && !module) || use.declaredNonlocal) {
            fail(u"annotated name '%1' can't be %2"_s.arg(
                     id->text, use.declaredGlobal ? u"global"_s : u"nonlocal"_s),
                 node->range);
        }
        use.annotated = true;
    }
    expression(node->target);
    expression(node->annotation);
    expression(node->value);
}

void NameCollector::returns(Return *node)
{
    if (m_current->scope->type != Scope::Type::Function)
        failLate(u"'return' outside function"_s, node->range);
    if (m_current->inExceptStar)
        failLate(u"'break', 'continue' and 'return' cannot appear in an except* block"_s,
                 node->range);
    if (node->value != nullptr) {
        if (!m_current->valueReturned)
            m_current->valueReturned = node->range;
        if (m_current->isAsync && m_current->scope->isGenerator)
            failLate(u"'return' with value in async generator"_s, node->range);
    }
    expression(node->value);
}

void NameCollector::import(Import *node)
{
    for (const Alias &alias : node->names)
        bind(alias.target);
}

void NameCollector::importFrom(ImportFrom *node)
{
    const bool future = node->level == 0 && node->module->text == u"__future__";
    if (future && m_futureEnd != nullptr) {
        if (node->range.start > m_futureEnd->range.start)
            failLate(u"from __future__ imports must occur at the beginning of the file"_s,
                     node->range);
    }
    if (node->isStar) {
        if (m_current->scope->type != Scope::Type::Module) {
            const quint32 end = node->range.end;
            fail(u"import * only allowed at module level"_s, { end - 1, end });
        }
        m_module.hasStarImport = true;
    }
    for (const Alias &alias : node->names)
        bind(alias.target);
}

void NameCollector::tryStatement(Try *node)
{
    body(node->body);
    for (quint32 i = 0; i < node->handlers.size(); ++i) {
        const ExceptHandler &handler = node->handlers[i];
        if (handler.type == nullptr && i + 1 < node->handlers.size())
            failLate(u"default 'except:' must be last"_s, handler.range);
        expression(handler.type);
        if (handler.target != nullptr)
            bind(handler.target);
        const bool inExceptStar =
            std::exchange(m_current->inExceptStar, node->isStar || m_current->inExceptStar);
        body(handler.body);
        m_current->inExceptStar = inExceptStar;
    }
    body(node->orelse);
    body(node->finalbody);
}

void NameCollector::match(Match *node)
{
    expression(node->subject);
    for (const MatchCase &block : node->cases) {
        pattern(block.pattern);
        expression(block.guard);
        body(block.body);
    }
    if (!m_late)
        m_late = checkPatterns(m_module, *node);
}

void NameCollector::pattern(Pattern *pattern)
{
    const auto all = [this](const List<Pattern *> &patterns) {
        for (Pattern *const part : patterns)
            this->pattern(part);
    };
    switch (pattern->kind) {
    case Kind::MatchValue:
        expression(static_cast<MatchValue *>(pattern)->value);
        break;
    case Kind::MatchSequence:
        all(static_cast<MatchSequence *>(pattern)->patterns);
        break;
    case Kind::MatchOr:
        all(static_cast<MatchOr *>(pattern)->patterns);
        break;
    case Kind::MatchMapping: {
        auto *const node = static_cast<MatchMapping *>(pattern);
        expressions(node->keys);
        all(node->patterns);
        if (node->rest != nullptr)
            bind(node->rest);
        break;
    }
    case Kind::MatchClass: {
        auto *const node = static_cast<MatchClass *>(pattern);
        expression(node->cls);
        all(node->patterns);
        all(node->keywordPatterns);
        break;
    }
    case Kind::MatchStar:
        if (static_cast<MatchStar *>(pattern)->target != nullptr)
            bind(static_cast<MatchStar *>(pattern)->target);
        break;
    case Kind::MatchAs: {
        auto *const node = static_cast<MatchAs *>(pattern);
        if (node->pattern != nullptr)
            this->pattern(node->pattern);
        if (node->target != nullptr)
            bind(node->target);
        break;
    }
    default:
        break;
    }
}

void NameCollector::typeParameters(const List<TypeParameter> &parameters)
{
    for (const TypeParameter &parameter : parameters) {
        if (const NameUse *const use = m_current->find(mangle(parameter.target->id));
            use != nullptr && use->bound)
            fail(u"duplicate type parameter '%1'"_s.arg(use->name->text), parameter.range);
        bind(parameter.target);
        expression(parameter.bound);
        Expr *const value = parameter.defaultValue;
        expression(value != nullptr && value->kind == Kind::Starred
                       ? static_cast<Starred *>(value)->value
                       : value);
    }
}

void NameCollector::function(FunctionDef *node)
{
    bind(node->target);
    expressions(node->decorators);
    defaults(node->parameters);
    if (!node->typeParameters.isEmpty()) {
        node->typeScope = enter(Scope::Type::TypeParameters, node->name);
        typeParameters(node->typeParameters);
    }
    annotations(node->parameters);
    expression(node->returns);
    node->scope = enter(Scope::Type::Function, node->name);
    m_current->isAsync = node->isAsync;
    node->scope->isCoroutine = node->isAsync;
    for (Parameter &parameterNode : node->parameters.all)
        parameter(parameterNode);
    body(node->body);
    leave();
    if (node->typeScope != nullptr)
        leave();
}

void NameCollector::classDef(ClassDef *node)
{
    bind(node->target);
    expressions(node->decorators);
    if (!node->typeParameters.isEmpty()) {
        node->typeScope = enter(Scope::Type::TypeParameters, node->name);
        m_current->privateName = node->name;
        typeParameters(node->typeParameters);
    }
    arguments(node->bases, node->keywords);
    node->scope = enter(Scope::Type::Class, node->name);
    m_current->privateName = node->name;
    body(node->body);
    leave();
    if (node->typeScope != nullptr)
        leave();
}

void NameCollector::typeAlias(TypeAlias *node)
{
    bind(node->target);
    node->scope = enter(Scope::Type::TypeParameters, node->target->id);
    typeParameters(node->typeParameters);
    expression(node->value);
    leave();
}

} // namespace limbeck::lang
