// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/migrationcommand.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runDowngrade(CommandContext &context)
{
    if (context.arguments.has(u"resume"_s))
        return resumeMigrations(context, RunRequest::Command::Downgrade);
    if (auto allowed = refuseOnlineRange(context); !allowed)
        return allowed;
    RunRequest request;
    request.command = RunRequest::Command::Downgrade;
    request.targets = context.arguments.values(u"revision"_s);
    request.restart = context.arguments.has(u"restart"_s);
    if (isOfflineWithoutStart(context)) {
        request.startHeads = headsToStartFrom(context);
        if (!request.startHeads) {
            return failure(
                ErrorCode::InvalidPlan, u"downgrade with --sql requires <fromrev>:<torev>"_s,
                u"Without <fromrev> it starts at the revision of the database, which is at none or "
                "cannot be asked"_s);
        }
    }
    return runMigrations(context, std::move(request));
}

} // namespace

Command downgradeCommand()
{
    return { { u"downgrade"_s,
               u"Revert to a previous version."_s,
               options::withTimeLimits(
                   { options::sql(), options::tag(), options::resume(), options::restart() }),
               { options::revisionUnlessResumed() } },
             runDowngrade,
             nullptr };
}

} // namespace limbeck::cli
