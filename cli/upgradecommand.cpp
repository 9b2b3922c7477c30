// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// upgrade, downgrade, stamp and ensure_version: commands that the engine does.

#include "cli/enginerun.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runRequest(const CommandContext &context, RunRequest request)
{
    const Result<ScriptDirectory> scripts =
        openScriptDirectory(context); // a broken graph is the engine's to report
    if (!scripts)
        return failure(scripts.error());
    request.sql = context.arguments.has(u"sql"_s);
    const Result<RunReport> report = runInEngine(context, *scripts, request);
    if (!report)
        return failure(report.error());
    return {};
}

Result<> refuseRange(const CommandContext &context)
{
    if (!context.arguments.has(u"sql"_s) && context.arguments.value(u"revision"_s).contains(u':'))
        return failure(ErrorCode::InvalidPlan, u"Range revision not allowed"_s);
    return {};
}

} // namespace

Result<> runUpgrade(CommandContext &context)
{
    if (auto allowed = refuseRange(context); !allowed)
        return allowed;
    RunRequest request;
    request.command = RunRequest::Command::Upgrade;
    request.targets = context.arguments.values(u"revision"_s);
    return runRequest(context, request);
}

Result<> runDowngrade(CommandContext &context)
{
    if (auto allowed = refuseRange(context); !allowed)
        return allowed;
    if (context.arguments.has(u"sql"_s) && !context.arguments.value(u"revision"_s).contains(u':'))
        return failure(ErrorCode::InvalidPlan,
                       u"downgrade with --sql requires <fromrev>:<torev>"_s);
    RunRequest request;
    request.command = RunRequest::Command::Downgrade;
    request.targets = context.arguments.values(u"revision"_s);
    return runRequest(context, request);
}

Result<> runStamp(CommandContext &context)
{
    RunRequest request;
    request.command = RunRequest::Command::Stamp;
    request.targets = context.arguments.values(u"revisions"_s);
    request.purge = context.arguments.has(u"purge"_s);
    if (request.purge && context.arguments.has(u"sql"_s))
        return failure(ErrorCode::InvalidPlan, u"Can't use --purge with --sql mode"_s);
    return runRequest(context, request);
}

Result<> runEnsureVersion(CommandContext &context)
{
    RunRequest request;
    request.command = RunRequest::Command::EnsureVersion;
    return runRequest(context, request);
}

} // namespace limbeck::cli
