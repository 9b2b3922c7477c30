// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/planner.h"

#include "core/revision/revisionpath.h"
#include "core/revision/versionrows.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QStringList texts(const Heads &heads)
{
    QStringList result;
    for (const RevisionId &head : heads)
        result.append(head.text());
    return result;
}

MigrationStep revisionStep(const RevisionMap &map, RevisionIndex index, MigrationStep::Kind kind)
{
    MigrationStep step;
    step.kind = kind;
    step.isUpgrade = kind == MigrationStep::Kind::Upgrade;
    step.revision = map.id(index);
    step.doc = map.at(index).doc();
    step.upRevisions = { map.id(index) };
    step.downRevisions = map.ids(map.normalizedDownRevisions(index));
    step.from = step.isUpgrade ? map.ids(map.downRevisions(index)) : step.upRevisions;
    step.to = step.isUpgrade ? step.upRevisions : map.ids(map.downRevisions(index));
    return step;
}

/// Adds to each step what it does to the rows.
Result<MigrationPlan> withVersionChanges(const RevisionMap &map, const Heads &heads,
                                         std::vector<MigrationStep> steps)
{
    MigrationPlan plan;
    plan.startHeads = heads;
    VersionRows rows(map, heads);
    for (MigrationStep &step : steps) {
        step.startsWithoutRows = rows.isEmpty();
        auto changes = rows.advance(step);
        if (!changes)
            return failure(changes.error());
        step.versionChanges = std::move(*changes);
    }
    plan.steps = std::move(steps);
    plan.endHeads = rows.sortedHeads();
    return plan;
}

Result<MigrationPlan> planFor(const RevisionMap &map, const Heads &heads, RevisionIndexes order,
                              MigrationStep::Kind kind)
{
    if (kind == MigrationStep::Kind::Upgrade)
        std::reverse(order.begin(), order.end());
    std::vector<MigrationStep> steps;
    steps.reserve(order.size());
    for (const RevisionIndex index : order)
        steps.push_back(revisionStep(map, index, kind));
    return withVersionChanges(map, heads, std::move(steps));
}

} // namespace

Result<MigrationPlan> upgradePlan(const RevisionMap &map, const Heads &heads,
                                  const RevisionTarget &target)
{
    FailureWords words;
    words.notAnAncestor =
        u"Destination %(end)s is not a valid upgrade target from current head(s)"_s;
    words.end = target.text();
    UpgradeRequest request;
    request.upper = RevisionArgument::one(target.text());
    request.lower = RevisionArgument::many(texts(heads));
    const auto collected = collectUpgradeRevisions(map, request);
    if (!collected)
        return failure(commandError(collected.error(), words));
    auto order = topologicalOrder(map, collected->needed, collected->heads);
    if (!order)
        return failure(order.error());
    return planFor(map, heads, std::move(*order), MigrationStep::Kind::Upgrade);
}

Result<MigrationPlan> downgradePlan(const RevisionMap &map, const Heads &heads,
                                    const RevisionTarget &target)
{
    FailureWords words;
    words.notAnAncestor =
        u"Destination %(end)s is not a valid downgrade target from current head(s)"_s;
    words.end = target.text();
    QStringList warnings;
    const auto collected = collectDowngradeRevisions(map, heads, target.text(), warnings);
    if (!collected)
        return failure(commandError(collected.error(), words));
    auto order = topologicalOrder(map, collected->needed, collected->heads);
    if (!order)
        return failure(order.error());
    auto plan = planFor(map, heads, std::move(*order), MigrationStep::Kind::Downgrade);
    if (plan)
        plan->warnings = warnings;
    return plan;
}

Result<Heads> offlineHeads(const RevisionMap &map, const RevisionTarget &start)
{
    if (start.text().isEmpty() || start.text() == u"base")
        return Heads {};
    const auto place = RevisionLookup(map).getRevision(start.text());
    if (!place)
        return failure(commandError(place.error()));
    if (!place->isRevision()) {
        return failure(ErrorCode::ImpossibleTarget,
                       u"Starting revision '%1' does not lead to a revision"_s.arg(start.text()));
    }
    return Heads { map.id(place->index) };
}

