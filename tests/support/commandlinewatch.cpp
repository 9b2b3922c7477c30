// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/commandlinewatch.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

/// Whether this process started @p process, or one that started it.
bool isDescendant(const QString &process)
{
    QString number = process;
    while (number.toLongLong() > 1) {
        QFile status(u"/proc/%1/stat"_s.arg(number));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        const QByteArray text = status.readAll();
        // "pid (name) state parent": the name may hold anything.
        number = QString::fromLatin1(text.mid(text.lastIndexOf(')') + 1).split(' ').value(2));
        if (number.toLongLong() == ::getpid())
            return true;
    }
    return false;
}

} // namespace

CommandLineWatch::CommandLineWatch()
    : m_thread([this] { watch(); })
{
}

CommandLineWatch::~CommandLineWatch()
{
    std::ignore = stop();
}

QByteArrayList CommandLineWatch::stop()
{
    m_isOver = true;
    if (m_thread.joinable())
        m_thread.join();
    return m_lines.values();
}

void CommandLineWatch::watch()
{
    while (!m_isOver) {
        for (const QString &process : QDir(u"/proc"_s).entryList({ u"[0-9]*"_s }, QDir::Dirs)) {
            QFile file(u"/proc/%1/cmdline"_s.arg(process));
            if (isDescendant(process) && file.open(QIODevice::ReadOnly))
                m_lines.insert(file.readAll());
        }
        ++m_looks;
    }
}

bool anyContains(const QByteArrayList &lines, const QByteArray &text)
{
    return std::any_of(lines.begin(), lines.end(),
                       [&text](const QByteArray &line) { return line.contains(text); });
}

} // namespace limbeck::test
