// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/databasekind.h"

using namespace Qt::StringLiterals;

namespace limbeck {

QString databaseKindText(Backend backend)
{
    switch (backend) {
    case Backend::Sqlite:
        return u"SQLite"_s;
    case Backend::Postgresql:
        return u"PostgreSQL"_s;
    case Backend::Mysql:
        return u"MySQL"_s;
    case Backend::Mariadb:
        return u"MariaDB"_s;
    case Backend::Mssql:
        return u"SQL Server"_s;
    case Backend::Oracle:
        return u"Oracle"_s;
    }
    Q_UNREACHABLE();
}

QString databaseKindText(const QString &dialectName)
{
    for (const Backend backend : { Backend::Sqlite, Backend::Postgresql, Backend::Mysql,
                                   Backend::Mariadb, Backend::Mssql, Backend::Oracle }) {
        if (toString(backend) == dialectName)
            return databaseKindText(backend);
    }
    return dialectName;
}

std::optional<int> defaultPort(Backend backend)
{
    switch (backend) {
    case Backend::Postgresql:
        return 5432;
    case Backend::Mysql:
    case Backend::Mariadb:
        return 3306;
    default:
        return {};
    }
}

} // namespace limbeck
