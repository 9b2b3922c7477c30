// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"
#include "core/database/versiontable.h"
#include "core/dialect/dialect.h"
#include "tests/support/databasetext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;
using limbeck::database::VersionTable;

class TestVersionTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements_data();
    void statements();
    void options();
    void onDatabase();
    void countsRows();
};

void TestVersionTable::statements_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("insert");
    const QString plain = u"INSERT INTO alembic_version (version_num) VALUES ('a')"_s;
    QTest::newRow("sqlite") << u"sqlite"_s << plain + u" RETURNING version_num"_s;
    QTest::newRow("postgresql") << u"postgresql"_s
                                << plain + u" RETURNING alembic_version.version_num"_s;
    QTest::newRow("mysql") << u"mysql"_s << plain;
    QTest::newRow("mariadb") << u"mariadb"_s << plain;
}

void TestVersionTable::statements()
{
    QFETCH(QString, dialect);
    QFETCH(QString, insert);
    const dialect::Dialect &target = *dialect::dialectByName(dialect);
    const VersionTable table;
    QCOMPARE(table.createStatement(target).sql,
             u"CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n    "
             "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"_s);
    QCOMPARE(table.insertStatement(target, u"a"_s).sql, insert);
    QCOMPARE(
        table.updateStatement(target, u"a"_s, u"b"_s).sql,
        u"UPDATE alembic_version SET version_num='b' WHERE alembic_version.version_num = 'a'"_s);
    QCOMPARE(table.deleteStatement(target, u"a"_s).sql,
             u"DELETE FROM alembic_version WHERE alembic_version.version_num = 'a'"_s);
    QCOMPARE(table.purgeStatement(target).sql, u"DELETE FROM alembic_version"_s);
}

void TestVersionTable::options()
{
    const dialect::Dialect &target = *dialect::dialectByName(u"postgresql"_s);
    const VersionTable table({ u"My Versions"_s, u"meta"_s, false });
    QCOMPARE(table.createStatement(target).sql,
             u"CREATE TABLE meta.\"My Versions\" (\n    version_num VARCHAR(32) NOT NULL\n)"_s);
    QCOMPARE(table.insertStatement(target, u"a"_s).sql,
             u"INSERT INTO meta.\"My Versions\" (version_num) VALUES ('a')"_s);
    QCOMPARE(table.updateStatement(target, u"a"_s, u"b"_s).sql,
             u"UPDATE meta.\"My Versions\" SET version_num='b' WHERE meta.\"My "
             "Versions\".version_num = 'a'"_s);
    const VersionTable inSchema({ u"alembic_version"_s, u"meta"_s, true });
    QCOMPARE(inSchema.insertStatement(target, u"a"_s).sql,
             u"INSERT INTO meta.alembic_version (version_num) VALUES ('a') RETURNING "
             "meta.alembic_version.version_num"_s);
}

void TestVersionTable::onDatabase()
{
    auto connection = database::openConnection({}).value();
    const VersionTable table;
    QCOMPARE(table.exists(*connection).value(), false);
    QCOMPARE(table.heads(*connection).value(), QStringList());
    QCOMPARE(table.ensureExists(*connection).value(), true);
    QCOMPARE(table.ensureExists(*connection).value(), false);
    QVERIFY(table.insert(*connection, u"a"_s));
    QVERIFY(table.insert(*connection, u"b"_s));
    QCOMPARE(table.heads(*connection).value(), (QStringList { u"a"_s, u"b"_s }));
    QVERIFY(table.update(*connection, u"b"_s, u"c"_s));
    QVERIFY(table.remove(*connection, u"a"_s));
    QCOMPARE(table.heads(*connection).value(), QStringList { u"c"_s });
    QVERIFY(table.purge(*connection));
    QCOMPARE(table.heads(*connection).value(), QStringList());
    QVERIFY(!table.insert(*connection, u"a"_s).and_then([&] {
        return table.insert(*connection, u"a"_s);
    }));
}

void TestVersionTable::countsRows()
{
    auto connection = database::openConnection({}).value();
    const VersionTable table({ u"versions"_s, {}, false });
    QVERIFY(table.ensureExists(*connection));
    const auto updated = table.update(*connection, u"a"_s, u"b"_s);
    QVERIFY(!updated);
    QCOMPARE(describe(updated.error()),
             u"ERROR VersionMismatch (): Online migration expected to match one row when updating "
             "'a' to 'b' in 'versions'; 0 found"_s);
    QVERIFY(table.insert(*connection, u"a"_s));
    QVERIFY(table.insert(*connection, u"a"_s));
    const auto removed = table.remove(*connection, u"a"_s);
    QVERIFY(!removed);
    QCOMPARE(
        removed.error().message,
        u"Online migration expected to match one row when deleting 'a' in 'versions'; 2 found"_s);
}

QTEST_GUILESS_MAIN(TestVersionTable)

#include "tst_versiontable.moc"
