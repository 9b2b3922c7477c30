// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// One branch point and a line for each of its children.
QString branchPointText(const RevisionMap &map, const Listing &listing, RevisionIndex index,
                        bool isVerbose)
{
    ListingOptions options;
    options.labels = true;
    const QString indent(map.id(index).text().size(), u' ');
    QString text =
        (isVerbose ? listing.longEntry(index) : listing.shortEntry(index, options)) + u'\n';
    options.doc = isVerbose;
    QStringList children;
    for (const RevisionIndex child : map.nextRevisions(index))
        children.append(indent + u" -> "_s + listing.shortEntry(child, options));
    return text + children.join(u'\n') + u'\n';
}

Result<> runBranches(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    const auto all =
        walkRevisions(map, RevisionArgument::one(u"base"_s), RevisionArgument::one(u"heads"_s));
    if (!all)
        return failure(all.error());
    const bool isJson = context.arguments.has(u"json"_s);
    const Listing listing(map, {}, Output::style());
    QJsonArray array;
    for (const RevisionIndex index : *all) {
        if (!map.isBranchPoint(index))
            continue;
        if (isJson)
            array.append(listing.json(index));
        else
            context.output.line(
                branchPointText(map, listing, index, context.arguments.has(u"verbose"_s)));
    }
    if (isJson)
        context.output.json(array);
    return {};
}

} // namespace

Command branchesCommand()
{
    return { { u"branches"_s,
               u"Show current branch points."_s,
               { options::verbose(), options::json() },
               {} },
             runBranches,
             nullptr };
}

} // namespace limbeck::cli
