// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/scriptdirectory.h"

#include "core/config/textfile.h"
#include "core/script/headercache.h"
#include "core/script/versionfiles.h"

#include <QFileInfo>

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

} // namespace

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
    const std::vector<ScriptFile> known = std::move(m_files);
    m_listingWarnings.clear();
    readFiles(listVersionFiles(m_settings, m_listingWarnings), known);
    const bool isSame = std::equal(m_files.begin(), m_files.end(), known.begin(), known.end(),
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
        readFiles(paths, {});
        return;
    }
    const HeaderCache cache(m_settings);
    const qint64 time = currentFileTime();
    const std::vector<ScriptFile> known = cache.load();
    const size_t unchanged = readFiles(paths, known);
    const auto kept = std::count_if(m_files.begin(), m_files.end(), [&](const ScriptFile &file) {
        return HeaderCache::isKept(file, time);
    });
    if (unchanged != known.size() || unchanged != static_cast<size_t>(kept))
        cache.store(m_files, time);
}

/// Reads the files that are not among @p known as they are now. Returns how many are.
size_t ScriptDirectory::readFiles(const QStringList &paths, const std::vector<ScriptFile> &known)
{
    QHash<QString, const ScriptFile *> byPath;
    byPath.reserve(static_cast<qsizetype>(known.size()));
    for (const ScriptFile &file : known)
        byPath.insert(file.path, &file);
    m_readsWholeFiles = paths.size() <= m_reading.wholeFilesUpTo;
    m_files.clear();
    m_files.resize(static_cast<size_t>(paths.size()));
    std::vector<char> needsEvaluator(m_files.size(), 0);
    std::atomic<size_t> unchanged = 0;
    readInParallel(m_files.size(), [&](size_t i, FileReader &reader) {
        ScriptFile &file = m_files[i];
        file.path = paths[static_cast<qsizetype>(i)];
        const ScriptFile *const before = byPath.value(file.path);
        if (before != nullptr && before->version.size >= 0
            && before->version == reader.version(file.path)) {
            file = *before;
            ++unchanged;
            return;
        }
        bool isComputed = false;
        readOne(reader, file, isComputed);
        needsEvaluator[i] = isComputed ? 1 : 0;
    });
    for (size_t i = 0; i < m_files.size(); ++i) {
        if (needsEvaluator[i] != 0)
            evaluate(m_files[i]);
    }
    return unchanged;
}

void ScriptDirectory::readOne(FileReader &reader, ScriptFile &file, bool &needsEvaluator) const
{
    if (!file.path.endsWith(u".py")) {
        file.revision = failure(
            ErrorCode::Unsupported,
            u"'%1' is a compiled script without its source, which is not read"_s.arg(file.path));
        return;
    }
    const Result<FileContents> source = reader.read(file.path, largestScript);
    if (!source) {
        file.revision = failure(source.error());
        return;
    }
    file.version = source->version;
    const Result<HeaderValues> values = readHeaderValues(
        file.path, source->bytes, m_readsWholeFiles ? SyntaxCheck::WholeFile : SyntaxCheck::Header);
    if (!values) {
        file.revision = failure(values.error());
        return;
    }
    needsEvaluator = m_reading.evaluator && (values->computed() != nullptr);
    file.revision = revisionFromHeader(file.path, *values);
}

void ScriptDirectory::evaluate(ScriptFile &file) const
{
    const Result<QByteArray> source = readFileBytes(file.path, largestScript);
    if (!source) {
        file.revision = failure(source.error());
        return;
    }
    file.isEvaluated = true;
    const Result<HeaderValues> values = m_reading.evaluator(file.path, *source);
    file.revision =
        values ? revisionFromHeader(file.path, *values) : Result<Revision>(failure(values.error()));
}

void ScriptDirectory::buildMap()
{
    m_warnings = m_listingWarnings;
    std::vector<Revision> revisions;
    revisions.reserve(m_files.size());
    for (const ScriptFile &file : m_files) {
        if (!file.revision) {
            m_map = failure(file.revision.error());
            return;
        }
        revisions.push_back(*file.revision);
    }
    m_map = RevisionMap::create(std::move(revisions));
    if (m_map)
        m_warnings += m_map->warnings();
}

std::vector<Revision> ScriptDirectory::readableRevisions() const
{
    std::vector<Revision> result;
    for (const ScriptFile &file : m_files) {
        if (file.revision)
            result.push_back(*file.revision);
    }
    return result;
}

} // namespace limbeck
