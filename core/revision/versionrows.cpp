// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/versionrows.h"

using namespace Qt::StringLiterals;

namespace limbeck {

VersionRows::VersionRows(const RevisionMap &map, const Heads &heads)
    : m_map(map)
    , m_rows(heads.begin(), heads.end())
    , m_activeChildren(static_cast<size_t>(map.size()), 0)
{
    RevisionIndexes known;
    for (const RevisionId &head : heads) {
        if (const auto index = map.find(head))
            known.push_back(*index);
    }
    for (const RevisionIndex index : ancestors(map, known, Dependencies::Included).members())
        activate(map.id(index), 1);
}

Heads VersionRows::sortedHeads() const
{
    Heads result(m_rows.begin(), m_rows.end());
    std::sort(result.begin(), result.end());
    return result;
}

Result<std::vector<VersionChange>> VersionRows::advance(const MigrationStep &step)
{
    m_changes.clear();
    m_problem.clear();
    switch (step.kind) {
    case MigrationStep::Kind::Upgrade:
        upgrade(step);
        activate(step.revision, 1);
        break;
    case MigrationStep::Kind::Downgrade:
        activate(step.revision, -1);
        downgrade(step);
        break;
    case MigrationStep::Kind::Stamp:
        stamp(step);
        break;
    }
    if (!m_problem.isEmpty())
        return failure(ErrorCode::ImpossibleTarget,
                       u"Cannot %1: %2"_s.arg(step.shortLog(), m_problem));
    return std::move(m_changes);
}

void VersionRows::upgrade(const MigrationStep &step)
{
    const Ids &down = step.downRevisions;
    Ids present;
    std::copy_if(down.begin(), down.end(), std::back_inserter(present),
                 [this](const RevisionId &id) { return m_rows.contains(id); });
    if (present.empty()) {
        insertRow(step.revision);
        return;
    }
    if (present.size() == 1) {
        updateRow(down.size() == 1 ? down.front() : present.front(), step.revision);
        return;
    }
    QSet<RevisionId> others = m_rows;
    for (const RevisionId &id : down)
        others.remove(id);
    merge(others.isEmpty() ? down : notImplied(down, others), step.revision);
}

void VersionRows::downgrade(const MigrationStep &step)
{
    const Ids &down = step.downRevisions;
    if (!m_rows.contains(step.revision)) {
        fail(u"the version table has no row '%1'"_s.arg(step.revision.text()));
        return;
    }
    if (down.empty()) {
        deleteRow(step.revision);
        return;
    }
    const Ids left = rowsLeftByDowngrade(step);
    if (left.empty())
        deleteRow(step.revision);
    else if (down.size() > 1)
        unmerge(step.revision, left);
    else
        updateRow(step.revision, down.front());
}

/// Which parents get a row when the revision goes: those that no other row implies, or, if there is
/// no other row, those that are not below another parent.
VersionRows::Ids VersionRows::rowsLeftByDowngrade(const MigrationStep &step) const
{
    const Ids &down = step.downRevisions;
    QSet<RevisionId> others = m_rows;
    others.remove(step.revision);
    if (!others.isEmpty())
        return notImplied(down, others);
    if (down.size() == 1)
        return down;
    // Only the revision's own parents are applied now, and what lies below them: who has an applied
    // child is below another parent.
    Ids result;
    std::copy_if(down.begin(), down.end(), std::back_inserter(result),
                 [this](const RevisionId &id) { return !hasActiveChild(id); });
    return result;
}

void VersionRows::stamp(const MigrationStep &step)
{
    const auto anyIsNew = [this](const Ids &ids) {
        return std::any_of(ids.begin(), ids.end(),
                           [this](const RevisionId &id) { return !m_rows.contains(id); });
    };
    const bool isBranchMove = step.isUpgrade ? step.from.empty() : step.to.empty();
    if (!step.isUpgrade && isBranchMove)
        deleteRow(step.from.front());
    else if (step.isUpgrade && (isBranchMove || anyIsNew(step.from)) && anyIsNew(step.to))
        insertRow(step.to.front());
    else if (step.from.size() > 1)
        merge(step.from, step.to.front());
    else if (step.from.size() == 1)
        updateRow(step.from.front(), step.to.front());
    else
        fail(u"the row is there already"_s);
}

void VersionRows::merge(const Ids &from, const RevisionId &to)
{
    if (from.empty()) {
        fail(u"every parent is implied by another row"_s);
        return;
    }
    for (auto id = from.begin(); id != std::prev(from.end()); ++id)
        deleteRow(*id);
    updateRow(from.back(), to);
}

void VersionRows::unmerge(const RevisionId &from, const Ids &to)
{
    for (auto id = to.begin(); id != std::prev(to.end()); ++id)
        insertRow(*id);
    updateRow(from, to.back());
}

/// Those of @p candidates that are neither among the rows @p byRows nor below one of them.
VersionRows::Ids VersionRows::notImplied(const Ids &candidates,
                                         const QSet<RevisionId> &byRows) const
{
    const auto isImpliedForSure = [&](const RevisionId &id) {
        return byRows.contains(id) || (candidates.size() == 1 && hasActiveChild(id));
    };
    const bool needsSearch = candidates.size() > 1
        && std::any_of(candidates.begin(), candidates.end(),
                       [this](const RevisionId &id) { return hasActiveChild(id); });
    Ids result;
    if (!needsSearch) {
        std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(result),
                     [&](const RevisionId &id) { return !isImpliedForSure(id); });
        return result;
    }
    const RevisionSet implied = impliedBy(byRows, candidates);
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(result),
                 [&](const RevisionId &id) { return !implied.contains(*m_map.find(id)); });
    return result;
}

