// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqlerrors.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

/// The server's message from its second line on: LINE 1 with its caret, DETAIL, CONTEXT. The HINT
/// has its own place.
QStringList furtherLines(const PGresult *result)
{
    QStringList lines =
        QString::fromUtf8(PQresultErrorMessage(result)).trimmed().split(u'\n').mid(1);
    if (!field(result, PG_DIAG_MESSAGE_HINT).isEmpty())
        lines.removeIf([](const QString &line) { return line.startsWith(u"HINT:"); });
    return lines;
}

/// libpq's words on a failed connection: one line for each address that was tried, without the
/// question that it indents below each; connectHint() asks it, with a remedy.
QString connectMessage(const pg_conn *connection)
{
    QStringList lines;
    for (const QString &line : QString::fromUtf8(PQerrorMessage(connection)).split(u'\n')) {
        const QString text = line.trimmed();
        if (!text.isEmpty() && !text.startsWith("Is the server running"_L1))
            lines << text;
    }
    return lines.join(u'\n');
}

QString connectHint(const QString &message, const ConnectionSpecification &specification)
{
    const auto says = [&](const char16_t *words) {
        return message.contains(QStringView(words), Qt::CaseInsensitive);
    };
    if (says(u"password authentication failed") || says(u"no password supplied")) {
        return u"Correct user name and password in the database URL, or put them into ~/.pgpass "
               "(readable by you alone) or PGPASSWORD."_s;
    }
    if (says(u"Peer authentication failed")) {
        return u"Over the local socket the server wants the system user of the same name; give a "
               "host (localhost) to sign in with a password."_s;
    }
    if (says(u"no pg_hba.conf entry"))
        return u"The server's pg_hba.conf does not allow this user, database and address."_s;
    if (says(u"role \"") && says(u"does not exist"))
        return u"Create the user with createuser, or correct its name in the database URL."_s;
    if (says(u"database \"") && says(u"does not exist")) {
        return u"Create it with createdb %1, or correct the name in the database URL."_s.arg(
            specification.database);
    }
    if (says(u"Connection refused") || says(u"No such file or directory")) {
        return u"Is the server running, and does it listen at this host and port? Correct them in "
               "the database URL, or start the server."_s;
    }
    if (says(u"could not translate host name"))
        return u"Correct the host in the database URL."_s;
    if (says(u"timeout expired") || says(u"No route to host") || says(u"unreachable"))
        return u"Check network, firewall and VPN between this computer and the server."_s;
    if (says(u"too many"))
        return u"Close other sessions, or raise max_connections on the server."_s;
    if (says(u"ssl") || says(u"certificate"))
        return u"Correct sslmode and the certificates in the query of the database URL."_s;
    return {};
}

ErrorCode codeOf(const QString &sqlState, bool cancelRequested)
{
    if (sqlState == "57014"_L1 && cancelRequested)
        return ErrorCode::Cancelled;
    if (sqlState == "55P03"_L1)
        return ErrorCode::Locked;
    if (sqlState.startsWith(u"08") || sqlState == "57P01"_L1 || sqlState == "57P02"_L1)
        return ErrorCode::Connection;
    return ErrorCode::Database;
}

QString statementHint(const QString &sqlState)
{
    if (sqlState == "55P03"_L1) {
        return u"Another session holds the lock. Wait for it, or raise lock_timeout. "
               "pg_blocking_pids() names it."_s;
    }
    if (sqlState == "25P02"_L1)
        return u"An earlier statement of this transaction failed; only ROLLBACK helps."_s;
    if (sqlState == "25001"_L1)
        return u"Put it into a \"with op.get_context().autocommit_block():\"."_s;
    if (sqlState == "40P01"_L1)
        return u"Two sessions waited for each other. Nothing of this one remains; run it again."_s;
    if (sqlState == "42501"_L1)
        return u"Connect as the owner of the object, or have the right granted."_s;
    if (sqlState == "57014"_L1)
        return u"If a timeout ended it: raise the statement timeout."_s;
    if (sqlState == "53100"_L1)
        return u"Free disk space on the server."_s;
    return {};
}

} // namespace

void PostgresqlResultDeleter::operator()(pg_result *result) const
{
    PQclear(result);
}

Error postgresqlConnectError(pg_conn *connection, const ConnectionSpecification &specification)
{
    QString message = connectMessage(connection);
    if (specification.password.size() > 2)
        message.replace(specification.password, u"***"_s);
    Error error;
    error.code = ErrorCode::Connection;
    error.message = message;
    error.hint = connectHint(message, specification);
    // libpq has no SQLSTATE of a refused connection, but knows whether a password was the matter.
    const bool wantsPassword = PQconnectionNeedsPassword(connection)
        || (PQconnectionUsedPassword(connection) && message.contains(u"password"_s));
    error.subjects = QStringList { wantsPassword ? u"28P01"_s : QString(), u"OperationalError"_s };
    return error;
}

Error postgresqlError(pg_conn *connection, const pg_result *result, bool cancelRequested)
{
    const QString sqlState = result ? field(result, PG_DIAG_SQLSTATE) : QString();
    Error error;
    if (sqlState.isEmpty()) {
        // Not the server's words but libpq's: nearly always that the connection is gone.
        const bool isLost = PQstatus(connection) == CONNECTION_BAD;
        error.code = isLost ? ErrorCode::Connection : ErrorCode::Database;
        error.message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
        if (error.message.isEmpty() && result)
            error.message = QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
        if (isLost) {
            error.hint = u"The connection was lost; the server rolled the open transaction back. "
                         "Connect again."_s;
        }
        error.subjects = QStringList { QString(), u"OperationalError"_s };
        return error;
    }
    error.code = codeOf(sqlState, cancelRequested);
    error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    error.notes = furtherLines(result);
    error.hint = field(result, PG_DIAG_MESSAGE_HINT);
    if (error.hint.isEmpty() && error.code != ErrorCode::Cancelled)
        error.hint = statementHint(sqlState);
    error.subjects = QStringList { sqlState, postgresqlDbapiClass(sqlState) };
    return error;
}

QString postgresqlDbapiClass(const QString &sqlState)
{
    static const QHash<QString, QString> classes = [] {
        QHash<QString, QString> table;
        const auto add = [&](const QString &name, const QStringList &states) {
            for (const QString &state : states)
                table.insert(state, name);
        };
        add(u"NotSupportedError"_s, { u"0A"_s });
        add(u"DataError"_s, { u"22"_s });
        add(u"IntegrityError"_s, { u"23"_s });
        add(u"InternalError"_s,
            { u"24"_s, u"25"_s, u"2B"_s, u"2D"_s, u"2F"_s, u"38"_s, u"39"_s, u"3B"_s, u"F0"_s,
              u"P0"_s, u"XX"_s });
        add(u"OperationalError"_s,
            { u"08"_s, u"26"_s, u"27"_s, u"28"_s, u"34"_s, u"40"_s, u"53"_s, u"54"_s, u"55"_s,
              u"57"_s, u"58"_s, u"HV"_s });
        add(u"ProgrammingError"_s, { u"20"_s, u"21"_s, u"3D"_s, u"3F"_s, u"42"_s, u"44"_s });
        return table;
    }();
    return classes.value(sqlState.left(2), u"DatabaseError"_s);
}

} // namespace limbeck::database
