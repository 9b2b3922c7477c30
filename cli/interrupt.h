// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <thread>

namespace limbeck::cli {

/// While it lives, SIGINT and SIGTERM call a function, in a thread where it may lock, instead of
/// ending the program. A second signal ends the program at once.
class InterruptWatch
{
public:
    explicit InterruptWatch(std::function<void()> onInterrupt);
    ~InterruptWatch();
    Q_DISABLE_COPY_MOVE(InterruptWatch)

private:
    void wait(const std::function<void()> &onInterrupt);

    std::atomic_bool m_isOver = false;
    std::thread m_thread;
};

} // namespace limbeck::cli
