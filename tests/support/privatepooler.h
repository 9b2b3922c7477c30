// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/privateserver.h"

namespace limbeck::test {

/// A PgBouncer of a test's own in front of a private PostgreSQL, gone with the object.
class PrivatePooler
{
public:
    explicit PrivatePooler(const PrivatePostgres &server);
    ~PrivatePooler();
    Q_DISABLE_COPY_MOVE(PrivatePooler)

    /// @p mode: PgBouncer's pool_mode; @p takesTurns: its server_round_robin. Empty on success,
    /// else why not.
    [[nodiscard]] QString start(const QString &mode, bool takesTurns);
    /// The URL of @p database through the pooler.
    [[nodiscard]] QString url(const QString &database) const;

private:
    const PrivatePostgres &m_server;
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

} // namespace limbeck::test
