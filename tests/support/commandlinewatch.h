// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QSet>

#include <atomic>
#include <thread>

namespace limbeck::test {

/// Reads the command lines of the processes below this one, again and again while it lives, as any
/// user of the machine can. Tests of other programs run beside this one, and may show their
/// passwords.
class CommandLineWatch
{
public:
    CommandLineWatch();
    ~CommandLineWatch();
    Q_DISABLE_COPY_MOVE(CommandLineWatch)

    /// Ends it. Each command line that was seen, once.
    [[nodiscard]] QByteArrayList stop();

    [[nodiscard]] int looks() const { return m_looks; }

private:
    void watch();

    std::atomic_bool m_isOver = false;
    std::atomic_int m_looks = 0;
    QSet<QByteArray> m_lines;
    std::thread m_thread; ///< last: it uses the others
};

/// Whether one of @p lines holds @p text.
[[nodiscard]] bool anyContains(const QByteArrayList &lines, const QByteArray &text);

} // namespace limbeck::test
