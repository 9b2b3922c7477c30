// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/options.h"
#include "cli/revisionwriting.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runMerge(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (!scripts)
        return failure(scripts.error());
    RevisionFilesOrder order;
    order.kind = RevisionFilesOrder::Kind::Merge;
    order.revision = revisionRequest(context.arguments);
    order.revision.heads = context.arguments.values(u"revisions"_s);
    return writeRevisions(context, *scripts, order);
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
