// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/resolver.h"

#include "core/lang/namecollector.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

using Access = NameUse::Access;

/// Second pass of the resolver: decides how each name is reached, and writes it into scopes and
/// nodes.
class SlotAssigner
{
public:
    SlotAssigner(Module &module, ScopeInfos scopes, bool findsUnbound)
        : m_module(module)
        , m_scopes(std::move(scopes))
        , m_class(intern(u"__class__"))
        , m_findsUnbound(findsUnbound)
    {
    }

    void run()
    {
        for (const auto &info : m_scopes)
            decide(*info);
        for (const auto &info : m_scopes)
            number(*info);
        for (const auto &info : m_scopes) {
            linkFree(*info);
            for (Name *const name : info->names)
                write(*info, name);
        }
        m_module.globalNames = m_module.arena.list(m_globals.names().data(),
                                                   static_cast<size_t>(m_globals.names().size()));
    }

    std::vector<const Name *> unbound()
    {
        std::erase_if(m_unbound, [this](const Name *name) { return m_isBound[name->slot]; });
        return std::move(m_unbound);
    }

private:
    // Deciding

    void decide(ScopeInfo &info)
    {
        // decide() of a name may add uses to other scopes, never to this one.
        for (qsizetype i = 0; i < info.uses.size(); ++i) {
            NameUse &use = info.uses[i];
            if (use.access != Access::Unknown)
                continue;
            if (info.scope->type == Scope::Type::Module || use.declaredGlobal)
                use.access = Access::Global;
            else if (use.bound && !use.declaredNonlocal)
                use.access = Access::Local;
            else
                use.access = capture(info, use.name) ? Access::Free : Access::Global;
            if (use.declaredNonlocal && use.access != Access::Free) {
                throw SyntaxFailure { SyntaxFailure::Type::SyntaxError,
                                      u"no binding for nonlocal '%1' found"_s.arg(use.name->text),
                                      m_module.place(use.declaration),
                                      {} };
            }
        }
        if (info.usesSuper && info.find(m_class) == nullptr)
            capture(info, m_class);
    }

    /// Looks for @p name in the functions around @p info; if one binds it, makes it a cell there
    /// and free on the way.
    bool capture(ScopeInfo &info, SymbolPtr name)
    {
        ScopeInfo *owner = info.parent;
        for (; owner != nullptr; owner = owner->parent) {
            if (owner->scope->type == Scope::Type::Module)
                return false;
            if (owner->scope->type == Scope::Type::Class) {
                if (name == m_class)
                    break;
                continue;
            }
            const NameUse *const use = owner->find(name);
            if (use == nullptr)
                continue;
            if (use->declaredGlobal)
                return false;
            if (use->bound && !use->declaredNonlocal)
                break;
        }
        if (owner == nullptr)
            return false;
        if (owner->scope->type == Scope::Type::Class)
            owner->scope->makesClassCell = true;
        else
            owner->use(name).access = Access::Cell;
        for (ScopeInfo *scope = &info; scope != owner; scope = scope->parent) {
            if (std::find(scope->free.begin(), scope->free.end(), name) == scope->free.end())
                scope->free.push_back(name);
        }
        return true;
    }

    // Numbering

    void number(ScopeInfo &info)
    {
        Scope &scope = *info.scope;
        QVarLengthArray<SymbolPtr, 16> locals;
        QVarLengthArray<SymbolPtr, 16> cells;
        QVarLengthArray<Scope::CellParameter, 16> cellParameters;
        if (scope.makesClassCell) {
            scope.classCell = 0;
            cells.push_back(m_class);
        }
        for (NameUse &use : info.uses) {
            const bool plain = info.isFunctionLike() && use.access == Access::Local;
            if (use.parameter || plain) {
                use.slot = static_cast<quint32>(locals.size());
                locals.push_back(use.name);
            }
            if (use.access == Access::Cell) {
                const auto cell = static_cast<quint32>(cells.size());
                if (use.parameter)
                    cellParameters.push_back({ use.slot, cell });
                use.slot = cell;
                cells.push_back(use.name);
            }
        }
        scope.locals = list(locals);
        scope.cells = list(cells);
        scope.cellParameters = list(cellParameters);
    }

