// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/runlock.h"

#include "core/database/catalogquery.h"
#include "core/database/pooler.h"
#include "core/database/runlockfile.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr unsigned long pollMilliseconds = 100;

/// A lock that can be asked for again and again.
class PolledLock : public RunLock
{
public:
    /// Does not wait.
    [[nodiscard]] virtual Result<bool> tryLock() = 0;
    /// Who has it, for people.
    [[nodiscard]] virtual QString holder() = 0;

    /// True once it is ours; false when the time of @p request is over.
    Result<bool> lock(const Request &request)
    {
        QElapsedTimer waited;
        waited.start();
        for (bool isFirst = true;; isFirst = false) {
            auto locked = tryLock();
            if (!locked || *locked)
                return locked;
            if (request.cancel.isCancelled())
                return failure(ErrorCode::Cancelled, u"Cancelled while waiting for another run."_s);
            if (waited.elapsed() >= request.wait.count())
                return false;
            if (isFirst && request.onWaiting)
                request.onWaiting(holder());
            QThread::msleep(pollMilliseconds);
        }
    }
};

/// The key of the advisory lock, which PostgreSQL keeps per database: "LIMBECK" in ASCII.
constexpr qint64 advisoryKey = 0x4C'49'4D'42'45'43'4B;

class PostgresqlLock final : public PolledLock
{
public:
    explicit PostgresqlLock(std::unique_ptr<dialect::Connection> connection)
        : m_connection(std::move(connection))
    {
    }

    Result<bool> tryLock() override
    {
        const auto rows = catalogQuery(*m_connection,
                                       u"SELECT pg_catalog.pg_try_advisory_lock(?) AS locked, "
                                       "pg_catalog.pg_backend_pid() AS pid"_s,
                                       { advisoryKey });
        if (!rows)
            return failure(rows.error());
        if (!rows->front().flag(u"locked"_s))
            return false;
        m_pid = rows->front().number(u"pid"_s);
        auto held = verify();
        return held ? Result<bool>(true) : failure(held.error());
    }

    Result<> verify() override
    {
        const auto rows =
            catalogQuery(*m_connection,
                         u"SELECT 1 FROM pg_catalog.pg_locks WHERE locktype = 'advisory' "
                         "AND pid = pg_catalog.pg_backend_pid() AND pid = ? AND granted AND "
                         "(classid::bigint << 32) + objid::bigint = ?"_s,
                         { m_pid, advisoryKey });
        if (!rows)
            return failure(rows.error());
        if (!rows->empty())
            return {};
        return failure(poolerError());
    }

    dialect::Connection *session() override { return m_connection.get(); }

    QString holder() override
    {
        const auto rows = catalogQuery(
            *m_connection,
            u"SELECT a.pid, a.usename::text AS username, a.application_name AS program, "
            "coalesce(a.client_addr::text, 'this host') AS host, "
            "to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS') AS since "
            "FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
            "WHERE l.locktype = 'advisory' AND l.granted "
            "AND l.database = (SELECT oid FROM pg_catalog.pg_database "
            "WHERE datname = pg_catalog.current_database()) "
            "AND (l.classid::bigint << 32) + l.objid::bigint = ?"_s,
            { advisoryKey });
        if (!rows || rows->empty())
            return u"another session"_s;
        const CatalogRow &row = rows->front();
        return u"session %1 (%2) of %3 from %4 since %5"_s.arg(
            row.text(u"pid"_s), row.text(u"program"_s), row.text(u"username"_s),
            row.text(u"host"_s), row.text(u"since"_s));
    }

private:
    std::unique_ptr<dialect::Connection> m_connection;
    qint64 m_pid = 0;
};

class MysqlLock final : public PolledLock
{
public:
    MysqlLock(std::unique_ptr<dialect::Connection> connection, const QString &database)
        : m_connection(std::move(connection))
        , m_name(lockName(database))
    {
    }

    /// The session does nothing for as long as the run takes.
    Result<> keepAlive()
    {
        const auto rows = catalogQuery(*m_connection, u"SET SESSION wait_timeout = 2147483"_s);
        return rows ? Result<>() : failure(rows.error());
    }

    Result<bool> tryLock() override
    {
        const auto rows =
            catalogQuery(*m_connection, u"SELECT GET_LOCK(?, 0) AS locked"_s, { m_name });
        if (!rows)
            return failure(rows.error());
        return rows->front().flag(u"locked"_s);
    }

