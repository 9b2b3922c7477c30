// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/config.h"
#include "core/script/scriptdirectory.h"

#include <memory>

namespace limbeck {

/// An Alembic project as it lies on disk: configuration, scripts, revision graph. A value; share it
/// as `std::shared_ptr<const Project>` between threads.
class Project
{
public:
    /// Reads configuration and revision files. Errors: Configuration, FileNotFound, as Alembic
    /// words them.
    [[nodiscard]] static Result<Project> open(const ConfigLocation &location);
    /// @p path: the project's folder, its alembic.ini or its pyproject.toml.
    [[nodiscard]] static Result<Project> openPath(const QString &path);

    Project(Config config, ScriptDirectory scripts);

    [[nodiscard]] const Config &config() const { return m_config; }

    [[nodiscard]] const ScriptDirectory &scripts() const { return m_scripts; }

    [[nodiscard]] const ProjectSettings &settings() const { return m_scripts.settings(); }

    /// The folder that the configuration file lies in.
    [[nodiscard]] QString directory() const;
    /// Its last part: what a window calls the project.
    [[nodiscard]] QString name() const;
    /// Where the project's own modules are imported from, in order.
    [[nodiscard]] QStringList importRoots() const;
    /// The same for a project that is not open yet.
    [[nodiscard]] static QStringList importRoots(const Config &config,
                                                 const ProjectSettings &settings);
    /// sqlalchemy.url of alembic.ini, or the URL of limbeck.toml. It may hold a password.
    [[nodiscard]] std::optional<QString> configuredUrl() const;

    /// The project with what has changed on disk read again. Errors: as open().
    [[nodiscard]] Result<Project> reloaded() const;

private:
    Config m_config;
    ScriptDirectory m_scripts;
};

} // namespace limbeck
