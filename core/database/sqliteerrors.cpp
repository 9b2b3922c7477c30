// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqliteerrors.h"

#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Extended codes hold their primary code in the low byte.
int primaryCode(int code)
{
    return code & 0xff;
}

QString openHint(const QString &path)
{
    const QFileInfo file(path);
    const QString folder = QDir::toNativeSeparators(file.absolutePath());
    if (!file.absoluteDir().exists()) {
        return u"The folder %1 does not exist. Create it, or correct the path in the database "
               "URL."_s.arg(folder);
    }
    if (file.isDir())
        return u"%1 is a folder. Name a file in it."_s.arg(file.absoluteFilePath());
    if (file.exists() && !file.isReadable())
        return u"Make %1 readable for you."_s.arg(file.absoluteFilePath());
    if (!file.exists() && !QFileInfo(file.absolutePath()).isWritable())
        return u"Make the folder %1 writable for you."_s.arg(folder);
    if (!file.exists())
        return u"There is no such file; a session that only reads does not create it."_s;
    return {};
}

QString errorHint(int code, const QString &path)
{
    const QString file = path.isEmpty() ? u"the database"_s : path;
    switch (primaryCode(code)) {
    case SQLITE_BUSY:
        return u"Another program is writing to %1. Wait until it is done, or raise the timeout: "
               "?timeout=SECONDS in the database URL."_s.arg(file);
    case SQLITE_LOCKED:
        return u"A result of this session is still being read, or another session shares its "
               "cache: %1."_s.arg(file);
    case SQLITE_READONLY:
        return u"Make %1 and its folder writable for you, or connect without read-only."_s.arg(
            file);
    case SQLITE_NOTADB:
        return u"%1 is not a SQLite database, or it is encrypted. Correct the path in the database "
               "URL."_s.arg(file);
    case SQLITE_CORRUPT:
        return u"%1 is damaged. Restore a backup, or rescue what is left with sqlite3's .recover."_s
            .arg(file);
    case SQLITE_FULL:
        return u"Free space on the disk of %1."_s.arg(file);
    case SQLITE_IOERR:
        return u"The disk of %1 failed to read or write; look into the system's log."_s.arg(file);
    default:
        return {};
    }
}

ErrorCode errorCode(int code)
{
    switch (primaryCode(code)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
        return ErrorCode::Connection;
    default:
        return ErrorCode::Database;
    }
}

} // namespace

Error sqliteOpenError(sqlite3 *handle, const QString &path)
{
    Error error = sqliteError(handle, path);
    error.code = ErrorCode::Connection;
    if (!path.isEmpty())
        error.message += u": "_s + path;
    if (primaryCode(sqlite3_extended_errcode(handle)) == SQLITE_CANTOPEN) {
        error.hint = openHint(path);
        const QFileInfo file(path);
        const QFileInfo folder(file.absolutePath());
        if (!path.isEmpty() && !file.exists() && folder.isDir() && folder.isWritable())
            error.code = ErrorCode::FileNotFound;
    }
    return error;
}

Error sqliteError(sqlite3 *handle, const QString &path)
{
    const int code = sqlite3_extended_errcode(handle);
    Error error;
    error.code = errorCode(code);
    error.message = QString::fromUtf8(sqlite3_errmsg(handle));
    error.hint = errorHint(code, path);
    error.subjects = QStringList { sqliteCodeName(code), sqliteDbapiClass(code) };
    if (error.code == ErrorCode::Locked && !path.isEmpty())
        error.subjects << path;
    return error;
}

QString sqliteCodeName(int code)
{
    static const QHash<int, QString> names {
        { SQLITE_ERROR, u"ERROR"_s },
        { SQLITE_INTERNAL, u"INTERNAL"_s },
        { SQLITE_PERM, u"PERM"_s },
        { SQLITE_ABORT, u"ABORT"_s },
        { SQLITE_ABORT_ROLLBACK, u"ABORT_ROLLBACK"_s },
        { SQLITE_BUSY, u"BUSY"_s },
        { SQLITE_BUSY_RECOVERY, u"BUSY_RECOVERY"_s },
        { SQLITE_BUSY_SNAPSHOT, u"BUSY_SNAPSHOT"_s },
        { SQLITE_LOCKED, u"LOCKED"_s },
        { SQLITE_LOCKED_SHAREDCACHE, u"LOCKED_SHAREDCACHE"_s },
        { SQLITE_NOMEM, u"NOMEM"_s },
        { SQLITE_READONLY, u"READONLY"_s },
        { SQLITE_READONLY_DBMOVED, u"READONLY_DBMOVED"_s },
        { SQLITE_READONLY_DIRECTORY, u"READONLY_DIRECTORY"_s },
        { SQLITE_INTERRUPT, u"INTERRUPT"_s },
        { SQLITE_IOERR, u"IOERR"_s },
        { SQLITE_CORRUPT, u"CORRUPT"_s },
        { SQLITE_NOTFOUND, u"NOTFOUND"_s },
        { SQLITE_FULL, u"FULL"_s },
        { SQLITE_CANTOPEN, u"CANTOPEN"_s },
        { SQLITE_PROTOCOL, u"PROTOCOL"_s },
        { SQLITE_SCHEMA, u"SCHEMA"_s },
        { SQLITE_TOOBIG, u"TOOBIG"_s },
        { SQLITE_CONSTRAINT, u"CONSTRAINT"_s },
        { SQLITE_CONSTRAINT_CHECK, u"CONSTRAINT_CHECK"_s },
        { SQLITE_CONSTRAINT_FOREIGNKEY, u"CONSTRAINT_FOREIGNKEY"_s },
        { SQLITE_CONSTRAINT_NOTNULL, u"CONSTRAINT_NOTNULL"_s },
        { SQLITE_CONSTRAINT_PRIMARYKEY, u"CONSTRAINT_PRIMARYKEY"_s },
        { SQLITE_CONSTRAINT_UNIQUE, u"CONSTRAINT_UNIQUE"_s },
        { SQLITE_CONSTRAINT_ROWID, u"CONSTRAINT_ROWID"_s },
        { SQLITE_CONSTRAINT_TRIGGER, u"CONSTRAINT_TRIGGER"_s },
        { SQLITE_CONSTRAINT_DATATYPE, u"CONSTRAINT_DATATYPE"_s },
        { SQLITE_MISMATCH, u"MISMATCH"_s },
        { SQLITE_MISUSE, u"MISUSE"_s },
        { SQLITE_AUTH, u"AUTH"_s },
        { SQLITE_RANGE, u"RANGE"_s },
        { SQLITE_NOTADB, u"NOTADB"_s },
    };
    if (const auto found = names.constFind(code); found != names.constEnd())
        return u"SQLITE_"_s + *found;
    return u"SQLITE_"_s + names.value(primaryCode(code), QString::number(code));
}

QString sqliteDbapiClass(int code)
{
    switch (primaryCode(code)) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return u"IntegrityError"_s;
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND:
        return u"InternalError"_s;
    case SQLITE_TOOBIG:
        return u"DataError"_s;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        return u"InterfaceError"_s;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_AUTH:
        return u"DatabaseError"_s;
    default:
        return u"OperationalError"_s;
    }
}

} // namespace limbeck::database
