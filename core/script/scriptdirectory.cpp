// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/scriptdirectory.h"

#include "core/config/textfile.h"
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
    directory.readFiles({});
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
    readFiles(known);
    const bool isSame =
        std::equal(m_files.begin(), m_files.end(), known.begin(), known.end(),
                   [](const ScriptFile &a, const ScriptFile &b) {
                       return a.path == b.path && a.size == b.size && a.modified == b.modified;
                   });
    if (!isSame)
        buildMap();
    return !isSame;
}

/// Lists the files and reads those that are not among @p known as they are now.
void ScriptDirectory::readFiles(const std::vector<ScriptFile> &known)
{
    QHash<QString, const ScriptFile *> byPath;
    for (const ScriptFile &file : known)
        byPath.insert(file.path, &file);
    m_files.clear();
    m_listingWarnings.clear();
    std::vector<size_t> toRead;
    const FileTimes times = known.empty() ? FileTimes::No : FileTimes::Yes;
    for (const VersionFile &listed : listVersionFiles(m_settings, times, m_listingWarnings)) {
        const ScriptFile *before = byPath.value(listed.path);
        const bool isKnown =
            before != nullptr && before->size == listed.size && before->modified == listed.modified;
        m_files.push_back(
            isKnown ? *before
                    : ScriptFile { listed.path, listed.size, listed.modified, Revision {}, false });
        if (!isKnown)
            toRead.push_back(m_files.size() - 1);
    }
    m_readsWholeFiles =
        m_files.size() <= static_cast<size_t>(std::max(m_reading.wholeFilesUpTo, 0));
    std::vector<char> needsEvaluator(m_files.size(), 0);
    readInParallel(toRead.size(), [&](size_t i, FileReader &reader) {
        bool isComputed = false;
        readOne(reader, m_files[toRead[i]], isComputed);
        needsEvaluator[toRead[i]] = isComputed ? 1 : 0;
    });
    for (const size_t i : toRead) {
        if (needsEvaluator[i] != 0)
            evaluate(m_files[i]);
    }
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
    file.size = source->bytes.size();
    file.modified = source->modified;
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
