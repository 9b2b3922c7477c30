// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/inifile.h"
#include "core/config/projectprofile.h"
#include "core/config/projectsettings.h"

#include <QVariantMap>

namespace limbeck {

/// Where a project's configuration lies, as the command line or a window names it.
struct ConfigLocation
{
    QString iniPath = QStringLiteral("alembic.ini"); ///< need not exist
    QString tomlPath = QStringLiteral("pyproject.toml"); ///< need not exist
    QString section =
        QStringLiteral("alembic"); ///< of the ini; the TOML table is always [tool.alembic]
    QString workingDirectory; ///< what relative paths start from; empty for the process's one

    /// From the values of `-c` (possibly none) and of the environment variable ALEMBIC_CONFIG
    /// (possibly empty). Errors: Usage, with Alembic's text, for two ini files or two
    /// pyproject.toml.
    [[nodiscard]] static Result<ConfigLocation> fromOptions(const QStringList &configOptions,
                                                            const QString &environmentValue);
    /// For a project folder or one of its configuration files, as a window opens it.
    [[nodiscard]] static ConfigLocation fromPath(const QString &path);

    /// @p path made absolute from workingDirectory.
    [[nodiscard]] QString absolute(const QString &path) const;
};

/// What alembic.ini and [tool.alembic] of pyproject.toml say: Alembic's Config.
///
/// An option is looked up in the ini first, then in the TOML. "%(here)s" is the folder of the file
/// that says it.
class Config
{
public:
    /// Reads both files, as far as they are there, and limbeck.toml beside the ini.
    /// Errors: Configuration, with file and line.
    [[nodiscard]] static Result<Config> load(const ConfigLocation &location);

    [[nodiscard]] const ConfigLocation &location() const { return m_location; }

    /// The ini as env.py sees it; env.py may change it. Without a file it has the main section
    /// only.
    [[nodiscard]] const IniFile &ini() const { return m_ini; }

    [[nodiscard]] IniFile &ini() { return m_ini; }

    [[nodiscard]] bool hasIniFile() const { return m_hasIniFile; }

    [[nodiscard]] bool hasTomlFile() const { return m_hasTomlFile; }

    [[nodiscard]] const QVariantMap &toml() const { return m_toml; }

    [[nodiscard]] const ProjectProfile &profile() const { return m_profile; }

    /// An option of the ini's main section. Errors: Configuration, also when the section is not
    /// there.
    [[nodiscard]] Result<std::optional<QString>> mainOption(const QString &name) const;
    /// Errors: Configuration ("No config file … found, or file has no '[x]' section").
    [[nodiscard]] Result<std::optional<QString>> sectionOption(const QString &section,
                                                               const QString &name) const;
    /// A text option from the ini or the TOML. Errors: Configuration, for a TOML value that is no
    /// text or number.
    [[nodiscard]] Result<std::optional<QString>> alembicOption(const QString &name) const;
    /// The ini's value must be exactly "true"; the TOML's must be a boolean.
    [[nodiscard]] Result<bool> booleanOption(const QString &name) const;
    /// A TOML option with "%(here)s" put in: text, number, boolean, list or map; invalid if it is
    /// not there.
    [[nodiscard]] Result<QVariant> tomlOption(const QString &name) const;

    /// The typed settings, with relative paths made absolute. Errors: Configuration.
    [[nodiscard]] Result<ProjectSettings> settings() const;

private:
    friend class SettingsReader;

    ConfigLocation m_location;
    IniFile m_ini;
    bool m_hasIniFile = false;
    bool m_hasTomlFile = false;
    QVariantMap m_toml;
    QString m_tomlHere;
    ProjectProfile m_profile;
};

} // namespace limbeck
