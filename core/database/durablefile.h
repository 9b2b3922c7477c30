// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

namespace limbeck::database {

// Files that are there, whole, after a power cut. Errors: FileAccess, a full disk among them.

/// Waits until the file's bytes are on the disk.
[[nodiscard]] Result<> syncFile(const QString &path);
/// Gives a synced file its name, replacing one of that name, and waits until that is on the disk.
[[nodiscard]] Result<> renameDurably(const QString &from, const QString &to);
/// Writes a small file, readable for its owner only: whole or not at all.
[[nodiscard]] Result<> writeDurably(const QString &path, const QByteArray &bytes);

} // namespace limbeck::database
