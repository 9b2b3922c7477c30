// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionmapbuilder.h"

#include "core/base/nearest.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

void appendOnce(RevisionIndexes &list, RevisionIndex index)
{
    if (std::find(list.begin(), list.end(), index) == list.end())
        list.push_back(index);
}

tl::unexpected<Error> invalidGraph(const QString &message, const QStringList &subjects,
                                   const QString &hint = {})
{
    return failure(Error { ErrorCode::InvalidGraph, message, {}, hint, subjects, {} });
}

/// A revision that no file declares: Alembic's commands end in a KeyError there.
tl::unexpected<Error> missingRevision(const QString &message, const QStringList &subjects,
                                      const QString &hint)
{
    return failure(Error { ErrorCode::ImpossibleTarget, message, {}, hint, subjects, {} });
}

bool isIllegal(QChar character)
{
    switch (character.unicode()) {
    case '+':
    case '-':
    case ':':
    case '@':
        return true;
    default:
        return false;
    }
}

Result<> checkCharacters(const QString &id)
{
    if (std::none_of(id.begin(), id.end(), isIllegal))
        return {};
    QStringList found;
    for (const QChar character : u"+-:@"_s) { // in the order of their codes, as Alembic lists them
        if (id.contains(character))
            found.append(character);
    }
    return invalidGraph(
        u"Character(s) '%1' not allowed in revision identifier '%2'"_s.arg(found.join(u", "_s), id),
        { id });
}

QString named(const Revision &revision)
{
    return revision.path.isEmpty() ? revision.id.text()
                                   : u"%1 (%2)"_s.arg(revision.id.text(), revision.path);
}

} // namespace

Result<> checkRevisionId(const QString &id)
{
    return checkCharacters(id);
}

Result<RevisionMap> RevisionMapBuilder::build()
{
    if (auto checked = checkEach(); !checked)
        return failure(checked.error());
    collectIds();
    if (auto labels = collectLabels(); !labels)
        return failure(labels.error());
    if (auto dependencies = resolveDependencies(); !dependencies)
        return failure(dependencies.error());
    if (auto downRevisions = resolveDownRevisions(); !downRevisions)
        return failure(downRevisions.error());
    linkChildren();
    collectHeadsAndBases();
    if (auto cycles = refuseCycles(false); !cycles)
        return failure(cycles.error());
    if (auto cycles = m_hasDependencies ? refuseCycles(true) : Result<>(); !cycles)
        return failure(cycles.error());
    computeGenerations();
    normalizeDependencies();
    inheritLabels();
    return std::move(m_map);
}

Result<> RevisionMapBuilder::checkEach() const
{
    for (const Revision &revision : m_loaded) {
        const QString &id = revision.id.text();
        if (std::find(revision.downRevisions.begin(), revision.downRevisions.end(), revision.id)
            != revision.downRevisions.end())
            return invalidGraph(u"Self-loop is detected in revisions (%1)"_s.arg(id), { id });
        if (revision.dependsOn.contains(id))
            return invalidGraph(u"Dependency self-loop is detected in revisions (%1)"_s.arg(id),
                                { id });
        if (auto checked = checkCharacters(id); !checked)
            return checked;
    }
    return {};
}

void RevisionMapBuilder::collectIds()
{
    QHash<QString, RevisionIndex> &indexOfId = m_map.m_indexOfId;
    indexOfId.reserve(static_cast<qsizetype>(m_loaded.size()));
    m_indexOfLoaded.reserve(m_loaded.size());
    m_isSuperseded.assign(m_loaded.size(), false);
    std::vector<size_t> lastLoaded;
    for (size_t i = 0; i < m_loaded.size(); ++i) {
        const QString &id = m_loaded[i].id.text();
        const auto known = static_cast<size_t>(indexOfId.size());
        RevisionIndex &index = indexOfId[id];
        if (static_cast<size_t>(indexOfId.size()) > known) {
            index = static_cast<RevisionIndex>(known);
            lastLoaded.push_back(i);
        } else {
            // The later file counts, at the place of the earlier one.
            m_map.m_warnings.append(u"Revision %1 is present more than once"_s.arg(id));
            size_t &last = lastLoaded[static_cast<size_t>(index)];
            m_isSuperseded[last] = true;
            last = i;
        }
        m_indexOfLoaded.push_back(index);
    }
    if (lastLoaded.size() == m_loaded.size()) {
        m_map.m_revisions = std::move(m_loaded);
    } else {
        for (const size_t i : lastLoaded)
            m_map.m_revisions.push_back(std::move(m_loaded[i]));
    }
    m_map.m_nodes.resize(m_map.m_revisions.size());
    m_map.m_edges.reserve(2 * m_map.m_revisions.size()); // a line needs so many
}

