// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/restore.h"

#include "core/database/catalogquery.h"
#include "core/database/connect.h"
#include "core/database/databaseidentity.h"
#include "core/database/runlock.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

Result<DatabaseContent> contentOf(const ConnectionSpecification &specification)
{
    const auto connection = openConnection(specification);
    if (!connection)
        return failure(connection.error());
    return readContent(**connection);
}

Result<> restoreLocked(const Backup &backup, const ConnectionSpecification &specification,
                       const CancelToken &cancel)
{
    switch (specification.backend) {
    case Backend::PostgreSql:
        return restorePostgresql(backup, specification, cancel);
    case Backend::Sqlite:
        return restoreSqlite(backup, specification, cancel);
    default:
        return restoreMysql(backup, specification, cancel);
    }
}

/// The database holds what the backup does.
Result<> compareWithBackup(const Backup &backup, const ConnectionSpecification &specification)
{
    if (!backup.content)
        return {};
    const auto content = contentOf(specification);
    if (!content)
        return failure(content.error());
    if (*content == *backup.content)
        return {};
    Error error;
    error.code = ErrorCode::Database;
    error.message =
        u"%1 was restored, but is not what the backup holds."_s.arg(displayName(specification));
    error.notes = backup.content->changesTo(*content);
    return failure(error);
}

bool isOfOneKind(Backend backend, const QString &name)
{
    const QString own = toString(backend);
    const auto isMysql = [](const QString &text) {
        return text == "mysql"_L1 || text == "mariadb"_L1;
    };
    return own == name || (isMysql(own) && isMysql(name));
}

QString quoted(const ConnectionSpecification &specification, QString name)
{
    const QChar quote = specification.backend == Backend::PostgreSql ? u'"' : u'`';
    return quote + name.replace(quote, QString(2, quote)) + quote;
}

} // namespace

Result<> mayReplace(const Backup &backup, const DatabaseContent &current)
{
    if (current.tables.empty() || current == backup.content || current == backup.left)
        return {};
    Error error;
    error.code = ErrorCode::Refused;
    if (backup.left) {
        error.message =
            u"The database was written since the run ended that the backup was made for."_s;
        error.notes = backup.left->changesTo(current);
    } else if (backup.content) {
        error.message = u"The database is not what it was when the backup was made, and it is not "
                        "known what the run left in it that came after."_s;
        error.notes = backup.content->changesTo(current);
    } else {
        error.message = u"The database was written while the backup was made, so nobody can tell "
                        "what was written since."_s;
    }
    error.hint = u"Nothing was changed. Restore into another database (--into NAME) and take over "
                 "what you need."_s;
    return failure(error);
}

Result<> restore(const Backup &backup, const ConnectionSpecification &specification,
                 const CancelToken &cancel)
{
    if (!isOfOneKind(specification.backend, backup.backend))
        return failure(ErrorCode::Usage,
                       u"%1 is a backup of %2"_s.arg(backup.path, backup.backend));
    if (auto whole = verifyFile(backup); !whole)
        return whole;
    RunLock::Request request;
    request.cancel = cancel;
    const auto lock = RunLock::acquire(specification, {}, request);
    if (!lock)
        return failure(lock.error());
    {
        const auto connection = openConnection(specification);
        if (!connection)
            return failure(connection.error());
        const auto identity = identify(**connection);
        const auto content = readContent(**connection);
        if (!identity || !content)
            return failure((identity ? Error(content.error()) : identity.error()));
        if (identity->text != backup.identity && !content->tables.empty())
            return failure(
                ErrorCode::Refused,
                u"%1 is a backup of another database (%2), and this one is not empty."_s.arg(
                    backup.path, backup.database));
        // Looked at again when nobody can write any more; here it costs nobody a lock.
        if (auto allowed = mayReplace(backup, *content); !allowed)
            return allowed;
    }
    if (auto restored = restoreLocked(backup, specification, cancel); !restored)
        return restored;
    return compareWithBackup(backup, specification);
}

Result<> restoreInto(const Backup &backup, const ConnectionSpecification &specification,
                     const QString &database, const CancelToken &cancel)
{
    ConnectionSpecification target = specification;
    target.database = database;
    if (specification.backend == Backend::Sqlite) {
        if (QFileInfo::exists(database))
            return failure(ErrorCode::InvalidPlan, u"%1 exists already"_s.arg(database));
        return restore(backup, target, cancel);
    }
    const auto connection = openConnection(specification);
    if (!connection)
        return failure(connection.error());
    const auto made =
        catalogQuery(**connection, u"CREATE DATABASE "_s + quoted(specification, database));
    if (!made)
        return failure(made.error());
    const auto restored = restore(backup, target, cancel);
    if (!restored) {
        // It was made for this; nobody has seen it.
        std::ignore =
            catalogQuery(**connection, u"DROP DATABASE "_s + quoted(specification, database));
    }
    return restored;
}

} // namespace limbeck::database
