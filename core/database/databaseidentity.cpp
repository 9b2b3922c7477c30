// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/databaseidentity.h"

#include "core/database/catalogquery.h"
#include "core/dialect/dialect.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

Result<DatabaseIdentity> identifyPostgresql(dialect::Connection &connection)
{
    // The identifier was written when the cluster was made; an administrator may have taken the
    // right to read it away. Then the place of the server must do.
    const auto rows = catalogQuery(
        connection,
        u"SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute') "
        "AS readable, pg_catalog.current_database()::text AS database, "
        "pg_catalog.pg_backend_pid() AS session, "
        "coalesce(pg_catalog.inet_server_addr()::text, 'socket') || ':' || "
        "pg_catalog.current_setting('port') AS place"_s);
    if (!rows)
        return failure(rows.error());
    QString server = rows->front().text(u"place"_s);
    if (rows->front().flag(u"readable"_s)) {
        const auto control = catalogQuery(
            connection,
            u"SELECT system_identifier::text AS server FROM pg_catalog.pg_control_system()"_s);
        if (!control)
            return failure(control.error());
        server = control->front().text(u"server"_s);
    }
    return DatabaseIdentity { u"postgresql %1/%2"_s.arg(server, rows->front().text(u"database"_s)),
                              rows->front().text(u"session"_s) };
}

Result<DatabaseIdentity> identifyMysql(dialect::Connection &connection)
{
    // MySQL's servers have a UUID, MariaDB's only a place.
    const QString server = connection.isMariaDb()
        ? u"CONCAT(@@hostname, ':', @@port, ':', @@datadir)"_s
        : u"@@server_uuid"_s;
    const auto rows = catalogQuery(connection,
                                   u"SELECT %1 AS server, DATABASE() AS name, "
                                   "CONNECTION_ID() AS session"_s.arg(server));
    if (!rows)
        return failure(rows.error());
    QString place = rows->front().text(u"server"_s);
    if (!place.endsWith(u'/'))
        place += u'/';
    return DatabaseIdentity { u"mysql "_s + place + rows->front().text(u"name"_s),
                              rows->front().text(u"session"_s) };
}

Result<DatabaseIdentity> identifySqlite(dialect::Connection &connection)
{
    const auto rows = catalogQuery(connection, u"PRAGMA database_list"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        const QString file = row.text(u"file"_s);
        if (row.text(u"name"_s) != "main"_L1 || file.isEmpty())
            continue;
        const QString canonical = QFileInfo(file).canonicalFilePath();
        return DatabaseIdentity { u"sqlite "_s + (canonical.isEmpty() ? file : canonical), {} };
    }
    return DatabaseIdentity {};
}

} // namespace

Result<DatabaseIdentity> identify(dialect::Connection &connection)
{
    const QString name = connection.dialect().name();
    if (name == "postgresql"_L1)
        return identifyPostgresql(connection);
    return name == "sqlite"_L1 ? identifySqlite(connection) : identifyMysql(connection);
}

} // namespace limbeck::database