namespace {

MigrationStep stampStep(const RevisionMap &map, const RevisionIndexes &from,
                        const RevisionIndexes &to, bool isUpgrade)
{
    MigrationStep step;
    step.kind = MigrationStep::Kind::Stamp;
    step.isUpgrade = isUpgrade;
    step.from = map.ids(from);
    step.to = map.ids(to);
    step.upRevisions = isUpgrade ? step.to : step.from;
    step.downRevisions = isUpgrade ? step.from : step.to;
    return step;
}

/// The rows that lie on the lineage of one of the targets, in the order of the targets.
Resolved<RevisionIndexes> rowsOnLineage(const RevisionLookup &lookup, const RevisionIndexes &rows,
                                        const std::vector<RevisionTarget> &targets)
{
    RevisionIndexes result;
    for (const RevisionTarget &target : targets) {
        if (target.text().isEmpty())
            continue;
        const auto onLineage = lookup.filterForLineage(rows, target.text(), Dependencies::Included);
        if (!onLineage)
            return onLineage;
        for (const RevisionIndex row : *onLineage) {
            if (std::find(result.begin(), result.end(), row) == result.end())
                result.push_back(row);
        }
    }
    return result;
}

bool anyOf(const RevisionIndexes &indexes, const RevisionSet &set)
{
    return std::any_of(indexes.begin(), indexes.end(),
                       [&](RevisionIndex index) { return set.contains(index); });
}

Resolved<std::vector<MigrationStep>> stampSteps(const RevisionMap &map, const Heads &heads,
                                                const std::vector<RevisionTarget> &targets)
{
    const RevisionLookup lookup(map);
    const auto rows = lookup.getOnlyRevisions(RevisionArgument::many(texts(heads)));
    if (!rows)
        return tl::unexpected(rows.error());
    const auto moving = rowsOnLineage(lookup, *rows, targets);
    if (!moving)
        return tl::unexpected(moving.error());
    QStringList names;
    for (const RevisionTarget &target : targets)
        names.append(target.text());
    const auto destinations = lookup.getRevisions(RevisionArgument::many(names));
    if (!destinations)
        return tl::unexpected(destinations.error());

    std::vector<MigrationStep> steps;
    const auto toBase = [&] {
        for (const RevisionIndex row : *moving)
            steps.push_back(stampStep(map, { row }, {}, false));
    };
    if (destinations->empty())
        toBase();
    for (const RevisionPlace &destination : *destinations) {
        if (destination.kind == RevisionPlace::Kind::Nowhere) {
            toBase();
            continue;
        }
        if (!destination.isRevision()) {
            return revisionFailure(RevisionFailure::Kind::Assertion,
                                   u"'%1' does not lead to a revision"_s.arg(names.join(u' ')));
        }
        const RevisionIndex index = destination.index;
        if (std::find(moving->begin(), moving->end(), index) != moving->end())
            continue;
        const bool isBelow = anyOf(*moving, descendants(map, { index }, Dependencies::Included));
        const bool isAbove = anyOf(*moving, ancestors(map, { index }, Dependencies::Included));
        if (isBelow && isAbove) {
            return revisionFailure(
                RevisionFailure::Kind::Assertion,
                u"Rows of the version table lie above and below revision %1"_s.arg(
                    map.id(index).text()));
        }
        if (isBelow || isAbove)
            steps.push_back(stampStep(map, *moving, { index }, isAbove));
        else
            steps.push_back(stampStep(map, {}, { index }, true)); // a branch that has no row yet
    }
    return steps;
}

} // namespace

Result<MigrationPlan> stampPlan(const RevisionMap &map, const Heads &heads,
                                const std::vector<RevisionTarget> &targets)
{
    FailureWords words;
    words.multipleHeads = u"Multiple heads are present; please specify a single target revision"_s;
    auto steps = stampSteps(map, heads, targets);
    if (!steps)
        return failure(commandError(steps.error(), words));
    return withVersionChanges(map, heads, std::move(*steps));
}

} // namespace limbeck
