// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/runlimits.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace limbeck {

/// limbeck.toml: what env.py cannot tell Limbeck, because it stands in the application.
///
///     url = "postgresql://app@db/app"
///     version_locations = ["migrations/versions"]
///     version_table = "alembic_version"
///     version_table_schema = "app"
///     python = "../venv"
///     [run]
///     lock_timeout = "5s"
///     statement_timeout = "10min"
///     [run.production]
///     timeout = "30min"
///     [naming_convention]
///     ix = "ix_%(column_0_label)s"
///     [opaque]
///     "app.config.settings.flag" = true
struct ProjectProfile
{
    QString path; ///< empty if there is no such file
    QString url; ///< database URL; empty if env.py or alembic.ini gives it
    QStringList versionLocations; ///< as written, relative to the file
    QString versionTable;
    QString versionTableSchema;
    /// The interpreter of the project's own Alembic, or its virtual environment's folder, as
    /// written, relative to the file; empty: looked for.
    QString python;
    QMap<QString, QString> namingConvention;
    RunLimits limits; ///< [run]: lock_wait, lock_timeout, statement_timeout, timeout
    /// [run.NAME]: those of one environment, by its name. What it leaves out is as in [run].
    QMap<QString, RunLimits> environmentLimits;
    QVariantMap opaqueValues; ///< dotted names of opaque imports with their values

    /// The limits of a run in the environment @p name: a section of the ini (--name), or what the
    /// window calls a database ("production").
    [[nodiscard]] RunLimits limitsIn(const QString &name) const
    {
        return environmentLimits.value(name).orElse(limits);
    }

    /// Errors: Configuration, for invalid TOML, an unknown key or a value of the wrong type.
    [[nodiscard]] static Result<ProjectProfile> parse(const QString &path, const QString &text);
    /// An empty profile if there is no file at @p path.
    [[nodiscard]] static Result<ProjectProfile> load(const QString &path);

    friend bool operator==(const ProjectProfile &, const ProjectProfile &) = default;
};

} // namespace limbeck
