// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqlerrors.h"

#include <mariadb/mysql.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString connectHint(unsigned number, const ConnectionSpecification &specification)
{
    switch (number) {
    case 1045:
    case 1698:
        return u"Correct user name and password in the database URL, and check that the server "
               "knows this user from this host."_s;
    case 1044:
        return u"Have the right on the database granted to the user: GRANT ALL ON %1.* TO …"_s.arg(
            specification.database);
    case 1049:
        return u"Create it with CREATE DATABASE, or correct the name in the database URL."_s;
    case 2002:
    case 2003:
        return u"Is the server running, and does it listen at this host, port or unix_socket? "
               "Correct them in the database URL, or start the server."_s;
    case 2005:
        return u"Correct the host in the database URL."_s;
    case 1040:
    case 1203:
        return u"Close other sessions, or raise max_connections on the server."_s;
    case 2026:
        return u"Correct the ssl_… options in the query of the database URL."_s;
    default:
        return {};
    }
}

QString statementHint(unsigned number)
{
    switch (number) {
    case 1205:
        return u"Another session holds the lock. Wait for it, or raise "
               "innodb_lock_wait_timeout or lock_wait_timeout. SHOW PROCESSLIST names it."_s;
    case 1213:
        return u"Two sessions waited for each other. The transaction was rolled back; run it "
               "again."_s;
    case 1969:
    case 3024:
        return u"Raise the statement timeout."_s;
    case 2006:
    case 2013:
        return u"The connection was lost. Statements that were done stay done; connect again."_s;
    case 1142:
    case 1044:
        return u"Have the right granted to the user, or connect as another one."_s;
    case 1290:
    case 1792:
    case 1836:
        return u"The server or this session is read-only."_s;
    default:
        return {};
    }
}

ErrorCode codeOf(unsigned number, bool cancelRequested)
{
    switch (number) {
    case 1317: // ER_QUERY_INTERRUPTED
        return cancelRequested ? ErrorCode::Cancelled : ErrorCode::Database;
    case 1205: // ER_LOCK_WAIT_TIMEOUT
    case 3572: // ER_LOCK_NOWAIT
        return ErrorCode::Locked;
    case 1927: // ER_CONNECTION_KILLED
    case 1053: // ER_SERVER_SHUTDOWN
    case 2006:
    case 2013:
    case 2055:
    case 4031:
        return ErrorCode::Connection;
    default:
        return ErrorCode::Database;
    }
}

} // namespace

Error mysqlConnectError(st_mysql *handle, const ConnectionSpecification &specification)
{
    const unsigned number = mysql_errno(handle);
    Error error;
    error.code = ErrorCode::Connection;
    error.message = QString::fromUtf8(mysql_error(handle));
    if (specification.password.size() > 2)
        error.message.replace(specification.password, u"***"_s);
    error.hint = connectHint(number, specification);
    error.subjects = QStringList { QString::number(number), mysqlDbapiClass(number) };
    return error;
}

Error mysqlError(st_mysql *handle, bool cancelRequested)
{
    const unsigned number = mysql_errno(handle);
    Error error;
    error.code = codeOf(number, cancelRequested);
    error.message = QString::fromUtf8(mysql_error(handle));
    error.hint = statementHint(number);
    error.subjects = QStringList { QString::number(number), mysqlDbapiClass(number) };
    return error;
}

QString mysqlDbapiClass(unsigned number)
{
    static const QHash<unsigned, QString> classes = [] {
        QHash<unsigned, QString> table;
        const auto add = [&](const QString &name, std::initializer_list<unsigned> numbers) {
            for (const unsigned one : numbers)
                table.insert(one, name);
        };
        add(u"ProgrammingError"_s,
            { 1007, 1064, 1102, 1103, 1110, 1111, 1112, 1113, 1146, 1149, 1179 });
        add(u"DataError"_s, { 1171, 1230, 1263, 1264, 1265, 1366, 1367, 1406, 1441 });
        add(u"IntegrityError"_s, { 1048, 1062, 1215, 1216, 1217, 1451, 1452 });
        add(u"NotSupportedError"_s, { 1196, 1235, 1286, 1289 });
        return table;
    }();
    return classes.value(number, number < 1000 ? u"InternalError"_s : u"OperationalError"_s);
}

} // namespace limbeck::database
