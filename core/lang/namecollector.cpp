// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/namecollector.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

SymbolPtr mangled(SymbolPtr className, SymbolPtr name)
{
    const QString &text = name->text;
    if (className == nullptr || !text.startsWith(u"__") || text.endsWith(u"__")
        || text.contains(u'.'))
        return name;
    QStringView prefix = className->text;
    while (prefix.startsWith(u'_'))
        prefix = prefix.sliced(1);
    return prefix.isEmpty() ? name : intern(u'_' + prefix.toString() + text);
}

NameCollector::NameCollector(Module &module)
    : m_module(module)
    , m_super(intern(u"super"))
    , m_debug(intern(u"__debug__"))
{
}

void NameCollector::collect()
{
    m_module.scope = enter(Scope::Type::Module, intern(u"<module>"));
    futureImports();
    if (m_module.expression != nullptr)
        expression(m_module.expression);
    body(m_module.body);
    leave();
}

void NameCollector::fail(const QString &message, TextRange range) const
{
    throw SyntaxFailure { SyntaxFailure::Type::SyntaxError, message, m_module.place(range), {} };
}

void NameCollector::failLate(const QString &message, TextRange range)
{
    if (!m_late)
        m_late =
            SyntaxFailure { SyntaxFailure::Type::SyntaxError, message, m_module.place(range), {} };
}

Scope *NameCollector::enter(Scope::Type type, SymbolPtr name)
{
    auto info = std::make_unique<ScopeInfo>();
    info->scope = m_module.arena.make<Scope>();
    info->scope->type = type;
    info->scope->name = name;
    info->parent = m_current;
    if (m_current != nullptr) {
        info->scope->parent = m_current->scope;
        info->privateName = m_current->privateName;
        info->inFirstIterable = m_current->inFirstIterable;
        m_current->children.push_back(info.get());
    }
    info->scope->qualifiedName = qualified(*info);
    m_current = info.get();
    m_scopes.push_back(std::move(info));
    return m_current->scope;
}

void NameCollector::leave()
{
    m_current = m_current->parent;
}

SymbolPtr NameCollector::qualified(const ScopeInfo &info) const
{
    const ScopeInfo *outer = info.parent;
    while (outer != nullptr && outer->scope->type == Scope::Type::TypeParameters)
        outer = outer->parent;
    if (outer == nullptr || outer->scope->type == Scope::Type::Module)
        return info.scope->name;
    const SymbolPtr name = mangled(outer->privateName, info.scope->name);
    if (const NameUse *const use = outer->find(name); use != nullptr && use->declaredGlobal)
        return info.scope->name;
    const QString separator =
        outer->scope->type == Scope::Type::Function ? u".<locals>."_s : u"."_s;
    return intern(outer->scope->qualifiedName->text + separator + info.scope->name->text);
}

/// A name in an expression or target.
void NameCollector::name(Name *node)
{
    if (node->context != Context::Load) {
        bind(node);
        return;
    }
    node->id = mangle(node->id);
    m_current->add(node).used = true;
    if (node->id == m_super && m_current->isFunctionLike())
        m_current->usesSuper = true;
}

void NameCollector::bind(Name *node)
{
    if (node->id == m_debug) {
        failLate(node->context == Context::Delete ? u"cannot delete __debug__"_s
                                                  : u"cannot assign to __debug__"_s,
                 node->range);
    }
    node->id = mangle(node->id);
    m_current->add(node).bound = true;
}

void NameCollector::parameter(Parameter &parameter)
{
    parameter.name = mangle(parameter.name);
    if (parameter.name == m_debug)
        failLate(u"cannot assign to __debug__"_s, parameter.range);
    NameUse &use = m_current->use(parameter.name);
    if (use.parameter) {
        fail(u"duplicate argument '%1' in function definition"_s.arg(parameter.name->text),
             parameter.range);
    }
    use.parameter = use.bound = true;
    ++m_current->parameterCount;
}

void NameCollector::declare(ScopeStmt *node, bool global)
{
    const QString word = global ? u"global"_s : u"nonlocal"_s;
    if (!global && m_current->scope->type == Scope::Type::Module)
        fail(u"nonlocal declaration not allowed at module level"_s, node->range);
    for (SymbolPtr &declared : node->names) {
        declared = mangle(declared);
        NameUse &use = m_current->use(declared);
        const QString &text = declared->text;
        if (use.parameter)
            fail(u"name '%1' is parameter and %2"_s.arg(text, word), node->range);
        if (use.used)
            fail(u"name '%1' is used prior to %2 declaration"_s.arg(text, word), node->range);
        if (use.annotated)
            fail(u"annotated name '%1' can't be %2"_s.arg(text, word), node->range);
        if (use.bound)
            fail(u"name '%1' is assigned to before %2 declaration"_s.arg(text, word), node->range);
        (global ? use.declaredGlobal : use.declaredNonlocal) = true;
        if (use.declaredGlobal && use.declaredNonlocal)
            fail(u"name '%1' is nonlocal and global"_s.arg(text), node->range);
        use.declaration = node->range;
    }
}

/// Reads the `from __future__` imports, which may stand only at the top.
void NameCollector::futureImports()
{
    static constexpr QStringView features[] = { u"nested_scopes",    u"generators",
                                                u"division",         u"absolute_import",
                                                u"with_statement",   u"print_function",
                                                u"unicode_literals", u"barry_as_FLUFL",
                                                u"generator_stop",   u"annotations" };
    bool first = true;
    for (Stmt *const stmt : m_module.body) {
        const bool isDocstring = first && m_module.docstring >= 0;
        first = false;
        if (isDocstring)
            continue;
        auto *const import = static_cast<ImportFrom *>(stmt);
        if (stmt->kind != Kind::ImportFrom || import->level != 0
            || import->module->text != u"__future__") {
            m_futureEnd = stmt;
            return;
        }
        if (import->isStar)
            fail(u"future feature * is not defined"_s, stmt->range);
        for (const Alias &alias : import->names) {
            const QString &feature = alias.name->text;
            if (feature == u"braces")
                fail(u"not a chance"_s, stmt->range);
            if (std::find(std::begin(features), std::end(features), feature) == std::end(features))
                fail(u"future feature %1 is not defined"_s.arg(feature), stmt->range);
            m_module.postponedAnnotations =
                m_module.postponedAnnotations || feature == u"annotations";
        }
    }
}

} // namespace limbeck::lang
