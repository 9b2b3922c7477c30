// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTemporaryDir>

namespace limbeck::test {

/// An authority of a test's own, and the certificate of a server that goes by the name of
/// "localhost", and not by 127.0.0.1: so a test can have a certificate that is genuine, but
/// somebody else's.
class Certificates
{
public:
    /// Makes them with openssl. Empty on success, else why not.
    [[nodiscard]] QString make();

    [[nodiscard]] QString authority() const { return m_folder.filePath(QStringLiteral("ca.crt")); }

    /// The certificate of another authority, which signed nothing.
    [[nodiscard]] QString stranger() const
    {
        return m_folder.filePath(QStringLiteral("stranger.crt"));
    }

    [[nodiscard]] QString server() const { return m_folder.filePath(QStringLiteral("server.crt")); }

    [[nodiscard]] QString serverKey() const
    {
        return m_folder.filePath(QStringLiteral("server.key"));
    }

private:
    [[nodiscard]] QString openssl(const QStringList &arguments) const;

    QTemporaryDir m_folder;
};

} // namespace limbeck::test
