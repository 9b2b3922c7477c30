// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/scriptdirectory.h"

#include "core/config/textfile.h"
#include "core/script/headercache.h"
#include "core/script/versionfiles.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// A script of this size is not a script; reading it would only cost time and memory.
constexpr qint64 largestScript = 16 << 20;

/// From how many files on reading them in several threads pays.
constexpr size_t manyFiles = 64;

/// From how many files on the headers are kept for the next process.
constexpr qsizetype fewestCached = 200;

/// So many files one thread takes at a time: neighbours lie together in memory, too.
constexpr size_t filesAtATime = 32;

/// Calls @p work for 0 … count-1 and with what reads files, in several threads if there is much to
/// do.
template <typename Work>
void readInParallel(size_t count, Work work)
{
    const size_t threads =
        count < manyFiles ? 1 : std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::atomic<size_t> next = 0;
    const auto run = [&] {
        FileReader reader;
        for (size_t first = next.fetch_add(filesAtATime); first < count;
             first = next.fetch_add(filesAtATime)) {
            for (size_t i = first; i < std::min(first + filesAtATime, count); ++i)
                work(i, reader);
        }
    };
    std::vector<std::thread> helpers;
    for (size_t i = 1; i < threads; ++i)
        helpers.emplace_back(run);
    run();
    for (std::thread &helper : helpers)
        helper.join();
}

/// The map, or what is wrong with the first file that cannot be read.
Result<RevisionMap> mapOf(const std::vector<ScriptFile> &files)
{
    std::vector<Revision> revisions;
    revisions.reserve(files.size());
    for (const ScriptFile &file : files) {
        if (!file.revision)
            return failure(file.revision.error());
        revisions.push_back(*file.revision);
    }
    return RevisionMap::create(std::move(revisions));
}

} // namespace

/// Files that were read before, found by path: at once by who asks in the order of the files.
class KnownFiles
{
public:
    explicit KnownFiles(std::vector<ScriptFile> files)
        : m_files(std::move(files))
    {
    }

    /// The file, or null.
    [[nodiscard]] ScriptFile *find(const QString &path)
    {
        if (m_next < m_files.size() && m_files[m_next].path == path)
            return &m_files[m_next++];
        if (m_files.empty())
            return nullptr;
        if (m_places.isEmpty()) {
            m_places.reserve(static_cast<qsizetype>(m_files.size()));
            for (size_t i = 0; i < m_files.size(); ++i)
                m_places.insert(m_files[i].path, i);
        }
        const auto place = m_places.constFind(path);
        if (place == m_places.cend())
            return nullptr;
        m_next = *place + 1;
        return &m_files[*place];
    }

private:
    std::vector<ScriptFile> m_files;
    QHash<QString, size_t> m_places; ///< made when it is needed
    size_t m_next = 0;
};

Result<ScriptDirectory> ScriptDirectory::open(const ProjectSettings &settings,
                                              ScriptReading reading)
{
    if (!QFileInfo::exists(settings.scriptLocation)) {
        return failure(
            ErrorCode::Configuration,
            u"Path doesn't exist: %1.  Please use the 'init' command to create a new scripts folder."_s
                .arg(settings.scriptLocationAsWritten));
    }
    ScriptDirectory directory;
    directory.m_settings = settings;
    directory.m_reading = std::move(reading);
    directory.readFirst();
    directory.buildMap();
    return directory;
}

Result<bool> ScriptDirectory::reload()
{
    if (!QFileInfo::exists(m_settings.scriptLocation)) {
        return failure(ErrorCode::FileNotFound,
                       u"Folder '%1' does not exist any more"_s.arg(m_settings.scriptLocation));
    }
    const auto before = m_files;
    m_listingWarnings.clear();
    readFiles(listVersionFiles(m_settings, m_listingWarnings), KnownFiles(*before));
    const bool isSame = std::equal(m_files->begin(), m_files->end(), before->begin(), before->end(),
                                   [](const ScriptFile &a, const ScriptFile &b) {
                                       return a.path == b.path && a.version == b.version;
                                   });
    if (!isSame)
        buildMap();
    return !isSame;
}

