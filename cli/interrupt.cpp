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

constexpr long pollNs = 50'000'000;

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
    m_thread.join();
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void InterruptWatch::wait(const std::function<void()> &onInterrupt)
{
    const sigset_t set = watchedSignals();
    const timespec interval { 0, pollNs };
    bool isCancelled = false;
    while (!m_isOver) {
        const int signal = sigtimedwait(&set, nullptr, &interval);
        if (signal < 0)
            continue;
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
