// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"

#include <chrono>

namespace limbeck {

/// Trying again what did not get a lock: a few times, with pauses that grow and differ at random,
/// so that everybody who queued behind us gets a turn and two runs do not move in step.
class RetryPolicy
{
public:
    static constexpr int maximumAttempts = 6;

    /// Whether a try after @p attempt (from 1) that failed with @p error makes sense.
    [[nodiscard]] static bool mayFollow(int attempt, const Error &error);
    /// The pause before the try after @p attempt: half a second doubled each time up to ten
    /// seconds, give or take half of it.
    [[nodiscard]] static std::chrono::milliseconds pauseAfter(int attempt);
    /// Sleeps. False if it was cancelled.
    [[nodiscard]] static bool sleep(std::chrono::milliseconds pause, const CancelToken &cancel);
};

} // namespace limbeck
