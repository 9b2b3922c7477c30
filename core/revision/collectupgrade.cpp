// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionpath.h"
#include "core/revision/revisiontarget.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Kind = RevisionFailure::Kind;

tl::unexpected<RevisionFailure> walkedTooFar(const RelativeTarget &target)
{
    return revisionFailure(Kind::Other,
                           u"Relative revision %1 didn't produce %2 migrations"_s.arg(
                               target.steps, target.magnitude()));
}

class UpgradeCollector
{
public:
    UpgradeCollector(const RevisionMap &map, const UpgradeRequest &request)
        : m_map(map)
        , m_lookup(map)
        , m_request(request)
        , m_lower(request.lower)
    {
    }

    [[nodiscard]] Resolved<CollectedRevisions> collect();

private:
    [[nodiscard]] Resolved<RevisionIndexes> targets() const;
    [[nodiscard]] Resolved<RevisionPlaces> parseTarget() const;
    [[nodiscard]] Resolved<RevisionPlace> walkFromCurrent(const RelativeTarget &target) const;
    [[nodiscard]] Resolved<RevisionPlaces> startsOnBranch(const QString &branch) const;
    [[nodiscard]] Resolved<RevisionIndexes> onNamedBranch(RevisionIndexes targets) const;
    [[nodiscard]] Resolved<RevisionIndexes> currentRevisions(const RevisionSet &required);
    [[nodiscard]] Resolved<RevisionIndex> relativeLower() const;

    const RevisionMap &m_map;
    const RevisionLookup m_lookup;
    const UpgradeRequest &m_request;
    RevisionArgument m_lower;
};

/// The set below @p starts. None of them may lie below another one.
Resolved<RevisionSet> withoutOverlap(const RevisionMap &map, const RevisionIndexes &starts,
                                     bool upwards)
{
    RevisionSet seen(map);
    RevisionSet isStart(map);
    for (const RevisionIndex start : starts)
        isStart.insert(start);
    for (const RevisionIndex start : starts) {
        RevisionIndexes overlaps;
        RevisionIndexes pending { start };
        while (!pending.empty()) {
            const RevisionIndex index = pending.back();
            pending.pop_back();
            if (index != start && isStart.contains(index)
                && std::find(overlaps.begin(), overlaps.end(), index) == overlaps.end())
                overlaps.push_back(index);
            if (seen.contains(index))
                continue;
            seen.insert(index);
            const RevisionSpan next =
                upwards ? map.nextRevisions(index) : map.normalizedDownRevisions(index);
            pending.insert(pending.end(), next.begin(), next.end());
        }
        if (!overlaps.empty()) {
            return revisionFailure(
                Kind::Other,
                u"Requested revision %1 overlaps with other requested revisions %2"_s.arg(
                    map.id(start).text(), joinIds(map.ids(overlaps))));
        }
    }
    return seen;
}

Resolved<CollectedRevisions> UpgradeCollector::collect()
{
    const auto targets = this->targets();
    if (!targets)
        return tl::unexpected(targets.error());
    const auto required = withoutOverlap(m_map, *targets, false);
    if (!required)
        return tl::unexpected(required.error());
    const auto current = currentRevisions(*required);
    if (!current)
        return tl::unexpected(current.error());
    const auto applied = withoutOverlap(m_map, *current, false);
    if (!applied)
        return tl::unexpected(applied.error());

    CollectedRevisions result { *required, *targets };
    result.needed.subtract(*applied);
    if (m_request.includeLower) {
        const auto lower = m_lookup.getOnlyRevisions(m_lower);
        if (!lower)
            return tl::unexpected(lower.error());
        for (const RevisionIndex index : *lower)
            result.needed.insert(index);
    }
    if (!current->empty() && !m_request.includeOtherBases) {
        const auto above = withoutOverlap(m_map, *current, true);
        if (!above)
            return tl::unexpected(above.error());
        result.needed.intersect(*above);
    }
    return result;
}

Resolved<RevisionIndexes> UpgradeCollector::targets() const
{
    const auto places = parseTarget();
    if (!places)
        return tl::unexpected(places.error());
    RevisionIndexes result;
    for (const RevisionPlace &place : *places) {
        if (!place.isRevision()) {
            return revisionFailure(
                Kind::Assertion,
                u"Target %1 does not lead to a revision"_s.arg(m_request.upper.toString()));
        }
        result.push_back(place.index);
    }
    return onNamedBranch(std::move(result));
}

