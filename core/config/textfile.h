// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/fileversion.h"

#include <QByteArray>
#include <QString>

namespace limbeck {

struct FileContents
{
    QByteArray bytes;
    FileVersion version; ///< as it was before the bytes were read
    quint32 owner = 0; ///< user id
};

/// Reads regular files. What is none is never read: a named pipe would wait for ever.
///
/// The folder of the last file stays open, as finding the way to it costs as much as reading a
/// small file does: for who reads the files of a folder one after the other.
class FileReader
{
public:
    FileReader();
    ~FileReader();
    Q_DISABLE_COPY_MOVE(FileReader)

    /// Contents of a file of at most @p maximalSize bytes. Errors: FileNotFound; FileAccess for
    /// directories, pipes, files that cannot be read or are too large.
    [[nodiscard]] Result<FileContents> read(const QString &path, qint64 maximalSize);

    /// The version of the file, or none (size -1) if it cannot be found.
    [[nodiscard]] FileVersion version(const QString &path);

private:
    /// Opens the folder of @p path. Returns what finds the file from m_folderDescriptor on.
    [[nodiscard]] QByteArray enterFolder(const QString &path);

    QString m_folder; ///< with the slash at its end
    int m_folderDescriptor; ///< or AT_FDCWD
};

/// The bytes of a regular file of at most @p maximalSize bytes. Errors: those of FileReader.
[[nodiscard]] Result<QByteArray> readFileBytes(const QString &path, qint64 maximalSize = 64 << 20);

/// @p bytes as UTF-8. Errors: Syntax with @p path, line and byte offset of the first byte
/// that is not UTF-8.
[[nodiscard]] Result<QString> decodeUtf8(const QString &path, const QByteArray &bytes);

/// A file in UTF-8 as text. Errors: those of both.
[[nodiscard]] Result<QString> readTextFile(const QString &path);

} // namespace limbeck
