// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/versionfiles.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

namespace fs = std::filesystem;

struct Entry
{
    QString name;
    bool isLink = false;
};

struct Folder
{
    std::vector<Entry> files; ///< everything that is no folder, sorted
    QStringList folders; ///< sorted; links to folders are not followed
};

/// The kind of an entry: a DT_ constant. Few file systems leave it to be asked for.
unsigned char kindOf(int folder, const dirent &entry, int flags)
{
    struct stat status
    {
    };

    return ::fstatat(folder, entry.d_name, &status, flags) == 0
        ? static_cast<unsigned char>(IFTODT(status.st_mode))
        : static_cast<unsigned char>(DT_UNKNOWN);
}

/// System calls without std::filesystem's paths around them, as a project has thousands of entries.
Folder listFolder(const QString &path)
{
    Folder folder;
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(
        ::opendir(QFile::encodeName(path).constData()), ::closedir);
    const int descriptor = stream ? ::dirfd(stream.get()) : -1;
    while (const dirent *const entry = stream ? ::readdir(stream.get()) : nullptr) {
        const QByteArrayView name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        const unsigned char kind = entry->d_type == DT_UNKNOWN
            ? kindOf(descriptor, *entry, AT_SYMLINK_NOFOLLOW)
            : entry->d_type;
        const bool isLink = kind == DT_LNK;
        const bool isFolder = kind == DT_DIR;
        // A dangling link is a file that cannot be read, reported as such later.
        const bool isLinkToFolder = isLink && kindOf(descriptor, *entry, 0) == DT_DIR;
        if (isFolder)
            folder.folders.append(QFile::decodeName(entry->d_name));
        else if (!isLinkToFolder)
            folder.files.push_back({ QFile::decodeName(entry->d_name), isLink });
    }
    std::sort(folder.files.begin(), folder.files.end(),
              [](const Entry &a, const Entry &b) { return a.name < b.name; });
    folder.folders.sort();
    return folder;
}

/// `x.py`, and with sourceless also `x.pyc` and `x.pyo`; not `.#x.py` (an editor's lock) and
/// `__init__.py`.
bool isRevisionFileName(const QString &name, bool sourceless)
{
    if (name.startsWith(u".#") || name.startsWith(u"__init__"))
        return false;
    return name.endsWith(u".py")
        || (sourceless && (name.endsWith(u".pyc") || name.endsWith(u".pyo")));
}

class Lister
{
public:
    Lister(const ProjectSettings &settings, QStringList &warnings)
        : m_settings(settings)
        , m_warnings(warnings)
    {
    }

    QStringList list()
    {
        for (const QString &location : m_settings.versionLocations) {
            std::error_code problem;
            const fs::path resolved = fs::canonical(fs::path(location.toStdString()), problem);
            if (!problem && fs::is_directory(resolved, problem))
                listFolderFiles(QFile::decodeName(resolved.c_str()));
        }
        return std::move(m_files);
    }

private:
    void listFolderFiles(const QString &path)
    {
        const Folder folder = listFolder(path);
        if (!path.endsWith(u"__pycache__")) {
            for (const Entry &entry : folder.files)
                add(path, entry);
            if (m_settings.sourceless && folder.folders.contains(u"__pycache__"))
                addCached(path, folder);
        }
        if (!m_settings.recursiveVersionLocations)
            return;
        for (const QString &name : folder.folders)
            listFolderFiles(path + u'/' + name);
    }

    /// Compiled files of __pycache__ whose source is not beside it.
    void addCached(const QString &path, const Folder &folder)
    {
        const auto stem = [](const QString &name) { return name.section(u'.', 0, 0); };
        QSet<QString> stems;
        for (const Entry &entry : folder.files)
            stems.insert(stem(entry.name));
        for (const Entry &entry : listFolder(path + u"/__pycache__"_s).files) {
            if (!stems.contains(stem(entry.name)))
                add(path + u"/__pycache__"_s, entry);
        }
    }

    void add(const QString &folder, const Entry &entry)
    {
        QString path = folder + u'/' + entry.name;
        QString name = entry.name;
        if (entry.isLink) {
            std::error_code problem;
            const fs::path resolved = fs::canonical(fs::path(path.toStdString()), problem);
            if (!problem) {
                path = QFile::decodeName(resolved.c_str());
                name = path.section(u'/', -1);
            }
        }
        if (m_seen.contains(path)) {
            m_warnings.append(
                u"File %1 loaded twice! ignoring. Please ensure version_locations is unique."_s.arg(
                    path));
            return;
        }
        m_seen.insert(path);
        if (!isRevisionFileName(name, m_settings.sourceless) || isCompiledTwin(path))
            return;
        m_files.append(path);
    }

    /// A compiled file whose source, or whose better compiled form, is there too.
    static bool isCompiledTwin(const QString &path)
    {
        if (path.endsWith(u".py"))
            return false;
        const QString source = path.chopped(1);
        return QFile::exists(source) || (path.endsWith(u'o') && QFile::exists(source + u'c'));
    }

    const ProjectSettings &m_settings;
    QStringList &m_warnings;
    QSet<QString> m_seen;
    QStringList m_files;
};

} // namespace

QStringList listVersionFiles(const ProjectSettings &settings, QStringList &warnings)
{
    return Lister(settings, warnings).list();
}

} // namespace limbeck
