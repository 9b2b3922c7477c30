// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/statementkind.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck::database;

class TestStatementKind final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void names();
};

void TestStatementKind::kinds_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("kind");
    QTest::newRow("select") << u"SELECT 1"_s << u"read"_s;
    QTest::newRow("comment first") << u"-- x\n /* y */ (select 1)"_s << u"read"_s;
    QTest::newRow("with") << u"WITH a AS (SELECT 1) SELECT * FROM a"_s << u"read"_s;
    QTest::newRow("with insert") << u"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a"_s
                                 << u"data"_s;
    QTest::newRow("changes in with")
        << u"WITH a AS (DELETE FROM t RETURNING id) SELECT * FROM a"_s << u"data"_s;
    QTest::newRow("update") << u"update t set a = ';'"_s << u"data"_s;
    QTest::newRow("replace") << u"REPLACE INTO t VALUES (1)"_s << u"data"_s;
    QTest::newRow("set") << u"SET lock_timeout = 5"_s << u"session"_s;
    QTest::newRow("commit") << u"COMMIT;"_s << u"session"_s;
    QTest::newRow("abort") << u"ABORT"_s << u"session"_s;
    QTest::newRow("pragma asks") << u"PRAGMA main.foreign_keys"_s << u"read"_s;
    QTest::newRow("pragma about a table") << u"PRAGMA main.table_info('t')"_s << u"read"_s;
    QTest::newRow("pragma sets") << u"PRAGMA foreign_keys = OFF"_s << u"session"_s;
    QTest::newRow("pragma sets like a call") << u"PRAGMA foreign_keys(1)"_s << u"session"_s;
    QTest::newRow("empty") << u"-- nothing"_s << u"session"_s;
    QTest::newRow("create") << u"CREATE TABLE t (a int)"_s << u"structure"_s;
    QTest::newRow("truncate") << u"TRUNCATE t"_s << u"structure"_s;
    QTest::newRow("several") << u"SELECT 1; DROP TABLE t"_s << u"structure"_s;
    QTest::newRow("several rows") << u"INSERT INTO t VALUES (1); INSERT INTO t VALUES (2);"_s
                                  << u"structure"_s;
    QTest::newRow("trailing semicolon") << u"INSERT INTO t VALUES (';');\n"_s << u"data"_s;
}

void TestStatementKind::kinds()
{
    QFETCH(QString, sql);
    QFETCH(QString, kind);
    QCOMPARE(toString(statementKind(sql)), kind);
    QCOMPARE(toString(statementKindFromString(kind)), kind);
}

void TestStatementKind::names()
{
    QCOMPARE(namesIn(u"ALTER TABLE `a``b`.\"c\" ADD x int DEFAULT 'not me' -- nor me"_s),
             (QStringList { u"ALTER"_s, u"TABLE"_s, u"a`b"_s, u"c"_s, u"ADD"_s, u"x"_s, u"int"_s,
                            u"DEFAULT"_s }));
}

QTEST_GUILESS_MAIN(TestStatementKind)
#include "tst_statementkind.moc"
