// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/terminal.h"

#include <QElapsedTimer>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace limbeck::test {

namespace {

constexpr qint64 patienceMs = 15'000;

} // namespace

Terminal::Terminal()
{
    const int done = openpty(&m_master, &m_slave, nullptr, nullptr, nullptr);
    Q_ASSERT(done == 0);
    Q_UNUSED(done)
    fcntl(m_master, F_SETFD, FD_CLOEXEC);
    fcntl(m_slave, F_SETFD, FD_CLOEXEC);
}

Terminal::~Terminal()
{
    close(m_slave);
    close(m_master);
}

void Terminal::attachTo(QProcess &process) const
{
    process.setChildProcessModifier([slave = m_slave] {
        setsid();
        ioctl(slave, TIOCSCTTY, 0);
    });
}

void Terminal::detach(QProcess &process)
{
    process.setChildProcessModifier([] { setsid(); });
}

void Terminal::read()
{
    pollfd waited { m_master, POLLIN, 0 };
    while (poll(&waited, 1, 20) > 0) {
        char buffer[4096];
        const ssize_t count = ::read(m_master, buffer, sizeof buffer);
        if (count <= 0)
            return;
        m_screen.append(buffer, count);
    }
}

bool Terminal::waitFor(const QString &text)
{
    QElapsedTimer waited;
    waited.start();
    while (!screen().contains(text)) {
        if (waited.elapsed() > patienceMs)
            return false;
    }
    return true;
}

void Terminal::type(const QByteArray &text) const
{
    std::ignore = write(m_master, text.constData(), static_cast<std::size_t>(text.size()));
}

QString Terminal::screen()
{
    read();
    return QString::fromUtf8(m_screen);
}

bool Terminal::echoes() const
{
    termios settings {};
    return tcgetattr(m_slave, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
}

} // namespace limbeck::test
