// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/planner.h"
#include "core/revision/revisionmap.h"

#include <QString>

/// Small graphs in one line. Items stand in load order, apart by ";":
///
///     a                a base
///     a->b             b follows a
///     a,b->c           c merges a and b
///     a->b +x,y        b depends on x and y
///     a->b @red,blue   b declares the branch labels red and blue
namespace limbeck::notation {

inline QStringList list(const QString &text)
{
    QStringList result;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        result.append(part.trimmed());
    return result;
}

inline Revision revision(const QString &item)
{
    Revision revision;
    QString text = item.trimmed();
    for (const QChar mark : { u'@', u'+' }) {
        const qsizetype at = text.indexOf(mark);
        if (at < 0)
            continue;
        qsizetype end = text.indexOf(u' ', at);
        end = end < 0 ? text.size() : end;
        (mark == u'@' ? revision.branchLabels : revision.dependsOn) =
            list(text.mid(at + 1, end - at - 1));
        text.remove(at, end - at);
    }
    const qsizetype arrow = text.indexOf(QStringLiteral("->"));
    if (arrow >= 0) {
        for (const QString &id : list(text.left(arrow)))
            revision.downRevisions.emplace_back(id);
    }
    revision.id = RevisionId(text.mid(arrow < 0 ? 0 : arrow + 2).trimmed());
    return revision;
}

inline std::vector<Revision> revisions(const QString &text)
{
    std::vector<Revision> result;
    for (const QString &item : text.split(u';', Qt::SkipEmptyParts))
        result.push_back(revision(item));
    return result;
}

inline Result<RevisionMap> map(const QString &text)
{
    return RevisionMap::create(revisions(text));
}

inline Heads heads(const QString &text)
{
    Heads result;
    for (const QString &id : text.split(u' ', Qt::SkipEmptyParts))
        result.emplace_back(id);
    return result;
}

inline QString text(const std::vector<RevisionId> &ids)
{
    return joinIds(ids).remove(u',');
}

inline QString text(const RevisionMap &map, RevisionSpan indexes)
{
    return text(map.ids(indexes));
}

/// "insert a", "update a b", "delete a".
inline QString text(const std::vector<VersionChange> &changes)
{
    QStringList parts;
    for (const VersionChange &change : changes) {
        switch (change.kind) {
        case VersionChange::Kind::Insert:
            parts.append(QStringLiteral("insert ") + change.to.text());
            break;
        case VersionChange::Kind::Update:
            parts.append(QStringLiteral("update %1 %2").arg(change.from.text(), change.to.text()));
            break;
        case VersionChange::Kind::Delete:
            parts.append(QStringLiteral("delete ") + change.from.text());
            break;
        }
    }
    return parts.join(QStringLiteral(", "));
}

/// The revisions of a plan's steps in order; of a stamp its log text.
inline QString text(const Result<MigrationPlan> &plan)
{
    if (!plan)
        return QStringLiteral("error: ") + plan.error().message;
    QStringList parts;
    for (const MigrationStep &step : plan->steps)
        parts.append(step.kind == MigrationStep::Kind::Stamp ? step.shortLog()
                                                             : step.revision.text());
    const bool isStamp =
        !plan->steps.empty() && plan->steps.front().kind == MigrationStep::Kind::Stamp;
    return parts.join(isStamp ? QStringLiteral("; ") : QStringLiteral(" "));
}

} // namespace limbeck::notation
