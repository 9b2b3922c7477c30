// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace limbeck::test {

/// A home folder for programs, in which they write everything that they write: journal, settings,
/// logs. The password of the private servers is looked for in it.
class CanaryHome
{
public:
    /// Gives @p process this home, no keyring, and @p folder to work in.
    void prepare(QProcess &process, const QString &folder) const;

    /// Files in it that hold PrivateServer::password().
    [[nodiscard]] QStringList filesWithCanary() const;

private:
    QTemporaryDir m_folder;
};

} // namespace limbeck::test
