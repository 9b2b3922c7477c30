// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"
#include "core/dialect/dialect.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QThread>

#include <thread>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

qint64 residentKilobytes()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toLongLong() * 4;
}

} // namespace

class TestMariaDb final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void version();
    void values_data();
    void values();
    void parameters_data();
    void parameters();
    void severalStatements();
    void countsFoundRows();
    void streamsWithinBounds();
    void secondStatementWhileReading();
    void cursorOutlivesConnection();
    void errors_data();
    void errors();
    void transactions();
    void cancels();
    void lockTimeout();
    void lostConnection();
    void warnings();
    void connectErrors_data();
    void connectErrors();
    void connectsThroughSocket();
    void readOnly();
    void inspectsTables();
    void inspectsTypes();
    void inspectsIndexes();
    void inspectsRest();

private:
    [[nodiscard]] QString urlOf(const QString &scheme) const
    {
        return m_server->url(u"app"_s).replace(u"mysql+pymysql"_s, scheme);
    }

    static std::unique_ptr<dialect::Connection> open(const QString &url)
    {
        auto opened = database::openConnection(DatabaseUrl::parse(url)->toSpecification().value());
        return opened ? std::move(*opened) : nullptr;
    }

    std::unique_ptr<PrivateMariaDb> m_server;
    std::unique_ptr<dialect::Connection> m_connection;
};

void TestMariaDb::initTestCase()
{
    m_server = std::make_unique<PrivateMariaDb>();
    if (const QString problem = m_server->start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
}

void TestMariaDb::init()
{
    m_connection.reset();
    auto opened = database::openConnection(m_server->specification(u"mysql"_s));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    QCOMPARE(run(**opened, u"DROP DATABASE IF EXISTS app"_s), u"ok"_s);
    QCOMPARE(run(**opened, u"DROP DATABASE IF EXISTS other"_s), u"ok"_s);
    QCOMPARE(m_server->createDatabase(u"app"_s), QString());
    m_connection = open(m_server->url(u"app"_s));
    QVERIFY(m_connection);
}

void TestMariaDb::version()
{
    QVERIFY(m_connection->serverVersion().endsWith(u"-MariaDB"));
    QVERIFY(m_connection->isMariaDb());
    QCOMPARE(m_connection->dialect().name(), u"mysql"_s);
    QCOMPARE(open(urlOf(u"mariadb+pymysql"_s))->dialect().name(), u"mariadb"_s);
    QVERIFY(!m_connection->displayName().contains(PrivateServer::password()));
}

void TestMariaDb::values_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("int") << u"CAST(-5 AS SIGNED)"_s << u"int -5"_s;
    QTest::newRow("unsigned") << u"18446744073709551615"_s << u"Decimal 18446744073709551615"_s;
    QTest::newRow("decimal") << u"CAST(1.5 AS DECIMAL(30,3))"_s << u"Decimal 1.500"_s;
    QTest::newRow("double") << u"1e-300"_s << u"float 1e-300"_s;
    QTest::newRow("bool") << u"true"_s << u"int 1"_s;
    QTest::newRow("text") << u"'Zürich ☂ 𝄞'"_s << u"str 'Zürich ☂ 𝄞'"_s;
    QTest::newRow("null") << u"NULL"_s << u"None"_s;
    QTest::newRow("bytes") << u"x'00ff5c27'"_s << u"bytes 00ff5c27"_s;
    QTest::newRow("date") << u"DATE '2024-02-29'"_s << u"date 2024-02-29"_s;
    QTest::newRow("zero date") << u"CAST('0000-00-00' AS DATE)"_s << u"str '0000-00-00'"_s;
    QTest::newRow("time") << u"TIME '-26:00:01.5'"_s << u"timedelta -2 79198 500000"_s;
    QTest::newRow("timestamp") << u"TIMESTAMP '2024-01-02 03:04:05.000006'"_s
                               << u"datetime 2024-01-02 03:04:05.000006"_s;
    QTest::newRow("bit") << u"b'101'"_s << u"bytes 05"_s;
}

void TestMariaDb::values()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(rowsOf(*m_connection, u"SELECT "_s + sql), QStringList { expected });
}