Result<> RevisionMapBuilder::collectLabels()
{
    for (size_t i = 0; i < m_indexOfLoaded.size(); ++i) {
        const Revision &revision = loaded(i);
        for (const QString &label : revision.branchLabels) {
            if (const auto used = m_map.findIdOrLabel(label)) {
                const QString other = m_map.id(*used).text();
                return invalidGraph(
                    u"Branch name '%1' in revision %2 already used by revision %3"_s.arg(
                        label, revision.id.text(), other),
                    { revision.id.text(), other });
            }
            m_map.m_indexOfLabel.insert(label, m_indexOfLoaded[i]);
            m_map.m_labels.emplace_back(label, m_indexOfLoaded[i]);
        }
    }
    return {};
}

/// Adds a list to the edges of the map.
RevisionMap::Edges RevisionMapBuilder::append(const RevisionIndexes &list)
{
    const Edges result { static_cast<int>(m_map.m_edges.size()), static_cast<int>(list.size()) };
    m_map.m_edges.insert(m_map.m_edges.end(), list.begin(), list.end());
    return result;
}

/// What is in either list, each once. Mostly that is the first list itself.
RevisionMap::Edges RevisionMapBuilder::united(Edges first, Edges second)
{
    if (first.count <= 1 && second.count == 0)
        return first;
    RevisionIndexes result;
    for (const Edges list : { first, second }) {
        for (const RevisionIndex index : edges(list))
            appendOnce(result, index);
    }
    return result.size() == static_cast<size_t>(first.count) ? first : append(result);
}

Result<> RevisionMapBuilder::resolveDependencies()
{
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        const Revision &revision = m_map.at(index);
        if (revision.dependsOn.isEmpty())
            continue;
        RevisionIndexes dependencies;
        for (const QString &name : revision.dependsOn) {
            const auto found = m_map.findIdOrLabel(name);
            if (!found) {
                return missingRevision(
                    u"Revision %1 referenced from depends_on of %2 is not present"_s.arg(
                        name, named(revision)),
                    { name, revision.id.text() },
                    didYouMean(name, m_map.m_indexOfId.keys() + m_map.m_indexOfLabel.keys()));
            }
            dependencies.push_back(*found);
        }
        node(index).dependencies = append(dependencies);
        m_hasDependencies = true;
    }
    return {};
}

Result<> RevisionMapBuilder::resolveDownRevisions()
{
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        const Revision &revision = m_map.at(index);
        Node &here = node(index);
        here.down.begin = static_cast<int>(m_map.m_edges.size());
        for (const RevisionId &parent : revision.downRevisions) {
            const auto found = m_map.find(parent);
            if (!found) {
                QString hint = didYouMean(parent.text(), m_map.m_indexOfId.keys());
                if (m_map.m_indexOfLabel.contains(parent.text()))
                    hint =
                        u"'%1' is a branch label; down_revision takes the id of a revision"_s.arg(
                            parent.text());
                return missingRevision(
                    u"Revision %1 referenced from down_revision of %2 is not present"_s.arg(
                        parent.text(), named(revision)),
                    { parent.text(), revision.id.text() }, hint);
            }
            m_map.m_edges.push_back(*found);
            ++here.down.count;
        }
        here.allDown = united(here.down, here.dependencies);
    }
    return {};
}

bool RevisionMapBuilder::isDownRevision(RevisionIndex parent, RevisionIndex index) const
{
    const RevisionSpan down = m_map.downRevisions(index);
    return std::find(down.begin(), down.end(), parent) != down.end();
}

void RevisionMapBuilder::linkChildren()
{
    countChildren();
    auto end = static_cast<int>(m_map.m_edges.size());
    for (Node &parent : m_map.m_nodes) {
        const bool isOneList = parent.next.count == parent.allNext.count;
        parent.allNext.begin = std::exchange(end, end + std::exchange(parent.allNext.count, 0));
        const int count = std::exchange(parent.next.count, 0);
        parent.next.begin = isOneList ? parent.allNext.begin : std::exchange(end, end + count);
    }
    m_map.m_edges.resize(static_cast<size_t>(end));
    const auto add = [&](Edges &list, RevisionIndex child) {
        m_map.m_edges[static_cast<size_t>(list.begin + list.count++)] = child;
    };
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        for (const RevisionIndex parent : m_map.allDownRevisions(index)) {
            add(node(parent).allNext, index);
            if (isDownRevision(parent, index))
                add(node(parent).next, index);
        }
    }
}

