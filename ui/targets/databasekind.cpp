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
    case Backend::PostgreSql:
        return u"PostgreSQL"_s;
    case Backend::MySql:
        return u"MySQL"_s;
    case Backend::MariaDb:
        return u"MariaDB"_s;
    case Backend::Generic: // no URL names it
        break;
    }
    Q_UNREACHABLE();
}

QString databaseKindText(const QString &dialectName)
{
    for (const Backend backend :
         { Backend::Sqlite, Backend::PostgreSql, Backend::MySql, Backend::MariaDb }) {
        if (toString(backend) == dialectName)
            return databaseKindText(backend);
    }
    return dialectName;
}

std::optional<int> defaultPort(Backend backend)
{
    switch (backend) {
    case Backend::PostgreSql:
        return 5432;
    case Backend::MySql:
    case Backend::MariaDb:
        return 3306;
    case Backend::Sqlite:
        return {};
    case Backend::Generic: // no URL names it
        break;
    }
    Q_UNREACHABLE();
}

} // namespace limbeck
