// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionlookup.h"

#include "core/revision/revisiontarget.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Kind = RevisionFailure::Kind;

tl::unexpected<RevisionFailure> resolutionFailure(const QString &message, const QString &argument,
                                                  const QStringList &candidates = {})
{
    RevisionFailure failure;
    failure.kind = Kind::Resolution;
    failure.message = message;
    failure.argument = argument;
    failure.subjects = candidates;
    return tl::unexpected(failure);
}

tl::unexpected<RevisionFailure> multipleHeads(const QStringList &heads, const QString &argument)
{
    RevisionFailure failure;
    failure.kind = Kind::MultipleHeads;
    failure.message = u"Multiple heads are present for given argument '%1'; %2"_s.arg(
        argument, heads.join(u", "_s));
    failure.argument = argument;
    failure.subjects = heads;
    return tl::unexpected(failure);
}

/// The negative number that Python's int() reads from @p text, if it does.
std::optional<qint64> negativeNumber(const QString &text)
{
    static const QRegularExpression pattern(uR"(\A\s*-\d+(?:_\d+)*\s*\z)"_s);
    if (!pattern.match(text).hasMatch())
        return std::nullopt;
    QString digits = text.trimmed();
    digits.remove(u'_');
    bool fits = false;
    const qint64 number = digits.toLongLong(&fits);
    if (!fits)
        return -qint64(std::numeric_limits<int>::max());
    return number < 0 ? std::optional(number) : std::nullopt;
}

QStringList texts(const RevisionMap &map, const RevisionIndexes &indexes)
{
    QStringList result;
    for (const RevisionIndex index : indexes)
        result.append(map.id(index).text());
    return result;
}

} // namespace

Resolved<RevisionLookup::ResolvedIdentifier>
RevisionLookup::resolveIdentifier(const QString &identifier) const
{
    ResolvedIdentifier result;
    QString id = identifier;
    if (const qsizetype at = identifier.indexOf(u'@'); at >= 0) {
        result.branch = identifier.left(at);
        id = identifier.mid(at + 1);
    }
    const bool isHeads = id == u"heads";
    if (isHeads && result.branch.isEmpty()) {
        result.ids = texts(m_map, m_map.realHeads());
        return result;
    }
    if (isHeads || id == u"head") {
        RevisionIndexes heads = m_map.heads();
        if (!result.branch.isEmpty()) {
            auto onBranch = filterForLineage(heads, result.branch);
            if (!onBranch)
                return tl::unexpected(onBranch.error());
            heads = std::move(*onBranch);
        }
        if (!isHeads && heads.size() > 1) {
            return multipleHeads(texts(m_map, heads),
                                 result.branch.isEmpty() ? u"head"_s : result.branch + u"@head"_s);
        }
        result.ids = texts(m_map, heads);
        return result;
    }
    if (id != u"base")
        result.ids.append(id);
    return result;
}

Resolved<RevisionPlaces> RevisionLookup::getRevisions(const RevisionArgument &argument) const
{
    RevisionPlaces result;
    for (const QString &identifier : argument.values) {
        const auto places = getRevisions(identifier);
        if (!places)
            return tl::unexpected(places.error());
        result.insert(result.end(), places->begin(), places->end());
    }
    return result;
}

Resolved<RevisionPlaces> RevisionLookup::getRevisions(const QString &identifier) const
{
    const auto resolved = resolveIdentifier(identifier);
    if (!resolved)
        return tl::unexpected(resolved.error());
    if (resolved->ids.size() == 1) {
        if (const auto steps = negativeNumber(resolved->ids.front()))
            return walkDownFromHeads(*steps,
                                     identifier.contains(u'@') ? resolved->branch : QString());
    }
    RevisionPlaces result;
    for (const QString &id : resolved->ids) {
        const auto place = revisionForIdentifier(id, resolved->branch);
        if (!place)
            return tl::unexpected(place.error());
        result.push_back(*place);
    }
    return result;
}

Resolved<RevisionPlaces> RevisionLookup::walkDownFromHeads(qint64 steps,
                                                           const QString &branch) const
{
    RevisionPlaces result;
    for (const RevisionIndex head : m_map.realHeads()) {
        if (!branch.isNull() && !m_map.hasBranchLabel(head, branch))
            continue;
        const auto place = walk(RevisionPlace::at(head), steps, {}, true);
        if (!place)
            return tl::unexpected(place.error());
        result.push_back(*place);
    }
    return result;
}