void TestMariaDb::parameters_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<schema::Literal>("value");
    QTest::addColumn<QString>("expected");
    const auto same = [](const char *name, const QString &type, const schema::Literal &value) {
        QTest::newRow(name) << type << value << describe(value);
    };
    same("int", u"BIGINT"_s, qint64 { -5 });
    same("float", u"DOUBLE"_s, 1.5);
    same("tiny float", u"DOUBLE"_s, 1e-300);
    same("text", u"TEXT"_s, u"it's \\ \"x\" ? :a %s\n\t☂"_s);
    same("nul", u"TEXT"_s, u"a"_s + QChar(0) + u"b"_s);
    same("bytes", u"BLOB"_s, QByteArray("\0\\'\xff", 4));
    same("empty bytes", u"BLOB"_s, QByteArray(""));
    same("date", u"DATE"_s, schema::Date { 1000, 1, 1 });
    same("datetime", u"DATETIME(6)"_s, schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 6, {} } });
    same("interval", u"TIME(6)"_s, schema::Interval { -2, 5, 7 });
    same("decimal", u"DECIMAL(30,2)"_s, schema::Decimal { u"-12345678901234567890.50"_s });
    same("null", u"INT"_s, schema::Null {});
    QTest::newRow("bool") << u"BOOL"_s << schema::Literal(true) << u"int 1"_s;
    QTest::newRow("time") << u"TIME(6)"_s << schema::Literal(schema::Time { 1, 2, 3, 4, {} })
                          << u"timedelta 0 3723 4"_s;
    QTest::newRow("uuid") << u"CHAR(32)"_s
                          << schema::Literal(
                                 schema::Uuid { u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s })
                          << u"str 'a0eebc999c0b4ef8bb6d6bb9bd380a11'"_s;
    QTest::newRow("json") << u"JSON"_s
                          << schema::Literal(schema::Json { u"{\"a\": \"it's\\\"\"}"_s })
                          << u"str '{\"a\": \"it's\\\"\"}'"_s;
}

void TestMariaDb::parameters()
{
    QFETCH(QString, type);
    QFETCH(schema::Literal, value);
    QFETCH(QString, expected);
    QCOMPARE(run(*m_connection, u"CREATE TABLE p (v %1)"_s.arg(type)), u"ok"_s);
    for (const QString &mode : { u""_s, u"NO_BACKSLASH_ESCAPES"_s }) {
        QCOMPARE(run(*m_connection, u"SET sql_mode = '%1'"_s.arg(mode)), u"ok"_s);
        QCOMPARE(rowsOf(*m_connection, u"INSERT INTO p VALUES (?) RETURNING v"_s, { value }),
                 QStringList { expected });
    }
}

void TestMariaDb::severalStatements()
{
    const QString sql = u"CREATE TABLE t (a int); INSERT INTO t VALUES (1)"_s;
    auto refused = m_connection->execute({ sql, {}, {}, {}, {} });
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"INSERT INTO t"),
             qPrintable(refused.error().message));
    QVERIFY(refused.error().hint.startsWith(u"pymysql takes one statement"));
    QCOMPARE(rowsOf(*m_connection, u"SELECT 1"_s), QStringList { u"int 1"_s });

    auto other = open(urlOf(u"mysql"_s));
    QVERIFY(other);
    QCOMPARE(run(*other, sql), u"ok"_s);
    QCOMPARE(rowsOf(*other, u"SELECT a FROM t; SELECT 2"_s), QStringList { u"int 1"_s });
    QCOMPARE(run(*other, u"SELECT 1; SELECT * FROM nowhere"_s),
             u"ERROR Database (1146, ProgrammingError): Table 'app.nowhere' doesn't exist"_s);
    QCOMPARE(rowsOf(*other, u"SELECT 3"_s), QStringList { u"int 3"_s });
}

