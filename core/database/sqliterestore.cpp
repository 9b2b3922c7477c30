// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"
#include "core/database/databaseidentity.h"
#include "core/database/restore.h"
#include "core/database/sqlitebackup.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Changes with each commit: the counters in the file's header, and those in the shared index of
/// its write-ahead log. Source: SQLite, "Database File Format", 1.3.7; "WAL-mode File Format", 2.1.
QByteArray commitCounters(const QString &path)
{
    const auto part = [](const QString &name, qint64 from, qint64 length) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(from))
            return QByteArray();
        return file.read(length);
    };
    return part(path, 24, 8) + part(path + u"-shm"_s, 0, 48);
}

} // namespace

Result<> restoreSqlite(const Backup &backup, const ConnectionSpecification &specification,
                       const CancelToken &cancel)
{
    const auto connection = openConnection(specification);
    if (!connection)
        return failure(connection.error());
    const auto identity = identify(**connection);
    if (!identity)
        return failure(identity.error());
    const QString path = identity->text.mid(QStringLiteral("sqlite ").size());
    const QByteArray before = commitCounters(path);
    const auto content = readContent(**connection);
    if (!content)
        return failure(content.error());
    return copySqlite(backup.path, path, cancel, [&]() -> Result<> {
        if (auto allowed = mayReplace(backup, *content); !allowed)
            return allowed;
        if (commitCounters(path) == before)
            return {};
        return failure(ErrorCode::Refused, u"The database was written during the restore."_s,
                       u"Nothing was changed. End what writes to it, and try again."_s);
    });
}

} // namespace limbeck::database
