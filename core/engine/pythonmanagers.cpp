// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/pythonmanagers.h"

#include "core/config/tomlfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qsizetype nameLength = 42;
constexpr qsizetype hashLength = 8;

QString hashOf(const QString &path)
{
    const QByteArray digest =
        QCryptographicHash::hash(QFile::encodeName(path), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toBase64(QByteArray::Base64UrlEncoding)).left(hashLength);
}

/// A variable that names a folder; @p otherwise below the home folder if it is not set.
QString folderOf(const QProcessEnvironment &variables, const QString &name,
                 const QString &otherwise)
{
    return variables.value(name, variables.value(u"HOME"_s) + u'/' + otherwise);
}

/// A value of a TOML file by its dotted name; empty if file or value is not there.
QString tomlText(const QString &path, const QStringList &keys)
{
    if (!QFileInfo::exists(path))
        return {};
    const auto table = readTomlFile(path);
    if (!table)
        return {};
    QVariant value = *table;
    for (const QString &key : keys)
        value = value.toMap().value(key);
    return value.toString();
}

QString poetryFolder(const QProcessEnvironment &variables)
{
    if (const QString set = variables.value(u"POETRY_VIRTUALENVS_PATH"_s); !set.isEmpty())
        return set;
    const QString cache =
        variables.value(u"POETRY_CACHE_DIR"_s,
                        folderOf(variables, u"XDG_CACHE_HOME"_s, u".cache"_s) + u"/pypoetry"_s);
    const QString config =
        folderOf(variables, u"XDG_CONFIG_HOME"_s, u".config"_s) + u"/pypoetry/config.toml"_s;
    QString folder = tomlText(config, { u"virtualenvs"_s, u"path"_s });
    return folder.isEmpty() ? cache + u"/virtualenvs"_s : folder.replace(u"{cache-dir}"_s, cache);
}

/// "name-hash-py3.11", one for each Python that was used; envs.toml says which is the current one.
QStringList poetryEnvironments(const QString &folder, const QProcessEnvironment &variables)
{
    const QString project = QDir(folder).filePath(u"pyproject.toml"_s);
    QString name = tomlText(project, { u"tool"_s, u"poetry"_s, u"name"_s });
    if (name.isEmpty())
        name = tomlText(project, { u"project"_s, u"name"_s });
    if (name.isEmpty())
        return {};
    static const QRegularExpression unsafe(uR"([ $`!*@"\\\r\n\t])"_s);
    const QString base = name.toLower().replace(unsafe, u"_"_s).left(nameLength) + u'-'
        + hashOf(QFileInfo(folder).canonicalFilePath());
    const QDir environments(poetryFolder(variables));
    QStringList found = environments.entryList({ base + u"-py*"_s }, QDir::Dirs, QDir::Time);
    const QString current = tomlText(environments.filePath(u"envs.toml"_s), { base, u"minor"_s });
    if (!current.isEmpty())
        found.prepend(base + u"-py"_s + current);
    for (QString &entry : found)
        entry = environments.filePath(entry);
    return found;
}

QStringList pipenvEnvironments(const QString &folder, const QProcessEnvironment &variables)
{
    const QString pipfile = QDir(folder).filePath(u"Pipfile"_s);
    if (!QFileInfo::exists(pipfile))
        return {};
    const QDir home(variables.value(u"WORKON_HOME"_s,
                                    folderOf(variables, u"XDG_DATA_HOME"_s, u".local/share"_s)
                                        + u"/virtualenvs"_s));
    if (const QString custom = variables.value(u"PIPENV_CUSTOM_VENV_NAME"_s); !custom.isEmpty())
        return { home.filePath(custom) };
    static const QRegularExpression unsafe(uR"([ &$`!*@"()\[\]\\\r\n\t])"_s);
    const QString name =
        QDir(folder).dirName().replace(unsafe, u"_"_s).left(nameLength) + u'-' + hashOf(pipfile);
    QStringList found { home.filePath(name) };
    if (const QString python = variables.value(u"PIPENV_PYTHON"_s); !python.isEmpty())
        found.prepend(home.filePath(name + u'-' + QFileInfo(python).fileName()));
    return found;
}

/// .pdm-python holds the path of the interpreter.
QStringList pdmEnvironments(const QString &folder)
{
    QFile file(QDir(folder).filePath(u".pdm-python"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString program = QString::fromUtf8(file.readLine()).trimmed();
    return { QDir::cleanPath(QFileInfo(program).dir().filePath(u".."_s)) };
}

/// A file of the name .venv names the environment, or its folder (Pipenv, some shells).
QStringList pointedTo(const QString &folder, const QProcessEnvironment &variables)
{
    const QString path = QDir(folder).filePath(u".venv"_s);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readLine()).trimmed();
    if (text.contains(u'/'))
        return { QDir(folder).absoluteFilePath(text) };
    return { folderOf(variables, u"WORKON_HOME"_s, u".local/share/virtualenvs"_s) + u'/' + text };
}

} // namespace

QStringList managedEnvironments(const QString &folder, const QProcessEnvironment &variables)
{
    return pointedTo(folder, variables) + poetryEnvironments(folder, variables)
        + pipenvEnvironments(folder, variables) + pdmEnvironments(folder);
}

} // namespace limbeck
