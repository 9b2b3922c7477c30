// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"
#include "core/database/schemasource.h"
#include "core/database/sqlitedefinition.h"
#include "tests/support/databasetext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestSqliteInspector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void tables_data();
    void tables();
    void indexes();
    void triggersAndDefinition();
    void dependents();
    void namesAndViews();
    void attachedSchemas();
    void missing();
    void definitions_data();
    void definitions();

private:
    std::unique_ptr<dialect::Connection> m_connection;
};

void TestSqliteInspector::init()
{
    m_connection = database::openConnection({}).value();
}

void TestSqliteInspector::tables_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &body, const QStringList &expected) {
        QTest::newRow(name) << u"CREATE TABLE t "_s + body << expected;
    };
    row("plain", u"(id INTEGER NOT NULL, name VARCHAR(50) DEFAULT 'x', PRIMARY KEY (id))"_s,
        { u"table t"_s, u"id INTEGER not null"_s, u"name VARCHAR(length=50) default <'x'>"_s,
          u"primary key - (id)"_s });
    row("types",
        u"(a bigint, b DECIMAL(10, 2), c, d MYTYPE(3), e double precision, f VARCHAR (5), "
        "g unsigned big int, h JSON, i BLOB, j FLOAT, k DATETIME)"_s,
        { u"table t"_s, u"a BIGINT"_s, u"b DECIMAL(precision=10, scale=2)"_s,
          u"c NullType sqlite_declared_type=str ''"_s, u"d NUMERIC(precision=3, sql=MYTYPE(3))"_s,
          u"e REAL(sql=double precision)"_s,
          u"f VARCHAR(length=5) sqlite_declared_type=str 'VARCHAR (5)'"_s,
          u"g INTEGER(sql=unsigned big int)"_s, u"h sqlite.JSON"_s, u"i BLOB"_s, u"j FLOAT"_s,
          u"k DATETIME"_s });
    row("defaults",
        u"(a INTEGER DEFAULT (1 + 2), b TEXT DEFAULT CURRENT_TIMESTAMP, c INTEGER DEFAULT -5, "
        "d BLOB DEFAULT x'00' NOT NULL, e TEXT DEFAULT 'it''s :x, (', f INTEGER NOT NULL)"_s,
        { u"table t"_s, u"a INTEGER default <1 + 2>"_s, u"b TEXT default <CURRENT_TIMESTAMP>"_s,
          u"c INTEGER default <-5>"_s, u"d BLOB not null default <x'00'>"_s,
          u"e TEXT default <'it''s \\:x, ('>"_s, u"f INTEGER not null"_s });
    row("keys",
        u"(id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER CONSTRAINT uq_a UNIQUE ON CONFLICT "
        u"REPLACE, "
        "b INTEGER UNIQUE, c INTEGER, CONSTRAINT \"uq b,c\" UNIQUE (\"b\", c))"_s,
        { u"table t sqlite_autoincrement=bool True"_s, u"id INTEGER"_s, u"a INTEGER"_s,
          u"b INTEGER"_s, u"c INTEGER"_s, u"primary key - (id)"_s, u"unique uq b,c (b, c)"_s,
          u"unique uq_a (a) sqlite_on_conflict=str 'REPLACE'"_s, u"unique - (b)"_s });
    row("named key",
        u"(a INTEGER, b INTEGER, CONSTRAINT [pk t] PRIMARY KEY (b, a) ON CONFLICT IGNORE) "
        "WITHOUT ROWID, STRICT"_s,
        { u"table t sqlite_with_rowid=bool False sqlite_strict=bool True"_s,
          u"a INTEGER not null"_s, u"b INTEGER not null"_s,
          u"primary key pk t (b, a) sqlite_on_conflict=str 'IGNORE'"_s });
    row("checks",
        u"(a INTEGER CHECK (a > 0) CONSTRAINT named CHECK (a < ')' || (10)), b INTEGER, "
        "CHECK (b IN (1, 2)), CONSTRAINT aa CHECK (a <> b) -- CHECK (none)\n)"_s,
        { u"table t"_s, u"a INTEGER"_s, u"b INTEGER"_s, u"check aa <a <> b>"_s,
          u"check named <a < ')' || (10)> column"_s, u"check - <a > 0> column"_s,
          u"check - <b IN (1, 2)>"_s });
    row("foreign keys",
        u"(a INTEGER REFERENCES p, b INTEGER CONSTRAINT fk_b REFERENCES p (id) ON DELETE SET NULL "
        "ON UPDATE NO ACTION, c INTEGER, CONSTRAINT fk_c FOREIGN KEY (c) REFERENCES \"p\" (id) "
        "ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (b, c) REFERENCES q (x, y))"_s,
        { u"table t"_s, u"a INTEGER"_s, u"b INTEGER"_s, u"c INTEGER"_s,
          u"foreign key fk_c (c) -> p(id) on update CASCADE deferrable initially DEFERRED"_s,
          u"foreign key - (b, c) -> q(x, y)"_s,
          u"foreign key fk_b (b) -> p(id) on delete SET NULL"_s, u"foreign key - (a) -> p(id)"_s });
    row("own spelling", u"(a INT, b varchar (5), UNIQUE (a DESC, b COLLATE NOCASE))"_s,
        { u"table t"_s, u"a INTEGER sqlite_declared_type=str 'INT'"_s,
          u"b VARCHAR(length=5) sqlite_declared_type=str 'varchar (5)'"_s,
          u"unique - (a, b) sqlite_elements=str 'a DESC, b COLLATE NOCASE'"_s });
    row("generated and collated",
        u"(a INTEGER, b INTEGER GENERATED ALWAYS AS (a * (2 + 1)) STORED, c TEXT AS (a || 'x'), "
        "d TEXT COLLATE NOCASE NOT NULL ON CONFLICT ABORT)"_s,
        { u"table t"_s, u"a INTEGER"_s, u"b INTEGER computed <a * (2 + 1)> stored"_s,
          u"c TEXT computed <a || 'x'> virtual"_s,
          u"d TEXT(collation=NOCASE) not null sqlite_on_conflict_not_null=str 'ABORT'"_s });
}

