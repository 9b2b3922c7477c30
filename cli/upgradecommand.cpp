// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"
#include "cli/deployment.h"
#include "cli/migrationcommand.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> upgradeWithBackup(CommandContext &context, RunRequest request)
{
    if (context.arguments.has(u"sql"_s))
        return failure(ErrorCode::Usage, u"--backup and --sql exclude each other"_s);
    DeploymentRequest deployment;
    deployment.run = std::move(request);
    deployment.backupFolder = context.arguments.value(u"backup"_s);
    const auto keep = options::numberOfBackups(context.arguments);
    if (!keep)
        return failure(keep.error());
    deployment.keep = *keep;
    const auto limits = options::runLimits(context.arguments);
    if (!limits)
        return failure(limits.error());
    deployment.run.limits = *limits;
    return runDeployment(context, deployment, false);
}

Result<> runUpgrade(CommandContext &context)
{
    if (context.arguments.has(u"resume"_s))
        return resumeMigrations(context, RunRequest::Command::Upgrade);
    if (auto allowed = refuseOnlineRange(context); !allowed)
        return allowed;
    RunRequest request;
    request.command = RunRequest::Command::Upgrade;
    request.targets = context.arguments.values(u"revision"_s);
    request.restart = context.arguments.has(u"restart"_s);
    if (context.arguments.has(u"backup"_s))
        return upgradeWithBackup(context, std::move(request));
    // Called by Alembic's name it does what Alembic does: SQL from the base on.
    if (isOfflineWithoutStart(context) && !isCalledAlembic(context.program))
        request.startHeads = headsToStartFrom(context);
    return runMigrations(context, std::move(request));
}

} // namespace

Command upgradeCommand()
{
    return { { u"upgrade"_s,
               u"Upgrade to a later version."_s,
               options::withTimeLimits({ options::sql(), options::tag(), options::resume(),
                                         options::restart(), options::backup(), options::keep() }),
               { options::revisionUnlessResumed() } },
             runUpgrade,
             nullptr };
}

} // namespace limbeck::cli
