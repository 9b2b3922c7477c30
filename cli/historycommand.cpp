// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/textgraph.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

struct HistoryRange
{
    QString lower; ///< empty: from the base
    QString upper; ///< empty: to the heads

    [[nodiscard]] bool namesCurrent() const { return lower == u"current" || upper == u"current"; }
};

Result<HistoryRange> historyRange(const Arguments &arguments)
{
    if (!arguments.has(u"rev_range"_s))
        return HistoryRange {};
    const QString text = arguments.value(u"rev_range"_s);
    if (!text.contains(u':'))
        return failure(ErrorCode::InvalidPlan,
                       u"History range requires [start]:[end], [start]:, or :[end]"_s);
    const QStringList ends = text.trimmed().split(u':');
    if (ends.size() > 2)
        return failure(ErrorCode::ImpossibleTarget,
                       u"A history range has one colon, but '%1' has more"_s.arg(text));
    return HistoryRange { ends[0], ends[1] };
}

RevisionArgument endOfRange(const QString &text, const QString &ifEmpty,
                            const std::optional<QStringList> &current)
{
    if (text == u"current" && current)
        return current->isEmpty() ? RevisionArgument::one(ifEmpty)
                                  : RevisionArgument::many(*current);
    return RevisionArgument::one(text.isEmpty() ? ifEmpty : text);
}

std::optional<RevisionSet> markedAsCurrent(const RevisionMap &map,
                                           const std::optional<QStringList> &current)
{
    if (!current)
        return std::nullopt;
    RevisionSet marked(map);
    for (const QString &id : *current) {
        if (const auto index = map.find(RevisionId(id)))
            marked.insert(*index);
    }
    return marked;
}

/// Prints the revisions of the range. @p current are the rows of the database, if it was asked.
Result<> printHistory(const CommandContext &context, const RevisionMap &map,
                      const HistoryRange &range, const std::optional<QStringList> &current)
{
    const auto revisions = walkRevisions(map, endOfRange(range.lower, u"base"_s, current),
                                         endOfRange(range.upper, u"heads"_s, current));
    if (!revisions)
        return failure(revisions.error());
    const bool marksCurrent = context.arguments.has(u"indicate_current"_s);
    const Listing listing(map, marksCurrent ? markedAsCurrent(map, current) : std::nullopt,
                          Output::style());
    ListingOptions options;
    options.parents = options.labels = options.doc = true;
    if (context.arguments.has(u"graph"_s) && !context.arguments.has(u"json"_s)) {
        options.parents = false; // the lines show them
        TextGraph graph(map, *revisions, Output::style());
        const bool isVerbose = context.arguments.has(u"verbose"_s);
        context.output.text(graph.draw([&](RevisionIndex index) {
            return isVerbose ? listing.longEntry(index) : listing.shortEntry(index, options);
        }));
        return {};
    }
    printRevisions(context, listing, *revisions, options);
    return {};
}

Result<> runHistory(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (!scripts)
        return failure(scripts.error());
    const Result<HistoryRange> range = historyRange(context.arguments);
    if (!range)
        return failure(range.error());
    const Result<RevisionMap> &map = scripts->map();
    const bool needsDatabase = range->namesCurrent() || context.arguments.has(u"indicate_current"_s)
        || scripts->settings().revisionEnvironment;
    if (!needsDatabase)
        return map ? printHistory(context, *map, *range, std::nullopt) : failure(map.error());
    // A broken graph is told by the visit, when env.py has run, as with Alembic.
    return visitDatabases(context, *scripts, [&](const DatabaseState &database) {
        return printHistory(context, *map, *range, database.heads);
    });
}

} // namespace

Command historyCommand()
{
    return {
        { u"history"_s,
          u"List changeset scripts in chronological order."_s,
          { options::text({ u"-r"_s, u"--rev-range"_s },
                          u"Specify a revision range; format is [start]:[end]"_s),
            options::verbose(),
            options::flag({ u"-i"_s, u"--indicate-current"_s }, u"Indicate the current revision"_s),
            options::own(options::flag({ u"--graph"_s },
                                       u"Draw how the revisions hang together beside them"_s)),
            options::json() },
          {} },
        runHistory,
        nullptr
    };
}

} // namespace limbeck::cli
