// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisiongraph.h"

namespace limbeck::test {

inline Revision revision(const QString &id, const QStringList &down,
                         const QStringList &dependsOn = {}, const QStringList &labels = {})
{
    Revision result;
    result.id = RevisionId(id);
    for (const QString &parent : down)
        result.downRevisions.emplace_back(parent);
    result.dependsOn = dependsOn;
    result.branchLabels = labels;
    result.documentation = QStringLiteral("message of ") + id;
    return result;
}

inline RevisionGraph graphOf(const std::vector<Revision> &revisions)
{
    return RevisionGraph::fromRevisions(revisions);
}

/// As the views take it.
inline SharedRevisionGraph shared(RevisionGraph graph)
{
    return std::make_shared<const RevisionGraph>(std::move(graph));
}

/// m merges b (which follows a) and r (a base that depends on a).
inline RevisionGraph branched()
{
    return graphOf({ revision(QStringLiteral("a"), {}),
                     revision(QStringLiteral("b"), { QStringLiteral("a") }),
                     revision(QStringLiteral("r"), {}, { QStringLiteral("a") }),
                     revision(QStringLiteral("m"), { QStringLiteral("b"), QStringLiteral("r") }) });
}

/// r0, r1 … each following the one before.
inline RevisionGraph line(int count)
{
    std::vector<Revision> revisions;
    for (int i = 0; i < count; ++i)
        revisions.push_back(
            revision(QStringLiteral("r%1").arg(i),
                     i == 0 ? QStringList() : QStringList { QStringLiteral("r%1").arg(i - 1) }));
    return graphOf(revisions);
}

/// A history as projects of many people have it: branches of random length that begin at random
/// revisions and are merged again, now and then a dependency. The same for the same @p seed.
inline RevisionGraph busy(int count, quint32 seed = 1)
{
    quint32 state = seed * 2654435761U + 1;
    const auto random = [&state](int below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<quint32>(below));
    };
    std::vector<Revision> revisions;
    std::vector<QString> open; // heads so far
    for (int i = 0; i < count; ++i) {
        const QString id = QStringLiteral("%1").arg(static_cast<quint32>(i) * 2654435761U, 12, 16,
                                                    QLatin1Char('0'));
        QStringList down;
        QStringList depends;
        const int kind = random(100);
        if (i == 0) {
            // a base
        } else if (kind < 6) {
            down = {
                revisions[static_cast<std::size_t>(std::max(0, i - 1 - random(std::min(i, 40))))]
                    .id.text()
            }; // a branch
        } else if (kind < 12 && open.size() > 1) {
            down = { open[0], open[open.size() - 1] }; // a merge
        } else {
            down = { open[static_cast<std::size_t>(random(static_cast<int>(open.size())))] };
        }
        if (kind == 99 && i > 60)
            depends = { revisions[static_cast<std::size_t>(i - 50)].id.text() };
        for (const QString &parent : down)
            open.erase(std::remove(open.begin(), open.end(), parent), open.end());
        open.push_back(id);
        revisions.push_back(revision(id, down, depends));
    }
    return graphOf(revisions);
}

} // namespace limbeck::test