/// Reads the files with what another process has learned of them, and leaves word for the next.
void ScriptDirectory::readFirst()
{
    const QStringList paths = listVersionFiles(m_settings, m_listingWarnings);
    // A cached header does not tell whether the rest of its file is valid.
    if (paths.size() < fewestCached || paths.size() <= m_reading.wholeFilesUpTo) {
        readFiles(paths, KnownFiles({}));
        return;
    }
    const HeaderCache cache(m_settings);
    const qint64 time = currentFileTime();
    std::vector<ScriptFile> known = cache.load(paths);
    const size_t knownCount = known.size();
    const size_t unchanged = readFiles(paths, KnownFiles(std::move(known)));
    const auto kept = std::count_if(m_files->begin(), m_files->end(), [&](const ScriptFile &file) {
        return HeaderCache::isKept(file, time);
    });
    if (unchanged != knownCount || unchanged != static_cast<size_t>(kept))
        cache.store(*m_files, time);
}

/// Reads the files that are not among @p known as they are now. Returns how many are.
size_t ScriptDirectory::readFiles(const QStringList &paths, KnownFiles known)
{
    m_readsWholeFiles = paths.size() <= m_reading.wholeFilesUpTo;
    std::vector<ScriptFile> files(static_cast<size_t>(paths.size()));
    for (size_t i = 0; i < files.size(); ++i) {
        const QString &path = paths[static_cast<qsizetype>(i)];
        if (ScriptFile *const before = known.find(path))
            files[i] = std::move(*before);
        else
            files[i].path = path;
    }

    enum class Outcome : char { Unchanged, Read, NeedsEvaluator };

    std::vector<Outcome> outcomes(files.size(), Outcome::Unchanged);
    readInParallel(files.size(), [&](size_t i, FileReader &reader) {
        ScriptFile &file = files[i];
        const bool isKnown = file.version.size >= 0;
        if (isKnown && file.version == reader.version(file.path))
            return;
        file = { file.path, {}, Revision {}, false };
        outcomes[i] = readOne(reader, file) ? Outcome::Read : Outcome::NeedsEvaluator;
    });
    for (size_t i = 0; i < files.size(); ++i) {
        if (outcomes[i] == Outcome::NeedsEvaluator)
            evaluate(files[i]);
    }
    m_files = std::make_shared<const std::vector<ScriptFile>>(std::move(files));
    return static_cast<size_t>(std::count(outcomes.begin(), outcomes.end(), Outcome::Unchanged));
}

/// False if the header has to be evaluated, and can be.
bool ScriptDirectory::readOne(FileReader &reader, ScriptFile &file) const
{
    if (!file.path.endsWith(u".py")) {
        file.revision = failure(
            ErrorCode::Unsupported,
            u"'%1' is a compiled script without its source, which is not read"_s.arg(file.path));
        return true;
    }
    const Result<FileContents> source = reader.read(file.path, largestScript);
    if (!source) {
        file.revision = failure(source.error());
        return true;
    }
    file.version = source->version;
    Result<HeaderValues> values = readHeaderValues(
        file.path, source->bytes, m_readsWholeFiles ? SyntaxCheck::WholeFile : SyntaxCheck::Header);
    if (!values) {
        file.revision = failure(values.error());
        return true;
    }
    const bool isComputed = values->computed() != nullptr;
    file.revision = revisionFromHeader(file.path, std::move(*values));
    return !isComputed || !m_reading.evaluator;
}

void ScriptDirectory::evaluate(ScriptFile &file) const
{
    const Result<QByteArray> source = readFileBytes(file.path, largestScript);
    if (!source) {
        file.revision = failure(source.error());
        return;
    }
    file.isEvaluated = true;
    Result<HeaderValues> values = m_reading.evaluator(file.path, *source);
    file.revision = values ? revisionFromHeader(file.path, std::move(*values))
                           : Result<Revision>(failure(values.error()));
}

void ScriptDirectory::buildMap()
{
    Result<RevisionMap> map = mapOf(*m_files);
    m_warnings = m_listingWarnings;
    if (map)
        m_warnings += map->warnings();
    m_map = std::make_shared<const Result<RevisionMap>>(std::move(map));
}

std::vector<Revision> ScriptDirectory::readableRevisions() const
{
    std::vector<Revision> result;
    for (const ScriptFile &file : *m_files) {
        if (file.revision)
            result.push_back(*file.revision);
    }
    return result;
}

} // namespace limbeck