Resolved<RevisionIndexes> RevisionLookup::getOnlyRevisions(const RevisionArgument &argument) const
{
    const auto places = getRevisions(argument);
    if (!places)
        return tl::unexpected(places.error());
    RevisionIndexes result;
    for (const RevisionPlace &place : *places) {
        if (!place.isRevision())
            return revisionFailure(Kind::Assertion,
                                   u"'%1' does not lead to a revision"_s.arg(argument.toString()));
        result.push_back(place.index);
    }
    return result;
}

Resolved<RevisionPlace> RevisionLookup::getRevision(const QString &identifier) const
{
    const auto resolved = resolveIdentifier(identifier);
    if (!resolved)
        return tl::unexpected(resolved.error());
    if (resolved->ids.size() > 1)
        return multipleHeads(resolved->ids, identifier);
    if (resolved->ids.isEmpty()) {
        if (!resolved->branch.isEmpty()) {
            if (const auto branch = resolveBranch(resolved->branch); !branch)
                return tl::unexpected(branch.error());
        }
        return RevisionPlace::nowhere();
    }
    return revisionForIdentifier(resolved->ids.front(), resolved->branch);
}

Resolved<RevisionPlace> RevisionLookup::resolveBranch(const QString &branch) const
{
    if (const auto found = m_map.findIdOrLabel(branch))
        return RevisionPlace::at(*found);
    auto place = revisionForIdentifier(branch, {});
    if (!place && place.error().kind == Kind::Resolution)
        return resolutionFailure(u"No such branch: '%1'"_s.arg(branch), branch);
    return place;
}

Resolved<RevisionPlace> RevisionLookup::revisionForIdentifier(const QString &id,
                                                              const QString &branch) const
{
    std::optional<RevisionPlace> branchPlace;
    if (!branch.isEmpty()) {
        const auto resolved = resolveBranch(branch);
        if (!resolved)
            return resolved;
        branchPlace = *resolved;
    }
    std::optional<RevisionIndex> found = m_map.findIdOrLabel(id);
    if (!found) {
        if (id.isEmpty())
            return revisionFailure(Kind::Assertion, u"An empty text identifies no revision"_s);
        const auto byPrefix =
            revisionByPrefix(id, branchPlace && branchPlace->isRevision() ? branch : QString());
        if (!byPrefix)
            return tl::unexpected(byPrefix.error());
        found = *byPrefix;
    }
    if (branchPlace) {
        if (!branchPlace->isRevision())
            return revisionFailure(Kind::Assertion, u"'%1' is not a branch"_s.arg(branch));
        const auto isMember = sharesLineage(*found, branchPlace->index);
        if (!isMember)
            return tl::unexpected(isMember.error());
        if (!*isMember) {
            return resolutionFailure(u"Revision %1 is not a member of branch '%2'"_s.arg(
                                         m_map.id(*found).text(), branch),
                                     id);
        }
    }
    return RevisionPlace::at(*found);
}

Resolved<RevisionIndex> RevisionLookup::revisionByPrefix(const QString &prefix,
                                                         const QString &branch) const
{
    QStringList candidates;
    RevisionIndexes indexes;
    const auto consider = [&](const QString &candidate, RevisionIndex index) {
        if (candidate.size() > 3 && candidate.startsWith(prefix)) {
            candidates.append(candidate);
            indexes.push_back(index);
        }
    };
    for (RevisionIndex index = 0; index < m_map.size(); ++index)
        consider(m_map.id(index).text(), index);
    for (const auto &[label, index] : m_map.labels())
        consider(label, index);
    if (!branch.isEmpty()) {
        const auto onBranch = filterForLineage(indexes, branch);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
        // A revision may stand here by its id and by its label: both remain candidates.
        QStringList remaining;
        RevisionIndexes remainingIndexes;
        for (size_t i = 0; i < indexes.size(); ++i) {
            if (std::find(onBranch->begin(), onBranch->end(), indexes[i]) != onBranch->end()) {
                remaining.append(candidates[static_cast<qsizetype>(i)]);
                remainingIndexes.push_back(indexes[i]);
            }
        }
        candidates = remaining;
        indexes = remainingIndexes;
    }
    if (indexes.empty()) {
        const QString advice = prefix.size() < 4
            ? u"; please ensure at least four characters are present for partial revision identifier matches"_s
            : QString();
        return resolutionFailure(u"No such revision or branch '%1'%2"_s.arg(prefix, advice),
                                 prefix);
    }
    if (indexes.size() > 1) {
        QStringList quoted;
        for (const QString &candidate : candidates.mid(0, 3))
            quoted.append(u'\'' + candidate + u'\'');
        return resolutionFailure(
            u"Multiple revisions start with '%1': %2..."_s.arg(prefix, quoted.join(u", "_s)),
            prefix, candidates);
    }
    return indexes.front();
}