    Result<> verify() override
    {
        const auto rows = catalogQuery(
            *m_connection, u"SELECT IS_USED_LOCK(?) = CONNECTION_ID() AS held"_s, { m_name });
        if (!rows)
            return failure(rows.error());
        if (rows->front().flag(u"held"_s))
            return {};
        return failure(ErrorCode::Connection, u"The lock against a second run was lost."_s);
    }

    dialect::Connection *session() override { return m_connection.get(); }

    QString holder() override
    {
        const auto rows =
            catalogQuery(*m_connection,
                         u"SELECT p.ID AS id, p.USER AS username, p.HOST AS host "
                         "FROM information_schema.PROCESSLIST p WHERE p.ID = IS_USED_LOCK(?)"_s,
                         { m_name });
        if (!rows || rows->empty())
            return u"another session"_s;
        const CatalogRow &row = rows->front();
        return u"session %1 of %2 from %3"_s.arg(row.text(u"id"_s), row.text(u"username"_s),
                                                 row.text(u"host"_s));
    }

private:
    /// Such locks belong to the server, and their names have 64 characters.
    static QString lockName(const QString &database)
    {
        const QString name = u"limbeck:"_s + database;
        if (name.size() <= 64)
            return name;
        const QByteArray hash =
            QCryptographicHash::hash(database.toUtf8(), QCryptographicHash::Sha256).toHex();
        return u"limbeck:"_s + QString::fromLatin1(hash.left(40));
    }

    std::unique_ptr<dialect::Connection> m_connection;
    QString m_name;
};

class SqliteLock final : public PolledLock
{
public:
    explicit SqliteLock(const QString &path)
        : m_file(path)
    {
    }

    Result<bool> tryLock() override { return m_file.tryLock(); }

    QString holder() override
    {
        const QString name = m_file.holder();
        return name.isEmpty() ? u"another process"_s : name;
    }

    Result<> verify() override { return {}; }

private:
    RunLockFile m_file;
};

/// A database that nobody else can reach.
class NoLock final : public RunLock
{
public:
    Result<> verify() override { return {}; }
};

/// The file of the database; empty in memory. Different names of one file give the same.
QString sqliteFile(const ConnectionSpecification &specification)
{
    if (specification.isMemory() || specification.option(u"mode"_s) == "memory"_L1)
        return {};
    QString path = specification.database;
    if (path.startsWith(u"file:"))
        path = QUrl::fromPercentEncoding(path.mid(5).section(u'?', 0, 0).toUtf8());
    const QFileInfo file(path);
    return file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
}

Result<std::unique_ptr<PolledLock>> lockOf(const ConnectionSpecification &specification,
                                           const OpenOptions &options)
{
    if (specification.backend == Backend::Sqlite) {
        return std::make_unique<SqliteLock>(sqliteFile(specification) + u".limbeck-lock"_s);
    }
    OpenOptions ownOptions = options;
    ownOptions.readOnly = false;
    ownOptions.onNotice = {};
    ownOptions.applicationName += u" (lock)"_s;
    auto connection = openConnection(specification, ownOptions);
    if (!connection)
        return failure(connection.error());
    if (specification.backend == Backend::PostgreSql)
        return std::make_unique<PostgresqlLock>(std::move(*connection));
    auto lock = std::make_unique<MysqlLock>(std::move(*connection), specification.database);
    if (auto kept = lock->keepAlive(); !kept)
        return failure(kept.error());
    return lock;
}

} // namespace

Result<std::unique_ptr<RunLock>> RunLock::acquire(const ConnectionSpecification &specification,
                                                  const OpenOptions &options,
                                                  const Request &request)
{
    if (specification.backend == Backend::Sqlite && sqliteFile(specification).isEmpty())
        return std::make_unique<NoLock>();
    auto lock = lockOf(specification, options);
    if (!lock)
        return failure(lock.error());
    if (specification.backend == Backend::PostgreSql && request.session) {
        if (auto direct = refusePooler(*(*lock)->session(), *request.session); !direct)
            return failure(direct.error());
    }
    const auto locked = (*lock)->lock(request);
    if (!locked)
        return failure(locked.error());
    if (*locked)
        return std::move(*lock);
    const QString holder = (*lock)->holder();
    Error error;
    error.code = ErrorCode::Locked;
    error.message =
        u"Another run holds the database %1: %2."_s.arg(displayName(specification), holder);
    error.hint = u"Wait until it is done, or end it."_s;
    error.subjects = QStringList { holder };
    return failure(error);
}

} // namespace limbeck::database
