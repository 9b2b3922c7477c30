// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/textfile.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// A file descriptor that is closed at the end.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }

    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }

    Q_DISABLE_COPY_MOVE(Descriptor)

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

tl::unexpected<Error> unreadable(const QString &path, int problem)
{
    if (problem == ENOENT) {
        return failure(ErrorCode::FileNotFound,
                       QFileInfo(path).isSymLink()
                           ? u"'%1' is a link to a file that does not exist"_s.arg(path)
                           : u"File '%1' does not exist"_s.arg(path));
    }
    return failure(ErrorCode::FileAccess,
                   u"File '%1' cannot be read: %2"_s.arg(path, qt_error_string(problem)));
}

} // namespace

FileReader::FileReader()
    : m_folderDescriptor(AT_FDCWD)
{
}

FileReader::~FileReader()
{
    if (m_folderDescriptor >= 0)
        ::close(m_folderDescriptor);
}

QByteArray FileReader::enterFolder(const QString &path)
{
    const qsizetype nameStart = path.lastIndexOf(u'/') + 1;
    const QStringView folder = QStringView(path).first(nameStart);
    if (m_folderDescriptor < 0 || folder != m_folder) {
        if (m_folderDescriptor >= 0)
            ::close(m_folderDescriptor);
        m_folder = folder.toString();
        m_folderDescriptor =
            ::open(QFile::encodeName(m_folder).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    }
    if (m_folderDescriptor >= 0)
        return QStringView(path).sliced(nameStart).toUtf8(); // as QFile::encodeName(), but quicker
    m_folderDescriptor = AT_FDCWD; // a bare name, or no way: told by what follows
    return QFile::encodeName(path);
}

/// System calls without Qt's file engine around them: a project has thousands of these files, and
/// opening it must be quick.
Result<FileContents> FileReader::read(const QString &path, qint64 maximalSize)
{
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const QByteArray name = enterFolder(path);
    const Descriptor file(::openat(m_folderDescriptor, name.constData(), flags));

    struct stat status
    {
    };

    if (file.number() < 0 || ::fstat(file.number(), &status) != 0)
        return unreadable(path, errno);
    if (S_ISDIR(status.st_mode))
        return failure(ErrorCode::FileAccess, u"'%1' is a directory, not a file"_s.arg(path));
    if (!S_ISREG(status.st_mode))
        return failure(ErrorCode::FileAccess, u"'%1' is not a regular file"_s.arg(path));
    if (status.st_size > maximalSize) {
        return failure(ErrorCode::FileAccess,
                       u"File '%1' has %2 bytes; at most %3 are read"_s.arg(
                           path, QString::number(status.st_size), QString::number(maximalSize)));
    }
    QByteArray bytes(static_cast<qsizetype>(status.st_size), Qt::Uninitialized);
    qsizetype filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + filled,
                                     static_cast<size_t>(bytes.size() - filled));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(path, errno);
        if (count == 0)
            break; // it has become shorter
        filled += count;
    }
    bytes.truncate(filled);
    return FileContents { bytes, FileVersion::of(status), status.st_uid };
}

FileVersion FileReader::version(const QString &path)
{
    struct stat status
    {
    };

    const QByteArray name = enterFolder(path);
    const bool isThere = ::fstatat(m_folderDescriptor, name.constData(), &status, 0) == 0;
    return isThere ? FileVersion::of(status) : FileVersion();
}

Result<QByteArray> readFileBytes(const QString &path, qint64 maximalSize)
{
    auto contents = FileReader().read(path, maximalSize);
    if (!contents)
        return failure(contents.error());
    return std::move(contents->bytes);
}

namespace {

/// Length of the UTF-8 sequence that starts at @p position, or 0 if the bytes there are none.
qsizetype sequenceLength(const QByteArray &bytes, qsizetype position)
{
    const auto byteAt = [&](qsizetype index) {
        return index < bytes.size() ? static_cast<uchar>(bytes[index]) : uchar(0);
    };
    const uchar first = byteAt(position);
    const qsizetype length = first < 0x80 ? 1
        : first < 0xc2                    ? 0
        : first < 0xe0                    ? 2
        : first < 0xf0                    ? 3
        : first < 0xf5                    ? 4
                                          : 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((byteAt(position + i) & 0xc0) != 0x80)
            return 0;
    }
    const uchar second = byteAt(position + 1);
    const bool isOverlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool isOutOfRange =
        (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
    return isOverlong || isOutOfRange ? 0 : length;
}

} // namespace

Result<QString> decodeUtf8(const QString &path, const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(bytes);
    if (!decoder.hasError())
        return text;
    qsizetype position = 0;
    while (position < bytes.size()) {
        const qsizetype length = sequenceLength(bytes, position);
        if (length == 0)
            break;
        position += length;
    }
    const qsizetype line = bytes.left(position).count('\n') + 1;
    const uint byte = position < bytes.size() ? static_cast<uchar>(bytes[position]) : 0U;
    return failure(ErrorCode::Syntax,
                   u"File '%1' is not UTF-8: byte 0x%2 at offset %3, in line %4"_s.arg(path)
                       .arg(byte, 2, 16, QChar(u'0'))
                       .arg(position)
                       .arg(line));
}

Result<QString> readTextFile(const QString &path)
{
    const Result<QByteArray> bytes = readFileBytes(path);
    if (!bytes)
        return failure(bytes.error());
    return decodeUtf8(path, *bytes);
}

} // namespace limbeck