void TestMariaDb::countsFoundRows()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a int)"_s),
             u"ok"_s);
    auto cursor =
        m_connection->execute({ u"INSERT INTO t (a) VALUES (1), (1), (2)"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->affectedRows(), 3);
    QCOMPARE((*cursor)->lastInsertId(), std::optional<qint64>(1));
    // Rows that match count, changed or not: the version table relies on it.
    cursor = m_connection->execute({ u"UPDATE t SET a = 1 WHERE a = 1"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->affectedRows(), 2);
    cursor = m_connection->execute({ u"SELECT * FROM t"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->affectedRows(), 3);
}

void TestMariaDb::streamsWithinBounds()
{
    const qint64 before = residentKilobytes();
    auto cursor = m_connection->execute(
        { u"SELECT seq, repeat('x', 100) FROM seq_1_to_1000000"_s, {}, {}, {}, {} });
    QVERIFY2(cursor, cursor ? "" : qPrintable(cursor.error().toString()));
    qint64 count = 0;
    for (auto more = (*cursor)->next(); more && *more; more = (*cursor)->next())
        ++count;
    QCOMPARE(count, 1'000'000);
    QVERIFY2(isSanitized || residentKilobytes() - before < 40'000, "the result was kept in memory");
}

void TestMariaDb::secondStatementWhileReading()
{
    auto outer = m_connection->execute(
        { u"SELECT seq, repeat('y', 200) FROM seq_1_to_600000"_s, {}, {}, {}, {} });
    QVERIFY(outer);
    QVERIFY((*outer)->next().value());
    QCOMPARE(rowsOf(*m_connection, u"SELECT 42"_s), QStringList { u"int 42"_s });
    qint64 expected = 1;
    for (auto more = (*outer)->next(); more && *more; more = (*outer)->next())
        QCOMPARE(std::get<qint64>((*outer)->value(0).value), ++expected);
    QCOMPARE(expected, 600'000);
}

void TestMariaDb::cursorOutlivesConnection()
{
    auto cursor = m_connection->execute({ u"SELECT seq FROM seq_1_to_2000000"_s, {}, {}, {}, {} });
    QVERIFY((*cursor)->next().value());
    m_connection.reset();
    Result<bool> more = true;
    while (more && *more)
        more = (*cursor)->next();
    QVERIFY(!more);
    QCOMPARE(codeName(more.error().code), u"Connection"_s);
}

void TestMariaDb::errors_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("table")
        << u"SELECT * FROM nowhere"_s
        << u"ERROR Database (1146, ProgrammingError): Table 'app.nowhere' doesn't "
           "exist"_s;
    QTest::newRow("unique")
        << u"INSERT INTO u VALUES (1), (1)"_s
        << u"ERROR Database (1062, IntegrityError): Duplicate entry '1' for key "
           "'PRIMARY'"_s;
    QTest::newRow("too long")
        << u"INSERT INTO w VALUES ('abc')"_s
        << u"ERROR Database (1406, DataError): Data too long for column 'b' at "
           "row 1"_s;
    QTest::newRow("check")
        << u"INSERT INTO v VALUES (-1)"_s
        << u"ERROR Database (4025, OperationalError): CONSTRAINT `v.a` failed for "
           "`app`.`v`"_s;
    QTest::newRow("empty") << u""_s
                           << u"ERROR Database (1065, OperationalError): Query was empty"_s;
}

void TestMariaDb::errors()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    for (const QString &create :
         { u"CREATE TABLE u (a int PRIMARY KEY)"_s, u"CREATE TABLE v (a int CHECK (a > 0))"_s,
           u"CREATE TABLE w (b varchar(2))"_s }) {
        QCOMPARE(run(*m_connection, create), u"ok"_s);
    }
    QCOMPARE(run(*m_connection, sql), expected);
    QCOMPARE(rowsOf(*m_connection, u"SELECT 1"_s), QStringList { u"int 1"_s });
}

void TestMariaDb::transactions()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    QVERIFY(!m_connection->inTransaction());
    QVERIFY(m_connection->begin());
    QVERIFY(m_connection->inTransaction());
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    QVERIFY(m_connection->rollback());
    QCOMPARE(rowsOf(*m_connection, u"SELECT count(*) FROM t"_s), QStringList { u"int 0"_s });
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    // DDL commits; what follows is in a transaction again, as with Python's drivers.
    QCOMPARE(run(*m_connection, u"CREATE TABLE u (a int)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (2)"_s), u"ok"_s);
    QVERIFY(m_connection->inTransaction());
    QVERIFY(m_connection->rollback());
    QVERIFY(!m_connection->inTransaction());
    QCOMPARE(rowsOf(*m_connection, u"SELECT count(*) FROM t"_s), QStringList { u"int 1"_s });
}

void TestMariaDb::cancels()
{
    std::jthread thread([this] {
        QThread::msleep(200);
        m_connection->cancel();
    });
    QElapsedTimer timer;
    timer.start();
    const QString answer = run(*m_connection,
                               u"SELECT count(*) FROM seq_1_to_100000000 a, "
                               "seq_1_to_1000 b"_s);
    QVERIFY2(answer.startsWith(u"ERROR Cancelled (1317"), qPrintable(answer));
    QVERIFY(timer.elapsed() < 2000);
    thread.join();
    QCOMPARE(rowsOf(*m_connection, u"SELECT 1"_s), QStringList { u"int 1"_s });
}

void TestMariaDb::lockTimeout()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    auto other = open(m_server->url(u"app"_s));
    QVERIFY(other->begin());
    QCOMPARE(run(*other, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, u"SET lock_wait_timeout = 1"_s), u"ok"_s);
    auto cursor = m_connection->execute({ u"ALTER TABLE t ADD b int"_s, {}, {}, {}, {} });
    QVERIFY(!cursor);
    QCOMPARE(codeName(cursor.error().code), u"Locked"_s);
    QVERIFY(!cursor.error().hint.isEmpty());
}

