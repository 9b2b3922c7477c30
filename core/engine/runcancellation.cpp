// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runcancellation.h"

namespace limbeck {

namespace {

constexpr std::chrono::milliseconds interruptInterval { 200 };

} // namespace

RunCancellation::~RunCancellation()
{
    acknowledge();
    if (m_interrupter.joinable())
        m_interrupter.join();
}

void RunCancellation::cancel(Reason reason)
{
    Reason none = Reason::None;
    if (!m_reason.compare_exchange_strong(none, reason))
        return;
    m_token.cancel();
    m_interrupter = std::thread([this] { interruptUntilStopped(); });
}

void RunCancellation::add(dialect::Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.insert(connection);
}

void RunCancellation::remove(dialect::Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(connection);
}

void RunCancellation::acknowledge()
{
    const std::lock_guard lock(m_mutex);
    m_acknowledged = true;
    m_stopped.notify_all();
}

void RunCancellation::interruptUntilStopped()
{
    std::unique_lock lock(m_mutex);
    while (!m_acknowledged) {
        for (dialect::Connection *connection : m_connections)
            connection->cancel();
        m_stopped.wait_for(lock, interruptInterval, [this] { return m_acknowledged; });
    }
}

} // namespace limbeck
