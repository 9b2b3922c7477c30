// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"
#include "cli/migrationcommand.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runUpgrade(CommandContext &context)
{
    if (auto allowed = refuseOnlineRange(context); !allowed)
        return allowed;
    RunRequest request;
    request.command = RunRequest::Command::Upgrade;
    request.targets = context.arguments.values(u"revision"_s);
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
               { options::sql(), options::tag() },
               { options::revision() } },
             runUpgrade,
             nullptr };
}

} // namespace limbeck::cli
