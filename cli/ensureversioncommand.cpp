// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/migrationcommand.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runEnsureVersion(CommandContext &context)
{
    RunRequest request;
    request.command = RunRequest::Command::EnsureVersion;
    return runMigrations(context, std::move(request));
}

} // namespace

Command ensureVersionCommand()
{
    return { { u"ensure_version"_s,
               u"Create the alembic version table if it doesn't exist already ."_s,
               { options::sql() },
               {} },
             runEnsureVersion,
             nullptr };
}

} // namespace limbeck::cli
