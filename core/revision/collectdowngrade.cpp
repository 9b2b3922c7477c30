// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionpath.h"
#include "core/revision/revisiontarget.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Kind = RevisionFailure::Kind;

/// Where a downgrade ends, and the branch that it is limited to.
struct DowngradeTarget
{
    QString branch;
    RevisionPlace place;
};

tl::unexpected<RevisionFailure> walkedTooFar(const RelativeTarget &target)
{
    return revisionFailure(Kind::Other,
                           u"Relative revision %1 didn't produce %2 migrations"_s.arg(
                               target.steps, target.magnitude()));
}

class DowngradeCollector
{
public:
    DowngradeCollector(const RevisionMap &map, const Heads &heads, const QString &target,
                       QStringList &warnings)
        : m_map(map)
        , m_lookup(map)
        , m_heads(heads)
        , m_target(target)
        , m_warnings(warnings)
    {
    }

    [[nodiscard]] Resolved<CollectedRevisions> collect();

private:
    [[nodiscard]] Resolved<DowngradeTarget> parseTarget() const;
    [[nodiscard]] Resolved<DowngradeTarget> parseRelative(const RelativeTarget &target) const;
    [[nodiscard]] Resolved<QString> currentOnBranch(const QString &branch) const;
    [[nodiscard]] Resolved<RevisionIndexes> currentIndexes() const;
    [[nodiscard]] Resolved<RevisionIndexes> roots(const DowngradeTarget &target) const;
    [[nodiscard]] RevisionIndexes rootsOf(const RevisionPlace &place) const;

    const RevisionMap &m_map;
    const RevisionLookup m_lookup;
    const Heads &m_heads;
    const QString &m_target;
    QStringList &m_warnings;
};

Resolved<CollectedRevisions> DowngradeCollector::collect()
{
    const auto target = parseTarget();
    if (!target)
        return tl::unexpected(target.error());
    const auto roots = this->roots(*target);
    if (!roots)
        return tl::unexpected(roots.error());
    const auto heads = currentIndexes();
    if (!heads)
        return tl::unexpected(heads.error());

    CollectedRevisions result { descendants(m_map, *roots, Dependencies::Included), *heads };
    result.needed.intersect(ancestors(m_map, *heads, Dependencies::Included));
    const bool isAtTarget = target->place.isRevision()
        && std::find(heads->begin(), heads->end(), target->place.index) != heads->end();
    if (target->place.isRevision() && result.needed.isEmpty() && !isAtTarget) {
        RevisionFailure failure;
        failure.kind = Kind::NotAnAncestor;
        failure.message = u"Revision %1 is not applied"_s.arg(m_map.id(target->place.index).text());
        failure.end = m_target;
        return tl::unexpected(failure);
    }
    return result;
}

Resolved<RevisionIndexes> DowngradeCollector::currentIndexes() const
{
    QStringList ids;
    for (const RevisionId &head : m_heads)
        ids.append(head.text());
    return m_lookup.getOnlyRevisions(RevisionArgument::many(ids));
}

Resolved<DowngradeTarget> DowngradeCollector::parseTarget() const
{
    if (const auto relative = RelativeTarget::parse(m_target))
        return parseRelative(*relative);
    const qsizetype at = m_target.lastIndexOf(u'@');
    const auto place = m_lookup.getRevision(m_target.mid(at + 1));
    if (!place)
        return tl::unexpected(place.error());
    return DowngradeTarget { at < 0 ? QString() : m_target.left(at), *place };
}

