// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/revisionwriting.h"

#include "cli/enginerun.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"
#include "core/script/writehooks.h"

#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> makeFolder(const CommandContext &context, const QString &folder)
{
    const bool isMade = QDir().mkpath(folder);
    context.output.line(u"Creating directory "_s + folder
                        + (isMade ? u" ...  done"_s : u" ...  FAILED"_s));
    if (!isMade)
        return failure(ErrorCode::FileAccess, u"Folder '%1' cannot be made"_s.arg(folder));
    return {};
}

Result<> runHook(const CommandContext &context, const PostWriteHook &hook, const QString &path)
{
    if (auto checked = checkWriteHook(hook); !checked)
        return checked;
    context.output.line(u"Running post write hook '%1' ..."_s.arg(hook.name));
    std::fflush(stdout);
    const Result<> done = runWriteHook(hook, path);
    context.output.line(done ? u"  done"_s : u"  FAILED"_s);
    return done;
}

Result<> generate(const CommandContext &context, const ScriptDirectory &scripts,
                  const RevisionRequest &request, TemplateRenderer &renderer)
{
    const Result<PreparedRevision> prepared = prepareRevision(scripts, request);
    if (!prepared)
        return failure(prepared.error());
    for (const QString &folder : prepared->missingFolders(scripts.settings())) {
        if (auto made = makeFolder(context, folder); !made)
            return made;
    }
    context.output.text(u"Generating "_s + prepared->path + u" ..."_s);
    std::fflush(stdout);
    const Result<> written = writeRevision(scripts, *prepared, renderer);
    context.output.line(written ? u"  done"_s : u"  FAILED"_s);
    if (!written)
        return written;
    for (const PostWriteHook &hook : scripts.settings().postWriteHooks) {
        if (auto done = runHook(context, hook, prepared->path); !done)
            return done;
    }
    if (const auto revision = readWrittenRevision(*prepared); !revision)
        return failure(revision.error());
    return {};
}

/// A RevisionRun with what it needs to live.
struct EnvironmentForRevision
{
    EnvironmentForRevision(const CommandContext &context, const ScriptDirectory &scripts)
        : project(context.config, scripts)
        , request(completed(context, requestFor(context, cancellation)))
        , run(project, request, observer, cancellation)
    {
    }

    static RunRequest requestFor(const CommandContext &context, const RunCancellation &cancellation)
    {
        RunRequest request;
        request.passwords = commandLinePasswords(cancellation.token());
        request.command = RunRequest::Command::Revision;
        request.sql = context.arguments.has(u"sql"_s);
        return request;
    }

    /// generate() with env.py's logging and template arguments.
    Result<> generate(const CommandContext &context, const ScriptDirectory &scripts,
                      const RevisionRequest &revision)
    {
        MakoTemplateRenderer renderer = run.renderer();
        Result<> done = cli::generate(context, scripts, revision, renderer);
        if (!done)
            run.tellCommandError(done.error());
        return done;
    }

    Project project;
    PrintingObserver observer;
    RunCancellation cancellation;
    RunRequest request;
    RevisionRun run;
};

} // namespace

RevisionRequest revisionRequest(const Arguments &arguments)
{
    RevisionRequest request;
    request.id = arguments.value(u"rev_id"_s);
    if (arguments.has(u"message"_s))
        request.message = arguments.value(u"message"_s);
    request.splice = arguments.has(u"splice"_s);
    request.branchLabels = arguments.values(u"branch_label"_s);
    request.versionPath = arguments.value(u"version_path"_s);
    request.dependsOn = arguments.values(u"depends_on"_s);
    return request;
}

Result<> writeRevisionFile(const CommandContext &context, const ScriptDirectory &scripts,
                           const RevisionRequest &request)
{
    MakoTemplateRenderer renderer(context.config.ini(), context.config.location().section);
    return generate(context, scripts, request, renderer);
}

Result<> writeRevisionFiles(const CommandContext &context, const ScriptDirectory &scripts,
                            const RevisionRequest &request, Autogenerate autogenerate)
{
    EnvironmentForRevision environment(context, scripts);
    const auto revisions = environment.run.revisions(request, autogenerate);
    if (!revisions)
        return failure(revisions.error());
    ScriptDirectory current = scripts;
    for (const RevisionRequest &revision : *revisions) {
        if (auto written = environment.generate(context, current, revision); !written)
            return written;
        // The next one may follow this one.
        if (const auto reloaded = current.reload(); !reloaded)
            return failure(reloaded.error());
    }
    return {};
}

Result<> writeMergeFile(const CommandContext &context, const ScriptDirectory &scripts,
                        const RevisionRequest &request)
{
    EnvironmentForRevision environment(context, scripts);
    if (auto done = environment.run.evaluate(); !done)
        return done;
    return environment.generate(context, scripts, request);
}

Result<> compareModels(const CommandContext &context, const ScriptDirectory &scripts,
                       const std::function<void(const ModelDifferences &)> &tell)
{
    EnvironmentForRevision environment(context, scripts);
    const auto differences = environment.run.differences();
    if (!differences)
        return failure(differences.error());
    tell(*differences);
    return environment.run.refuse(*differences);
}

} // namespace limbeck::cli
