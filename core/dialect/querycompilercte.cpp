// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/querycompiler.h"

using namespace Qt::StringLiterals;

// WITH.

namespace limbeck::dialect {

using namespace schema;

namespace {

/// The CTE that union() was first called on: all that restate it are one CTE.
const FromClause *originOf(const FromClause *from)
{
    const auto *cte = std::get_if<CteSource>(&from->node);
    return cte && cte->restates ? originOf(cte->restates.get()) : from;
}

} // namespace

QString StatementCompiler::cte(const FromClausePtr &source, bool asFrom)
{
    const auto &given = std::get<CteSource>(source->node);
    const Identifier name = resolved(aliasName(source), u"alias"_s);
    const QString text = m_preparer.quote(name);
    const int level = given.nesting ? static_cast<int>(m_levels.size()) : 1;

    auto known = std::find_if(m_ctes.begin(), m_ctes.end(), [&](const CteText &each) {
        return originOf(each.cte.get()) == originOf(source.get())
            || (each.level == level && each.name == name.text);
    });
    if (known != m_ctes.end()) {
        if (originOf(known->cte.get()) != originOf(source.get())) {
            fail(u"Multiple, unrelated CTEs found with the same name: '%1'"_s.arg(name.text));
            return text;
        }
        const bool isSameOrInner = known->cte == source
            || std::get<CteSource>(known->cte->node).restates == source || !given.restates;
        if (isSameOrInner)
            return asFrom ? text : QString();
        // The whole recursive CTE is met after a part of it: it takes that one's place.
        m_ctes.erase(known);
    }
    m_ctes.push_back({ source, name.text, level, given.recursive, given.nesting, {}, false });

    QString sql = text;
    if (given.recursive || given.nameColumns) {
        QStringList columns;
        for (const SelectedColumn &column : named(columnsOf(*given.query), false, false)) {
            std::optional<ElementName> label = column.fallback;
            if (!label)
                label = givenName(column.element);
            if (label)
                columns.append(quoted(*label, u"colident"_s));
        }
        sql += u'(' + columns.join(u", "_s) + u')';
    }
    QString materialized;
    if (given.materialized)
        materialized = *given.materialized ? u"MATERIALIZED "_s : u"NOT MATERIALIZED "_s;
    Embedding embedding;
    embedding.asFrom = true;
    embedding.cte = source.get();
    sql += u" AS "_s + materialized + u"\n("_s + query(*given.query, embedding) + u')';
    // Writing the query may have added the CTEs that it uses: they come first.
    const auto own = std::find_if(m_ctes.begin(), m_ctes.end(),
                                  [&source](const CteText &each) { return each.cte == source; });
    if (own != m_ctes.end()) {
        CteText done = *own;
        m_ctes.erase(own);
        done.text = sql;
        done.isDone = true;
        m_ctes.push_back(std::move(done));
    }
    return asFrom ? text : QString();
}

void StatementCompiler::independentCtes(const std::vector<FromClausePtr> &ctes)
{
    for (const FromClausePtr &each : ctes)
        cte(each, false);
}

QString StatementCompiler::withClause(bool toplevel, bool includeFollowing)
{
    const int level = toplevel ? 0 : static_cast<int>(m_levels.size());
    QStringList texts;
    bool isRecursive = false;
    std::vector<CteText> rest;
    for (CteText &each : m_ctes) {
        const bool isOfLevel = each.level == level || (includeFollowing && each.level == level + 1);
        const bool isShown = each.isDone && (level <= 1 || (each.isNesting && isOfLevel));
        if (isShown) {
            texts.append(each.text);
            isRecursive = isRecursive || each.isRecursive;
        }
        if (!isShown || level <= 1)
            rest.push_back(each);
    }
    m_ctes = std::move(rest);
    if (texts.isEmpty())
        return {};
    return (isRecursive ? u"WITH RECURSIVE "_s : u"WITH "_s) + texts.join(u", \n"_s) + u"\n "_s;
}

} // namespace limbeck::dialect
