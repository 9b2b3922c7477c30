// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/requestedplan.h"

#include "core/engine/versionrows.h"
#include "core/revision/planner.h"

using namespace Qt::StringLiterals;

namespace limbeck {

Result<Heads> requestedStart(const Result<RevisionMap> &map, const RunRequest &request,
                             const std::optional<QString> &startingRevision)
{
    if (request.startHeads && !startingRevision)
        return headsFrom(*request.startHeads);
    std::optional<QString> start = startingRevision;
    for (const QString &target : request.targets) {
        const auto range = RevisionRange::parse(target);
        if (!range)
            return failure(range.error());
        if (start || !range->start)
            continue;
        if (range->start->isEmpty())
            return failure(ErrorCode::ImpossibleTarget,
                           u"The range '%1' has no start"_s.arg(target),
                           u"base:%1 is all of it"_s.arg(range->end));
        start = range->start;
    }
    if (!start)
        return Heads {};
    if (!map)
        return failure(map.error());
    return offlineHeads(*map, RevisionTarget(*start));
}

Result<MigrationPlan> requestedPlan(const Result<RevisionMap> &map, const RunRequest &request,
                                    const Heads &heads, bool offline)
{
    const MigrationPlan nothing { heads, {}, heads, {} };
    if (request.command == RunRequest::Command::EnsureVersion)
        return nothing; // of any project
    // A graph that is broken fails here, not earlier: env.py has run, as with Alembic.
    if (!map)
        return failure(map.error());
    std::vector<RevisionTarget> targets;
    for (const QString &text : request.targets) {
        const auto range = RevisionRange::parse(text);
        if (!range)
            return failure(range.error());
        targets.emplace_back(offline ? range->end : text);
    }
    switch (request.command) {
    case RunRequest::Command::Upgrade:
        return upgradePlan(*map, heads, targets.front());
    case RunRequest::Command::Downgrade:
        return downgradePlan(*map, heads, targets.front());
    case RunRequest::Command::Stamp:
        return stampPlan(*map, heads, targets);
    case RunRequest::Command::Current:
    case RunRequest::Command::EnsureVersion:
    case RunRequest::Command::Revision:
        return nothing;
    }
    Q_UNREACHABLE();
}

} // namespace limbeck
