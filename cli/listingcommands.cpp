// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// branches, heads and show: commands that need the script files only.

#include "cli/command.h"
#include "cli/currentheads.h"
#include "cli/listing.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

void print(const CommandContext &context, const Listing &listing, const RevisionIndexes &indexes,
           bool isVerbose, const ListingOptions &options)
{
    if (context.arguments.has(u"json"_s)) {
        QJsonArray array;
        for (const RevisionIndex index : indexes)
            array.append(listing.json(index));
        context.output.json(array);
        return;
    }
    for (const RevisionIndex index : indexes)
        context.output.line(isVerbose ? listing.longEntry(index)
                                      : listing.shortEntry(index, options));
}

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

} // namespace

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
    print(context, Listing(map), resolvesDependencies ? map.realHeads() : map.heads(),
          context.arguments.has(u"verbose"_s), options);
    return {};
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
    const Listing listing(map);
    QJsonArray array;
    for (const RevisionIndex index : *all) {
        if (!map.isBranchPoint(index))
            continue;
        array.append(listing.json(index));
        if (!context.arguments.has(u"json"_s))
            context.output.line(
                branchPointText(map, listing, index, context.arguments.has(u"verbose"_s)));
    }
    if (context.arguments.has(u"json"_s))
        context.output.json(array);
    return {};
}

Result<> runShow(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    const QString identifier = context.arguments.value(u"rev"_s);
    RevisionIndexes indexes;
    if (identifier == u"current") {
        const Result<Heads> heads = currentHeads(context);
        if (!heads)
            return failure(heads.error());
        for (const RevisionId &head : *heads) {
            const auto found = findRevisions(map, head.text());
            if (!found)
                return failure(found.error());
            indexes.insert(indexes.end(), found->begin(), found->end());
        }
    } else {
        const auto found = findRevisions(map, identifier);
        if (!found)
            return failure(found.error());
        indexes = *found;
    }
    print(context, Listing(map), indexes, true, {});
    return {};
}

} // namespace limbeck::cli
