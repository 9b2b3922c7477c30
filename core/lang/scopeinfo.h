// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"
#include "core/lang/token.h"

#include <QHash>
#include <QVarLengthArray>

#include <algorithm>
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
    std::optional<quint32> global; ///< its index among the module's global names, once asked for
    TextRange declaration; ///< of the nonlocal statement
};

/// Numbers names from 0 in the order in which they come. Most scopes have few names: those are
/// compared one by one.
class SymbolNumbers
{
public:
    [[nodiscard]] std::optional<quint32> find(SymbolPtr name) const
    {
        if (!m_numbers.isEmpty()) {
            const auto found = m_numbers.constFind(name);
            return found != m_numbers.cend() ? std::optional(*found) : std::nullopt;
        }
        const auto found = std::find(m_names.begin(), m_names.end(), name);
        return found != m_names.end() ? std::optional(static_cast<quint32>(found - m_names.begin()))
                                      : std::nullopt;
    }

    /// The number of a name that is new.
    quint32 add(SymbolPtr name)
    {
        constexpr qsizetype few = 24;
        m_names.push_back(name);
        if (m_names.size() > few) {
            for (qsizetype number = m_numbers.size(); number < m_names.size(); ++number)
                m_numbers.insert(m_names[number], static_cast<quint32>(number));
        }
        return static_cast<quint32>(m_names.size() - 1);
    }

    [[nodiscard]] const auto &names() const { return m_names; }

private:
    QVarLengthArray<SymbolPtr, 12> m_names;
    QHash<SymbolPtr, quint32> m_numbers; ///< empty while they are few
};

/// A scope while the resolver works on it. What a scope of a migration names has room in it, and
/// the whole in less than the 1024 bytes from which the C library tidies up at each allocation.
struct ScopeInfo
{
    ast::Scope *scope = nullptr;
    ScopeInfo *parent = nullptr;
    std::vector<ScopeInfo *> children;
    QVarLengthArray<NameUse, 12> uses; ///< in the order of their first appearance; parameters first
    SymbolNumbers useOf; ///< index into `uses`
    /// The nodes to write to; until then Name::slot is an index into `uses`.
    QVarLengthArray<ast::Name *, 16> names;
    std::vector<SymbolPtr> free; ///< names of outer functions that this scope or one inside it uses
    SymbolPtr privateName = nullptr; ///< class whose private names are mangled here
    bool isAsync = false; ///< async def
    bool isLambda = false;
    bool usesSuper = false; ///< a function that may need `__class__`
    quint32 parameterCount = 0;
    bool inFirstIterable = false; ///< reading the iterable of a comprehension: `:=` is forbidden
    int loops = 0; ///< enclosing loops in this function
    bool inExceptStar = false;
    std::optional<TextRange> valueReturned; ///< a `return` with a value

    [[nodiscard]] bool isFunctionLike() const
    {
        return scope->type != ast::Scope::Type::Module && scope->type != ast::Scope::Type::Class;
    }

    NameUse &use(SymbolPtr name) { return uses[qsizetype { indexOf(name) }]; }

    /// Notes a node that names something here.
    NameUse &add(ast::Name *node)
    {
        names.push_back(node);
        node->slot = indexOf(node->id);
        return uses[qsizetype { node->slot }];
    }

    [[nodiscard]] const NameUse *find(SymbolPtr name) const
    {
        const auto found = useOf.find(name);
        return found ? &uses[qsizetype { *found }] : nullptr;
    }

private:
    quint32 indexOf(SymbolPtr name)
    {
        if (const auto found = useOf.find(name))
            return *found;
        uses.emplace_back().name = name;
        return useOf.add(name);
    }
};

static_assert(sizeof(ScopeInfo) < 1000);

using ScopeInfos = std::vector<std::unique_ptr<ScopeInfo>>;

/// `__x` of class `C` is `_C__x`.
[[nodiscard]] SymbolPtr mangled(SymbolPtr className, SymbolPtr name);

} // namespace limbeck::lang
