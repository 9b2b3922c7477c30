// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/revisionrun.h"

namespace limbeck {

/// What `revision` or `merge` is to write.
struct RevisionFilesOrder
{
    enum class Kind { Revision, Merge };

    RevisionRequest revision;
    Kind kind = Kind::Revision; ///< for a merge env.py is evaluated for the template's sake only
    Autogenerate autogenerate = Autogenerate::No;
};

/// Is told what happens while revision files are written: one piece of work after the other.
class RevisionFilesObserver
{
public:
    enum class Work { MakeFolder, WriteFile, RunHook };

    RevisionFilesObserver() = default;
    Q_DISABLE_COPY_MOVE(RevisionFilesObserver)
    virtual ~RevisionFilesObserver() = default;

    /// @p subject: the folder, the file, the hook's name.
    virtual void began(Work work, const QString &subject) = 0;
    virtual void ended(Work work, bool isDone) = 0;
};

/// Writes the files of @p order, runs the post-write hooks on each, and returns their absolute
/// paths: one, unless env.py's process_revision_directives made it none or several.
///
/// env.py is evaluated, as @p request says, where the project (revision_environment) or
/// autogenerate wants it; what it prints and logs goes to @p observer. Errors: those of
/// prepareRevision(), RevisionRun, the template and the hooks. Source: Alembic, `command.revision`
/// and `command.merge`.
[[nodiscard]] Result<QStringList>
writeRevisionFiles(const Project &project, const RevisionFilesOrder &order,
                   const RunRequest &request, RunObserver &observer, RunCancellation &cancellation,
                   RevisionFilesObserver &files);

} // namespace limbeck