void TestMariaDb::lostConnection()
{
    auto other = open(m_server->url(u"app"_s));
    const QString id = rowsOf(*m_connection, u"SELECT CONNECTION_ID()"_s).first().mid(4);
    QCOMPARE(run(*other, u"KILL "_s + id), u"ok"_s);
    const QString answer = run(*m_connection, u"SELECT 1"_s);
    QVERIFY2(answer.startsWith(u"ERROR Connection"), qPrintable(answer));
}

void TestMariaDb::warnings()
{
    QStringList seen;
    database::OpenOptions options;
    options.onNotice = [&](const database::Notice &notice) {
        seen << notice.severity + u' ' + notice.code + u' ' + notice.message;
    };
    auto connection = database::openConnection(m_server->specification(u"app"_s), options).value();
    QCOMPARE(run(*connection, u"DROP TABLE IF EXISTS nowhere"_s), u"ok"_s);
    QCOMPARE(seen, QStringList { u"Note 1051 Unknown table 'app.nowhere'"_s });
}

void TestMariaDb::connectErrors_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hint");
    const QString server = u"@127.0.0.1:%1/"_s.arg(m_server->port());
    QTest::newRow("password") << u"mysql+pymysql://tester:wrong-canary"_s + server + u"app"_s
                              << u"Access denied for user 'tester'"_s << u"password"_s;
    QTest::newRow("database") << u"mysql+pymysql://tester:%1"_s.arg(PrivateServer::password())
            + server + u"nowhere"_s
                              << u"Unknown database 'nowhere'"_s << u"CREATE DATABASE"_s;
    QTest::newRow("server") << u"mysql+pymysql://127.0.0.1:1/app"_s << u"Can't connect"_s
                            << u"running"_s;
    QTest::newRow("socket") << u"mysql:///app?unix_socket=/nowhere"_s << u"/nowhere"_s
                            << u"running"_s;
    QTest::newRow("option") << u"mysql://127.0.0.1:1/app?ssl_colour=red"_s << u"less safe"_s
                            << u""_s;
}

void TestMariaDb::connectErrors()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    QFETCH(QString, hint);
    const auto opened =
        database::openConnection(DatabaseUrl::parse(url)->toSpecification().value());
    QVERIFY(!opened);
    const QString text = opened.error().toString();
    QVERIFY2(text.contains(words), qPrintable(text));
    QVERIFY2(opened.error().hint.contains(hint), qPrintable(text));
    QVERIFY(!text.contains(u"canary"));
}

void TestMariaDb::connectsThroughSocket()
{
    auto connection = open(u"mysql://tester:%1@/app?unix_socket=%2&charset=utf8mb4"_s.arg(
        PrivateServer::password(), m_server->socket()));
    QVERIFY(connection);
    QCOMPARE(rowsOf(*connection, u"SELECT DATABASE()"_s), QStringList { u"str 'app'"_s });
}