Resolved<DowngradeTarget> DowngradeCollector::parseRelative(const RelativeTarget &target) const
{
    const QString branch = target.branch.value_or(QString());
    const bool isUp = target.count >= 0;
    if (isUp && !target.symbol)
        return walkedTooFar(target); // "current + n" is no way down
    DowngradeTarget result { branch, {} };
    QString start = target.symbol.value_or(QString());
    if (!target.symbol && !branch.isEmpty()) {
        const auto symbol = currentOnBranch(branch);
        if (!symbol)
            return tl::unexpected(symbol.error());
        start = *symbol;
    } else if (!target.symbol) {
        if (m_heads.empty())
            return walkedTooFar(target);
        if (std::any_of(m_heads.begin(), m_heads.end(),
                        [&](const RevisionId &id) { return id != m_heads.front(); }))
            m_warnings.append(u"downgrade -1 from multiple heads is ambiguous; this usage will be "
                              u"disallowed in a "
                              "future release."_s);
        start = m_heads.front().text();
        result.branch = start; // only this row's branch goes down
    }
    const auto from = m_lookup.getRevision(
        isUp || result.branch.isEmpty() ? start : result.branch + u'@' + start);
    if (!from)
        return tl::unexpected(from.error());
    const auto place = m_lookup.walk(*from, target.count, isUp ? branch : QString(), true);
    if (!place)
        return tl::unexpected(place.error());
    if (place->kind == RevisionPlace::Kind::Nowhere) {
        if (target.symbol)
            return revisionFailure(Kind::Other, u"Walked too far"_s);
        return walkedTooFar(target);
    }
    result.place = *place;
    return result;
}

/// The one row on the branch; else the one revision there that other rows imply through
/// dependencies.
Resolved<QString> DowngradeCollector::currentOnBranch(const QString &branch) const
{
    const auto current = currentIndexes();
    if (!current)
        return tl::unexpected(current.error());
    auto onBranch = m_lookup.filterForLineage(*current, branch);
    if (!onBranch)
        return tl::unexpected(onBranch.error());
    if (onBranch->empty()) {
        const auto implied = currentRevisions(m_map, m_heads);
        if (!implied)
            return revisionFailure(Kind::Other, implied.error().message);
        onBranch = m_lookup.filterForLineage(*implied, branch);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
    }
    if (onBranch->size() != 1) {
        return revisionFailure(Kind::Assertion,
                               u"Branch '%1' has %2 current revisions, so '%3' is ambiguous"_s.arg(
                                   branch, QString::number(onBranch->size()), m_target));
    }
    return m_map.id(onBranch->front()).text();
}

/// The lowest revisions that go.
Resolved<RevisionIndexes> DowngradeCollector::roots(const DowngradeTarget &target) const
{
    RevisionIndexes result = rootsOf(target.place);
    if (target.branch.isEmpty() || result.size() <= 1)
        return result;
    const auto branch = m_lookup.resolveBranch(target.branch);
    if (!branch)
        return tl::unexpected(branch.error());
    if (!branch->isRevision())
        return revisionFailure(Kind::Assertion, u"'%1' is not a branch"_s.arg(target.branch));
    const RevisionSet below = ancestors(m_map, { branch->index }, Dependencies::Ignored);
    std::erase_if(result, [&](RevisionIndex root) { return !below.contains(root); });
    if (result.empty())
        return revisionFailure(Kind::Other, u"Not a valid downgrade target from current heads"_s);
    return result;
}

RevisionIndexes DowngradeCollector::rootsOf(const RevisionPlace &place) const
{
    if (place.isRevision()) {
        const RevisionSpan next = m_map.nextRevisions(place.index);
        return { next.begin(), next.end() };
    }
    RevisionIndexes result;
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        if (m_map.isBase(index))
            result.push_back(index);
    }
    // Alembic looks through ids and labels: a labelled base counts once more, so that even a single
    // one is compared with the branch.
    for (const auto &[label, index] : m_map.labels()) {
        if (m_map.isBase(index))
            result.push_back(index);
    }
    return result;
}

} // namespace

Resolved<CollectedRevisions> collectDowngradeRevisions(const RevisionMap &map, const Heads &heads,
                                                       const QString &target, QStringList &warnings)
{
    return DowngradeCollector(map, heads, target, warnings).collect();
}

} // namespace limbeck
