// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/querycompiler.h"
#include "core/schema/table.h"

using namespace Qt::StringLiterals;

// Which FROMs a SELECT has: those it is given, and those of the columns that it names.

namespace limbeck::dialect {

using namespace schema;

void StatementCompiler::collectFroms(const ExpressionPtr &lowered, std::vector<FromClausePtr> &into)
{
    if (!lowered)
        return;
    const auto each = [&](const std::vector<ExpressionPtr> &all) {
        for (const ExpressionPtr &item : all)
            collectFroms(item, into);
    };
    const Expression &e = *lowered;
    if (const auto *column = std::get_if<ColumnReference>(&e.node)) {
        if (column->from)
            into.push_back(column->from);
    } else if (const auto *unary = std::get_if<UnaryOperation>(&e.node)) {
        collectFroms(unary->operand, into);
    } else if (const auto *binary = std::get_if<BinaryOperation>(&e.node)) {
        collectFroms(binary->left, into);
        collectFroms(binary->right, into);
    } else if (const auto *list = std::get_if<OperatorList>(&e.node)) {
        each(list->items);
    } else if (const auto *conditions = std::get_if<BooleanList>(&e.node)) {
        each(conditions->items);
    } else if (const auto *items = std::get_if<ExpressionList>(&e.node)) {
        each(items->items);
    } else if (const auto *range = std::get_if<Between>(&e.node)) {
        each({ range->operand, range->low, range->high });
    } else if (const auto *function = std::get_if<Function>(&e.node)) {
        each(function->arguments);
        each(function->orderBy);
        collectFroms(function->filter, into);
    } else if (const auto *window = std::get_if<Over>(&e.node)) {
        collectFroms(window->function, into);
        each(window->partitionBy);
        each(window->orderBy);
    } else if (const auto *choice = std::get_if<Case>(&e.node)) {
        collectFroms(choice->value, into);
        for (const auto &[when, then] : choice->whens)
            each({ when, then });
        collectFroms(choice->otherwise, into);
    } else if (const auto *cast = std::get_if<Cast>(&e.node)) {
        collectFroms(cast->operand, into);
    } else if (const auto *label = std::get_if<Label>(&e.node)) {
        collectFroms(label->element, into);
    } else if (const auto *extract = std::get_if<Extract>(&e.node)) {
        collectFroms(extract->operand, into);
    } else if (const auto *collate = std::get_if<Collate>(&e.node)) {
        collectFroms(collate->operand, into);
    } else if (const auto *array = std::get_if<ArrayLiteral>(&e.node)) {
        each(array->items);
    } else if (const auto *slice = std::get_if<Slice>(&e.node)) {
        each({ slice->start, slice->stop });
    }
}

std::vector<FromClausePtr> StatementCompiler::fromObjects(const ExpressionPtr &lowered)
{
    std::vector<FromClausePtr> all;
    collectFroms(lowered, all);
    return all;
}

std::vector<FromClausePtr> StatementCompiler::fromObjects(const FromClausePtr &source)
{
    std::vector<FromClausePtr> all { source };
    if (const auto *joined = std::get_if<JoinSource>(&source->node)) {
        for (const FromClausePtr &side : { joined->left, joined->right }) {
            const auto inner = fromObjects(side);
            all.insert(all.end(), inner.begin(), inner.end());
        }
    }
    return all;
}

std::vector<FromClausePtr> StatementCompiler::withoutHidden(const std::vector<FromClausePtr> &froms)
{
    QSet<const void *> hidden;
    for (const FromClausePtr &source : froms) {
        const auto inner = fromObjects(source);
        for (size_t at = 1; at < inner.size(); ++at)
            hidden.insert(dialect::identityOf(inner[at]));
    }
    std::vector<FromClausePtr> shown;
    QSet<const void *> seen;
    for (const FromClausePtr &source : froms) {
        const void *identity = dialect::identityOf(source);
        if (hidden.contains(identity) || seen.contains(identity))
            continue;
        seen.insert(identity);
        shown.push_back(source);
    }
    return shown;
}

void StatementCompiler::placeJoin(const PendingJoin &pending, std::vector<FromClausePtr> &froms,
                                  const std::vector<FromClausePtr> &potential)
{
    const auto joined = [&pending](const FromClausePtr &left) {
        JoinSource source;
        source.left = left;
        source.right = pending.right;
        source.on = pending.on;
        source.outer = pending.outer;
        source.full = pending.full;
        return std::make_shared<const FromClause>(FromClause { std::move(source) });
    };
    const auto contains = [this](const FromClausePtr &source, const FromClausePtr &wanted) {
        const auto objects = fromObjects(source);
        return std::any_of(objects.begin(), objects.end(), [&wanted](const FromClausePtr &each) {
            return dialect::identityOf(each) == dialect::identityOf(wanted);
        });
    };
    if (pending.left) {
        for (FromClausePtr &source : froms) {
            if (contains(source, pending.left)) {
                source = joined(source);
                return;
            }
        }
        froms.push_back(joined(pending.left));
        return;
    }
    const std::vector<FromClausePtr> &candidates = froms.empty() ? potential : froms;
    std::vector<size_t> fitting;
    const auto onFroms =
        pending.on ? fromObjects(m_lowering.lower(pending.on)) : std::vector<FromClausePtr> {};
    for (size_t at = 0; at < candidates.size(); ++at) {
        if (dialect::identityOf(candidates[at]) == dialect::identityOf(pending.right))
            continue;
        const bool reachesAll =
            std::all_of(onFroms.begin(), onFroms.end(), [&](const FromClausePtr &needed) {
                return contains(candidates[at], needed) || contains(pending.right, needed);
            });
        const bool isAmbiguous = candidates.size() > 1 && !onFroms.empty();
        if (pending.on ? (!isAmbiguous || reachesAll) : true)
            fitting.push_back(at);
    }
    if (!pending.on && fitting.size() > 1) {
        // Without ON, the foreign keys decide.
        const std::optional<Error> before = m_error;
        std::erase_if(fitting, [&](size_t at) {
            const bool cannotJoin = !joinCondition(candidates[at], pending.right);
            m_error = before;
            return cannotJoin;
        });
    }
    if (fitting.empty() && pending.on) {
        for (size_t at = 0; at < candidates.size(); ++at)
            fitting.push_back(at);
    }
    const QString advice =
        u" Please use the .select_from() method to establish an explicit left side, as well as "
        "providing an explicit ON clause if not present already to help resolve the ambiguity."_s;
    if (fitting.size() > 1) {
        fail(
            u"Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity."_s
                + advice,
            ErrorCode::Script);
    } else if (fitting.empty()) {
        fail(u"Don't know how to join to %1."_s.arg(aliasName(pending.right).text) + advice,
             ErrorCode::Script);
    } else if (froms.empty()) {
        froms.push_back(joined(candidates[fitting.front()]));
    } else {
        froms[fitting.front()] = joined(froms[fitting.front()]);
    }
}

std::vector<FromClausePtr> StatementCompiler::fromsOf(const Select &select,
                                                      const std::vector<ExpressionPtr> &columns,
                                                      const ExpressionPtr &where)
{
    std::vector<FromClausePtr> found;
    for (const ExpressionPtr &column : columns)
        collectFroms(column, found);
    collectFroms(where, found);
    std::vector<FromClausePtr> froms = select.from;
    std::vector<FromClausePtr> potential;
    QSet<const void *> seen;
    for (const FromClausePtr &source : found) {
        if (!seen.contains(dialect::identityOf(source)))
            potential.push_back(source);
        seen.insert(dialect::identityOf(source));
    }
    for (const PendingJoin &pending : select.joins)
        placeJoin(pending, froms, potential);
    froms.insert(froms.end(), potential.begin(), potential.end());
    return withoutHidden(froms);
}

} // namespace limbeck::dialect
