// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>
#include <vector>

namespace limbeck {

/// One file of a new project, ready to be written.
struct TemplateFile
{
    enum class Place {
        ScriptFolder, ///< in the folder with env.py
        Ini, ///< the configuration file
        Toml, ///< pyproject.toml, or a section at its end
    };

    Place place = Place::ScriptFolder;
    QString name; ///< of a file in the script folder
    QString text;
};

/// What `alembic init` can begin with; own words, the same settings as Alembic's templates of these
/// names.
struct ProjectTemplate
{
    QString name; ///< "generic", "async", "multidb", "pyproject", "pyproject_async"
    QString description; ///< first line of its README

    /// The files, with @p scriptLocation put in as the configuration is to say it, and @p directory
    /// as the user gave it. Errors: Internal if the program lacks its resources.
    [[nodiscard]] Result<std::vector<TemplateFile>> files(const QString &scriptLocation,
                                                          const QString &directory) const;
};

/// In alphabetical order.
[[nodiscard]] const std::vector<ProjectTemplate> &projectTemplates();
[[nodiscard]] const ProjectTemplate *findProjectTemplate(const QString &name);

} // namespace limbeck
