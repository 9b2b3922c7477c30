// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/blockers.h"

#include "core/database/catalogquery.h"
#include "core/dialect/dialect.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// A statement as one short line.
QString shortened(const QString &sql)
{
    constexpr qsizetype longest = 100;
    const QString line = sql.simplified();
    return line.size() > longest ? line.left(longest) + u'…' : line;
}

QString describe(const CatalogRow &row)
{
    QString text = u"session %1 of %2"_s.arg(row.text(u"number"_s), row.text(u"username"_s));
    if (const QString program = row.text(u"program"_s); !program.isEmpty())
        text += u" (%1)"_s.arg(program);
    if (const QString state = row.text(u"state"_s); !state.isEmpty())
        text += u", "_s + state;
    text += u" for %1 s"_s.arg(row.number(u"seconds"_s));
    if (const QString sql = shortened(row.text(u"query"_s)); !sql.isEmpty())
        text += u": "_s + sql;
    return text;
}

QStringList describeAll(const Result<std::vector<CatalogRow>> &rows)
{
    QStringList result;
    if (!rows)
        return result; // not allowed to look: then nobody can be named
    for (const CatalogRow &row : *rows)
        result << describe(row);
    return result;
}

QStringList postgresqlBlockers(dialect::Connection &other, qint64 number)
{
    return describeAll(catalogQuery(
        other,
        u"SELECT a.pid AS number, coalesce(a.usename::text, 'the server') AS username, "
        "a.application_name AS program, coalesce(a.state, '') AS state, "
        "coalesce(extract(epoch FROM now() - coalesce(a.xact_start, a.query_start)), "
        "0)::bigint AS seconds, coalesce(a.query, '') AS query "
        "FROM pg_catalog.pg_stat_activity a "
        "WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(?)) ORDER BY a.pid"_s,
        { number }));
}

/// Row locks are told by InnoDB. Who holds a metadata lock is not, without a plugin; every session
/// with an open transaction may.
QStringList mysqlBlockers(dialect::Connection &other, qint64 number)
{
    const QString columns =
        u"p.ID AS number, p.USER AS username, '' AS program, lower(p.COMMAND) AS state, "
        "coalesce(timestampdiff(SECOND, t.trx_started, now()), p.TIME) AS seconds, "
        "coalesce(p.INFO, '') AS query"_s;
    const QString transactions =
        u"FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p "
        "ON p.ID = t.trx_mysql_thread_id "_s;
    if (other.isMariaDb()) {
        const QStringList rowLocks = describeAll(
            catalogQuery(other,
                         u"SELECT %1 FROM information_schema.INNODB_LOCK_WAITS w "
                         "JOIN information_schema.INNODB_TRX r ON r.trx_id = w.requesting_trx_id "
                         "JOIN information_schema.INNODB_TRX t ON t.trx_id = w.blocking_trx_id "
                         "JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id "
                         "WHERE r.trx_mysql_thread_id = ? ORDER BY p.ID"_s.arg(columns),
                         { number }));
        if (!rowLocks.isEmpty())
            return rowLocks;
    }
    const auto waits = catalogQuery(other,
                                    u"SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = ? "
                                    "AND STATE LIKE 'Waiting for %lock%'"_s,
                                    { number });
    if (!waits || waits->empty())
        return {};
    return describeAll(catalogQuery(other,
                                    u"SELECT %1 %2 WHERE p.ID <> ? AND p.ID <> CONNECTION_ID() "
                                    "ORDER BY p.ID"_s.arg(columns, transactions),
                                    { number }));
}

QString processName(const QByteArray &pid)
{
    QFile file(u"/proc/%1/comm"_s.arg(QLatin1StringView(pid)));
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll()).trimmed()
                                          : QString();
}

} // namespace

Result<qint64> sessionNumber(dialect::Connection &connection)
{
    const QString name = connection.dialect().name();
    if (name == "sqlite"_L1)
        return 0;
    const auto rows =
        catalogQuery(connection,
                     name == "postgresql"_L1 ? u"SELECT pg_catalog.pg_backend_pid() AS number"_s
                                             : u"SELECT CONNECTION_ID() AS number"_s);
    if (!rows)
        return failure(rows.error());
    return rows->front().number(u"number"_s);
}

Result<SessionActivity> activityOf(dialect::Connection &other, qint64 number)
{
    const QString name = other.dialect().name();
    if (name == "sqlite"_L1)
        return SessionActivity::Ended;
    const auto rows = catalogQuery(
        other,
        name == "postgresql"_L1
            ? u"SELECT state AS doing FROM pg_catalog.pg_stat_activity WHERE pid = %1"_s.arg(number)
            : u"SELECT COMMAND AS doing FROM information_schema.PROCESSLIST WHERE ID = %1"_s.arg(
                number));
    if (!rows)
        return failure(rows.error());
    const QString doing = rows->empty() ? QString() : rows->front().text(u"doing"_s);
    if (doing.isEmpty() || doing == "idle"_L1)
        return SessionActivity::Ended;
    const bool waits = doing.startsWith("idle in transaction"_L1) || doing == "Sleep"_L1;
    return waits ? SessionActivity::Waiting : SessionActivity::Working;
}

QStringList blockersOf(dialect::Connection &other, qint64 number)
{
    return other.dialect().name() == "postgresql"_L1 ? postgresqlBlockers(other, number)
                                                     : mysqlBlockers(other, number);
}

/// From the kernel's table of file locks. The files themselves are not opened: closing one would
/// drop this process's own locks on it.
QStringList sqliteHolders(const QString &path)
{
    // With a write-ahead log every session has a lock on the database all the time, and the lock of
    // the one that writes is on the shared memory.
    const QString sharedMemory = path + u"-shm"_s;
    const bool isWal = QFile::exists(sharedMemory);
    struct stat file = {};
    QFile table(u"/proc/locks"_s);
    if (stat(QFile::encodeName(isWal ? sharedMemory : path).constData(), &file) != 0
        || !table.open(QIODevice::ReadOnly))
        return {};
    // "1: POSIX  ADVISORY  WRITE 4711 fd:01:1835009 1073741824 1073742335"
    const QByteArray inode = ':' + QByteArray::number(static_cast<qulonglong>(file.st_ino));
    const QByteArray own = QByteArray::number(QCoreApplication::applicationPid());
    QStringList result;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 6 || fields[1] == "->" || !fields[5].endsWith(inode))
            continue;
        if (fields[4] == own || (isWal && fields[3] != "WRITE"))
            continue;
        const QString name = processName(fields[4]);
        QString holder = u"process "_s + QString::fromLatin1(fields[4]);
        if (!name.isEmpty())
            holder += u" (%1)"_s.arg(name);
        if (!result.contains(holder))
            result << holder;
    }
    return result;
}

} // namespace limbeck::database