void RevisionMapBuilder::countChildren()
{
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        for (const RevisionIndex parent : m_map.allDownRevisions(index)) {
            ++node(parent).allNext.count;
            if (isDownRevision(parent, index))
                ++node(parent).next.count;
        }
    }
}

void RevisionMapBuilder::collectHeadsAndBases()
{
    for (size_t i = 0; i < m_indexOfLoaded.size(); ++i) {
        const RevisionIndex index = m_indexOfLoaded[i];
        // Nothing ever takes an earlier file of a repeated id from Alembic's heads.
        if (m_isSuperseded[i] || m_map.isHead(index))
            m_map.m_heads.push_back(index);
        if (m_isSuperseded[i] || m_map.isRealHead(index))
            m_map.m_realHeads.push_back(index);
        if (loaded(i).downRevisions.empty())
            m_map.m_bases.push_back(index);
    }
}

/// Alembic's test: who is not both below a head and above a base hangs in a cycle.
Result<> RevisionMapBuilder::refuseCycles(bool withDependencies)
{
    if (m_map.isEmpty())
        return {};
    const QString kind = withDependencies ? u"Dependency cycle"_s : u"Cycle"_s;
    const auto isBase = [&](RevisionIndex index) {
        return m_map.isBase(index) && (!withDependencies || node(index).dependencies.count == 0);
    };
    RevisionIndexes bases;
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        if (isBase(index))
            bases.push_back(index);
    }
    const RevisionIndexes &heads = withDependencies ? m_map.m_realHeads : m_map.m_heads;

    const auto reached = [&](const RevisionIndexes &starts, Edges Node::*list) {
        std::vector<bool> seen(m_map.m_nodes.size(), false);
        RevisionIndexes pending = starts;
        while (!pending.empty()) {
            const auto index = static_cast<size_t>(pending.back());
            pending.pop_back();
            if (seen[index])
                continue;
            seen[index] = true;
            const RevisionSpan next = edges(m_map.m_nodes[index].*list);
            pending.insert(pending.end(), next.begin(), next.end());
        }
        return seen;
    };
    QStringList stranded;
    if (heads.empty() || bases.empty()) {
        for (const Revision &revision : m_map.m_revisions)
            stranded.append(revision.id.text());
    } else {
        const std::vector<bool> belowHead =
            reached(heads, withDependencies ? &Node::allDown : &Node::down);
        const std::vector<bool> aboveBase =
            reached(bases, withDependencies ? &Node::allNext : &Node::next);
        for (size_t i = 0; i < m_map.m_revisions.size(); ++i) {
            if (!belowHead[i] || !aboveBase[i])
                stranded.append(m_map.m_revisions[i].id.text());
        }
        stranded.sort();
    }
    if (stranded.isEmpty())
        return {};
    return invalidGraph(u"%1 is detected in revisions (%2)"_s.arg(kind, joinForMessage(stranded)),
                        stranded);
}

void RevisionMapBuilder::computeGenerations()
{
    std::vector<int> waitingFor(m_map.m_nodes.size());
    RevisionIndexes ready;
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        waitingFor[static_cast<size_t>(index)] = node(index).allDown.count;
        if (node(index).allDown.count == 0)
            ready.push_back(index);
    }
    for (size_t i = 0; i < ready.size(); ++i) {
        const RevisionIndex index = ready[i];
        for (const RevisionIndex child : m_map.allNextRevisions(index)) {
            node(child).generation = std::max(node(child).generation, node(index).generation + 1);
            if (--waitingFor[static_cast<size_t>(child)] == 0)
                ready.push_back(child);
        }
    }
    m_order = std::move(ready);
}

/// Drops a dependency that an ancestor by down_revision has already.
void RevisionMapBuilder::normalizeDependencies()
{
    std::map<RevisionIndex, RevisionIndexes> dependentsOf;
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        Node &here = node(index);
        here.normalizedDown = here.allDown;
        here.hasNormalizedDependencies = here.dependencies.count > 0;
        for (const RevisionIndex dependency : edges(here.dependencies))
            dependentsOf[dependency].push_back(index);
    }
    std::map<RevisionIndex, RevisionIndexes> dropped;
    for (const auto &[dependency, dependents] : dependentsOf) {
        if (dependents.size() < 2)
            continue;
        int highest = 0;
        for (const RevisionIndex dependent : dependents)
            highest = std::max(highest, node(dependent).generation);
        // Whatever lies above one of the dependents; nothing beyond the highest of them matters.
        std::vector<bool> isAbove(m_map.m_nodes.size(), false);
        RevisionIndexes pending;
        const auto addChildren = [&](RevisionIndex index) {
            const RevisionSpan next = m_map.nextRevisions(index);
            pending.insert(pending.end(), next.begin(), next.end());
        };
        std::for_each(dependents.begin(), dependents.end(), addChildren);
        while (!pending.empty()) {
            const RevisionIndex index = pending.back();
            pending.pop_back();
            if (isAbove[static_cast<size_t>(index)] || node(index).generation > highest)
                continue;
            isAbove[static_cast<size_t>(index)] = true;
            addChildren(index);
        }
        for (const RevisionIndex dependent : dependents) {
            if (isAbove[static_cast<size_t>(dependent)])
                dropped[dependent].push_back(dependency);
        }
    }
    for (const auto &[index, without] : dropped)
        dropDependencies(index, without);
}

