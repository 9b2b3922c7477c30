// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/fileversion.h"

#include <chrono>
#include <sys/stat.h>

namespace limbeck {

namespace {

constexpr qint64 millisecond = 1'000'000;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000 * millisecond + time.tv_nsec;
}

/// From when on a write gets another time than @p time for certain. Linux takes the time of the
/// timer's last tick, at most 10 ms ago; FAT counts in steps of two seconds, exFAT in steps of
/// 10 ms, old file systems in seconds, and their times show it.
qint64 pastTickOf(qint64 time)
{
    const bool isCoarse = time % (10 * millisecond) == 0;
    return time + (isCoarse ? 3'000 : 100) * millisecond;
}

} // namespace

FileVersion FileVersion::of(const struct stat &status)
{
    return { status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
             status.st_ino };
}

bool FileVersion::isSettled(qint64 now) const
{
    return pastTickOf(modified) <= now && pastTickOf(changed) <= now;
}

qint64 currentFileTime()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

} // namespace limbeck
