// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/listing.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

bool isAtAllHeads(const RevisionMap &map, Heads rows)
{
    std::vector<RevisionId> heads = map.ids(map.heads());
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    std::sort(rows.begin(), rows.end());
    return rows == heads;
}

} // namespace

Result<> runCurrent(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    RunRequest request;
    request.command = RunRequest::Command::Current;
    const Result<RunReport> report = runInEngine(context, *scripts, request);
    if (!report)
        return failure(report.error());

    const bool isVerbose = context.arguments.has(u"verbose"_s);
    const bool isJson = context.arguments.has(u"json"_s);
    if (isVerbose && !isJson)
        context.output.line(u"Current revision(s) for "_s + report->database + u':');
    if (context.arguments.has(u"check_heads"_s) && !isAtAllHeads(map, report->heads))
        return failure(ErrorCode::InvalidPlan, u"Database is not on all head revisions"_s);
    const auto current = currentRevisions(map, report->heads);
    if (!current)
        return failure(current.error());
    const Listing listing(map);
    QJsonArray array;
    for (const RevisionIndex index : *current) {
        if (isJson)
            array.append(listing.json(index));
        else
            context.output.line(isVerbose ? listing.longEntry(index)
                                          : listing.shortEntry(index, {}));
    }
    if (isJson) {
        context.output.json(QJsonObject {
            { u"database"_s, report->database },
            { u"revisions"_s, array },
            { u"at_heads"_s, isAtAllHeads(map, report->heads) },
        });
    }
    return {};
}

} // namespace limbeck::cli
