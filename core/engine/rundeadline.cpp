// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/rundeadline.h"

namespace limbeck {

RunDeadline::RunDeadline(RunCancellation &cancellation,
                         std::optional<std::chrono::milliseconds> limit)
{
    if (!limit)
        return;
    m_thread = std::thread([this, &cancellation, limit = *limit] {
        std::unique_lock lock(m_mutex);
        if (!m_over.wait_for(lock, limit, [this] { return m_isOver; }))
            cancellation.cancel(RunCancellation::Reason::TimeLimit);
    });
}

RunDeadline::~RunDeadline()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_over.notify_all();
    m_thread.join();
}

} // namespace limbeck
