// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/deployment.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runDeploy(CommandContext &context)
{
    DeploymentRequest request;
    const QString target = context.arguments.value(u"revision"_s);
    request.run.targets = { target.isEmpty() ? u"heads"_s : target };
    request.backupFolder = context.arguments.value(u"backup_dir"_s);
    request.restoresOnFailure = !context.arguments.has(u"no_restore"_s);
    const auto keep = options::numberOfBackups(context.arguments);
    if (!keep)
        return failure(keep.error());
    request.keep = *keep;
    const auto limits = options::runLimits(context.arguments);
    if (!limits)
        return failure(limits.error());
    request.run.limits = *limits;
    return runDeployment(context, request, context.arguments.has(u"json"_s));
}

} // namespace

Command deployCommand()
{
    PositionalSpec target = options::revision();
    target.count = PositionalSpec::Count::ZeroOrOne;
    target.help = u"revision identifier; all heads by default"_s;
    return { { u"deploy"_s,
               u"Back up, upgrade, verify, and restore if it fails."_s,
               options::withTimeLimits(
                   { options::text({ u"--backup-dir"_s },
                                   u"Folder for backups; one of Limbeck's own by default"_s),
                     options::keep(),
                     options::flag({ u"--no-restore"_s },
                                   u"Leave the database as a failed upgrade left it"_s),
                     options::json() }),
               { target } },
             runDeploy,
             nullptr };
}

} // namespace limbeck::cli
