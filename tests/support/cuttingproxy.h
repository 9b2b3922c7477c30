// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <thread>

namespace limbeck::test {

/// A way to a server on the loopback interface that breaks once so and so much has gone through it:
/// all connections are cut at once, as when a cable is pulled. Later ones go through.
class CuttingProxy
{
public:
    explicit CuttingProxy(int serverPort);
    ~CuttingProxy();
    Q_DISABLE_COPY_MOVE(CuttingProxy)

    /// Where it listens; 0 if it cannot.
    [[nodiscard]] int port() const { return m_port; }

    /// Cuts when @p bytes more have come from clients.
    void cutAfter(qint64 bytes);

    [[nodiscard]] bool hasCut() const { return m_hasCut; }

    /// Bytes that have come from clients so far.
    [[nodiscard]] qint64 seen() const { return m_seen; }

private:
    void serve();

    int m_serverPort;
    int m_listener = -1;
    int m_port = 0;
    std::atomic_bool m_isOver = false;
    std::atomic_bool m_hasCut = false;
    std::atomic<qint64> m_seen = 0;
    std::atomic<qint64> m_limit = -1; ///< of m_seen; -1: none
    std::thread m_thread;
};

} // namespace limbeck::test
