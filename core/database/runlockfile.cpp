// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/runlockfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSysInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QByteArray ownName()
{
    return u"process %1 of %2 on %3 since %4"_s.arg(QCoreApplication::applicationPid())
        .arg(qEnvironmentVariable("USER", u"somebody"_s), QSysInfo::machineHostName(),
             QDateTime::currentDateTime().toString(Qt::ISODate))
        .toUtf8();
}

/// Whether the open file is still the one that bears the name: its holder removes it at the end.
bool isStillNamed(int descriptor, const QByteArray &path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(descriptor, &opened) == 0 && stat(path.constData(), &named) == 0
        && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

RunLockFile::RunLockFile(QString path)
    : m_path(std::move(path))
{
}

RunLockFile::~RunLockFile()
{
    if (m_descriptor < 0)
        return;
    // Removed while it is still locked, so that nobody else's file can be hit.
    unlink(QFile::encodeName(m_path).constData());
    close(m_descriptor);
}

Result<bool> RunLockFile::tryLock()
{
    const QByteArray path = QFile::encodeName(m_path);
    for (;;) {
        const int descriptor = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            return failure(ErrorCode::FileAccess,
                           u"Cannot lock the database: %1: %2"_s.arg(
                               m_path, QString::fromLocal8Bit(std::strerror(errno))),
                           u"Make the folder of the database writable for you."_s);
        }
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const int reason = errno;
            close(descriptor);
            if (reason == EWOULDBLOCK)
                return false;
            return failure(
                ErrorCode::FileAccess,
                u"Cannot lock %1: %2"_s.arg(m_path, QString::fromLocal8Bit(std::strerror(reason))));
        }
        if (!isStillNamed(descriptor, path)) {
            close(descriptor);
            continue;
        }
        m_descriptor = descriptor;
        const QByteArray name = ownName();
        // Who holds it is a courtesy to others: the lock does not depend on it.
        if (ftruncate(descriptor, 0) != 0
            || write(descriptor, name.constData(), static_cast<std::size_t>(name.size())) < 0)
            return true;
        return true;
    }
}

QString RunLockFile::holder() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace limbeck::database
