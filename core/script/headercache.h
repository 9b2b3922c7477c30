// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/scriptdirectory.h"

namespace limbeck {

/// The headers of a large project's revision files as another process has read them, in the user's
/// cache folder (docs/adr/0011).
///
/// It only saves time. A file's header counts while the file's FileVersion is the one that was
/// read; a cache that cannot be read, that is damaged, of another Limbeck or of another user counts
/// as empty; one that cannot be written is not.
class HeaderCache
{
public:
    explicit HeaderCache(const ProjectSettings &settings);

    /// Files whose headers are known, in the order in which they were listed. They may have changed
    /// since. @p paths, as they are listed now, spare memory and change nothing.
    [[nodiscard]] std::vector<ScriptFile> load(const QStringList &paths = {}) const;

    /// Keeps what can be kept of @p files, which were read since @p time (currentFileTime()): not
    /// errors, not what was evaluated, as that depends on other files, and not what was written
    /// just before.
    void store(const std::vector<ScriptFile> &files, qint64 time) const;

    /// Whether a file is one that store() keeps.
    [[nodiscard]] static bool isKept(const ScriptFile &file, qint64 time);

private:
    QStringList m_locations;
    QString m_path;
};

} // namespace limbeck
