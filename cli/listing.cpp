// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/listing.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QString mark(bool isSet, const QString &word)
{
    return isSet ? u" ("_s + word + u')' : QString();
}

/// Python's str.splitlines().
QStringList splitLines(const QString &text)
{
    static const QRegularExpression lineEnd(u"\r\n|[\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029]"_s);
    QStringList lines = text.split(lineEnd);
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace

QString Listing::downRevisions(RevisionIndex index) const
{
    return m_map.isBase(index) ? u"<base>"_s : joinIds(m_map.at(index).downRevisions);
}

QString Listing::shortEntry(RevisionIndex index, const ListingOptions &options) const
{
    const Revision &revision = m_map.at(index);
    QString text;
    if (options.parents) {
        text = downRevisions(index);
        if (!revision.dependsOn.isEmpty())
            text += u" ("_s + revision.dependsOn.join(u", "_s) + u')';
        text += u" -> "_s;
    }
    text += revision.id.text();
    if (options.labels && !m_map.branchLabels(index).isEmpty())
        text += u" ("_s + m_map.branchLabels(index).join(u", "_s) + u')';
    text += mark(m_map.isRealHead(index), u"head"_s);
    text += mark(m_map.isHead(index) && !m_map.isRealHead(index), u"effective head"_s);
    text += mark(isCurrent(index), u"current"_s);
    if (options.treeMarks) {
        text += mark(m_map.isBranchPoint(index), u"branchpoint"_s);
        text += mark(m_map.isMergePoint(index), u"mergepoint"_s);
    }
    if (options.doc)
        text += u", "_s + revision.doc();
    return text;
}

QString Listing::longEntry(RevisionIndex index) const
{
    const Revision &revision = m_map.at(index);
    QString text = u"Rev: "_s + revision.id.text() + mark(m_map.isHead(index), u"head"_s)
        + mark(m_map.isBranchPoint(index), u"branchpoint"_s)
        + mark(m_map.isMergePoint(index), u"mergepoint"_s) + mark(isCurrent(index), u"current"_s)
        + u'\n';
    text +=
        (m_map.isMergePoint(index) ? u"Merges: "_s : u"Parent: "_s) + downRevisions(index) + u'\n';
    if (!revision.dependsOn.isEmpty())
        text += u"Also depends on: "_s + revision.dependsOn.join(u", "_s) + u'\n';
    if (m_map.isBranchPoint(index))
        text += u"Branches into: "_s + joinIds(m_map.ids(m_map.nextRevisions(index))) + u'\n';
    if (!m_map.branchLabels(index).isEmpty())
        text += u"Branch names: "_s + m_map.branchLabels(index).join(u", "_s) + u'\n';
    text += u"Path: "_s + revision.path + u"\n\n"_s;
    QStringList lines =
        revision.documentation.isEmpty() ? QStringList() : splitLines(revision.documentation);
    for (QString &line : lines)
        line.prepend(u"    "_s);
    return text + lines.join(u'\n') + u'\n';
}

QJsonObject Listing::json(RevisionIndex index) const
{
    const auto array = [](const std::vector<RevisionId> &ids) {
        QJsonArray result;
        for (const RevisionId &id : ids)
            result.append(id.text());
        return result;
    };
    const Revision &revision = m_map.at(index);
    QJsonObject entry {
        { u"revision"_s, revision.id.text() },
        { u"down_revision"_s, array(revision.downRevisions) },
        { u"depends_on"_s, QJsonArray::fromStringList(revision.dependsOn) },
        { u"branch_labels"_s, QJsonArray::fromStringList(m_map.branchLabels(index)) },
        { u"next_revisions"_s, array(m_map.ids(m_map.nextRevisions(index))) },
        { u"is_head"_s, m_map.isHead(index) },
        { u"is_effective_head"_s, m_map.isHead(index) && !m_map.isRealHead(index) },
        { u"is_branch_point"_s, m_map.isBranchPoint(index) },
        { u"is_merge_point"_s, m_map.isMergePoint(index) },
        { u"doc"_s, revision.doc() },
        { u"documentation"_s, revision.documentation },
        { u"path"_s, revision.path },
    };
    if (m_current)
        entry.insert(u"is_current"_s, isCurrent(index));
    return entry;
}

} // namespace limbeck::cli
