// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runcancellation.h"

#include <chrono>
#include <optional>

namespace limbeck {

/// Cancels a run that takes longer than it may. The time counts from the object's birth to its end.
class RunDeadline
{
public:
    /// @p limit: none for a run that may take as long as it takes.
    RunDeadline(RunCancellation &cancellation, std::optional<std::chrono::milliseconds> limit);
    ~RunDeadline();
    Q_DISABLE_COPY_MOVE(RunDeadline)

private:
    std::mutex m_mutex;
    std::condition_variable m_over;
    bool m_isOver = false; ///< guarded by m_mutex
    std::thread m_thread;
};

} // namespace limbeck
