// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headercache.h"

#include "core/config/textfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <bit>
#include <cstdio>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Raise it when other values are read from the same header, or are written in another way.
constexpr quint64 formatNumber = 3;

/// 100,000 revisions need some 30 MB.
constexpr qint64 largestCache = 256 << 20;

/// Of the bytes that follow it. It tells what a power cut leaves from what was written; nobody
/// else writes there. Eight bytes at a time, as the sum of a large project's cache is made by every
/// command.
quint64 checksum(QByteArrayView bytes)
{
    constexpr quint64 multiplier = 0x9e3779b97f4a7c15; // odd: no bit is lost
    quint64 sum = static_cast<quint64>(bytes.size());
    quint64 word = 0;
    const auto add = [&] { sum = (std::rotl(sum, 23) ^ word) * multiplier; };
    for (; bytes.size() >= qsizetype(sizeof word); bytes = bytes.sliced(sizeof word)) {
        std::memcpy(&word, bytes.data(), sizeof word);
        add();
    }
    word = 0;
    std::memcpy(&word, bytes.data(), static_cast<size_t>(bytes.size()));
    add();
    return sum;
}

/// Numbers and texts one after the other, as this machine has them in memory.
class Packer
{
public:
    void number(quint64 value)
    {
        m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    }

    /// One byte for each character where that is enough, which it mostly is.
    void text(QStringView text)
    {
        const bool isLatin1 = std::all_of(
            text.begin(), text.end(), [](QChar character) { return character.unicode() <= 0xff; });
        number(static_cast<quint64>(text.size()) << 1 | (isLatin1 ? 1 : 0));
        if (isLatin1)
            m_bytes.append(text.toLatin1());
        else
            m_bytes.append(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    }

    void texts(const QStringList &texts)
    {
        number(static_cast<quint64>(texts.size()));
        for (const QString &each : texts)
            text(each);
    }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads what a Packer has written. After anything that cannot be, everything is empty.
class Unpacker
{
public:
    explicit Unpacker(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] quint64 number()
    {
        quint64 value = 0;
        const char *const from = take(sizeof value);
        if (from != nullptr)
            std::memcpy(&value, from, sizeof value);
        return value;
    }

    [[nodiscard]] QString text() { return textLike({}); }

    /// The text, which shares its memory with @p expected if it is the same.
    [[nodiscard]] QString textLike(const QString &expected)
    {
        const quint64 packed = number();
        const bool isLatin1 = (packed & 1) != 0;
        const qsizetype width = isLatin1 ? 1 : 2;
        if (packed >> 1 > static_cast<quint64>(m_rest.size() / width)) {
            m_isBroken = true;
            return {};
        }
        const auto size = static_cast<qsizetype>(packed >> 1);
        const char *const from = take(size * width);
        if (size == 0 || from == nullptr)
            return {};
        if (isLatin1) {
            const QLatin1StringView text(from, size);
            return text == expected ? expected : QString(text);
        }
        QString text(size, Qt::Uninitialized);
        std::memcpy(text.data(), from, static_cast<size_t>(size) * 2);
        return text;
    }

    [[nodiscard]] QStringList texts()
    {
        QStringList texts;
        for (quint64 left = count(sizeof(quint64)); left > 0; --left)
            texts.append(text());
        return texts;
    }

    /// A number of things of at least @p size bytes each that may follow.
    [[nodiscard]] quint64 count(quint64 size)
    {
        const quint64 count = number();
        m_isBroken = m_isBroken || count > static_cast<quint64>(m_rest.size()) / size;
        return m_isBroken ? 0 : count;
    }

    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    const char *take(qsizetype size)
    {
        m_isBroken = m_isBroken || size > m_rest.size();
        if (m_isBroken)
            return nullptr;
        const char *const from = m_rest.data();
        m_rest = m_rest.sliced(size);
        return from;
    }

    QByteArrayView m_rest;
    bool m_isBroken = false;
};

/// What a cache begins with: whose it is.
Packer heading(const QStringList &locations)
{
    Packer packer;
    packer.text(u"Limbeck's headers");
    packer.number(formatNumber);
    packer.text(QStringLiteral(LIMBECK_VERSION));
    packer.texts(locations);
    return packer;
}

void pack(Packer &packer, const ScriptFile &file)
{
    packer.text(file.path);
    packer.number(static_cast<quint64>(file.version.size));
    packer.number(static_cast<quint64>(file.version.modified));
    packer.number(static_cast<quint64>(file.version.changed));
    packer.number(file.version.inode);
    packer.text(file.revision->id.text());
    packer.number(file.revision->downRevisions.size());
    for (const RevisionId &id : file.revision->downRevisions)
        packer.text(id.text());
    packer.texts(file.revision->dependsOn);
    packer.texts(file.revision->branchLabels);
    packer.text(file.revision->documentation);
    packer.number(file.revision->loadsWithoutEffect ? 1 : 0);
}

ScriptFile unpackFile(Unpacker &unpacker, const QString &expectedPath)
{
    ScriptFile file;
    file.path = unpacker.textLike(expectedPath);
    file.version.size = static_cast<qint64>(unpacker.number());
    file.version.modified = static_cast<qint64>(unpacker.number());
    file.version.changed = static_cast<qint64>(unpacker.number());
    file.version.inode = unpacker.number();
    file.revision->id = RevisionId(unpacker.text());
    for (quint64 left = unpacker.count(sizeof(quint64)); left > 0; --left)
        file.revision->downRevisions.emplace_back(unpacker.text());
    file.revision->dependsOn = unpacker.texts();
    file.revision->branchLabels = unpacker.texts();
    file.revision->documentation = unpacker.text();
    file.revision->loadsWithoutEffect = unpacker.number() != 0;
    file.revision->path = file.path;
    return file;
}

} // namespace

HeaderCache::HeaderCache(const ProjectSettings &settings)
    : m_locations(settings.versionLocations)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    const QByteArray key = m_locations.join(u'\n').toUtf8();
    const QByteArray name = QCryptographicHash::hash(key, QCryptographicHash::Sha1).toHex();
    m_path = u"%1/limbeck/headers/%2"_s.arg(folder, QLatin1StringView(name));
}