void TestMariaDb::readOnly()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    database::OpenOptions options;
    options.readOnly = true;
    auto connection = database::openConnection(m_server->specification(u"app"_s), options).value();
    const QString answer = run(*connection, u"INSERT INTO t VALUES (1)"_s);
    QVERIFY2(answer.startsWith(u"ERROR Database (1792"), qPrintable(answer));
}

void TestMariaDb::inspectsTables()
{
    for (
        const QString &sql :
        { u"CREATE DATABASE other"_s, u"CREATE TABLE other.o (id int PRIMARY KEY)"_s,
          u"CREATE TABLE parent (id int PRIMARY KEY)"_s,
          u"CREATE TABLE child (id int AUTO_INCREMENT PRIMARY KEY COMMENT 'its key', "
          "parent_id int, o_id int, name varchar(50) NOT NULL DEFAULT 'it''s', "
          "n int DEFAULT 5, made timestamp(3) NOT NULL DEFAULT current_timestamp(3) "
          "ON UPDATE current_timestamp(3), e varchar(5) DEFAULT NULL, "
          "twice int GENERATED ALWAYS AS (n * 2) STORED, thrice int AS (n * 3) VIRTUAL, "
          "j json, CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) "
          "ON DELETE CASCADE ON UPDATE SET NULL, "
          "CONSTRAINT fk_other FOREIGN KEY (o_id) REFERENCES other.o (id), "
          "CONSTRAINT positive CHECK (n > 0), UNIQUE KEY uq_name (name)) COMMENT 'the child'"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    const auto table = m_connection->inspector().table(u"child"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QCOMPARE(describe(**table),
             QStringList({
                 u"table child mysql_engine=str 'InnoDB' mysql_default charset=str "
                 "'utf8mb4' mysql_collate=str 'utf8mb4_general_ci' comment the child"_s,
                 u"id mysql.INTEGER(width=11) not null autoincrement comment its key"_s,
                 u"parent_id mysql.INTEGER(width=11)"_s,
                 u"o_id mysql.INTEGER(width=11)"_s,
                 u"name mysql.VARCHAR(length=50) not null default <'it''s'>"_s,
                 u"n mysql.INTEGER(width=11) default <5>"_s,
                 u"made mysql.TIMESTAMP(fsp=3) not null default <current_timestamp(3) "
                 "ON UPDATE current_timestamp(3)>"_s,
                 u"e mysql.VARCHAR(length=5)"_s,
                 u"twice mysql.INTEGER(width=11) computed <(`n` * 2)> stored"_s,
                 u"thrice mysql.INTEGER(width=11) computed <(`n` * 3)> virtual"_s,
                 u"j mysql.LONGTEXT(charset=utf8mb4, collation=utf8mb4_bin)"_s,
                 u"primary key - (id)"_s,
                 u"foreign key fk_other (o_id) -> other.o(id)"_s,
                 u"foreign key fk_parent (parent_id) -> parent(id) on delete CASCADE on "
                 "update SET NULL"_s,
                 u"check - <json_valid(`j`)> column"_s,
                 u"check positive <`n` > 0>"_s,
                 u"index fk_other (o_id)"_s,
                 u"index fk_parent (parent_id)"_s,
                 u"unique index uq_name (name)"_s,
             }));
    QCOMPARE(m_connection->inspector().table(u"nowhere"_s, {}).value(), schema::TablePtr());
    const auto other = m_connection->inspector().table(u"o"_s, u"other"_s).value();
    QCOMPARE(other->fullName(), u"other.o"_s);
}

void TestMariaDb::inspectsTypes()
{
    QCOMPARE(
        run(*m_connection,
            u"CREATE TABLE t (a bigint unsigned, b tinyint(1), c decimal(10,2), d float, "
            "e double(8,3), f char(3), g text, h mediumtext, i blob, j varbinary(5), k binary(2), "
            "l bit(4), m date, n datetime(6), o time, p year, q enum('a','it''s','c,d'), "
            "r set('x','y'), s varchar(5) CHARACTER SET latin1, t smallint(5) zerofill, "
            "u uuid, v inet6, w point, x varchar(3) COLLATE utf8mb4_bin)"_s),
        u"ok"_s);
    const auto table = m_connection->inspector().table(u"t"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QStringList types;
    for (const schema::ColumnPtr &column : (*table)->columns)
        types << describe(*column->type);
    QCOMPARE(types,
             QStringList({
                 u"mysql.BIGINT(width=20, unsigned)"_s,
                 u"mysql.TINYINT(width=1)"_s,
                 u"mysql.DECIMAL(precision=10, scale=2)"_s,
                 u"mysql.FLOAT"_s,
                 u"mysql.DOUBLE(precision=8, scale=3)"_s,
                 u"mysql.CHAR(length=3)"_s,
                 u"mysql.TEXT"_s,
                 u"mysql.MEDIUMTEXT"_s,
                 u"BLOB"_s,
                 u"VARBINARY(length=5)"_s,
                 u"BINARY(length=2)"_s,
                 u"mysql.BIT(length=4)"_s,
                 u"DATE"_s,
                 u"mysql.DATETIME(fsp=6)"_s,
                 u"mysql.TIME"_s,
                 u"mysql.YEAR(width=4)"_s,
                 u"mysql.ENUM(a/it's/c,d)"_s,
                 u"mysql.SET(x/y)"_s,
                 u"mysql.VARCHAR(length=5, charset=latin1, "
                 "collation=latin1_swedish_ci)"_s,
                 u"mysql.SMALLINT(width=5, unsigned, zerofill)"_s,
                 u"UUID"_s,
                 u"mariadb.INET6"_s,
                 u"NullType(sql=point)"_s,
                 u"mysql.VARCHAR(length=3, charset=utf8mb4, collation=utf8mb4_bin)"_s,
             }));
}

void TestMariaDb::inspectsIndexes()
{
    QCOMPARE(run(*m_connection,
                 u"CREATE TABLE t (a int, b varchar(100), c text, KEY i1 (a, b(10)), "
                 "FULLTEXT KEY i2 (c), UNIQUE KEY i3 (b, a DESC), PRIMARY KEY (b, a))"_s),
             u"ok"_s);
    auto maria = open(urlOf(u"mariadb+pymysql"_s));
    const auto table = maria->inspector().table(u"t"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QCOMPARE(describe(**table).mid(4),
             QStringList({ u"primary key - (b, a)"_s,
                           u"index i1 (a, b) mariadb_length=json {\"b\":10}"_s,
                           u"index i2 (c) mariadb_prefix=str 'FULLTEXT'"_s,
                           u"unique index i3 (b, a DESC)"_s }));
}

void TestMariaDb::inspectsRest()
{
    for (const QString &sql :
         { u"CREATE SEQUENCE s START WITH 7 INCREMENT BY 3"_s, u"CREATE TABLE t (id int)"_s,
           u"CREATE VIEW v AS SELECT id FROM t"_s, u"CREATE TABLE `odd``name` (`a b` int)"_s }) {
        QCOMPARE(run(*m_connection, sql), u"ok"_s);
    }
    auto &inspector = m_connection->inspector();
    QCOMPARE(inspector.defaultSchema().value(), u"app"_s);
    QVERIFY(inspector.schemaNames().value().contains(u"app"_s));
    QCOMPARE(inspector.tableNames({}).value(), (QStringList { u"odd`name"_s, u"t"_s }));
    QCOMPARE(inspector.viewNames({}).value(), QStringList { u"v"_s });
    QVERIFY(inspector.viewDefinition(u"v"_s, {}).value().contains(u"select"));
    const auto catalog = inspector.catalog({});
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().toString()));
    QCOMPARE(catalog->tables.size(), std::size_t { 2 });
    QCOMPARE(catalog->tables[0]->columns[0]->name.text, u"a b"_s);
    QCOMPARE(catalog->sequences.size(), std::size_t { 1 });
    QCOMPARE(*catalog->sequences[0].options.start, 7);
}

QTEST_GUILESS_MAIN(TestMariaDb)

#include "tst_mariadb.moc"
