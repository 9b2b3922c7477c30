// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// revision and merge: commands that write a revision file.

#include "cli/command.h"
#include "core/script/makotemplaterenderer.h"
#include "core/script/newrevision.h"
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
                  const RevisionRequest &request)
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
    MakoTemplateRenderer renderer(context.config.ini(), context.config.location().section);
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

RevisionRequest requestFrom(const Arguments &arguments)
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

} // namespace

Result<> runRevision(CommandContext &context)
{
    const Arguments &arguments = context.arguments;
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    if (arguments.has(u"autogenerate"_s)) {
        if (arguments.has(u"sql"_s)) {
            return failure(ErrorCode::InvalidPlan,
                           u"Using --sql with --autogenerate does not make any sense"_s);
        }
        return failure(ErrorCode::Unsupported,
                       u"revision --autogenerate is not available in this version"_s);
    }
    if (arguments.has(u"sql"_s) && !scripts->settings().revisionEnvironment) {
        return failure(ErrorCode::InvalidPlan,
                       u"Using --sql with the revision command when revision_environment is not "
                       u"configured does not "
                       "make any sense"_s);
    }
    RevisionRequest request = requestFrom(arguments);
    if (arguments.has(u"head"_s))
        request.heads = { arguments.value(u"head"_s) };
    return generate(context, *scripts, request);
}

Result<> runMerge(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RevisionRequest request = requestFrom(context.arguments);
    request.heads = context.arguments.values(u"revisions"_s);
    return generate(context, *scripts, request);
}

} // namespace limbeck::cli