    template <typename T>
    [[nodiscard]] List<T> list(const QVarLengthArray<T, 16> &items)
    {
        return m_module.arena.list(items.data(), static_cast<size_t>(items.size()));
    }

    void linkFree(ScopeInfo &info)
    {
        std::vector<Scope::FreeVariable> free;
        for (const SymbolPtr name : info.free)
            free.push_back({ name, cellOf(*info.parent, name) });
        info.scope->free = m_module.arena.list(free);
        if (const auto own = std::find(info.free.begin(), info.free.end(), m_class);
            own != info.free.end()) {
            if (info.scope->type != Scope::Type::Class)
                info.scope->classCell = static_cast<int>(cellOf(info, m_class));
        }
    }

    /// Index of the cell of @p name in a frame of @p info.
    [[nodiscard]] quint32 cellOf(const ScopeInfo &info, SymbolPtr name) const
    {
        if (info.scope->makesClassCell && name == m_class)
            return 0;
        if (const NameUse *const use = info.find(name);
            use != nullptr && use->access == Access::Cell)
            return use->slot;
        const auto place = std::find(info.free.begin(), info.free.end(), name);
        Q_ASSERT(place != info.free.end());
        return info.scope->cells.size() + static_cast<quint32>(place - info.free.begin());
    }

    // Writing

    void write(ScopeInfo &info, Name *name)
    {
        NameUse &use = info.uses[qsizetype { name->slot }];
        const bool inClass = info.scope->type == Scope::Type::Class;
        switch (use.access) {
        case Access::Local:
            name->kind = inClass ? Kind::ClassName : Kind::LocalName;
            name->slot = inClass ? globalIndex(use) : use.slot;
            return;
        case Access::Cell:
            name->kind = Kind::CellName;
            name->slot = use.slot;
            return;
        case Access::Free:
            writeFree(info, name, use);
            return;
        default:
            break;
        }
        const bool dynamic = !use.declaredGlobal && seesClassNamespace(info);
        name->kind = dynamic ? Kind::ClassName : Kind::GlobalName;
        name->slot = globalIndex(use);
        if (!m_findsUnbound)
            return;
        m_isBound.resize(static_cast<size_t>(m_globals.names().size()));
        if (name->context == Context::Store)
            m_isBound[name->slot] = true;
        else if (!dynamic || inClass || info.parent->find(name->id) == nullptr)
            m_unbound.push_back(name);
    }

    void writeFree(ScopeInfo &info, Name *name, const NameUse &use)
    {
        const bool throughClass = !use.declaredNonlocal && seesClassNamespace(info);
        name->kind = throughClass ? Kind::ClassCellName : Kind::CellName;
        name->slot = cellOf(info, name->id);
    }

    /// In a class body, and in the type parameters of a definition in one, names are looked up in
    /// the class first.
    static bool seesClassNamespace(const ScopeInfo &info)
    {
        return info.scope->type == Scope::Type::Class
            || (info.scope->type == Scope::Type::TypeParameters
                && info.parent->scope->type == Scope::Type::Class);
    }

    quint32 globalIndex(NameUse &use)
    {
        if (use.global)
            return *use.global;
        use.global = m_globals.find(use.name);
        if (!use.global) {
            use.global = m_globals.add(use.name);
        }
        return *use.global;
    }

    Module &m_module;
    ScopeInfos m_scopes;
    SymbolPtr m_class;
    SymbolNumbers m_globals; ///< indices into Module::globalNames
    bool m_findsUnbound;
    std::vector<bool> m_isBound; ///< by such an index: the module binds it somewhere
    std::vector<const Name *> m_unbound;
};

} // namespace

void resolve(Module &module, std::vector<const Name *> *unbound)
{
    NameCollector collector(module);
    collector.collect();
    SlotAssigner assigner(module, collector.takeScopes(), unbound != nullptr);
    assigner.run();
    if (collector.lateFailure())
        throw *collector.lateFailure();
    if (unbound != nullptr)
        *unbound = assigner.unbound();
}

} // namespace limbeck::lang