Resolved<RevisionPlaces> UpgradeCollector::parseTarget() const
{
    std::optional<RelativeTarget> target;
    if (m_request.upper.kind == RevisionArgument::Kind::One)
        target = RelativeTarget::parse(m_request.upper.values.front());
    if (!target)
        return m_lookup.getRevisions(m_request.upper);

    const auto single = [](const Resolved<RevisionPlace> &place) -> Resolved<RevisionPlaces> {
        if (!place)
            return tl::unexpected(place.error());
        return RevisionPlaces { *place };
    };
    if (!target->symbol) {
        if (target->count
            <= 0) { // "current - n" is no way up; Alembic prints the number here, not the text
            const QString magnitude = target->magnitude();
            return revisionFailure(
                Kind::Other,
                u"Relative revision %1 didn't produce %2 migrations"_s.arg(
                    magnitude == u"0" ? magnitude : u'-' + magnitude, magnitude));
        }
        return single(walkFromCurrent(*target));
    }
    const QString branch = target->branch.value_or(QString());
    const bool isUp = target->count > 0;
    const auto start = m_lookup.getRevision(
        !isUp && target->branch ? branch + u'@' + *target->symbol : *target->symbol);
    if (!start)
        return tl::unexpected(start.error());
    return single(
        m_lookup.walk(*start, target->count, isUp ? branch : QString(), m_request.strict));
}

/// "+N": as far up from the one current revision, or from the one on the branch.
Resolved<RevisionPlace> UpgradeCollector::walkFromCurrent(const RelativeTarget &target) const
{
    const QString branch = target.branch.value_or(QString());
    RevisionPlaces starts;
    if (branch.isEmpty()) {
        const qsizetype count = m_lower.values.size();
        if (count > 1)
            return revisionFailure(Kind::Other,
                                   u"Ambiguous upgrade from multiple current revisions"_s);
        if (count == 0) {
            starts.push_back(RevisionPlace::nowhere());
        } else {
            const auto start = m_lookup.getRevision(m_lower.values.front());
            if (!start)
                return start;
            starts.push_back(*start);
        }
    } else {
        const auto onBranch = startsOnBranch(branch);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
        starts = *onBranch;
    }
    if (starts.size() > 1)
        return revisionFailure(Kind::Other, u"Ambiguous upgrade from multiple current revisions"_s);
    const auto place = m_lookup.walk(starts.front(), target.count, branch, m_request.strict);
    if (place && place->kind == RevisionPlace::Kind::Nowhere)
        return walkedTooFar(target);
    return place;
}

/// The current revisions on the branch; else the applied revisions from which it can go on; else
/// the base.
Resolved<RevisionPlaces> UpgradeCollector::startsOnBranch(const QString &branch) const
{
    const auto current = m_lookup.getOnlyRevisions(m_lower);
    if (!current)
        return tl::unexpected(current.error());
    auto starts = m_lookup.filterForLineage(*current, branch);
    if (!starts)
        return tl::unexpected(starts.error());
    if (starts->empty()) {
        const RevisionSet applied = ancestors(m_map, *current, Dependencies::Included);
        const auto active = m_lookup.filterForLineage(applied.members(), branch);
        if (!active)
            return tl::unexpected(active.error());
        RevisionSet isParent(m_map);
        for (const RevisionIndex index : *active) {
            for (const RevisionIndex parent : m_map.normalizedDownRevisions(index))
                isParent.insert(parent);
        }
        std::copy_if(active->begin(), active->end(), std::back_inserter(*starts),
                     [&](RevisionIndex index) { return !isParent.contains(index); });
    }
    RevisionPlaces result;
    for (const RevisionIndex start : *starts)
        result.push_back(RevisionPlace::at(start));
    if (result.empty())
        result.push_back(RevisionPlace::nowhere());
    return result;
}

