// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"
#include "core/lang/token.h"

#include <QHash>

#include <memory>
#include <optional>

namespace limbeck::lang {

/// What the text of one scope does with one name.
struct NameUse
{
    enum class Access : quint8 { Unknown, Local, Cell, Free, Global };

    SymbolPtr name = nullptr;
    bool bound = false; ///< assigned, imported, defined, deleted …
    bool parameter = false;
    bool used = false;
    bool annotated = false;
    bool declaredGlobal = false;
    bool declaredNonlocal = false;
    bool iteration = false; ///< target of a comprehension's for
    Access access = Access::Unknown;
    quint32 slot = 0;
    SourceRange declaration; ///< of the nonlocal statement
};

/// A scope while the resolver works on it.
struct ScopeInfo
{
    ast::Scope *scope = nullptr;
    ScopeInfo *parent = nullptr;
    std::vector<ScopeInfo *> children;
    std::vector<NameUse> uses; ///< in the order of their first appearance; parameters first
    QHash<SymbolPtr, qsizetype> useOf;
    std::vector<ast::Name *> names; ///< the nodes to write to
    std::vector<SymbolPtr> free; ///< names of outer functions that this scope or one inside it uses
    SymbolPtr privateName = nullptr; ///< class whose private names are mangled here
    bool isAsync = false; ///< async def
    bool isLambda = false;
    bool usesSuper = false; ///< a function that may need `__class__`
    quint32 parameterCount = 0;
    bool inFirstIterable = false; ///< reading the iterable of a comprehension: `:=` is forbidden
    int loops = 0; ///< enclosing loops in this function
    bool inExceptStar = false;
    std::optional<SourceRange> valueReturned; ///< a `return` with a value

    [[nodiscard]] bool isFunctionLike() const
    {
        return scope->type != ast::Scope::Type::Module && scope->type != ast::Scope::Type::Class;
    }

    NameUse &use(SymbolPtr name)
    {
        if (const auto found = useOf.constFind(name); found != useOf.cend())
            return uses[static_cast<size_t>(*found)];
        useOf.insert(name, static_cast<qsizetype>(uses.size()));
        uses.push_back({});
        uses.back().name = name;
        return uses.back();
    }

    [[nodiscard]] const NameUse *find(SymbolPtr name) const
    {
        const auto found = useOf.constFind(name);
        return found != useOf.cend() ? &uses[static_cast<size_t>(*found)] : nullptr;
    }
};

using ScopeInfos = std::vector<std::unique_ptr<ScopeInfo>>;

/// `__x` of class `C` is `_C__x`.
[[nodiscard]] SymbolPtr mangled(SymbolPtr className, SymbolPtr name);

} // namespace limbeck::lang
