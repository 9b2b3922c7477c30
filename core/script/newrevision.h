// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/scriptdirectory.h"
#include "core/script/templaterenderer.h"

#include <QDateTime>

namespace limbeck {

/// What `revision` and `merge` are asked for.
struct RevisionRequest
{
    QString id; ///< empty: a random one
    std::optional<QString> message;
    QStringList heads { QStringLiteral(
        "head") }; ///< identifiers of the parents; "base" for a new base
    bool splice = false; ///< the parents need not be heads
    QStringList branchLabels;
    QString versionPath; ///< empty: that of the parent, or the only one
    QStringList dependsOn;
    /// Texts for the template: bodies under "upgrades" and "downgrades", "imports". Without them
    /// the template decides.
    std::map<QString, QString> texts;
};

/// A revision that is decided on, but not written.
struct PreparedRevision
{
    QString path; ///< absolute
    QString versionPath; ///< the version location that it lies in or below
    TemplateValues values;

    /// Folders that have to be made for it, in the order in which Alembic tells of them.
    [[nodiscard]] QStringList missingFolders(const ProjectSettings &settings) const;
};

/// Twelve random hexadecimal digits.
[[nodiscard]] QString newRevisionId();

/// Decides id, parents, path and values of a new revision, made at @p now.
///
/// Errors: UnknownRevision, MultipleHeads, InvalidGraph for an id that may not be, InvalidPlan for
/// a parent that is no head, Configuration for the time zone or the file template; all with
/// Alembic's text. Source: Alembic, `ScriptDirectory.generate_revision`.
[[nodiscard]] Result<PreparedRevision>
prepareRevision(const ScriptDirectory &directory, const RevisionRequest &request,
                const QDateTime &now = QDateTime::currentDateTime());

/// Renders the file and writes it at once and whole; a file that is there already is not
/// overwritten. Missing folders are made. Errors: those of the renderer; FileAccess.
[[nodiscard]] Result<> writeRevision(const ScriptDirectory &directory,
                                     const PreparedRevision &revision, TemplateRenderer &renderer);

/// The revision as its file says, after hooks have changed it. Errors: those of reading it;
/// InvalidGraph when the template leaves out labels that were asked for.
[[nodiscard]] Result<Revision> readWrittenRevision(const PreparedRevision &revision);

} // namespace limbeck