std::vector<ScriptFile> HeaderCache::load(const QStringList &paths) const
{
    const auto contents = FileReader().read(m_path, largestCache);
    if (!contents || contents->owner != ::geteuid())
        return {};
    const QByteArrayView bytes(contents->bytes);
    const QByteArray expected = heading(m_locations).bytes();
    constexpr qsizetype sumSize = sizeof(quint64);
    if (bytes.size() < sumSize || !bytes.sliced(sumSize).startsWith(expected)
        || Unpacker(bytes).number() != checksum(bytes.sliced(sumSize)))
        return {};
    Unpacker unpacker(bytes.sliced(sumSize + expected.size()));
    constexpr quint64 smallestFile = 12 * sizeof(quint64); // its numbers, and sizes of texts
    std::vector<ScriptFile> files(unpacker.count(smallestFile));
    qsizetype next = 0;
    for (ScriptFile &file : files) {
        // Up to the first difference both are in the same order, and mostly there is none.
        const QString path = paths.value(next);
        file = unpackFile(unpacker, path);
        if (file.path == path)
            ++next;
    }
    return unpacker.isBroken() ? std::vector<ScriptFile>() : std::move(files);
}

bool HeaderCache::isKept(const ScriptFile &file, qint64 time)
{
    return file.revision && !file.isEvaluated && file.version.isSettled(time);
}

void HeaderCache::store(const std::vector<ScriptFile> &files, qint64 time) const
{
    // A project that one only looks at needs no folder to write into.
    QDir().mkpath(QFileInfo(m_path).path());
    QTemporaryFile written(m_path + u".XXXXXX"_s);
    if (!written.open())
        return;
    const auto count = std::count_if(files.begin(), files.end(),
                                     [&](const ScriptFile &file) { return isKept(file, time); });
    Packer packer = heading(m_locations);
    packer.number(static_cast<quint64>(count));
    for (const ScriptFile &file : files) {
        if (isKept(file, time))
            pack(packer, file);
    }
    Packer sum;
    sum.number(checksum(packer.bytes()));
    for (const QByteArray &bytes : { sum.bytes(), packer.bytes() }) {
        if (written.write(bytes) != bytes.size())
            return;
    }
    if (!written.flush())
        return;
    // Readers find the old cache or the new one. After a power cut the checksum tells.
    const bool isInPlace = std::rename(QFile::encodeName(written.fileName()).constData(),
                                       QFile::encodeName(m_path).constData())
        == 0;
    written.setAutoRemove(!isInPlace);
}

} // namespace limbeck
