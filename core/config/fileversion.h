// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

struct stat;

namespace limbeck {

/// What tells one state of a file from every other: while it is the same, so are the bytes.
///
/// The time of change is what makes it so: every write moves it, and unlike that of modification
/// nobody can set it back.
struct FileVersion
{
    qint64 size = -1; ///< in bytes; -1: unknown
    qint64 modified = 0; ///< in nanoseconds since 1970, as all times here
    qint64 changed = 0; ///< of bytes, names or rights
    quint64 inode = 0;

    [[nodiscard]] static FileVersion of(const struct stat &status);

    /// False if the file was written so shortly before @p now that another write might still get
    /// the same times: file systems count in ticks of their own.
    [[nodiscard]] bool isSettled(qint64 now) const;

    friend bool operator==(const FileVersion &, const FileVersion &) = default;
};

/// The time now, as FileVersion has it.
[[nodiscard]] qint64 currentFileTime();

} // namespace limbeck
