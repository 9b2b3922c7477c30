// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/pythoninterpreter.h"

#include "core/engine/pythonmanagers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

bool isProgram(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() && info.isExecutable();
}

std::optional<PythonInterpreter> environmentAt(const QString &folder)
{
    for (const QString &name : { u"bin/python"_s, u"bin/python3"_s }) {
        const QString program = QDir(folder).filePath(name);
        if (isProgram(program))
            return PythonInterpreter { program, folder, folder };
    }
    return {};
}

/// What a person named: an interpreter or the folder of an environment.
Result<PythonInterpreter> named(const QString &path, const QString &origin,
                                const QString &relativeTo)
{
    const QString absolute = QDir(relativeTo).absoluteFilePath(path);
    if (auto environment = environmentAt(absolute)) {
        environment->origin = origin;
        return *environment;
    }
    QString program = absolute;
    if (!path.contains(u'/') && !isProgram(program))
        program = QStandardPaths::findExecutable(path);
    if (!isProgram(program)) {
        return failure(ErrorCode::Configuration,
                       u"%1 names '%2', which is neither a Python interpreter nor the folder of a "
                       "virtual environment"_s.arg(origin, path));
    }
    // bin/python of an environment has a pyvenv.cfg beside its folder.
    const QString folder = QFileInfo(program).dir().filePath(u".."_s);
    const bool isEnvironment = QFileInfo::exists(QDir(folder).filePath(u"pyvenv.cfg"_s));
    return PythonInterpreter { program, origin,
                               isEnvironment ? QDir::cleanPath(folder) : QString() };
}

/// The project's folder and those above it, up to the one of the repository, the home folder's
/// children or the root's.
QStringList foldersUpwards(const QString &directory)
{
    QStringList folders;
    QDir folder(directory);
    do {
        if (!folders.isEmpty() && folder.path() == QDir::homePath())
            break;
        folders << folder.path();
        if (folder.exists(u".git"_s) || folder.exists(u".hg"_s))
            break;
    } while (folder.cdUp() && !folder.isRoot());
    return folders;
}

/// `alembic` is a script whose first line names its interpreter.
std::optional<PythonInterpreter> fromPath(const QProcessEnvironment &variables)
{
    const QStringList folders = variables.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    if (folders.isEmpty())
        return {};
    const QString alembic = QStandardPaths::findExecutable(u"alembic"_s, folders);
    QFile file(alembic);
    if (alembic.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QString line = QString::fromUtf8(file.readLine()).trimmed();
    if (!line.startsWith(u"#!"))
        return {};
    QString program = line.mid(2).trimmed().section(u' ', 0, 0);
    if (program.endsWith(u"/env"))
        program = QStandardPaths::findExecutable(line.section(u' ', 1, 1), folders);
    if (!isProgram(program))
        return {};
    const auto interpreter = named(program, alembic, {});
    return interpreter ? std::optional(*interpreter) : std::nullopt;
}

} // namespace

Result<PythonInterpreter> findPython(const PythonSearch &search)
{
    const QProcessEnvironment &variables = search.variables;
    if (const QString given = variables.value(u"LIMBECK_PYTHON"_s); !given.isEmpty())
        return named(given, u"LIMBECK_PYTHON"_s, QDir::currentPath());
    if (!search.configured.isEmpty())
        return named(search.configured, u"'python' of limbeck.toml"_s, search.directory);

    QStringList places;
    const QStringList folders = foldersUpwards(search.directory);
    QStringList names { u".venv"_s, u"venv"_s, u"env"_s };
    if (const QString uv = variables.value(u"UV_PROJECT_ENVIRONMENT"_s); !uv.isEmpty())
        names.prepend(uv);
    for (const QString &folder : folders) {
        for (const QString &name : names)
            places << QDir(folder).absoluteFilePath(name);
        places += managedEnvironments(folder, variables);
    }
    for (const QString &name : { u"VIRTUAL_ENV"_s, u"CONDA_PREFIX"_s }) {
        if (const QString folder = variables.value(name); !folder.isEmpty())
            places << folder;
    }
    for (const QString &place : places) {
        if (const auto found = environmentAt(place))
            return *found;
    }
    if (const auto found = fromPath(variables))
        return *found;
    return failure(
        ErrorCode::FileNotFound,
        u"The project's Python was not found; looked for %1, and for an alembic on the "
        "PATH"_s.arg(places.join(u", "_s)),
        u"Set LIMBECK_PYTHON to the interpreter that the project's packages are installed "
        "for, or 'python' in limbeck.toml."_s);
}

} // namespace limbeck
