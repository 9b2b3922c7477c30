// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/migrationcommand.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runStamp(CommandContext &context)
{
    RunRequest request;
    request.command = RunRequest::Command::Stamp;
    request.targets = context.arguments.values(u"revisions"_s);
    request.purge = context.arguments.has(u"purge"_s);
    return runMigrations(context, std::move(request));
}

} // namespace

Command stampCommand()
{
    return { { u"stamp"_s,
               u"'stamp' the revision table with the given revision; don't run any migrations."_s,
               { options::sql(), options::tag(),
                 options::flag({ u"--purge"_s },
                               u"Unconditionally erase the version table before stamping"_s) },
               { options::severalRevisions() } },
             runStamp,
             nullptr };
}

} // namespace limbeck::cli
