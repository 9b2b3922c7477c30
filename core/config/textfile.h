// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace limbeck {

/// The bytes of a regular file of at most @p maximalSize bytes. What is no regular file is never
/// opened: reading from a named pipe would wait for ever. Errors: FileNotFound; FileAccess for
/// directories, pipes, files that cannot be read or are too large.
[[nodiscard]] Result<QByteArray> readFileBytes(const QString &path, qint64 maximalSize = 64 << 20);

/// @p bytes as UTF-8. Errors: Configuration with @p path, line and byte offset of the first byte
/// that is not UTF-8.
[[nodiscard]] Result<QString> decodeUtf8(const QString &path, const QByteArray &bytes);

/// A file in UTF-8 as text. Errors: those of both.
[[nodiscard]] Result<QString> readTextFile(const QString &path);

} // namespace limbeck
