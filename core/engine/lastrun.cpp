// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/lastrun.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace limbeck {

namespace {

std::atomic<bool> isLastRun = false;

} // namespace

void endProcessAfterRun()
{
    isLastRun = true;
}

void dismiss(std::unique_ptr<lang::Interpreter> &interpreter)
{
    if (!isLastRun)
        return;
    // Where tools that look for lost memory find it.
    static std::mutex mutex;
    static auto *const kept = new std::vector<std::unique_ptr<lang::Interpreter>>;
    const std::lock_guard lock(mutex);
    kept->push_back(std::move(interpreter));
}

} // namespace limbeck
