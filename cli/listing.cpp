// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/listing.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

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

QString Listing::mark(bool isSet, const QString &word, Style::Role role) const
{
    return isSet ? u" ("_s + m_style.paint(role, word) + u')' : QString();
}

QString Listing::treeMarks(RevisionIndex index) const
{
    return mark(m_map.isBranchPoint(index), u"branchpoint"_s, Style::Role::Graph)
        + mark(m_map.isMergePoint(index), u"mergepoint"_s, Style::Role::Graph);
}

QString Listing::id(RevisionIndex index) const
{
    return m_style.paint(Style::Role::RevisionId, m_map.id(index).text());
}

QString Listing::labels(RevisionIndex index) const
{
    return m_style.paint(Style::Role::Label, m_map.branchLabels(index).join(u", "_s));
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
    text += id(index);
    if (const QString names = options.labels ? labels(index) : QString(); !names.isEmpty())
        text += u" ("_s + names + u')';
    const bool isRealHead = m_map.isRealHead(index);
    text += mark(isRealHead, u"head"_s, Style::Role::Head);
    text += mark(m_map.isHead(index) && !isRealHead, u"effective head"_s, Style::Role::Head);
    text += mark(isCurrent(index), u"current"_s, Style::Role::Current);
    if (options.treeMarks)
        text += treeMarks(index);
    if (options.doc)
        text += u", "_s + revision.doc();
    return text;
}

QString Listing::longEntry(RevisionIndex index) const
{
    const Revision &revision = m_map.at(index);
    QString text = u"Rev: "_s + id(index) + mark(m_map.isHead(index), u"head"_s, Style::Role::Head)
        + treeMarks(index) + mark(isCurrent(index), u"current"_s, Style::Role::Current) + u'\n';
    text +=
        (m_map.isMergePoint(index) ? u"Merges: "_s : u"Parent: "_s) + downRevisions(index) + u'\n';
    if (!revision.dependsOn.isEmpty())
        text += u"Also depends on: "_s + revision.dependsOn.join(u", "_s) + u'\n';
    if (m_map.isBranchPoint(index))
        text += u"Branches into: "_s + joinIds(m_map.ids(m_map.nextRevisions(index))) + u'\n';
    if (const QString names = labels(index); !names.isEmpty())
        text += u"Branch names: "_s + names + u'\n';
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

void printRevisions(const CommandContext &context, const Listing &listing,
                    const RevisionIndexes &indexes, const ListingOptions &options,
                    Verbosity verbosity)
{
    if (context.arguments.has(u"json"_s)) {
        QJsonArray array;
        for (const RevisionIndex index : indexes)
            array.append(listing.json(index));
        context.output.json(array);
        return;
    }
    const bool isLong = verbosity == Verbosity::Long || context.arguments.has(u"verbose"_s);
    QString text;
    for (const RevisionIndex index : indexes)
        text += (isLong ? listing.longEntry(index) : listing.shortEntry(index, options)) + u'\n';
    context.output.text(text);
}

} // namespace limbeck::cli
