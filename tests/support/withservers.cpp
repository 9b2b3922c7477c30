// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// withservers PROGRAM ARGUMENTS…: runs a program while a private PostgreSQL and a private MariaDB
// are there, whose URLs it finds in LIMBECK_TEST_POSTGRESQL_URL and LIMBECK_TEST_MYSQL_URL.

#include "tests/support/privateserver.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace limbeck::test;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        std::fputs("Usage: withservers PROGRAM ARGUMENTS…\n", stderr);
        return 2;
    }
    PrivatePostgres postgres;
    PrivateMariaDb mariaDb;
    for (const QString &problem : { postgres.start(), mariaDb.start() }) {
        if (problem.isEmpty())
            continue;
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 2;
    }
    qputenv("LIMBECK_TEST_POSTGRESQL_URL", postgres.url(u"postgres"_s).toUtf8());
    qputenv("LIMBECK_TEST_MYSQL_URL", mariaDb.url(u"mysql"_s).toUtf8());
    const QString program = arguments.takeFirst();
    return QProcess::execute(program, arguments);
}
