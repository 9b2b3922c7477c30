// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logwriter.h"

#include <chrono>
#include <cstdio>

namespace limbeck::cli {

namespace {

/// Nobody sees that a line is late by so much.
constexpr std::chrono::milliseconds longestDelay { 20 };

/// What is written at once at the latest, in bytes: a pipe takes 64 KiB.
constexpr qsizetype mostHeld = 32 * 1024;

} // namespace

LogWriter &LogWriter::standardError()
{
    static LogWriter writer;
    return writer;
}

LogWriter::~LogWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        writeHeld();
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void LogWriter::write(const QByteArray &text)
{
    const std::lock_guard lock(m_mutex);
    if (m_held.isEmpty()) {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { writeInTime(); });
        m_wake.notify_one();
    }
    m_held += text;
    if (m_held.size() >= mostHeld)
        writeHeld();
}

void LogWriter::flush()
{
    const std::lock_guard lock(m_mutex);
    writeHeld();
}

void LogWriter::writeInTime()
{
    std::unique_lock lock(m_mutex);
    while (!m_isOver) {
        m_wake.wait(lock, [this] { return m_isOver || !m_held.isEmpty(); });
        m_wake.wait_for(lock, longestDelay, [this] { return m_isOver; });
        writeHeld();
    }
}

/// Needs the lock: lines keep their order.
void LogWriter::writeHeld()
{
    // A reader that went away is no failure of ours.
    std::fwrite(m_held.constData(), 1, static_cast<size_t>(m_held.size()), stderr);
    std::fflush(stderr);
    m_held.resize(0); // keeps its memory
}

} // namespace limbeck::cli
