// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <thread>

namespace limbeck::test {

/// A way to a server on the loopback interface that breaks once so and so much has gone through it,
/// or behind a certain text: all connections are cut at once, as when a cable is pulled. Later ones
/// go through.
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

    /// Cuts when @p text has been handed on for the @p occurrence-th time from now, with all that a
    /// client sends together with it: the server does what it says, its answer does not arrive.
    void cutBehind(const QByteArray &text, int occurrence);

    [[nodiscard]] bool hasCut() const { return m_hasCut; }

    /// Bytes that have come from clients so far.
    [[nodiscard]] qint64 seen() const { return m_seen; }

private:
    void serve();
    [[nodiscard]] bool isDue(const QByteArray &sent);

    int m_serverPort;
    int m_listener = -1;
    int m_port = 0;
    std::atomic_bool m_isOver = false;
    std::atomic_bool m_hasCut = false;
    std::atomic<qint64> m_seen = 0;
    std::atomic<qint64> m_limit = -1; ///< of m_seen; -1: none
    std::mutex m_textMutex; ///< guards the two below
    QByteArray m_text;
    int m_remaining = 0; ///< occurrences of m_text until the cut; 0: none is wanted
    std::thread m_thread;
};

} // namespace limbeck::test
