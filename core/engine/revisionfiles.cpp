// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/revisionfiles.h"

#include "core/script/writehooks.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Work = RevisionFilesObserver::Work;

/// Tells that @p work, which is over, went as @p done says.
Result<> ended(RevisionFilesObserver &files, Work work, Result<> done)
{
    files.ended(work, done.has_value());
    return done;
}

Result<> makeFolder(const QString &folder, RevisionFilesObserver &files)
{
    files.began(Work::MakeFolder, folder);
    return ended(files, Work::MakeFolder,
                 QDir().mkpath(folder)
                     ? Result<>()
                     : Result<>(failure(ErrorCode::FileAccess,
                                        u"Folder '%1' cannot be made"_s.arg(folder))));
}

Result<> runHook(const PostWriteHook &hook, const QString &path, RevisionFilesObserver &files)
{
    if (auto checked = checkWriteHook(hook); !checked)
        return checked;
    files.began(Work::RunHook, hook.name);
    return ended(files, Work::RunHook, runWriteHook(hook, path));
}

/// Writes one file and returns its path.
Result<QString> writeFile(const ScriptDirectory &scripts, const RevisionRequest &request,
                          TemplateRenderer &renderer, RevisionFilesObserver &files)
{
    const Result<PreparedRevision> prepared = prepareRevision(scripts, request);
    if (!prepared)
        return failure(prepared.error());
    for (const QString &folder : prepared->missingFolders(scripts.settings())) {
        if (auto made = makeFolder(folder, files); !made)
            return failure(made.error());
    }
    files.began(Work::WriteFile, prepared->path);
    if (auto written = ended(files, Work::WriteFile, writeRevision(scripts, *prepared, renderer));
        !written)
        return failure(written.error());
    for (const PostWriteHook &hook : scripts.settings().postWriteHooks) {
        if (auto done = runHook(hook, prepared->path, files); !done)
            return failure(done.error());
    }
    if (const auto revision = readWrittenRevision(*prepared); !revision)
        return failure(revision.error());
    return prepared->path;
}

/// What env.py makes of @p order.
Result<std::vector<RevisionRequest>> revisionsOf(RevisionRun &run, const RevisionFilesOrder &order)
{
    if (order.kind == RevisionFilesOrder::Kind::Revision)
        return run.revisions(order.revision, order.autogenerate);
    if (auto done = run.evaluate(); !done)
        return failure(done.error());
    return std::vector { order.revision };
}

Result<QStringList> writeBehindEnvironment(const Project &project, const RevisionFilesOrder &order,
                                           RevisionRun &run, RevisionFilesObserver &files)
{
    const auto revisions = revisionsOf(run, order);
    if (!revisions)
        return failure(revisions.error());
    MakoTemplateRenderer renderer = run.renderer();
    ScriptDirectory scripts = project.scripts();
    QStringList paths;
    for (const RevisionRequest &revision : *revisions) {
        const auto written = writeFile(scripts, revision, renderer, files);
        if (!written) {
            run.tellCommandError(written.error());
            return failure(written.error());
        }
        paths += *written;
        // The next one may follow this one.
        if (const auto reloaded = scripts.reload(); !reloaded)
            return failure(reloaded.error());
    }
    return paths;
}

} // namespace

Result<QStringList> writeRevisionFiles(const Project &project, const RevisionFilesOrder &order,
                                       const RunRequest &request, RunObserver &observer,
                                       RunCancellation &cancellation, RevisionFilesObserver &files)
{
    const bool asksEnvironment =
        order.autogenerate == Autogenerate::Yes || project.settings().revisionEnvironment;
    if (asksEnvironment) {
        RevisionRun run(project, request, observer, cancellation);
        return writeBehindEnvironment(project, order, run, files);
    }
    const Config &config = project.config();
    MakoTemplateRenderer renderer(config.ini(), config.location().section);
    const auto written = writeFile(project.scripts(), order.revision, renderer, files);
    return written ? Result<QStringList>(QStringList { *written }) : failure(written.error());
}

} // namespace limbeck
