// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionmap.h"

#include <vector>

namespace limbeck {

/// A set of revisions of one map.
class RevisionSet
{
public:
    explicit RevisionSet(const RevisionMap &map)
        : m_contains(static_cast<size_t>(map.size()), false)
    {
    }

    [[nodiscard]] bool contains(RevisionIndex index) const
    {
        return m_contains[static_cast<size_t>(index)];
    }

    void insert(RevisionIndex index) { m_contains[static_cast<size_t>(index)] = true; }

    void remove(RevisionIndex index) { m_contains[static_cast<size_t>(index)] = false; }

    [[nodiscard]] bool isEmpty() const
    {
        return std::find(m_contains.begin(), m_contains.end(), true) == m_contains.end();
    }

    /// The members in load order.
    [[nodiscard]] RevisionIndexes members() const;

    void unite(const RevisionSet &other);
    void intersect(const RevisionSet &other);
    void subtract(const RevisionSet &other);

private:
    std::vector<bool> m_contains;
};

enum class Dependencies { Ignored, Included };

/// @p starts and all that lies below them.
[[nodiscard]] RevisionSet ancestors(const RevisionMap &map, const RevisionIndexes &starts,
                                    Dependencies dependencies);
/// @p starts and all that lies above them.
[[nodiscard]] RevisionSet descendants(const RevisionMap &map, const RevisionIndexes &starts,
                                      Dependencies dependencies);

/// The revisions @p needed in the order in which Alembic takes them down from @p heads: children
/// before parents, one branch as far as it goes before the next one.
///
/// Linear for plans; a range that cuts through dependencies may cost more.
/// Errors: InvalidPlan when some of @p needed are not below a head of @p heads (Alembic stops at an
/// assertion there). Source: Alembic, `RevisionMap._topological_sort`.
[[nodiscard]] Result<RevisionIndexes>
topologicalOrder(const RevisionMap &map, const RevisionSet &needed, const RevisionIndexes &heads);

} // namespace limbeck
