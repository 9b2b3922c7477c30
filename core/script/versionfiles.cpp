// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/versionfiles.h"

#include <QFile>
#include <QSet>
#include <QtEndian>

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

/// Names are bytes: so they come from the system, and sorted as bytes they are in the order of
/// their code points, as Python sorts them.
class Entry
{
public:
    Entry(QByteArray name, bool isLink)
        : m_start(qFromBigEndian<quint64>(name.leftJustified(8, '\0').constData()))
        , m_name(std::move(name))
        , m_isLink(isLink)
    {
    }

    [[nodiscard]] const QByteArray &name() const { return m_name; }

    [[nodiscard]] bool isLink() const { return m_isLink; }

    friend bool operator<(const Entry &a, const Entry &b)
    {
        return a.m_start != b.m_start ? a.m_start < b.m_start : a.m_name < b.m_name;
    }

private:
    quint64 m_start; ///< the first eight bytes as a number: mostly it tells the order
    QByteArray m_name;
    bool m_isLink;
};

struct Folder
{
    QByteArray path; ///< with a slash at its end
    std::vector<Entry> files; ///< everything that is no folder, sorted
    QList<QByteArray> folders; ///< sorted; links to folders are not followed
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
Folder listFolder(const QByteArray &path)
{
    Folder folder;
    folder.path = path.endsWith('/') ? path : path + '/';
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::opendir(path.constData()), ::closedir);
    const int descriptor = stream ? ::dirfd(stream.get()) : -1;
    while (const dirent *const entry = stream ? ::readdir(stream.get()) : nullptr) {
        QByteArray name(entry->d_name);
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
            folder.folders.append(std::move(name));
        else if (!isLinkToFolder)
            folder.files.emplace_back(std::move(name), isLink);
    }
    std::sort(folder.files.begin(), folder.files.end());
    std::sort(folder.folders.begin(), folder.folders.end());
    return folder;
}

/// `x.py`, and with sourceless also `x.pyc` and `x.pyo`; not `.#x.py` (an editor's lock) and
/// `__init__.py`.
bool isRevisionFileName(QByteArrayView name, bool sourceless)
{
    if (name.startsWith(".#") || name.startsWith("__init__"))
        return false;
    return name.endsWith(".py") || (sourceless && (name.endsWith(".pyc") || name.endsWith(".pyo")));
}

/// The path without links in it; null if there is no such file.
QByteArray resolved(const QByteArray &path)
{
    std::error_code problem;
    const fs::path canonical = fs::canonical(fs::path(path.toStdString()), problem);
    return problem ? QByteArray() : QByteArray(canonical.c_str());
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
            const QByteArray path = resolved(QFile::encodeName(location));
            if (!path.isEmpty())
                enter(path);
        }
        // Where one folder is listed once, and no link leads elsewhere, no file can come twice.
        const bool hasLinks =
            std::any_of(m_folders.begin(), m_folders.end(), [](const Folder &folder) {
                return std::any_of(folder.files.begin(), folder.files.end(),
                                   [](const Entry &entry) { return entry.isLink(); });
            });
        m_mayComeTwice = hasLinks || m_settings.versionLocations.size() > 1;
        for (const Folder &folder : m_folders) {
            for (const Entry &entry : folder.files)
                add(folder.path, entry);
        }
        return std::move(m_files);
    }

private:
    void enter(const QByteArray &path)
    {
        const Folder folder = listFolder(path);
        if (!path.endsWith("__pycache__")) {
            m_folders.push_back(folder);
            if (m_settings.sourceless && folder.folders.contains("__pycache__"))
                m_folders.push_back(compiledOnly(folder));
        }
        if (!m_settings.recursiveVersionLocations)
            return;
        for (const QByteArray &name : folder.folders)
            enter(folder.path + name);
    }

    /// The compiled files of __pycache__ whose source is not beside it.
    static Folder compiledOnly(const Folder &folder)
    {
        const auto stem = [](const QByteArray &name) {
            const qsizetype dot = name.indexOf('.');
            return dot < 0 ? name : name.first(dot);
        };
        QSet<QByteArray> stems;
        for (const Entry &entry : folder.files)
            stems.insert(stem(entry.name()));
        Folder compiled = listFolder(folder.path + "__pycache__");
        std::erase_if(compiled.files,
                      [&](const Entry &entry) { return stems.contains(stem(entry.name())); });
        return compiled;
    }

    void add(const QByteArray &folder, const Entry &entry)
    {
        QByteArray path = folder + entry.name();
        if (entry.isLink()) {
            if (const QByteArray target = resolved(path); !target.isEmpty())
                path = target;
        }
        if (m_mayComeTwice) {
            if (m_seen.contains(path)) {
                m_warnings.append(
                    u"File %1 loaded twice! ignoring. Please ensure version_locations is unique."_s
                        .arg(QFile::decodeName(path)));
                return;
            }
            m_seen.insert(path);
        }
        const QByteArrayView name = QByteArrayView(path).sliced(path.lastIndexOf('/') + 1);
        if (!isRevisionFileName(name, m_settings.sourceless) || isCompiledTwin(path))
            return;
        m_files.append(QString::fromUtf8(path)); // as QFile::decodeName(), but quicker
    }

    /// A compiled file whose source, or whose better compiled form, is there too.
    static bool isCompiledTwin(const QByteArray &path)
    {
        if (path.endsWith(".py"))
            return false;
        const QString source = QFile::decodeName(path.chopped(1));
        return QFile::exists(source) || (path.endsWith('o') && QFile::exists(source + u'c'));
    }

    const ProjectSettings &m_settings;
    QStringList &m_warnings;
    std::vector<Folder> m_folders;
    bool m_mayComeTwice = true;
    QSet<QByteArray> m_seen;
    QStringList m_files;
};

} // namespace

QStringList listVersionFiles(const ProjectSettings &settings, QStringList &warnings)
{
    return Lister(settings, warnings).list();
}

} // namespace limbeck
