// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/revisionstates.h"

namespace limbeck {

QHash<RevisionId, RevisionState> revisionStates(const RevisionMap &map, const QStringList &heads)
{
    std::vector<bool> applied(static_cast<std::size_t>(map.size()));
    RevisionIndexes open;
    for (const QString &head : heads) {
        if (const auto index = map.find(RevisionId(head)))
            open.push_back(*index);
    }
    const RevisionIndexes rows = open;
    while (!open.empty()) {
        const RevisionIndex index = open.back();
        open.pop_back();
        if (applied[static_cast<std::size_t>(index)])
            continue;
        applied[static_cast<std::size_t>(index)] = true;
        for (const RevisionIndex parent : map.allDownRevisions(index))
            open.push_back(parent);
    }
    QHash<RevisionId, RevisionState> states;
    for (RevisionIndex index = 0; index < map.size(); ++index)
        states.insert(map.id(index),
                      applied[static_cast<std::size_t>(index)] ? RevisionState::Applied
                                                               : RevisionState::Pending);
    for (const RevisionIndex row : rows)
        states.insert(map.id(row), RevisionState::Current);
    return states;
}

QStringList unknownRows(const RevisionMap &map, const QStringList &heads)
{
    QStringList result;
    for (const QString &head : heads) {
        if (!map.find(RevisionId(head)))
            result += head;
    }
    return result;
}

} // namespace limbeck
