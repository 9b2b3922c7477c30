// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progressline.h"

#include "cli/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

constexpr auto interval = std::chrono::milliseconds(250);
/// Work that takes no longer needs no line.
constexpr auto patience = std::chrono::seconds(1);

qsizetype terminalWidth()
{
    winsize size {};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

ProgressLine::ProgressLine()
    : m_isTerminal(isTerminal(stderr))
{
}

ProgressLine::~ProgressLine()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        erase();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ProgressLine::show(const QString &text)
{
    if (!m_isTerminal)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_text.isEmpty())
        m_started = std::chrono::steady_clock::now();
    m_text = text;
    if (!m_thread.joinable())
        m_thread = std::thread([this] { tick(); });
}

void ProgressLine::hide()
{
    const std::lock_guard lock(m_mutex);
    erase();
}

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    erase();
    m_text.clear();
}

void ProgressLine::tick()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, interval, [this] { return m_isOver; })) {
        const auto passed = std::chrono::steady_clock::now() - m_started;
        if (m_text.isEmpty() || passed < patience)
            continue;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
        const QString text = u"%1 · %2 s"_s.arg(m_text).arg(seconds).left(terminalWidth() - 1);
        std::fputs(("\r\x1b[K" + text.toUtf8()).constData(), stderr);
        std::fflush(stderr);
        m_isShown = true;
    }
}

void ProgressLine::erase()
{
    if (!m_isShown)
        return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    m_isShown = false;
}

} // namespace limbeck::cli
