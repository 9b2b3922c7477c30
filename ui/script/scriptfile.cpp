// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/scriptfile.h"

#include "core/config/textfile.h"
#include "core/script/scriptheader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

const QByteArray byteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

QString tr(const char *text)
{
    return QCoreApplication::translate("ScriptFile", text);
}

/// The bytes that decodeSource() reads as @p content's text. The text decides the encoding, as it
/// declares it in its first lines.
Result<QByteArray> encoded(const QString &path, const ScriptFileContent &content)
{
    QString text = content.text;
    if (content.hasCrLf)
        text.replace(u'\n', u"\r\n"_s);
    const QByteArray mark = content.hasByteOrderMark ? byteOrderMark : QByteArray();
    for (const QByteArray &bytes : { mark + text.toUtf8(), mark + text.toLatin1() }) {
        const auto readBack = decodeSource(path, bytes);
        if (readBack && *readBack == text)
            return bytes;
    }
    return failure(ErrorCode::Configuration,
                   tr("%1 declares an encoding that cannot hold its text").arg(path),
                   tr("Declare utf-8 in the file's first line, or remove the declaration."));
}

/// A rename is on the disk only when its folder is.
void flushFolder(const QString &folder)
{
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return; // a folder that may be written to but not read: the rename has happened all the
                // same
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

FileStamp fileStamp(const QString &path)
{
    struct stat status
    {
    };

    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return { status.st_size,
             static_cast<qint64>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec };
}

Result<ScriptFileContent> readScriptFile(const QString &path)
{
    ScriptFileContent content;
    content.stamp = fileStamp(path); // before reading: a change in between is noticed later
    const auto bytes = readFileBytes(path);
    if (!bytes)
        return failure(bytes.error());
    auto text = decodeSource(path, *bytes);
    if (!text)
        return failure(text.error());
    content.hasByteOrderMark = bytes->startsWith(byteOrderMark);
    content.hasCrLf = text->contains(u"\r\n"_s);
    content.text = std::move(*text);
    content.text.replace(u"\r\n"_s, u"\n"_s);
    return content;
}

Result<FileStamp> writeScriptFile(const QString &path, const ScriptFileContent &content,
                                  bool overwrite)
{
    const auto bytes = encoded(path, content);
    if (!bytes)
        return failure(bytes.error());
    if (!overwrite && fileStamp(path) != content.stamp) {
        return failure(ErrorCode::Locked,
                       tr("%1 was changed by another program").arg(QFileInfo(path).fileName()),
                       tr("Read it again, or overwrite it with your text."));
    }
    QSaveFile file(path); // flushes before it renames
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit()) {
        return failure(ErrorCode::FileAccess,
                       tr("%1 cannot be saved: %2").arg(path, file.errorString()));
    }
    flushFolder(QFileInfo(path).absolutePath());
    return fileStamp(path);
}

} // namespace limbeck
