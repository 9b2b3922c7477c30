// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace limbeck {

/// Events on their way from the thread that runs to the one that shows them.
///
/// A script's loop makes more events in a second than a window can show: they are fetched many at a
/// time, one wake-up for all that wait, and a runner that is far ahead waits until some were
/// fetched, so that memory stays bounded.
class RunEventQueue
{
public:
    static constexpr std::size_t capacity = 20'000;

    /// Appends @p event; waits while the queue is full, unless it was closed. Returns whether the
    /// receiver has to be woken.
    [[nodiscard]] bool push(const RunEvent &event)
    {
        std::unique_lock lock(m_mutex);
        m_fetched.wait(lock, [this] { return m_events.size() < capacity || m_isClosed; });
        if (m_isClosed)
            return false;
        m_events.push_back(event);
        return !std::exchange(m_isAnnounced, true);
    }

    /// The next events in their order, at most @p count. When some are left over, the receiver has
    /// to come again by itself.
    [[nodiscard]] std::vector<RunEvent> take(std::size_t count)
    {
        const std::lock_guard lock(m_mutex);
        const auto end =
            m_events.begin() + static_cast<std::ptrdiff_t>(std::min(count, m_events.size()));
        std::vector<RunEvent> taken(std::make_move_iterator(m_events.begin()),
                                    std::make_move_iterator(end));
        m_events.erase(m_events.begin(), end);
        m_isAnnounced = !m_events.empty();
        m_fetched.notify_all();
        return taken;
    }

    [[nodiscard]] bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events.empty();
    }

    /// Lets a waiting runner go on; what it pushes from now on is lost.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
        m_fetched.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_fetched;
    std::deque<RunEvent> m_events;
    bool m_isAnnounced = false;
    bool m_isClosed = false;
};

} // namespace limbeck
