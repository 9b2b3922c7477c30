// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitebackup.h"

#include "core/database/backup.h"
#include "core/database/catalogquery.h"
#include "core/database/connect.h"
#include "core/database/databaseidentity.h"
#include "core/database/sqlitememory.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUrl>

#include <memory>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr int pagesAtATime = 4096;
constexpr qint64 busyMilliseconds = 30'000;

struct CloseHandle
{
    void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
};

using Handle = std::unique_ptr<sqlite3, CloseHandle>;

struct FinishBackup
{
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};

Result<Handle> openFile(const QString &path, int flags)
{
    prepareSqliteMemory();
    sqlite3 *raw = nullptr;
    const int opened = sqlite3_open_v2(path.toUtf8().constData(), &raw, flags, nullptr);
    Handle handle(raw);
    if (opened != SQLITE_OK)
        return failure(
            ErrorCode::FileAccess,
            u"%1 cannot be opened: %2"_s.arg(path, QString::fromUtf8(sqlite3_errmsg(raw))));
    return handle;
}

tl::unexpected<Error> copyFailure(int result, const QString &to)
{
    const bool isLocked = result == SQLITE_BUSY || result == SQLITE_LOCKED;
    return failure(
        isLocked ? ErrorCode::Locked : ErrorCode::FileAccess,
        u"%1 cannot be written: %2"_s.arg(to, QString::fromUtf8(sqlite3_errstr(result))));
}

/// One call of sqlite3_backup_step(), again and again while others hold a lock.
int step(sqlite3_backup *backup, int pages, const CancelToken &cancel)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        const int result = sqlite3_backup_step(backup, pages);
        const bool isLocked = result == SQLITE_BUSY || result == SQLITE_LOCKED;
        if (!isLocked || waited.elapsed() > busyMilliseconds || cancel.isCancelled())
            return result;
        QThread::msleep(50);
    }
}

/// The file as it lies there; nothing is made beside it.
ConnectionSpecification unchanging(const QString &path)
{
    ConnectionSpecification specification;
    specification.backend = Backend::Sqlite;
    specification.database = u"file:"_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    specification.options = { { u"mode"_s, u"ro"_s },
                              { u"immutable"_s, u"1"_s },
                              { u"uri"_s, u"true"_s } };
    return specification;
}

} // namespace

Result<> copySqlite(const QString &from, const QString &to, const CancelToken &cancel,
                    const std::function<Result<>()> &mayGoOn)
{
    const auto source = openFile(from, SQLITE_OPEN_READONLY);
    if (!source)
        return failure(source.error());
    const auto target = openFile(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!target)
        return failure(target.error());
    const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
        sqlite3_backup_init(target->get(), "main", source->get(), "main"));
    if (!backup)
        return failure(ErrorCode::FileAccess, QString::fromUtf8(sqlite3_errmsg(target->get())));
    // Without pages, the first step only takes the locks.
    int result = step(backup.get(), 0, cancel);
    if (result == SQLITE_OK && mayGoOn) {
        if (auto allowed = mayGoOn(); !allowed)
            return allowed;
    }
    while (result == SQLITE_OK) {
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, u"Cancelled while the database was copied."_s);
        result = step(backup.get(), pagesAtATime, cancel);
    }
    if (result != SQLITE_DONE)
        return copyFailure(result, to);
    return {};
}

Result<> backUpSqlite(const ConnectionSpecification &specification, const QString &path,
                      Backup &backup, const CancelToken &cancel)
{
    const auto original = openConnection(specification);
    if (!original)
        return failure(original.error());
    const auto identity = identify(**original);
    if (!identity)
        return failure(identity.error());
    if (identity->text.isEmpty())
        return failure(ErrorCode::Unsupported, u"A database in memory has no backup"_s);
    backup.identity = identity->text;
    backup.serverVersion = (*original)->serverVersion();
    backup.program = u"SQLite "_s + QString::fromLatin1(sqlite3_libversion());
    const QString file = identity->text.mid(QStringLiteral("sqlite ").size());
    if (auto copied = copySqlite(file, path, cancel); !copied)
        return copied;
    const auto copy = openConnection(unchanging(path));
    if (!copy)
        return failure(copy.error().within(u"The backup cannot be read back"_s));
    const auto checked = catalogQuery(**copy, u"PRAGMA integrity_check"_s);
    if (!checked)
        return failure(checked.error());
    if (checked->front().text(u"integrity_check"_s) != "ok"_L1)
        return failure(ErrorCode::Database,
                       u"SQLite's integrity check of the backup says: %1"_s.arg(
                           checked->front().text(u"integrity_check"_s)));
    auto content = readContent(**copy);
    if (!content)
        return failure(content.error());
    backup.content = std::move(*content);
    return {};
}

} // namespace limbeck::database
