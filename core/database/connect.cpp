// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"

#include "core/database/driveroptions.h"
#include "core/database/mysqlconnection.h"
#include "core/database/postgresqlconnection.h"
#include "core/database/sqliteconnection.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

Result<std::unique_ptr<dialect::Connection>>
openSession(const ConnectionSpecification &specification, const OpenOptions &options)
{
    switch (specification.backend) {
    case Backend::Sqlite:
        return openSqlite(specification, options);
    case Backend::PostgreSql:
        return openPostgresql(specification, options);
    case Backend::MySql:
    case Backend::MariaDb:
        return openMysql(specification, options);
    case Backend::Generic: // no URL names it
        break;
    }
    Q_UNREACHABLE();
}

OpenOptions withoutNotes(const OpenOptions &options)
{
    OpenOptions result = options;
    if (options.onNotice) {
        result.onNotice = [tell = options.onNotice](const Notice &notice) {
            if (notice.severity != "NOTE"_L1)
                tell(notice);
        };
    }
    return result;
}

/// Opens the session with passwords that @p options' providers know, until the server takes one or
/// nobody knows another. @p refused: why it did not go without.
Result<std::unique_ptr<dialect::Connection>>
openWithPassword(const ConnectionSpecification &specification, const OpenOptions &options,
                 Error refused)
{
    PasswordQuestion question = PasswordQuestion::about(specification, displayName(specification));
    const OpenOptions quiet = withoutNotes(options); // they were told at the first attempt
    while (true) {
        const auto password = options.passwords->password(question);
        if (!password)
            return failure(password.error());
        if (!*password)
            return failure(refused);
        ConnectionSpecification completed = specification;
        completed.password = **password;
        auto opened = openSession(completed, quiet);
        if (opened) {
            options.passwords->accepted(question, **password);
            return opened;
        }
        if (!asksForPassword(opened.error()))
            return opened;
        refused = opened.error();
        ++question.refusals;
    }
}

} // namespace

Result<std::unique_ptr<dialect::Connection>>
openConnection(const ConnectionSpecification &specification, const OpenOptions &options)
{
    noteUnknownDriver(specification, options);
    auto opened = openSession(specification, options);
    if (opened || !options.passwords || !specification.password.isEmpty()
        || !asksForPassword(opened.error())) {
        return opened;
    }
    return openWithPassword(specification, options, opened.error());
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

bool asksForPassword(const Error &error)
{
    // PostgreSQL's invalid_password, MySQL's ER_ACCESS_DENIED_ERROR
    return error.code == ErrorCode::Connection
        && (error.subjects.value(0) == "28P01"_L1 || error.subjects.value(0) == "1045"_L1);
}

QString dbapiClass(const Error &error)
{
    return error.subjects.size() >= 2 && error.subjects[1].endsWith(u"Error") ? error.subjects[1]
                                                                              : QString();
}

} // namespace limbeck::database