Resolved<bool> RevisionLookup::sharesLineage(RevisionIndex index, RevisionIndex other) const
{
    return descendants(m_map, { other }, Dependencies::Ignored).contains(index)
        || ancestors(m_map, { other }, Dependencies::Ignored).contains(index);
}

Resolved<RevisionIndexes> RevisionLookup::filterForLineage(const RevisionIndexes &targets,
                                                           const QString &against,
                                                           Dependencies dependencies) const
{
    const auto resolved = resolveIdentifier(against);
    if (!resolved)
        return tl::unexpected(resolved.error());
    QStringList shares = resolved->ids;
    if (!resolved->branch.isEmpty())
        shares.prepend(resolved->branch);
    if (shares.isEmpty() || targets.empty())
        return targets;
    RevisionIndexes lineageOf;
    for (const QString &share : shares) {
        const auto place = revisionForIdentifier(share, {});
        if (!place)
            return tl::unexpected(place.error());
        lineageOf.push_back(place->index);
    }
    RevisionSet lineage = descendants(m_map, lineageOf, dependencies);
    lineage.unite(ancestors(m_map, lineageOf, dependencies));
    RevisionIndexes result;
    std::copy_if(targets.begin(), targets.end(), std::back_inserter(result),
                 [&](RevisionIndex target) { return lineage.contains(target); });
    return result;
}

Resolved<RevisionPlace> RevisionLookup::walk(RevisionPlace start, qint64 steps,
                                             const QString &branch, bool strict) const
{
    RevisionPlace place = start;
    std::optional<RevisionSet>
        lineage; // of the branch; found at the first step that has children to choose from
    for (qint64 i = 0; i < std::abs(steps); ++i) {
        if (steps > 0 && place.kind == RevisionPlace::Kind::Base)
            return revisionFailure(Kind::Assertion,
                                   u"A walk upwards cannot start below the base"_s);
        RevisionPlaces next = steps > 0 ? placesAbove(place) : placesBelow(place);
        if (steps > 0 && !branch.isEmpty()) {
            if (!lineage) {
                const auto found = lineageOf(branch, !next.empty());
                if (!found)
                    return tl::unexpected(found.error());
                lineage = *found;
            }
            if (lineage)
                std::erase_if(next, [&](const RevisionPlace &above) {
                    return !lineage->contains(above.index);
                });
        }
        if (next.empty())
            return strict ? RevisionPlace::nowhere() : place;
        if (next.size() > 1)
            return revisionFailure(Kind::Other, u"Ambiguous walk"_s);
        place = next.front();
    }
    return place;
}

/// All revisions that share the lineage of @p branch; nothing if it is not asked for, which is an
/// error all the same when the branch cannot be resolved.
Resolved<std::optional<RevisionSet>> RevisionLookup::lineageOf(const QString &branch,
                                                               bool isNeeded) const
{
    RevisionIndexes all;
    for (RevisionIndex index = 0; isNeeded && index < m_map.size(); ++index)
        all.push_back(index);
    const auto members = filterForLineage(all, branch);
    if (!members)
        return tl::unexpected(members.error());
    if (!isNeeded)
        return std::optional<RevisionSet>();
    RevisionSet lineage(m_map);
    for (const RevisionIndex member : *members)
        lineage.insert(member);
    return std::optional(lineage);
}

RevisionPlaces RevisionLookup::placesAbove(RevisionPlace place) const
{
    RevisionPlaces result;
    for (const RevisionIndex child :
         place.isRevision() ? m_map.nextRevisions(place.index) : RevisionSpan(m_map.bases()))
        result.push_back(RevisionPlace::at(child));
    return result;
}

RevisionPlaces RevisionLookup::placesBelow(RevisionPlace place) const
{
    if (place.kind == RevisionPlace::Kind::Base)
        return {};
    RevisionPlaces result;
    for (const RevisionIndex parent :
         place.isRevision() ? m_map.downRevisions(place.index) : RevisionSpan(m_map.heads()))
        result.push_back(RevisionPlace::at(parent));
    if (result.empty())
        result.push_back(RevisionPlace::base());
    return result;
}

} // namespace limbeck
