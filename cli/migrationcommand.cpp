// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/migrationcommand.h"

#include "cli/interrupt.h"
#include "cli/options.h"
#include "core/engine/interpreterahead.h"
#include "core/engine/probe.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

Result<> runMigrations(const CommandContext &context, RunRequest request)
{
    request.interpreter = std::make_shared<InterpreterAhead>();
    // A broken graph is the engine's to report.
    Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (!scripts)
        return failure(scripts.error());
    request.sql = context.arguments.has(u"sql"_s);
    const auto limits = options::runLimits(context.arguments);
    if (!limits)
        return failure(limits.error());
    request.limits = *limits;
    const Result<Heads> done = runInEngine(context, std::move(*scripts), request);
    return done ? Result<>() : Result<>(failure(done.error()));
}

Result<> resumeMigrations(const CommandContext &context, RunRequest::Command command)
{
    if (context.arguments.has(u"revision"_s))
        return failure(ErrorCode::Usage,
                       u"--resume goes on to where the interrupted run wanted: name no revision"_s);
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RunRequest like;
    like.command = command;
    RunCancellation cancellation;
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const auto request =
        resumption(Project(context.config, *scripts), completed(context, like), cancellation);
    if (!request)
        return failure(request.error());
    return runMigrations(context, *request);
}

Result<> refuseOnlineRange(const CommandContext &context)
{
    if (const auto settings = context.config.settings(); !settings)
        return failure(settings.error());
    if (!context.arguments.has(u"sql"_s) && context.arguments.value(u"revision"_s).contains(u':'))
        return failure(ErrorCode::InvalidPlan, u"Range revision not allowed"_s);
    return {};
}

bool isOfflineWithoutStart(const CommandContext &context)
{
    return context.arguments.has(u"sql"_s)
        && !context.arguments.value(u"revision"_s).contains(u':');
}

std::optional<QStringList> headsToStartFrom(const CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return std::nullopt; // told by the run itself
    const Result<Heads> heads = probeHeads(context, *scripts);
    if (!heads || heads->empty())
        return std::nullopt;
    QStringList result;
    for (const RevisionId &head : *heads)
        result.append(head.text());
    Output::message(
        u"The SQL starts at %1, where the database is. Write base:%2 for all of it.\n"_s.arg(
            result.join(u", "_s), context.arguments.value(u"revision"_s)));
    return result;
}

} // namespace limbeck::cli
