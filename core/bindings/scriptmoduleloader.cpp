// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/evaluation.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using lang::ImportResult;

namespace {

std::optional<ImportResult> sourceAt(const QString &path, bool isPackage,
                                     const QStringList &searchPaths)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QString text = QString::fromUtf8(file.readAll());
    return ImportResult { ImportResult::Source { std::make_shared<const SourceFile>(path, text),
                                                 isPackage, searchPaths } };
}

/// A folder without __init__.py is a package only if it holds sources: "redis/" with a redis.conf
/// must not hide the package of that name.
bool holdsSources(const QString &folder)
{
    QDirIterator files(folder, { u"*.py"_s }, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext();
}

} // namespace

ScriptModuleLoader::ScriptModuleLoader(QStringList roots)
    : m_roots(std::move(roots))
{
}

bool ScriptModuleLoader::isInside(const QString &folder) const
{
    const QString path = QDir::cleanPath(folder);
    return std::any_of(m_roots.begin(), m_roots.end(), [&](const QString &root) {
        const QString clean = QDir::cleanPath(root);
        return path == clean || path.startsWith(clean.endsWith(u'/') ? clean : clean + u'/');
    });
}

ImportResult ScriptModuleLoader::load(const QString &name, const QStringList &parentPaths)
{
    if (m_missing.contains(name))
        return { ImportResult::NotFound {} };
    const bool isTop = !name.contains(u'.');
    const QString last = name.section(u'.', -1);
    QStringList folders = isTop ? m_roots : parentPaths;
    // A script can change a package's __path__, but not where the project's sources lie.
    folders.removeIf([this](const QString &folder) { return !isInside(folder); });
    for (const QString &folder : folders) {
        const QString path = QDir(folder).filePath(last);
        if (const auto package = sourceAt(path + u"/__init__.py"_s, true, { path }))
            return *package;
        if (const auto module = sourceAt(path + u".py"_s, false, {}))
            return *module;
    }
    QStringList portions;
    for (const QString &folder : folders) {
        const QString path = QDir(folder).filePath(last);
        if (QFileInfo(path).isDir() && holdsSources(path))
            portions.append(path);
    }
    if (!portions.isEmpty())
        return { ImportResult::NamespacePackage { portions } };
    return { ImportResult::Opaque {} };
}

} // namespace limbeck::bindings
