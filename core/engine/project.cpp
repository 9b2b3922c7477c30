// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/project.h"

#include "core/script/headerevaluator.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// The folder that the configuration file lies in.
QString directoryOf(const Config &config)
{
    const ConfigLocation &location = config.location();
    const QString ini = location.absolute(location.iniPath);
    const QString file = config.hasIniFile() ? ini : location.absolute(location.tomlPath);
    return QFileInfo(file).absolutePath();
}

} // namespace

Project::Project(Config config, ScriptDirectory scripts)
    : m_config(std::move(config))
    , m_scripts(std::move(scripts))
{
}

Result<Project> Project::open(const ConfigLocation &location)
{
    auto config = Config::load(location);
    if (!config)
        return failure(config.error());
    const auto settings = config->settings();
    if (!settings)
        return failure(settings.error());
    ScriptReading reading;
    reading.evaluator = sandboxedHeaders(importRoots(*config, *settings));
    auto scripts = ScriptDirectory::open(*settings, reading);
    if (!scripts)
        return failure(scripts.error());
    return Project(std::move(*config), std::move(*scripts));
}

Result<Project> Project::openPath(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, u"There is no file or folder '%1'"_s.arg(path));
    const ConfigLocation location = ConfigLocation::fromPath(path);
    if (!QFileInfo::exists(location.absolute(location.iniPath))
        && !QFileInfo::exists(location.absolute(location.tomlPath)))
        return failure(
            ErrorCode::FileNotFound,
            u"'%1' has no alembic.ini and no pyproject.toml, so it is no Alembic project"_s.arg(
                path),
            u"Open the folder in which `alembic` is run, or its alembic.ini."_s);
    return open(location);
}

QString Project::directory() const
{
    return directoryOf(m_config);
}

QString Project::name() const
{
    return QDir(directory()).dirName();
}

QStringList Project::importRoots() const
{
    return importRoots(m_config, settings());
}

QStringList Project::importRoots(const Config &config, const ProjectSettings &settings)
{
    QStringList roots = settings.prependSysPath;
    roots += directoryOf(config);
    roots.removeDuplicates();
    return roots;
}

std::optional<QString> Project::configuredUrl() const
{
    if (!m_config.profile().url.isEmpty())
        return m_config.profile().url;
    const auto url = m_config.mainOption(u"sqlalchemy.url"_s);
    return url ? *url : std::optional<QString>();
}

Result<Project> Project::reloaded() const
{
    auto config = Config::load(m_config.location());
    if (!config)
        return failure(config.error());
    const auto settings = config->settings();
    if (!settings)
        return failure(settings.error());
    if (!(*settings == m_scripts.settings()))
        return open(m_config.location());
    ScriptDirectory scripts = m_scripts;
    if (const auto changed = scripts.reload(); !changed)
        return failure(changed.error());
    return Project(std::move(*config), std::move(scripts));
}

} // namespace limbeck
