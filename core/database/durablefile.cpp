// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/durablefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

tl::unexpected<Error> systemFailure(const QString &what, const QString &path)
{
    return failure(
        ErrorCode::FileAccess,
        u"%1 cannot be %2: %3"_s.arg(path, what, QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Result<> syncFile(const QString &path)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure(u"opened"_s, path);
    const int synced = fsync(descriptor);
    if (synced != 0) {
        auto error = systemFailure(u"written"_s, path);
        close(descriptor);
        return error;
    }
    close(descriptor);
    return {};
}

Result<> renameDurably(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemFailure(u"renamed"_s, from);
    return syncFile(QFileInfo(to).absolutePath());
}

Result<> writeDurably(const QString &path, const QByteArray &bytes)
{
    const QString unfinished = path + u".part"_s;
    QFile file(unfinished);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush();
    if (!isWritten) {
        const QString reason = file.errorString();
        file.close();
        QFile::remove(unfinished);
        return failure(ErrorCode::FileAccess, u"%1 cannot be written: %2"_s.arg(path, reason));
    }
    file.close();
    if (auto synced = syncFile(unfinished); !synced) {
        QFile::remove(unfinished);
        return synced;
    }
    return renameDurably(unfinished, path);
}

} // namespace limbeck::database
