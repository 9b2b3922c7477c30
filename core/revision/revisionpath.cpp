// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

RevisionArgument argumentFor(const Heads &heads)
{
    QStringList ids;
    for (const RevisionId &head : heads)
        ids.append(head.text());
    return RevisionArgument::many(ids);
}

} // namespace

Result<RevisionIndexes> findRevisions(const RevisionMap &map, const QString &identifier)
{
    const auto found = RevisionLookup(map).getOnlyRevisions(RevisionArgument::one(identifier));
    if (!found)
        return failure(commandError(found.error()));
    return *found;
}

Result<RevisionIndexes> walkRevisions(const RevisionMap &map, const RevisionArgument &lower,
                                      const RevisionArgument &upper)
{
    FailureWords words;
    words.start = lower.toString();
    words.end = upper.toString();
    UpgradeRequest request;
    request.upper = upper;
    request.lower = lower;
    request.includeLower = true;
    request.includeOtherBases = false;
    request.strict = false;
    const auto collected = collectUpgradeRevisions(map, request);
    if (!collected)
        return failure(commandError(collected.error(), words));
    return topologicalOrder(map, collected->needed, collected->heads);
}

Result<RevisionIndexes> appliedRevisions(const RevisionMap &map, const Heads &heads)
{
    const auto rows = RevisionLookup(map).getOnlyRevisions(argumentFor(heads));
    if (!rows)
        return failure(commandError(rows.error()));
    return ancestors(map, *rows, Dependencies::Included).members();
}

Result<RevisionIndexes> currentRevisions(const RevisionMap &map, const Heads &heads)
{
    const auto applied = appliedRevisions(map, heads);
    if (!applied)
        return applied;
    RevisionSet isApplied(map);
    for (const RevisionIndex index : *applied)
        isApplied.insert(index);
    RevisionIndexes result;
    for (const RevisionIndex index : *applied) {
        const RevisionSpan next = map.nextRevisions(index);
        if (std::none_of(next.begin(), next.end(),
                         [&](RevisionIndex child) { return isApplied.contains(child); }))
            result.push_back(index);
    }
    return result;
}

} // namespace limbeck
