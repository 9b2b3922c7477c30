// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runHeads(CommandContext &context)
{
    const bool resolvesDependencies = context.arguments.has(u"resolve_dependencies"_s);
    const Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (!scripts)
        return failure(scripts.error());
    if (!scripts->map()) {
        // Plain `heads` is the one command in which Alembic reports a broken graph by a traceback.
        Error error = scripts->map().error();
        if (!resolvesDependencies)
            error.code = ErrorCode::Script;
        return failure(error);
    }
    const RevisionMap &map = *scripts->map();
    ListingOptions options;
    options.labels = true;
    options.treeMarks = false;
    printRevisions(context, Listing(map, {}, Output::style()),
                   resolvesDependencies ? map.realHeads() : map.heads(), options);
    return {};
}

} // namespace

Command headsCommand()
{
    return { { u"heads"_s,
               u"Show current available heads in the script directory."_s,
               { options::verbose(),
                 options::flag({ u"--resolve-dependencies"_s },
                               u"Treat dependency versions as down revisions"_s),
                 options::json() },
               {} },
             runHeads,
             nullptr };
}

} // namespace limbeck::cli
