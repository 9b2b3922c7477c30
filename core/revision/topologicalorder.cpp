// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionwalk.h"

#include <list>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Alembic keeps a list of "current heads" and walks down from one of them. A candidate that is an
/// ancestor of another current head has to wait: the walk goes on at the first such head. Alembic
/// keeps the set of ancestors of each head for that; here each revision counts its children that
/// are still to come, which gives the same answer wherever every revision between a head and a
/// needed one is needed too, as in plans.
class Walk
{
public:
    Walk(const RevisionMap &map, const RevisionSet &needed, const RevisionIndexes &heads);
    virtual ~Walk() = default;
    Q_DISABLE_COPY_MOVE(Walk)

    [[nodiscard]] Result<RevisionIndexes> order();

protected:
    using HeadList = std::list<RevisionIndex>;

    /// The first current head, other than the candidate's own, that is above the candidate; the end
    /// if there is none.
    [[nodiscard]] virtual HeadList::iterator firstHeadAbove(HeadList::iterator candidate) = 0;
    virtual void emitted(RevisionIndex index) = 0;

    const RevisionMap &m_map;
    RevisionSet m_todo;
    RevisionSet m_isCurrentHead;
    HeadList m_currentHeads;

private:
    [[nodiscard]] HeadList::iterator stepDown(HeadList::iterator candidate);
};

Walk::Walk(const RevisionMap &map, const RevisionSet &needed, const RevisionIndexes &heads)
    : m_map(map)
    , m_todo(needed)
    , m_isCurrentHead(map)
{
    for (const RevisionIndex head : heads) {
        if (m_todo.contains(head))
            m_isCurrentHead.insert(head);
    }
    for (const RevisionIndex head : m_isCurrentHead.members())
        m_currentHeads.push_back(head);
}

Result<RevisionIndexes> Walk::order()
{
    RevisionIndexes output;
    auto candidate = m_currentHeads.begin();
    while (!m_currentHeads.empty()) {
        if (const auto above = firstHeadAbove(candidate); above != m_currentHeads.end()) {
            candidate = above;
            continue;
        }
        output.push_back(*candidate);
        m_todo.remove(*candidate);
        m_isCurrentHead.remove(*candidate);
        emitted(*candidate);
        candidate = stepDown(candidate);
    }
    if (!m_todo.isEmpty()) {
        QStringList left;
        for (const RevisionIndex index : m_todo.members())
            left.append(m_map.id(index).text());
        return failure(
            Error { ErrorCode::ImpossibleTarget,
                    u"Revisions %1 cannot be reached from the end of the requested range"_s.arg(
                        left.join(u", "_s)),
                    {},
                    {},
                    left,
                    {} });
    }
    return output;
}

/// Puts the parents in the place of the head that was just taken.
Walk::HeadList::iterator Walk::stepDown(HeadList::iterator candidate)
{
    bool isReplaced = false;
    for (const RevisionIndex parent : m_map.normalizedDownRevisions(*candidate)) {
        if (!m_todo.contains(parent) || m_isCurrentHead.contains(parent))
            continue;
        m_isCurrentHead.insert(parent);
        if (!isReplaced)
            *candidate = parent;
        else
            m_currentHeads.push_back(parent);
        isReplaced = true;
    }
    if (isReplaced)
        return candidate;
    const auto next = m_currentHeads.erase(candidate);
    return next == m_currentHeads.begin() ? next : std::prev(next);
}

