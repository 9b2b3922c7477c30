// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace limbeck::cli {

/// Log lines of a run for standard error, where a program or a file takes them: written together,
/// by a thread of their own, within 20 ms. Each write wakes the reader, and a run of a thousand
/// steps would wait for that a thousand times. The thread is what makes it safe to wait: whatever
/// the run hangs in, its last line has been told. Any thread.
class LogWriter
{
public:
    /// The process's. Whoever writes to standard error by another way flushes it before.
    [[nodiscard]] static LogWriter &standardError();

    /// Writes what is held.
    ~LogWriter();
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;

    void write(const QByteArray &text);
    /// Everything is written when it returns.
    void flush();

private:
    LogWriter() = default;
    void writeInTime();
    void writeHeld();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    QByteArray m_held;
    bool m_isOver = false;
    std::thread m_thread; ///< from the first line on
};

} // namespace limbeck::cli
