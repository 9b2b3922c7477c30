// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace limbeck {

/// A Python that a project may have its Alembic in.
struct PythonInterpreter
{
    QString program; ///< absolute path
    QString origin; ///< where it comes from, for people: "LIMBECK_PYTHON", "/app/.venv"
    QString environment; ///< folder of the virtual environment; empty if it is none

    friend bool operator==(const PythonInterpreter &, const PythonInterpreter &) = default;
};

/// Where to look for a project's interpreter.
struct PythonSearch
{
    QString directory; ///< the project's, absolute
    /// `python` of limbeck.toml: an interpreter, or the folder of a virtual environment; empty if
    /// it is not set.
    QString configured;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
};

/// The interpreter of the project, of the first place that has one: LIMBECK_PYTHON; limbeck.toml;
/// .venv, venv or env in the project's folder or one above it, up to the repository's; Poetry's,
/// Pipenv's and PDM's environment for the project; VIRTUAL_ENV and CONDA_PREFIX; the interpreter of
/// the `alembic` that is found on the PATH.
///
/// Looks at files only and starts no program. Errors: FileNotFound, with the places looked at;
/// Configuration when LIMBECK_PYTHON or limbeck.toml names something that is no interpreter.
[[nodiscard]] Result<PythonInterpreter> findPython(const PythonSearch &search);

} // namespace limbeck
