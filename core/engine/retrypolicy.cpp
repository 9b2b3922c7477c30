// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/retrypolicy.h"

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

namespace limbeck {

bool RetryPolicy::mayFollow(int attempt, const Error &error)
{
    return error.code == ErrorCode::Locked && attempt < maximumAttempts;
}

std::chrono::milliseconds RetryPolicy::pauseAfter(int attempt)
{
    const int full = std::min(10'000, 500 << (attempt - 1));
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(full / 2, full * 3 / 2));
}

bool RetryPolicy::sleep(std::chrono::milliseconds pause, const CancelToken &cancel)
{
    constexpr std::chrono::milliseconds slice { 50 };
    for (; pause.count() > 0 && !cancel.isCancelled(); pause -= slice)
        QThread::msleep(static_cast<unsigned long>(std::min(pause, slice).count()));
    return !cancel.isCancelled();
}

} // namespace limbeck
