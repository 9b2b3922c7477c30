// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"

#include "core/database/mysqlconnection.h"
#include "core/database/postgresqlconnection.h"
#include "core/database/sqliteconnection.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

Result<std::unique_ptr<dialect::Connection>>
openConnection(const ConnectionSpecification &specification, const OpenOptions &options)
{
    switch (specification.backend) {
    case Backend::Sqlite:
        return openSqlite(specification, options);
    case Backend::Postgresql:
        return openPostgresql(specification, options);
    case Backend::Mysql:
    case Backend::Mariadb:
        return openMysql(specification, options);
    case Backend::Mssql:
    case Backend::Oracle:
        break;
    }
    return failure(ErrorCode::Unsupported,
                   u"Cannot connect to %1: Limbeck runs migrations on PostgreSQL, MySQL, MariaDB "
                   "and SQLite."_s.arg(toString(specification.backend)),
                   u"Use --sql, and run its output with the database's own client."_s);
}

QString displayName(const ConnectionSpecification &specification)
{
    const QString product = toString(specification.backend);
    if (specification.backend == Backend::Sqlite)
        return product + u' ' + (specification.isMemory() ? u":memory:"_s : specification.database);
    QString host = specification.host;
    if (host.isEmpty())
        host = specification.option(u"host"_s);
    if (host.isEmpty())
        host = specification.option(u"unix_socket"_s);
    QString name = product;
    if (!specification.database.isEmpty())
        name += u' ' + specification.database;
    if (!host.isEmpty())
        name += u" on "_s + host;
    if (specification.port)
        name += u':' + QString::number(*specification.port);
    return name;
}

QString dbapiClass(const Error &error)
{
    return error.subjects.size() >= 2 && error.subjects[1].endsWith(u"Error") ? error.subjects[1]
                                                                              : QString();
}

} // namespace limbeck::database
