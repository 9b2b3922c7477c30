// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPair>
#include <QString>
#include <QStringList>

#include <vector>

namespace limbeck {

/// One entry of [post_write_hooks].
struct PostWriteHook
{
    QString name;
    std::vector<QPair<QString, QString>> options; ///< "type", "entrypoint", "options", "cwd" …

    /// Value of an option; empty if it is not there.
    [[nodiscard]] QString option(const QString &key) const;
    friend bool operator==(const PostWriteHook &, const PostWriteHook &) = default;
};

/// What a project's configuration says about its scripts. Paths are absolute.
/// Source: Alembic, `ScriptDirectory.from_config`, `Config.get_version_locations_list` and
/// neighbours.
struct ProjectSettings
{
    QString scriptLocation; ///< the folder with env.py
    QString scriptLocationAsWritten; ///< as messages quote it
    QStringList versionLocations; ///< never empty
    bool hasVersionLocations =
        false; ///< version_locations is set; else it is scriptLocation/versions
    bool recursiveVersionLocations = false;
    QStringList prependSysPath;
    QString fileTemplate = QStringLiteral("%(rev)s_%(slug)s");
    int truncateSlugLength = 40;
    QString timezone; ///< empty: local time
    bool revisionEnvironment = false;
    bool sourceless = false;
    QString outputEncoding = QStringLiteral("utf-8");
    std::vector<PostWriteHook> postWriteHooks;
    QStringList warnings; ///< Alembic's deprecation warnings

    friend bool operator==(const ProjectSettings &, const ProjectSettings &) = default;
};

} // namespace limbeck
