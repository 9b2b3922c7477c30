// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace limbeck {

/// The folders in which Poetry, Pipenv and PDM keep the virtual environment of the project in
/// @p folder, the likeliest first; they need not exist. Nothing if none of them manages it.
///
/// The names follow the managers' own rules. Source: Poetry, `EnvManager.generate_env_name`;
/// Pipenv, `Project.virtualenv_name`; PDM, `Project._saved_python`.
[[nodiscard]] QStringList managedEnvironments(const QString &folder,
                                              const QProcessEnvironment &variables);

} // namespace limbeck
