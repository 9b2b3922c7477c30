// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/lang/capabilities.h"

namespace limbeck {

/// The files that a project's scripts may use: those inside the project's folder and inside the
/// folder from which relative paths start. Everything else is refused, links that lead outside
/// included.
class ProjectFiles
{
public:
    explicit ProjectFiles(const Project &project);
    /// The files inside of @p folders; relative paths start at @p workingDirectory.
    ProjectFiles(const QStringList &folders, QString workingDirectory);

    /// Errors: FileNotFound; Refused, naming the file.
    [[nodiscard]] Result<QByteArray> read(const QString &path) const;
    [[nodiscard]] bool exists(const QString &path) const;
    [[nodiscard]] bool isDirectory(const QString &path) const;
    /// The names in a folder, sorted, hidden ones included. Errors: FileNotFound; Refused, naming
    /// the folder.
    [[nodiscard]] Result<QStringList> list(const QString &path) const;
    /// Opens @p path in Python's @p mode: w, a or x. Sources and configuration are never replaced.
    /// Errors: Refused, FileAccess; FileNotFound for a folder that is not there.
    [[nodiscard]] Result<std::unique_ptr<lang::FileWriter>> openForWriting(const QString &path,
                                                                           QChar mode) const;
    /// Appends to a log file inside the project's folder. Errors: as openForWriting().
    [[nodiscard]] Result<> log(const QString &path, const QByteArray &data, bool truncate) const;

private:
    [[nodiscard]] QString absolute(const QString &path) const;
    [[nodiscard]] bool isInside(const QString &canonicalPath) const;
    /// A folder that scripts may look into: inside of a root, or one itself.
    [[nodiscard]] bool isListable(const QString &canonicalPath) const;
    /// Where @p path would be written; Refused if that is not inside.
    [[nodiscard]] Result<QString> writablePath(const QString &path) const;
    /// The same for what a script makes or replaces: Refused for a source or a configuration too.
    [[nodiscard]] Result<QString> replaceablePath(const QString &path) const;

    QString m_workingDirectory;
    QStringList m_roots; ///< canonical
};

} // namespace limbeck
