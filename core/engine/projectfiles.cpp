// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/projectfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Writes at once: what a script has written is on the disk when the run fails.
class PlainFileWriter final : public lang::FileWriter
{
public:
    [[nodiscard]] Result<> open(const QString &path, QIODevice::OpenMode mode)
    {
        m_file.setFileName(path);
        if (m_file.open(mode | QIODevice::WriteOnly | QIODevice::Unbuffered))
            return {};
        return problem();
    }

    [[nodiscard]] Result<> write(const QByteArray &data) override
    {
        return m_file.write(data) == data.size() ? Result<>() : problem();
    }

private:
    [[nodiscard]] Result<> problem() const
    {
        return failure(
            ErrorCode::FileAccess,
            u"'%1' cannot be written: %2"_s.arg(m_file.fileName(), m_file.errorString()));
    }

    QFile m_file;
};

/// What a project is made of; a script has no business to replace it.
bool isSource(const QString &path)
{
    static const QStringList suffixes { u"py"_s,  u"pyc"_s,  u"mako"_s, u"ini"_s,
                                        u"cfg"_s, u"toml"_s, u"sh"_s,   u"so"_s };
    return suffixes.contains(QFileInfo(path).suffix().toLower()) || path.contains(u"/.git/");
}

} // namespace

ProjectFiles::ProjectFiles(const Project &project)
    : ProjectFiles({ project.directory(), project.config().location().absolute(QString()) },
                   project.config().location().absolute(QString()))
{
}

ProjectFiles::ProjectFiles(const QStringList &folders, QString workingDirectory)
    : m_workingDirectory(std::move(workingDirectory))
{
    for (const QString &root : folders) {
        if (const QString canonical = QFileInfo(root).canonicalFilePath(); !canonical.isEmpty())
            m_roots += canonical;
    }
    m_roots.removeDuplicates();
}

QString ProjectFiles::absolute(const QString &path) const
{
    return QDir::cleanPath(QDir(m_workingDirectory).absoluteFilePath(path));
}

bool ProjectFiles::isInside(const QString &canonicalPath) const
{
    return std::any_of(m_roots.begin(), m_roots.end(), [&](const QString &root) {
        return canonicalPath.startsWith(root.endsWith(u'/') ? root : root + u'/');
    });
}

bool ProjectFiles::exists(const QString &path) const
{
    return isListable(QFileInfo(absolute(path)).canonicalFilePath());
}

bool ProjectFiles::isListable(const QString &canonicalPath) const
{
    return isInside(canonicalPath) || m_roots.contains(canonicalPath);
}

bool ProjectFiles::isDirectory(const QString &path) const
{
    const QFileInfo info(QFileInfo(absolute(path)).canonicalFilePath());
    return info.isDir() && isListable(info.filePath());
}

Result<QStringList> ProjectFiles::list(const QString &path) const
{
    const QString canonical = QFileInfo(absolute(path)).canonicalFilePath();
    if (canonical.isEmpty())
        return failure(ErrorCode::FileNotFound, u"There is no folder '%1'"_s.arg(path));
    if (!isListable(canonical))
        return failure(
            ErrorCode::Refused,
            u"listing '%1' is not allowed: it is not one of the project's folders"_s.arg(path));
    const QDir folder(canonical);
    if (!QFileInfo(canonical).isDir() || !folder.isReadable())
        return failure(ErrorCode::Refused, u"'%1' is no folder that can be read"_s.arg(path));
    QStringList names = folder.entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::NoSort);
    names.sort(); // by code point, whatever the file system's order and the locale
    return names;
}

Result<QByteArray> ProjectFiles::read(const QString &path) const
{
    const QString canonical = QFileInfo(absolute(path)).canonicalFilePath();
    if (canonical.isEmpty())
        return failure(ErrorCode::FileNotFound, u"There is no file '%1'"_s.arg(path));
    if (!isInside(canonical))
        return failure(
            ErrorCode::Refused,
            u"reading '%1' is not allowed: it is not one of the project's files"_s.arg(path));
    QFile file(canonical);
    if (!QFileInfo(canonical).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Refused,
                       u"'%1' cannot be read: %2"_s.arg(path, file.errorString()));
    return file.readAll();
}

Result<QString> ProjectFiles::writablePath(const QString &path) const
{
    const QFileInfo info(absolute(path));
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    if (folder.isEmpty())
        return failure(ErrorCode::FileNotFound,
                       u"[Errno 2] No such file or directory: '%1'"_s.arg(path));
    const QString target =
        info.exists() ? info.canonicalFilePath() : folder + u'/' + info.fileName();
    if (!isInside(target) || info.isSymLink())
        return failure(
            ErrorCode::Refused,
            u"writing '%1' is not allowed: it lies outside of the project's folder"_s.arg(path));
    if (info.exists() && !info.isFile())
        return failure(ErrorCode::FileAccess, u"'%1' is no file"_s.arg(path));
    return target;
}

Result<QString> ProjectFiles::replaceablePath(const QString &path) const
{
    const Result<QString> target = writablePath(path);
    if (target && isSource(*target))
        return failure(
            ErrorCode::Refused,
            u"writing '%1' is not allowed: scripts do not change a project's sources"_s.arg(path));
    return target;
}

Result<std::unique_ptr<lang::FileWriter>> ProjectFiles::openForWriting(const QString &path,
                                                                       QChar mode) const
{
    const Result<QString> target = replaceablePath(path);
    if (!target)
        return failure(target.error());
    if (mode == u'x' && QFileInfo::exists(*target))
        return failure(ErrorCode::FileAccess, u"[Errno 17] File exists: '%1'"_s.arg(path));
    auto file = std::make_unique<PlainFileWriter>();
    if (auto opened = file->open(*target, mode == u'a' ? QIODevice::Append : QIODevice::Truncate);
        !opened)
        return failure(opened.error());
    return std::unique_ptr<lang::FileWriter>(std::move(file));
}

Result<> ProjectFiles::log(const QString &path, const QByteArray &data, bool truncate) const
{
    const auto file = openForWriting(path, truncate ? u'w' : u'a');
    return file ? (*file)->write(data) : failure(file.error());
}

} // namespace limbeck
