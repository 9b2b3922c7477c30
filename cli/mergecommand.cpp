// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/options.h"
#include "cli/revisionwriting.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runMerge(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RevisionRequest request = revisionRequest(context.arguments);
    request.heads = context.arguments.values(u"revisions"_s);
    if (!scripts->settings().revisionEnvironment)
        return writeRevisionFile(context, *scripts, request);
    return writeMergeFile(context, *scripts, request);
}

} // namespace

Command mergeCommand()
{
    return { { u"merge"_s,
               u"Merge two revisions together. Creates a new migration file."_s,
               { options::message(), options::branchLabel(), options::revisionId(),
                 options::splice() },
               { options::severalRevisions() } },
             runMerge,
             nullptr };
}

} // namespace limbeck::cli