/// For sets without gaps between heads and needed revisions.
class CountingWalk : public Walk
{
public:
    CountingWalk(const RevisionMap &map, const RevisionSet &needed, const RevisionIndexes &heads)
        : Walk(map, needed, heads)
        , m_children(static_cast<size_t>(map.size()))
        , m_childrenToCome(static_cast<size_t>(map.size()), 0)
    {
        for (RevisionIndex index = 0; index < map.size(); ++index) {
            if (!needed.contains(index))
                continue;
            for (const RevisionIndex parent : map.normalizedDownRevisions(index)) {
                m_children[static_cast<size_t>(parent)].push_back(index);
                ++m_childrenToCome[static_cast<size_t>(parent)];
            }
        }
    }

protected:
    HeadList::iterator firstHeadAbove(HeadList::iterator candidate) override
    {
        if (m_childrenToCome[static_cast<size_t>(*candidate)] == 0)
            return m_currentHeads.end();
        // The search upwards may stop at the head that comes first in the list.
        auto foremost = m_currentHeads.begin();
        if (foremost == candidate)
            ++foremost;
        RevisionSet seen(m_map);
        RevisionIndexes pending { *candidate };
        while (!pending.empty()) {
            const RevisionIndex index = pending.back();
            pending.pop_back();
            if (seen.contains(index))
                continue;
            seen.insert(index);
            if (foremost != m_currentHeads.end() && index == *foremost)
                return foremost;
            const RevisionIndexes &children = m_children[static_cast<size_t>(index)];
            for (auto child = children.rbegin(); child != children.rend(); ++child) {
                if (m_todo.contains(*child))
                    pending.push_back(*child);
            }
        }
        return std::find_if(m_currentHeads.begin(), m_currentHeads.end(), [&](RevisionIndex head) {
            return head != *candidate && seen.contains(head);
        });
    }

    void emitted(RevisionIndex index) override
    {
        for (const RevisionIndex parent : m_map.normalizedDownRevisions(index))
            --m_childrenToCome[static_cast<size_t>(parent)];
    }

private:
    std::vector<RevisionIndexes> m_children;
    std::vector<int> m_childrenToCome;
};

/// For sets with gaps: asks for every head whether it is above the candidate, by a search downwards
/// that stops at the candidate's generation.
class SearchingWalk : public Walk
{
public:
    using Walk::Walk;

protected:
    HeadList::iterator firstHeadAbove(HeadList::iterator candidate) override
    {
        return std::find_if(m_currentHeads.begin(), m_currentHeads.end(), [&](RevisionIndex head) {
            return head != *candidate && isAbove(head, *candidate);
        });
    }

    void emitted(RevisionIndex) override { }

private:
    [[nodiscard]] bool isAbove(RevisionIndex head, RevisionIndex candidate) const
    {
        RevisionSet seen(m_map);
        RevisionIndexes pending { head };
        while (!pending.empty()) {
            const RevisionIndex index = pending.back();
            pending.pop_back();
            if (index == candidate)
                return true;
            if (seen.contains(index) || m_map.generation(index) <= m_map.generation(candidate))
                continue;
            seen.insert(index);
            const RevisionSpan down = m_map.normalizedDownRevisions(index);
            pending.insert(pending.end(), down.begin(), down.end());
        }
        return false;
    }
};

/// True if every revision that lies between a head and a needed one is needed itself.
bool isWithoutGaps(const RevisionMap &map, const RevisionSet &needed, const RevisionIndexes &heads)
{
    RevisionIndexes starts;
    for (const RevisionIndex head : heads) {
        if (needed.contains(head))
            starts.push_back(head);
    }
    const RevisionSet below = ancestors(map, starts, Dependencies::Included);
    for (RevisionIndex index = 0; index < map.size(); ++index) {
        if (needed.contains(index)) {
            if (!below.contains(index))
                return false;
        } else if (below.contains(index)) {
            for (const RevisionIndex parent : map.normalizedDownRevisions(index)) {
                if (needed.contains(parent))
                    return false;
            }
        }
    }
    return true;
}

} // namespace

Result<RevisionIndexes> topologicalOrder(const RevisionMap &map, const RevisionSet &needed,
                                         const RevisionIndexes &heads)
{
    if (isWithoutGaps(map, needed, heads))
        return CountingWalk(map, needed, heads).order();
    return SearchingWalk(map, needed, heads).order();
}

} // namespace limbeck
