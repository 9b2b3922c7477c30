// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace limbeck {

/// By what one tells that a file is another one than before.
struct FileStamp
{
    qint64 size = -1; ///< -1: there is no file
    qint64 modifiedNs = 0; ///< since 1970

    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// A script as it was read, with what it takes to write it back the way it was.
struct ScriptFileContent
{
    QString text; ///< lines end with "\n"
    bool hasByteOrderMark = false;
    bool hasCrLf = false; ///< lines end with "\r\n" on disk
    FileStamp stamp;
};

/// What is at @p path now. Blocks, as all of these: call them off the GUI thread.
[[nodiscard]] FileStamp fileStamp(const QString &path);

/// Errors: FileNotFound, FileAccess; Configuration for bytes that its encoding does not know.
[[nodiscard]] Result<ScriptFileContent> readScriptFile(const QString &path);

/// Replaces the file in one step: a temporary file beside it, flushed to the disk, takes its place
/// and its permissions, so that a crash leaves the old or the new text.
///
/// The file must still be the one of @p content's stamp, unless @p overwrite. Returns the stamp of
/// what was written. Errors: Locked when the file was changed by someone else; FileAccess;
/// Configuration when the declared encoding cannot hold the text.
[[nodiscard]] Result<FileStamp> writeScriptFile(const QString &path,
                                                const ScriptFileContent &content, bool overwrite);

} // namespace limbeck
