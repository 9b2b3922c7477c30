// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QString>

namespace limbeck::test {

/// A terminal (pty) for a program that asks its user, with the test as the user.
class Terminal
{
public:
    Terminal();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    /// Makes it the controlling terminal of @p process, whose input and output stay pipes; before
    /// the start.
    void attachTo(QProcess &process) const;
    /// Starts @p process without any terminal.
    static void detach(QProcess &process);

    /// Whether @p text comes on the screen within some seconds.
    [[nodiscard]] bool waitFor(const QString &text);
    /// Types @p text; '\n' is the Return key, '\x03' Ctrl+C.
    void type(const QByteArray &text) const;

    /// All that has been on the screen so far.
    [[nodiscard]] QString screen();
    /// Whether what is typed shows.
    [[nodiscard]] bool echoes() const;

private:
    void read();

    int m_master;
    int m_slave; ///< held open: the settings must outlive the program
    QByteArray m_screen;
};

} // namespace limbeck::test
