// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/namecollector.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

/// Checks one pattern at a time; throws the first violation.
class PatternChecker
{
public:
    explicit PatternChecker(const Module &module)
        : m_module(module)
    {
    }

    using Names = QSet<SymbolPtr>;

    void check(const Match &match)
    {
        for (quint32 i = 0; i < match.cases.size(); ++i) {
            const MatchCase &block = match.cases[i];
            Names bound;
            visit(block.pattern, bound);
            if (i + 1 < match.cases.size() && block.guard == nullptr)
                requireRefutable(block.pattern);
        }
    }

private:
    [[noreturn]] void fail(const QString &message, TextRange range) const
    {
        throw SyntaxFailure {
            SyntaxFailure::Type::SyntaxError, message, m_module.place(range), {}
        };
    }

    void requireRefutable(const Pattern *pattern) const
    {
        if (pattern->kind == Kind::MatchOr) {
            const auto &alternatives = static_cast<const MatchOr *>(pattern)->patterns;
            return requireRefutable(alternatives.back());
        }
        if (pattern->kind != Kind::MatchAs)
            return;
        const auto *const capture = static_cast<const MatchAs *>(pattern);
        if (capture->pattern != nullptr)
            return requireRefutable(capture->pattern);
        if (capture->target == nullptr)
            fail(u"wildcard makes remaining patterns unreachable"_s, pattern->range);
        fail(u"name capture '%1' makes remaining patterns unreachable"_s.arg(
                 capture->target->id->text),
             pattern->range);
    }

    void bind(const Name *target, TextRange range, Names &bound) const
    {
        if (target == nullptr)
            return;
        if (bound.contains(target->id))
            fail(u"multiple assignments to name '%1' in pattern"_s.arg(target->id->text), range);
        bound.insert(target->id);
    }

    void visitAll(const List<Pattern *> &patterns, Names &bound) const
    {
        for (const Pattern *const part : patterns)
            visit(part, bound);
    }

    void visit(const Pattern *pattern, Names &bound) const
    {
        switch (pattern->kind) {
        case Kind::MatchAs: {
            const auto *const node = static_cast<const MatchAs *>(pattern);
            if (node->pattern != nullptr)
                visit(node->pattern, bound);
            bind(node->target, node->range, bound);
            break;
        }
        case Kind::MatchStar:
            bind(static_cast<const MatchStar *>(pattern)->target, pattern->range, bound);
            break;
        case Kind::MatchSequence:
            sequence(*static_cast<const MatchSequence *>(pattern), bound);
            break;
        case Kind::MatchMapping:
            mapping(*static_cast<const MatchMapping *>(pattern), bound);
            break;
        case Kind::MatchClass:
            classPattern(*static_cast<const MatchClass *>(pattern), bound);
            break;
        case Kind::MatchOr:
            alternatives(*static_cast<const MatchOr *>(pattern), bound);
            break;
        default:
            break;
        }
    }

    void sequence(const MatchSequence &node, Names &bound) const
    {
        const auto stars =
            std::count_if(node.patterns.begin(), node.patterns.end(),
                          [](const Pattern *part) { return part->kind == Kind::MatchStar; });
        if (stars > 1)
            fail(u"multiple starred names in sequence pattern"_s, node.range);
        visitAll(node.patterns, bound);
    }

    void mapping(const MatchMapping &node, Names &bound) const
    {
        for (quint32 i = 0; i < node.keys.size(); ++i) {
            for (quint32 earlier = 0; earlier < i; ++earlier) {
                if (sameConstant(node.keys[i], node.keys[earlier])) {
                    fail(u"mapping pattern checks duplicate key (%1)"_s.arg(textOf(node.keys[i])),
                         node.range);
                }
            }
        }
        visitAll(node.patterns, bound);
        bind(node.rest, node.range, bound);
    }

    void classPattern(const MatchClass &node, Names &bound) const
    {
        for (quint32 i = 0; i < node.keywordNames.size(); ++i) {
            for (quint32 earlier = 0; earlier < i; ++earlier) {
                if (node.keywordNames[earlier] == node.keywordNames[i]) {
                    fail(u"attribute name repeated in class pattern: %1"_s.arg(
                             node.keywordNames[i]->text),
                         node.keywordPatterns[i]->range);
                }
            }
        }
        visitAll(node.patterns, bound);
        visitAll(node.keywordPatterns, bound);
    }

    void alternatives(const MatchOr &node, Names &bound) const
    {
        std::optional<Names> first;
        for (quint32 i = 0; i < node.patterns.size(); ++i) {
            Names names;
            visit(node.patterns[i], names);
            if (i + 1 < node.patterns.size())
                requireRefutable(node.patterns[i]);
            if (first && names != *first)
                fail(u"alternative patterns bind different names"_s, node.range);
            first = names;
        }
        for (const SymbolPtr name : std::as_const(*first)) {
            if (bound.contains(name))
                fail(u"multiple assignments to name '%1' in pattern"_s.arg(name->text), node.range);
            bound.insert(name);
        }
    }

    [[nodiscard]] bool sameConstant(const Expr *a, const Expr *b) const
    {
        if (a->kind != Kind::Constant || b->kind != Kind::Constant)
            return false;
        return m_module.constants[static_cast<const Constant *>(a)->index]
            == m_module.constants[static_cast<const Constant *>(b)->index];
    }

    [[nodiscard]] QString textOf(const Expr *key) const { return m_module.textOf(key->range); }

    const Module &m_module;
};

} // namespace

std::optional<SyntaxFailure> checkPatterns(const Module &module, const Match &match)
{
    try {
        PatternChecker(module).check(match);
    } catch (SyntaxFailure &failure) {
        return std::move(failure);
    }
    return std::nullopt;
}

} // namespace limbeck::lang
