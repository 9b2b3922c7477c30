// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/interrupt.h"

#include <csignal>

namespace limbeck::cli {

namespace {

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

InterruptWatch::InterruptWatch(std::function<void()> onInterrupt)
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread = std::thread([this, callback = std::move(onInterrupt)] { wait(callback); });
}

InterruptWatch::~InterruptWatch()
{
    m_isOver = true;
    // Ends the wait at once. Meant for that thread alone: if it has ended by itself, nobody gets
    // it. All threads block it, so that it ends no process.
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): the thread takes it with sigwait()
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void InterruptWatch::wait(const std::function<void()> &onInterrupt)
{
    const sigset_t set = watchedSignals();
    bool isCancelled = false;
    for (;;) {
        int signal = 0;
        if (sigwait(&set, &signal) != 0)
            continue;
        if (m_isOver)
            return;
        if (isCancelled) {
            std::signal(signal, SIG_DFL);
            pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
            (void)std::raise(signal);
        }
        isCancelled = true;
        onInterrupt();
    }
}

} // namespace limbeck::cli