void TestSqliteInspector::tables()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, expected);
    QCOMPARE(run(*m_connection, u"CREATE TABLE p (id INTEGER PRIMARY KEY)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, sql), u"ok"_s);
    const auto table = m_connection->inspector().table(u"t"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QCOMPARE(describe(**table), expected);
    QCOMPARE((*table)->definition.value_or(QString()), sql);
}

void TestSqliteInspector::indexes()
{
    for (const QString &sql :
         { u"CREATE TABLE t (a INT UNIQUE, b TEXT)"_s, u"CREATE INDEX z ON t (a, b DESC)"_s,
           u"CREATE UNIQUE INDEX i2 ON t (b COLLATE NOCASE) WHERE a > 1 AND b <> ') where'"_s,
           u"CREATE INDEX i3 ON t (lower(b), a)"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    const auto table = m_connection->inspector().table(u"t"_s, {}).value();
    QCOMPARE(describe(*table).mid(3),
             (QStringList { u"unique - (a)"_s,
                            u"unique index i2 (b) sqlite_where=<a > 1 AND b <> ') where'>"_s,
                            u"index i3 (<lower(b)>, a)"_s, u"index z (a, b)"_s }));
    QCOMPARE(table->indexes[2].definition, u"CREATE INDEX z ON t (a, b DESC)"_s);
}

void TestSqliteInspector::triggersAndDefinition()
{
    const QString trigger =
        u"CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = 1; SELECT 2; END"_s;
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a INT)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, trigger), u"ok"_s);
    QCOMPARE(m_connection->inspector().table(u"T"_s, {}).value()->triggers,
             QStringList { trigger });
}

void TestSqliteInspector::dependents()
{
    for (const QString &sql :
         { u"CREATE TABLE t (a INT)"_s, u"CREATE TABLE u (t INT)"_s, u"CREATE TABLE w (x INT)"_s,
           u"CREATE VIEW v AS SELECT a FROM \"T\""_s, u"CREATE VIEW v2 AS SELECT * FROM v"_s,
           u"CREATE VIEW other AS SELECT x FROM w"_s,
           u"CREATE TRIGGER r1 AFTER INSERT ON t BEGIN SELECT 1; END"_s,
           u"CREATE TRIGGER r2 AFTER INSERT ON w BEGIN DELETE FROM t; END"_s,
           u"CREATE TRIGGER r3 AFTER INSERT ON w BEGIN DELETE FROM w; END"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    database::LiveSchemaSource source(*m_connection);
    QStringList names;
    const auto found = source.dependents(u"t"_s, {});
    QVERIFY(found);
    for (const auto &dependent : *found)
        names << dependent.name;
    QCOMPARE(names, (QStringList { u"v"_s, u"v2"_s, u"r1"_s, u"r2"_s }));
}

void TestSqliteInspector::namesAndViews()
{
    for (const QString &sql :
         { u"CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT)"_s,
           u"CREATE TABLE a (x INTEGER)"_s, u"CREATE VIEW v AS SELECT x FROM a"_s,
           u"CREATE TEMP TABLE temporary (y INTEGER)"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    auto &inspector = m_connection->inspector();
    QCOMPARE(inspector.tableNames({}).value(), (QStringList { u"a"_s, u"b"_s }));
    QCOMPARE(inspector.viewNames({}).value(), QStringList { u"v"_s });
    QCOMPARE(inspector.viewDefinition(u"v"_s, {}).value(), u"CREATE VIEW v AS SELECT x FROM a"_s);
    QVERIFY(!inspector.viewDefinition(u"a"_s, {}));
    QCOMPARE(describe(*inspector.table(u"v"_s, {}).value()),
             (QStringList { u"table v"_s, u"x INTEGER"_s }));
    QCOMPARE(describe(*inspector.table(u"temporary"_s, {}).value()),
             (QStringList { u"table temporary"_s, u"y INTEGER"_s }));
    const auto catalog = inspector.catalog({}).value();
    QCOMPARE(catalog.tables.size(), std::size_t { 2 });
    QCOMPARE(catalog.views.size(), std::size_t { 1 });
    QCOMPARE(inspector.defaultSchema().value(), u"main"_s);
}

void TestSqliteInspector::attachedSchemas()
{
    for (const QString &sql :
         { u"ATTACH ':memory:' AS \"other one\""_s, u"CREATE TABLE \"other one\".t (a INTEGER)"_s,
           u"CREATE INDEX \"other one\".i ON t (a)"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    auto &inspector = m_connection->inspector();
    QCOMPARE(inspector.schemaNames().value(), (QStringList { u"main"_s, u"other one"_s }));
    QCOMPARE(inspector.tableNames(u"other one"_s).value(), QStringList { u"t"_s });
    QCOMPARE(describe(*inspector.table(u"t"_s, u"other one"_s).value()),
             (QStringList { u"table other one.t"_s, u"a INTEGER"_s, u"index i (a)"_s }));
    QCOMPARE(inspector.table(u"t"_s, {}).value(), schema::TablePtr());
}

void TestSqliteInspector::missing()
{
    QCOMPARE(m_connection->inspector().table(u"nowhere"_s, {}).value(), schema::TablePtr());
}

void TestSqliteInspector::definitions_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("checks");
    QTest::newRow("comments") << u"CREATE TABLE t (a INT, -- b INT,\n c INT /* , d INT */)"_s << 2
                              << 0;
    QTest::newRow("no commas between constraints")
        << u"CREATE TABLE t (a INT, b INT, CHECK (a) CHECK (b) UNIQUE (a))"_s << 2 << 2;
    QTest::newRow("names like keywords")
        << u"CREATE TABLE \"check\" (\"unique\" INT, `key` INT)"_s << 2 << 0;
    QTest::newRow("schema") << u"CREATE TABLE main.t(a)"_s << 1 << 0;
    QTest::newRow("unbalanced") << u"CREATE TABLE t (a INT CHECK ((a)"_s << 1 << 0;
}

void TestSqliteInspector::definitions()
{
    QFETCH(QString, sql);
    QFETCH(int, columns);
    QFETCH(int, checks);
    const auto definition = database::parseSqliteTable(sql);
    QVERIFY(definition);
    QCOMPARE(static_cast<int>(definition->columns.size()), columns);
    QCOMPARE(static_cast<int>(definition->checks.size()), checks);
    QVERIFY(!database::parseSqliteTable(u"CREATE VIRTUAL TABLE t USING fts5(a)"_s));
}

QTEST_GUILESS_MAIN(TestSqliteInspector)

#include "tst_sqliteinspector.moc"