/// A lower end "branch@…" keeps only the targets that carry this branch's label.
Resolved<RevisionIndexes> UpgradeCollector::onNamedBranch(RevisionIndexes targets) const
{
    if (m_request.lower.kind != RevisionArgument::Kind::One
        || !m_request.lower.values.front().contains(u'@'))
        return targets;
    QString branch = m_request.lower.values.front().section(u'@', 0, 0);
    const auto place = m_lookup.getRevision(branch);
    if (!place)
        return tl::unexpected(place.error());
    if (place->isRevision() && m_map.id(place->index).text() == branch) {
        const QStringList labels = m_map.branchLabels(place->index);
        if (labels.size() != 1) {
            return revisionFailure(
                Kind::Assertion,
                u"Revision %1 stands for its branch, but does not have exactly one label"_s.arg(
                    branch));
        }
        branch = labels.front();
    }
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    std::erase_if(targets,
                  [&](RevisionIndex target) { return !m_map.hasBranchLabel(target, branch); });
    return targets;
}

Resolved<RevisionIndexes> UpgradeCollector::currentRevisions(const RevisionSet &required)
{
    const auto places = m_lookup.getRevisions(m_lower);
    if (!places)
        return tl::unexpected(places.error());
    for (const RevisionPlace &place : *places) {
        const bool isRequired = !place.isRevision() ? place.kind == RevisionPlace::Kind::Nowhere
                                                    : required.contains(place.index);
        if (!m_request.includeOtherBases && !isRequired) {
            RevisionFailure failure;
            failure.kind = Kind::NotAnAncestor;
            failure.start = m_lower.toString();
            failure.end = m_request.upper.toString();
            failure.message =
                u"Revision %1 is not an ancestor of revision %2"_s.arg(failure.start, failure.end);
            return tl::unexpected(failure);
        }
    }
    if (!places->empty() && places->front().kind == RevisionPlace::Kind::Nowhere) {
        const auto lower = relativeLower();
        if (!lower)
            return tl::unexpected(lower.error());
        if (*lower < 0) {
            m_lower = RevisionArgument::nothing();
            return RevisionIndexes {};
        }
        m_lower = RevisionArgument::one(m_map.id(*lower).text());
        return RevisionIndexes { *lower };
    }
    RevisionIndexes result;
    for (const RevisionPlace &place : *places) {
        if (!place.isRevision())
            return revisionFailure(Kind::Assertion,
                                   u"%1 does not lead to a revision"_s.arg(m_lower.toString()));
        result.push_back(place.index);
    }
    return result;
}

/// A lower end that goes further down than some head allows is counted from the upper end; -1 for
/// the base.
Resolved<RevisionIndex> UpgradeCollector::relativeLower() const
{
    const std::optional<RelativeTarget> target = m_lower.kind == RevisionArgument::Kind::One
        ? RelativeTarget::parse(m_lower.values.front())
        : std::nullopt;
    if (!target || target->symbol || m_request.upper.values.isEmpty())
        return revisionFailure(Kind::Assertion,
                               u"%1 does not lead to a revision"_s.arg(m_lower.toString()));
    QStringList symbols = m_request.upper.values;
    QString branch = target->branch.value_or(QString());
    if (!branch.isEmpty()) {
        RevisionIndexes upper; // ids only: Alembic takes no symbols here
        for (const QString &id : m_request.upper.values) {
            const auto place = m_lookup.revisionForIdentifier(id, {});
            if (!place)
                return tl::unexpected(place.error());
            upper.push_back(place->index);
        }
        const auto onBranch = m_lookup.filterForLineage(upper, branch);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
        if (onBranch->size() != 1)
            return revisionFailure(Kind::Assertion, u"Branch %1 has no single end"_s.arg(branch));
        symbols = { m_map.id(onBranch->front()).text() };
    } else {
        branch = symbols.front();
    }
    const auto start = m_lookup.getRevision(branch + u'@' + symbols.front());
    if (!start)
        return tl::unexpected(start.error());
    const auto place = m_lookup.walk(*start, target->count, {}, m_request.strict);
    if (!place)
        return tl::unexpected(place.error());
    if (place->kind == RevisionPlace::Kind::Nowhere)
        return walkedTooFar(*target);
    return place->isRevision() ? place->index : -1;
}

} // namespace

Resolved<CollectedRevisions> collectUpgradeRevisions(const RevisionMap &map,
                                                     const UpgradeRequest &request)
{
    return UpgradeCollector(map, request).collect();
}

} // namespace limbeck
