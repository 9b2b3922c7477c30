// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/projectsettings.h"

#include <QStringList>

#include <vector>

namespace limbeck {

/// A file of a version location that may be a revision.
struct VersionFile
{
    QString path; ///< absolute, links resolved
    qint64 size = 0;
    qint64 modified = 0; ///< in nanoseconds since 1970
};

/// Whether the files' sizes and times are asked for. Who reads all of them learns these while
/// reading.
enum class FileTimes { No, Yes };

/// The files of the version locations that Alembic would load, in its order. @p warnings takes what
/// it would warn about. Source: Alembic, `Script._list_py_dir`, `ScriptDirectory._load_revisions`.
[[nodiscard]] std::vector<VersionFile> listVersionFiles(const ProjectSettings &settings,
                                                        FileTimes times, QStringList &warnings);

} // namespace limbeck