/// What @p rows imply, as far down as the lowest of @p candidates.
RevisionSet VersionRows::impliedBy(const QSet<RevisionId> &rows, const Ids &candidates) const
{
    int lowest = m_map.size();
    for (const RevisionId &id : candidates)
        lowest = std::min(lowest, m_map.generation(*m_map.find(id)));
    RevisionIndexes pending;
    for (const RevisionId &row : rows) {
        if (const auto index = m_map.find(row))
            pending.push_back(*index);
    }
    RevisionSet seen(m_map);
    while (!pending.empty()) {
        const RevisionIndex index = pending.back();
        pending.pop_back();
        if (seen.contains(index) || m_map.generation(index) < lowest)
            continue;
        seen.insert(index);
        const RevisionSpan down = m_map.normalizedDownRevisions(index);
        pending.insert(pending.end(), down.begin(), down.end());
    }
    return seen;
}

void VersionRows::activate(const RevisionId &id, int change)
{
    if (const auto index = m_map.find(id)) {
        for (const RevisionIndex parent : m_map.normalizedDownRevisions(*index))
            m_activeChildren[static_cast<size_t>(parent)] += change;
    }
}

bool VersionRows::hasActiveChild(const RevisionId &id) const
{
    const auto index = m_map.find(id);
    return index && m_activeChildren[static_cast<size_t>(*index)] > 0;
}

void VersionRows::insertRow(const RevisionId &id)
{
    if (m_rows.contains(id))
        return fail(u"the version table has the row '%1' already"_s.arg(id.text()));
    m_rows.insert(id);
    m_changes.push_back({ VersionChange::Kind::Insert, {}, id });
}

void VersionRows::deleteRow(const RevisionId &id)
{
    if (!m_rows.remove(id))
        return fail(u"the version table has no row '%1'"_s.arg(id.text()));
    m_changes.push_back({ VersionChange::Kind::Delete, id, {} });
}

void VersionRows::updateRow(const RevisionId &from, const RevisionId &to)
{
    if (m_rows.contains(to))
        return fail(u"the version table has the row '%1' already"_s.arg(to.text()));
    if (!m_rows.remove(from))
        return fail(u"the version table has no row '%1'"_s.arg(from.text()));
    m_rows.insert(to);
    m_changes.push_back({ VersionChange::Kind::Update, from, to });
}

void VersionRows::fail(const QString &message)
{
    if (m_problem.isEmpty())
        m_problem = message;
}

} // namespace limbeck
