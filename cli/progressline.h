// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace limbeck::cli {

/// One line on the terminal that tells how long work is getting on: what it is at and for how long.
/// It appears when a piece of work has taken a while, is written over and leaves nothing behind. On
/// standard error, and only if that is a terminal. Any thread.
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    /// What is being done; a new text goes on with the clock unless clear() came between.
    void show(const QString &text);
    /// Takes the line away, to come back at the next tick: something else is about to be printed.
    void hide();
    /// The work is done.
    void clear();

private:
    void tick();
    void erase();

    const bool m_isTerminal;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QString m_text;
    std::chrono::steady_clock::time_point m_started;
    bool m_isShown = false;
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace limbeck::cli
