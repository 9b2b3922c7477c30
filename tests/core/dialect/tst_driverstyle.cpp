// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/driverstyle.h"
#include "tests/core/dialect/builders.h"

#include <QTest>

using namespace limbeck;
using namespace Qt::StringLiterals;

/// Which drivers want "%" twice, and where it stands so.
class tst_DriverStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void styles_data();
    void styles();
    void writes_data();
    void writes();
};

void tst_DriverStyle::styles_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("paramstyle");
    QTest::addColumn<bool>("doubled");
    const auto row = [](const char *name, Backend backend, const QString &driver,
                        const QString &asked, const QString &paramstyle, bool doubled) {
        QTest::newRow(name) << backend << driver << asked << paramstyle << doubled;
    };
    row("postgresql", Backend::PostgreSql, {}, {}, u"pyformat"_s, true);
    row("psycopg", Backend::PostgreSql, u"psycopg"_s, {}, u"pyformat"_s, true);
    row("asyncpg", Backend::PostgreSql, u"asyncpg"_s, {}, u"numeric_dollar"_s, false);
    row("pg8000", Backend::PostgreSql, u"pg8000"_s, {}, u"format"_s, false);
    row("named", Backend::PostgreSql, {}, u"named"_s, u"named"_s, false);
    row("mysql", Backend::MySql, u"pymysql"_s, {}, u"format"_s, true);
    row("mysqlconnector", Backend::MySql, u"mysqlconnector"_s, {}, u"format"_s, false);
    row("mariadbconnector", Backend::MariaDb, u"mariadbconnector"_s, {}, u"qmark"_s, false);
    row("sqlite", Backend::Sqlite, {}, {}, u"qmark"_s, false);
    row("sqlite, asked", Backend::Sqlite, {}, u"pyformat"_s, u"pyformat"_s, true);
}

void tst_DriverStyle::styles()
{
    QFETCH(const Backend, backend);
    QFETCH(const QString, driver);
    QFETCH(const QString, asked);
    QFETCH(const QString, paramstyle);
    QFETCH(const bool, doubled);
    const auto style = dialect::driverStyle(backend, driver,
                                            asked.isEmpty() ? std::nullopt : std::optional(asked));
    QCOMPARE(toString(style.paramstyle), paramstyle);
    QCOMPARE(style.doublesPercents, doubled);
}

void tst_DriverStyle::writes_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<ops::Operation>("operation");
    QTest::addColumn<QString>("expected");

    const auto text = [](const QString &sql) {
        return ops::Operation { ops::ExecuteSql { schema::TextClause { sql, {} }, {} }, {} };
    };
    QTest::newRow("text") << u"postgresql"_s << text(u"x LIKE '5%' AND 'a%%b' = y"_s)
                          << u"x LIKE '5%%' AND 'a%%%%b' = y"_s;
    QTest::newRow("text for the driver itself")
        << u"postgresql"_s << ops::Operation { ops::ExecuteSql { u"x LIKE '5%'"_s, {} }, {} }
        << u"x LIKE '5%'"_s;

    schema::Column column;
    column.name = tests::id(u"share_%"_s);
    column.type =
        tests::type(u"ENUM"_s, tests::ofDialect(u"mysql"_s), tests::values({ u"5%"_s, u"it's"_s }));
    column.serverDefault = schema::ServerDefault { u"5%"_s };
    column.comment = u"in %"_s;
    ops::AddColumn add;
    add.table = { tests::id(u"t"_s), {} };
    add.column = std::make_shared<schema::Column>(column);
    QTest::newRow("column")
        << u"mysql"_s << ops::Operation { add, {} }
        << u"ALTER TABLE t ADD COLUMN `share_%%` ENUM('5%%','it''s') COMMENT 'in %%' DEFAULT '5%%'"_s;
}

void tst_DriverStyle::writes()
{
    QFETCH(const QString, dialect);
    QFETCH(const ops::Operation, operation);
    QFETCH(const QString, expected);
    const dialect::Dialect &plain = *dialect::dialectByName(dialect);
    const dialect::Dialect &usual = plain.forDriver(dialect::driverStyle(plain.backend()));
    const auto statements = usual.compile(operation, {}, nullptr);
    QVERIFY2(statements, statements ? "" : qPrintable(statements.error().message));
    QCOMPARE(statements->size(), 1);
    QCOMPARE(statements->front().sql.simplified(), expected);
}

QTEST_GUILESS_MAIN(tst_DriverStyle)
#include "tst_driverstyle.moc"
