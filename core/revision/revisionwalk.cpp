// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionwalk.h"

namespace limbeck {

namespace {

template <typename Edges>
RevisionSet reached(const RevisionMap &map, RevisionIndexes pending, Edges edges)
{
    RevisionSet seen(map);
    while (!pending.empty()) {
        const RevisionIndex index = pending.back();
        pending.pop_back();
        if (seen.contains(index))
            continue;
        seen.insert(index);
        const RevisionSpan next = edges(index);
        pending.insert(pending.end(), next.begin(), next.end());
    }
    return seen;
}

} // namespace

RevisionIndexes RevisionSet::members() const
{
    RevisionIndexes result;
    for (size_t i = 0; i < m_contains.size(); ++i) {
        if (m_contains[i])
            result.push_back(static_cast<RevisionIndex>(i));
    }
    return result;
}

void RevisionSet::unite(const RevisionSet &other)
{
    for (size_t i = 0; i < m_contains.size(); ++i)
        m_contains[i] = m_contains[i] || other.m_contains[i];
}

void RevisionSet::intersect(const RevisionSet &other)
{
    for (size_t i = 0; i < m_contains.size(); ++i)
        m_contains[i] = m_contains[i] && other.m_contains[i];
}

void RevisionSet::subtract(const RevisionSet &other)
{
    for (size_t i = 0; i < m_contains.size(); ++i)
        m_contains[i] = m_contains[i] && !other.m_contains[i];
}

RevisionSet ancestors(const RevisionMap &map, const RevisionIndexes &starts,
                      Dependencies dependencies)
{
    if (dependencies == Dependencies::Included) {
        return reached(map, starts,
                       [&](RevisionIndex index) { return map.normalizedDownRevisions(index); });
    }
    return reached(map, starts, [&](RevisionIndex index) { return map.downRevisions(index); });
}

RevisionSet descendants(const RevisionMap &map, const RevisionIndexes &starts,
                        Dependencies dependencies)
{
    if (dependencies == Dependencies::Included) {
        return reached(map, starts,
                       [&](RevisionIndex index) { return map.allNextRevisions(index); });
    }
    return reached(map, starts, [&](RevisionIndex index) { return map.nextRevisions(index); });
}

} // namespace limbeck
