// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>

namespace limbeck::database {

/// The operating system's lock on a file. Its text tells who holds it. The file goes with the lock;
/// one that a crash left is taken over.
class RunLockFile
{
public:
    explicit RunLockFile(QString path);
    ~RunLockFile();
    RunLockFile(const RunLockFile &) = delete;
    RunLockFile &operator=(const RunLockFile &) = delete;

    /// Does not wait. False while another holds it. Errors: FileAccess.
    [[nodiscard]] Result<bool> tryLock();
    /// What the holder wrote; empty if that cannot be read.
    [[nodiscard]] QString holder() const;

    [[nodiscard]] bool isLocked() const { return m_descriptor >= 0; }

private:
    QString m_path;
    int m_descriptor = -1;
};

} // namespace limbeck::database