void RevisionMapBuilder::dropDependencies(RevisionIndex index, const RevisionIndexes &dropped)
{
    RevisionIndexes kept;
    for (const RevisionIndex dependency : m_map.dependencies(index)) {
        if (std::find(dropped.begin(), dropped.end(), dependency) == dropped.end())
            kept.push_back(dependency);
    }
    Node &here = node(index);
    here.hasNormalizedDependencies = !kept.empty();
    here.normalizedDown = united(here.down, append(kept));
}

/// A label holds for all descendants by down_revision, and downwards as long as the line neither
/// branches nor merges, seen from its tip.
void RevisionMapBuilder::inheritLabels()
{
    if (m_map.m_labels.empty())
        return;
    m_map.m_ownLabels.resize(m_map.m_nodes.size());
    for (const auto &[label, index] : m_map.m_labels)
        m_map.m_ownLabels[static_cast<size_t>(index)].append(label);
    for (const RevisionIndex index : m_order)
        node(index).labelSet = inheritedLabels(index);
    for (RevisionIndex index = 0; index < m_map.size(); ++index) {
        if (m_map.isHead(index))
            spreadTailLabels(index);
    }
}

/// The set of what holds below and what is declared here. Revisions that add nothing share the set
/// of the one below.
int RevisionMapBuilder::inheritedLabels(RevisionIndex index)
{
    RevisionMap::LabelSet set;
    for (const RevisionIndex parent : m_map.downRevisions(index)) {
        const int below = node(parent).labelSet;
        if (below >= 0
            && std::find(set.others.begin(), set.others.end(), below) == set.others.end())
            set.others.push_back(below);
    }
    if (!m_map.m_ownLabels[static_cast<size_t>(index)].isEmpty())
        set.declaring.push_back(index);
    if (set.declaring.empty() && set.others.size() <= 1)
        return set.others.empty() ? -1 : set.others.front();
    m_map.m_labelSets.push_back(std::move(set));
    return static_cast<int>(m_map.m_labelSets.size()) - 1;
}

bool RevisionMapBuilder::isTurn(RevisionIndex index) const
{
    return m_map.isRealBranchPoint(index) || m_map.isMergePoint(index);
}

/// All labels of the unbranched line that ends at @p head hold for the whole line.
void RevisionMapBuilder::spreadTailLabels(RevisionIndex head)
{
    RevisionIndexes line;
    for (RevisionIndex index = head; !isTurn(index); index = m_map.downRevisions(index).front()) {
        line.push_back(index);
        if (m_map.isBase(index))
            break;
    }
    // What holds at the tip is what holds anywhere on the line.
    for (const RevisionIndex index : line)
        node(index).labelSet = node(head).labelSet;
}

RevisionIndexes RevisionMap::labelSources(RevisionIndex index) const
{
    RevisionIndexes result;
    if (node(index).labelSet < 0)
        return result;
    std::vector<int> pending { node(index).labelSet };
    QSet<int> seen;
    while (!pending.empty()) {
        const int set = pending.back();
        pending.pop_back();
        if (seen.contains(set))
            continue;
        seen.insert(set);
        const LabelSet &labels = m_labelSets[static_cast<size_t>(set)];
        result.insert(result.end(), labels.declaring.begin(), labels.declaring.end());
        pending.insert(pending.end(), labels.others.begin(), labels.others.end());
    }
    std::sort(result.begin(), result.end());
    return result;
}

QStringList RevisionMap::branchLabels(RevisionIndex index) const
{
    QStringList result;
    for (const RevisionIndex source : labelSources(index))
        result += m_ownLabels[static_cast<size_t>(source)];
    return result;
}

bool RevisionMap::hasBranchLabel(RevisionIndex index, const QString &label) const
{
    const auto source = m_indexOfLabel.constFind(label);
    if (source == m_indexOfLabel.cend())
        return false;
    const RevisionIndexes sources = labelSources(index);
    return std::binary_search(sources.begin(), sources.end(), *source);
}

} // namespace limbeck
