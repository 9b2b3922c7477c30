// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/currentheads.h"
#include "cli/listing.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

struct HistoryRange
{
    QString lower; ///< empty: from the base
    QString upper; ///< empty: to the heads
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
        return failure(ErrorCode::Usage,
                       u"A history range has one colon, but '%1' has more"_s.arg(text));
    return HistoryRange { ends[0], ends[1] };
}

RevisionArgument endOfRange(const QString &text, const QString &ifEmpty,
                            const std::optional<Heads> &current)
{
    if (text == u"current" && current) {
        QStringList ids;
        for (const RevisionId &id : *current)
            ids.append(id.text());
        return ids.isEmpty() ? RevisionArgument::one(ifEmpty) : RevisionArgument::many(ids);
    }
    return RevisionArgument::one(text.isEmpty() ? ifEmpty : text);
}

std::optional<RevisionSet> markedAsCurrent(const RevisionMap &map,
                                           const std::optional<Heads> &current)
{
    if (!current)
        return std::nullopt;
    RevisionSet marked(map);
    for (const RevisionId &id : *current) {
        if (const auto index = map.find(id))
            marked.insert(*index);
    }
    return marked;
}

} // namespace

Result<> runHistory(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    const Result<HistoryRange> range = historyRange(context.arguments);
    if (!range)
        return failure(range.error());
    const bool marksCurrent = context.arguments.has(u"indicate_current"_s);
    std::optional<Heads> current;
    if (marksCurrent || range->lower == u"current" || range->upper == u"current") {
        Result<Heads> heads = currentHeads(context);
        if (!heads)
            return failure(heads.error());
        current = std::move(*heads);
    }
    const auto revisions = walkRevisions(map, endOfRange(range->lower, u"base"_s, current),
                                         endOfRange(range->upper, u"heads"_s, current));
    if (!revisions)
        return failure(revisions.error());

    const Listing listing(map, marksCurrent ? markedAsCurrent(map, current) : std::nullopt);
    if (context.arguments.has(u"json"_s)) {
        QJsonArray array;
        for (const RevisionIndex index : *revisions)
            array.append(listing.json(index));
        context.output.json(array);
        return {};
    }
    ListingOptions options;
    options.parents = options.labels = options.doc = true;
    const bool isVerbose = context.arguments.has(u"verbose"_s);
    QString text;
    for (const RevisionIndex index : *revisions)
        text += (isVerbose ? listing.longEntry(index) : listing.shortEntry(index, options)) + u'\n';
    context.output.text(text);
    return {};
}

} // namespace limbeck::cli
