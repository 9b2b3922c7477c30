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

class TestPostgresql final : public QObject
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
    void questionMarkOperators();
    void severalStatements();
    void countsRows();
    void streamsWithinBounds();
    void secondStatementWhileReading();
    void cursorOutlivesConnection();
    void lateFailureOfAnAbandonedCursor();
    void errors_data();
    void errors();
    void transactions();
    void failedTransactionCannotCommit();
    void cancels();
    void lockTimeout();
    void lostConnection();
    void notices();
    void connectErrors_data();
    void connectErrors();
    void readOnly();
    void inspectsTables();
    void inspectsIndexes();
    void inspectsTypes();
    void inspectsSchemas();
    void inspectsRest();

private:
    std::unique_ptr<PrivatePostgres> m_server;
    std::unique_ptr<dialect::Connection> m_connection;
};

void TestPostgresql::initTestCase()
{
    m_server = std::make_unique<PrivatePostgres>();
    if (const QString problem = m_server->start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    QCOMPARE(m_server->createDatabase(u"app"_s), QString());
}

void TestPostgresql::init()
{
    m_connection.reset();
    auto opened = database::openConnection(m_server->specification(u"app"_s));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    m_connection = std::move(*opened);
    QCOMPARE(
        run(*m_connection, u"DROP SCHEMA IF EXISTS public, other CASCADE; CREATE SCHEMA public"_s),
        u"ok"_s);
}

void TestPostgresql::version()
{
    QVERIFY(m_connection->serverVersion().section(u'.', 0, 0).toInt() >= 10);
    QCOMPARE(m_connection->dialect().name(), u"postgresql"_s);
    QVERIFY(m_connection->displayName().startsWith(u"postgresql app on 127.0.0.1:"));
    QVERIFY(!m_connection->displayName().contains(PrivateServer::password()));
    QCOMPARE(rowsOf(*m_connection, u"SELECT current_setting('application_name')"_s),
             QStringList { u"str 'limbeck'"_s });
}

void TestPostgresql::values_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("int2") << u"1::int2"_s << u"int 1"_s;
    QTest::newRow("int8") << u"'-9223372036854775808'::int8"_s << u"int -9223372036854775808"_s;
    QTest::newRow("numeric") << u"1.500::numeric(10,3)"_s << u"Decimal 1.500"_s;
    QTest::newRow("numeric large") << u"123456789012345678901234567890.123456789"_s
                                   << u"Decimal 123456789012345678901234567890.123456789"_s;
    QTest::newRow("numeric nan") << u"'NaN'::numeric"_s << u"Decimal NaN"_s;
    QTest::newRow("float8") << u"0.1::float8"_s << u"float 0.1"_s;
    QTest::newRow("float nan") << u"'NaN'::float8"_s << u"float nan"_s;
    QTest::newRow("float inf") << u"'-Infinity'::float8"_s << u"float -inf"_s;
    QTest::newRow("bool") << u"true"_s << u"bool True"_s;
    QTest::newRow("text") << u"'Zürich ☂ 𝄞'::text"_s << u"str 'Zürich ☂ 𝄞'"_s;
    QTest::newRow("null") << u"NULL::int"_s << u"None"_s;
    QTest::newRow("bytea") << u"'\\x00ff5c27'::bytea"_s << u"bytes 00ff5c27"_s;
    QTest::newRow("date") << u"DATE '2024-02-29'"_s << u"date 2024-02-29"_s;
    QTest::newRow("date infinity") << u"'infinity'::date"_s << u"date 9999-12-31"_s;
    QTest::newRow("time") << u"TIME '01:02:03.000004'"_s << u"time 01:02:03.000004"_s;
    QTest::newRow("timetz") << u"'01:02:03+05:30'::timetz"_s << u"time 01:02:03+05:30"_s;
    QTest::newRow("timestamp") << u"TIMESTAMP '2024-01-02 03:04:05.123456'"_s
                               << u"datetime 2024-01-02 03:04:05.123456"_s;
    QTest::newRow("timestamptz") << u"TIMESTAMPTZ '2024-01-02 03:04:05+02'"_s
                                 << u"datetime 2024-01-02 01:04:05+00:00"_s;
    QTest::newRow("interval") << u"INTERVAL '1 year 2 months -3 days 04:05:06.7'"_s
                              << u"timedelta 422 14706 700000"_s;
    QTest::newRow("interval negative") << u"INTERVAL '-00:00:01'"_s << u"timedelta -1 86399 0"_s;
    QTest::newRow("uuid") << u"'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid"_s
                          << u"UUID a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s;
    QTest::newRow("json") << u"'{\"a\": [1, \"x\"]}'::json"_s << u"json {\"a\": [1, \"x\"]}"_s;
    QTest::newRow("jsonb") << u"'{\"b\":1,\"a\":2}'::jsonb"_s << u"json {\"a\": 2, \"b\": 1}"_s;
    QTest::newRow("int array") << u"ARRAY[1,NULL,3]"_s << u"list [int 1, None, int 3]"_s;
    QTest::newRow("text array")
        << u"ARRAY['a,b','c\"d','NULL','e\\f','']"_s
        << u"list [str 'a,b', str 'c\"d', str 'NULL', str 'e\\f', str '']"_s;
    QTest::newRow("nested array") << u"ARRAY[[1,2],[3,4]]"_s
                                  << u"list [list [int 1, int 2], list [int 3, int 4]]"_s;
    QTest::newRow("array bounds") << u"'[0:1]={1,2}'::int[]"_s << u"list [int 1, int 2]"_s;
    QTest::newRow("empty array") << u"'{}'::date[]"_s << u"list []"_s;
    QTest::newRow("inet") << u"'10.0.0.1/8'::inet"_s << u"str '10.0.0.1/8'"_s;
    QTest::newRow("range") << u"int4range(1,5)"_s << u"str '[1,5)'"_s;
    QTest::newRow("before Christ") << u"DATE '0044-03-15 BC'"_s
                                   << u"ERROR Database (): Column date holds \"0044-03-15 BC\", "
                                      "which a Python date cannot hold."_s;
}

void TestPostgresql::values()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(run(*m_connection, u"SET TIME ZONE 'UTC'"_s), u"ok"_s);
    QCOMPARE(rowsOf(*m_connection, u"SELECT "_s + sql), QStringList { expected });
}

void TestPostgresql::parameters_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<schema::Literal>("value");
    const auto list = [](std::vector<schema::Literal> items) {
        auto result = std::make_shared<schema::LiteralList>();
        result->items = std::move(items);
        return schema::Literal(std::shared_ptr<const schema::LiteralList>(std::move(result)));
    };
    QTest::newRow("bool") << u"bool"_s << schema::Literal(true);
    QTest::newRow("int") << u"int8"_s << schema::Literal(qint64 { -5 });
    QTest::newRow("float") << u"float8"_s << schema::Literal(1e-300);
    QTest::newRow("infinite") << u"float8"_s << schema::Literal(HUGE_VAL);
    QTest::newRow("text") << u"text"_s << schema::Literal(u"it's \\ \"x\" $1 ? :a %s\n☂"_s);
    QTest::newRow("bytes") << u"bytea"_s << schema::Literal(QByteArray("\0\\'\xff", 4));
    QTest::newRow("date") << u"date"_s << schema::Literal(schema::Date { 1, 1, 1 });
    QTest::newRow("time") << u"time"_s << schema::Literal(schema::Time { 23, 59, 59, 1, {} });
    QTest::newRow("timestamp") << u"timestamp"_s
                               << schema::Literal(
                                      schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 6, {} } });
    QTest::newRow("timestamptz") << u"timestamptz"_s
                                 << schema::Literal(
                                        schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 6, 0 } });
    QTest::newRow("interval") << u"interval"_s << schema::Literal(schema::Interval { -2, 5, 7 });
    QTest::newRow("decimal") << u"numeric"_s
                             << schema::Literal(schema::Decimal { u"-12345678901234567890.50"_s });
    QTest::newRow("uuid") << u"uuid"_s
                          << schema::Literal(
                                 schema::Uuid { u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s });
    QTest::newRow("json") << u"jsonb"_s << schema::Literal(schema::Json { u"{\"a\": \"it's\"}"_s });
    QTest::newRow("array") << u"text[]"_s
                           << list({ schema::Literal(u"a'b"_s), schema::Literal(schema::Null {}) });
    QTest::newRow("array of null") << u"int[]"_s << list({ schema::Literal(schema::Null {}) });
    QTest::newRow("empty array") << u"int[]"_s << list({});
    QTest::newRow("null") << u"int"_s << schema::Literal(schema::Null {});
}

void TestPostgresql::parameters()
{
    QFETCH(QString, type);
    QFETCH(schema::Literal, value);
    for (const QString &standard : { u"on"_s, u"off"_s }) {
        QCOMPARE(run(*m_connection,
                     u"SET TIME ZONE 'UTC'; SET standard_conforming_strings = %1; "
                     "SET escape_string_warning = off"_s.arg(standard)),
                 u"ok"_s);
        QCOMPARE(run(*m_connection, u"CREATE TEMP TABLE IF NOT EXISTS p (v %1)"_s.arg(type)),
                 u"ok"_s);
        QCOMPARE(rowsOf(*m_connection, u"INSERT INTO p VALUES (?) RETURNING v"_s, { value }),
                 QStringList { describe(value) });
    }
}

void TestPostgresql::questionMarkOperators()
{
    dialect::Statement statement;
    statement.sql = u"SELECT '{\"a\":1}'::jsonb ? 'a', '$1 ?', $1, $2"_s;
    statement.parameters = { { u"x"_s, qint64 { 7 } }, { u"y"_s, u"z"_s } };
    statement.placeholders = { statement.sql.indexOf(u"$1, $2"_s), statement.sql.indexOf(u"$2"_s) };
    auto cursor = m_connection->execute(statement);
    QVERIFY(cursor);
    QVERIFY((*cursor)->next().value());
    QCOMPARE(describe((*cursor)->value(0)), u"bool True"_s);
    QCOMPARE(describe((*cursor)->value(1)), u"str '$1 ?'"_s);
    QCOMPARE(describe((*cursor)->value(2)), u"int 7"_s);
    QCOMPARE(describe((*cursor)->value(3)), u"str 'z'"_s);
}

void TestPostgresql::severalStatements()
{
    QCOMPARE(rowsOf(*m_connection,
                    u"CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2); "
                    "SELECT a FROM t ORDER BY a;"_s),
             (QStringList { u"int 1"_s, u"int 2"_s }));
    // They are one transaction: the INSERT does not stay.
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (3); SELECT 1/0"_s),
             u"ERROR Database (22012, DataError): division by zero"_s);
    QCOMPARE(rowsOf(*m_connection, u"SELECT count(*) FROM t"_s), QStringList { u"int 2"_s });
}

void TestPostgresql::countsRows()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t AS SELECT g AS a FROM generate_series(1, 5) g"_s),
             u"ok"_s);
    auto cursor = m_connection->execute({ u"UPDATE t SET a = a WHERE a > 2"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->affectedRows(), 3);
    cursor = m_connection->execute({ u"SELECT * FROM t"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->columns(), QStringList { u"a"_s });
    QCOMPARE((*cursor)->affectedRows(), 5);
    QVERIFY((*cursor)->next().value());
    cursor = m_connection->execute({ u"CREATE TABLE u (a int)"_s, {}, {}, {}, {} });
    QCOMPARE((*cursor)->affectedRows(), -1);
}

void TestPostgresql::streamsWithinBounds()
{
    const qint64 before = residentKilobytes();
    auto cursor = m_connection->execute(
        { u"SELECT g, repeat('x', 100) FROM generate_series(1, 1000000) g"_s, {}, {}, {}, {} });
    QVERIFY(cursor);
    qint64 count = 0;
    qint64 sum = 0;
    for (auto more = (*cursor)->next(); more && *more; more = (*cursor)->next()) {
        ++count;
        sum += std::get<qint64>((*cursor)->value(0).value);
    }
    QCOMPARE(count, 1'000'000);
    QCOMPARE(sum, 500'000'500'000);
    QVERIFY2(isSanitized || residentKilobytes() - before < 40'000, "the result was kept in memory");
}

void TestPostgresql::secondStatementWhileReading()
{
    const qint64 before = residentKilobytes();
    auto outer = m_connection->execute(
        { u"SELECT g, repeat('y', 200) FROM generate_series(1, 600000) g"_s, {}, {}, {}, {} });
    QVERIFY(outer);
    for (int i = 0; i < 10; ++i)
        QVERIFY((*outer)->next().value());
    QCOMPARE(rowsOf(*m_connection, u"SELECT 42"_s), QStringList { u"int 42"_s });
    qint64 expected = 10;
    for (auto more = (*outer)->next(); more && *more; more = (*outer)->next())
        QCOMPARE(std::get<qint64>((*outer)->value(0).value), ++expected);
    QCOMPARE(expected, 600'000);
    QVERIFY2(isSanitized || residentKilobytes() - before < 120'000,
             "rows set aside must go to a file");
}

void TestPostgresql::lateFailureOfAnAbandonedCursor()
{
    {
        auto cursor = m_connection->execute(
            { u"SELECT 1 / (900000 - g), repeat('x', 50) FROM generate_series(1, 1000000) g"_s,
              {},
              {},
              {},
              {} });
        QVERIFY(cursor);
    }
    QCOMPARE(run(*m_connection, u"SELECT 1"_s),
             u"ERROR Database (22012, DataError): An earlier statement: division by zero"_s);
    QCOMPARE(run(*m_connection, u"SELECT 1"_s), u"ok"_s);
}

void TestPostgresql::cursorOutlivesConnection()
{
    auto cursor =
        m_connection->execute({ u"SELECT g FROM generate_series(1, 2000000) g"_s, {}, {}, {}, {} });
    QVERIFY((*cursor)->next().value());
    m_connection.reset();
    Result<bool> more = true;
    while (more && *more)
        more = (*cursor)->next();
    QVERIFY(!more);
    QCOMPARE(codeName(more.error().code), u"Connection"_s);
}

void TestPostgresql::errors_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("table") << u"SELECT * FROM nowhere"_s
                           << u"ERROR Database (42P01, ProgrammingError): relation \"nowhere\" "
                              "does not exist"_s;
    QTest::newRow("syntax") << u"SELEC 1"_s
                            << u"ERROR Database (42601, ProgrammingError): syntax error at or near "
                               "\"SELEC\""_s;
    QTest::newRow("unique")
        << u"CREATE TEMP TABLE q (a int UNIQUE); INSERT INTO q VALUES (1), (1)"_s
        << u"ERROR Database (23505, IntegrityError): duplicate key value "
           "violates unique constraint \"q_a_key\""_s;
    QTest::newRow("empty")
        << u" -- nothing"_s
        << u"ERROR Database (, ProgrammingError): can't execute an empty query"_s;
    QTest::newRow("copy in")
        << u"CREATE TEMP TABLE q (a int); COPY q FROM STDIN"_s
        << u"ERROR Database (, ProgrammingError): can't use COPY FROM STDIN in "
           "a script"_s;
    QTest::newRow("copy out")
        << u"COPY (SELECT 1) TO STDOUT"_s
        << u"ERROR Database (, ProgrammingError): can't use COPY TO STDOUT in "
           "a script"_s;
    QTest::newRow("not in transaction")
        << u"BEGIN; CREATE TABLE v (a int); VACUUM"_s
        << u"ERROR Database (25001, InternalError): VACUUM cannot run inside a transaction block"_s;
}

void TestPostgresql::errors()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(run(*m_connection, sql), expected);
    QCOMPARE(run(*m_connection, u"ROLLBACK"_s), u"ok"_s);
    QCOMPARE(rowsOf(*m_connection, u"SELECT 1"_s), QStringList { u"int 1"_s });
}

void TestPostgresql::transactions()
{
    QVERIFY(!m_connection->inTransaction());
    QVERIFY(m_connection->begin());
    QVERIFY(m_connection->inTransaction());
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    QVERIFY(m_connection->rollback());
    QVERIFY(!m_connection->inTransaction());
    QCOMPARE(m_connection->inspector().tableNames({}).value(), QStringList());
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    QVERIFY(m_connection->commit());
    QCOMPARE(m_connection->inspector().tableNames({}).value(), QStringList { u"t"_s });
}

void TestPostgresql::failedTransactionCannotCommit()
{
    QVERIFY(m_connection->begin());
    QVERIFY(run(*m_connection, u"SELECT 1/0"_s).startsWith(u"ERROR"));
    QVERIFY(m_connection->inTransaction());
    const auto committed = m_connection->commit();
    QVERIFY(!committed);
    QVERIFY(committed.error().message.contains(u"rolled back"));
    QVERIFY(!m_connection->inTransaction());
}

void TestPostgresql::cancels()
{
    std::jthread thread([this] {
        QThread::msleep(200);
        m_connection->cancel();
    });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(
        run(*m_connection, u"SELECT pg_sleep(30)"_s),
        u"ERROR Cancelled (57014, OperationalError): canceling statement due to user request"_s);
    QVERIFY(timer.elapsed() < 1500);
    thread.join();
    QCOMPARE(rowsOf(*m_connection, u"SELECT 1"_s), QStringList { u"int 1"_s });
}

void TestPostgresql::lockTimeout()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    auto other = database::openConnection(m_server->specification(u"app"_s)).value();
    QVERIFY(other->begin());
    QCOMPARE(run(*other, u"LOCK TABLE t"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, u"SET lock_timeout = '100ms'"_s), u"ok"_s);
    auto cursor = m_connection->execute({ u"ALTER TABLE t ADD b int"_s, {}, {}, {}, {} });
    QVERIFY(!cursor);
    QCOMPARE(codeName(cursor.error().code), u"Locked"_s);
    QVERIFY(!cursor.error().hint.isEmpty());
}

void TestPostgresql::lostConnection()
{
    auto other = database::openConnection(m_server->specification(u"app"_s)).value();
    const QString pid = rowsOf(*m_connection, u"SELECT pg_backend_pid()"_s).first().mid(4);
    QCOMPARE(run(*other, u"SELECT pg_terminate_backend(%1)"_s.arg(pid)), u"ok"_s);
    QVERIFY(run(*m_connection, u"SELECT 1"_s).startsWith(u"ERROR Connection"));
    QVERIFY(run(*m_connection, u"SELECT 1"_s).startsWith(u"ERROR Connection"));
}

void TestPostgresql::notices()
{
    QStringList seen;
    database::OpenOptions options;
    options.onNotice = [&](const database::Notice &notice) {
        seen << notice.severity + u' ' + notice.code + u' ' + notice.message;
    };
    auto connection = database::openConnection(m_server->specification(u"app"_s), options).value();
    QCOMPARE(run(*connection, u"DROP TABLE IF EXISTS nowhere"_s), u"ok"_s);
    QCOMPARE(seen, QStringList { u"NOTICE 00000 table \"nowhere\" does not exist, skipping"_s });
}

void TestPostgresql::connectErrors_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hint");
    const QString server = u"@127.0.0.1:%1/"_s.arg(m_server->port());
    QTest::newRow("password") << u"postgresql://tester:wrong-canary"_s + server + u"app"_s
                              << u"password authentication failed for user \"tester\""_s
                              << u".pgpass"_s;
    QTest::newRow("database") << u"postgresql://tester:%1"_s.arg(PrivateServer::password()) + server
            + u"nowhere"_s << u"database \"nowhere\" does not exist"_s
                              << u"createdb nowhere"_s;
    QTest::newRow("server") << u"postgresql://127.0.0.1:1/app"_s << u"Connection refused"_s
                            << u"running"_s;
    QTest::newRow("socket") << u"postgresql:///app?host=/nowhere"_s << u"No such file"_s
                            << u"running"_s;
    QTest::newRow("option") << u"postgresql://127.0.0.1:1/app?ssl_colour=red"_s << u"less safe"_s
                            << u""_s;
}

void TestPostgresql::connectErrors()
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

void TestPostgresql::readOnly()
{
    database::OpenOptions options;
    options.readOnly = true;
    auto connection = database::openConnection(m_server->specification(u"app"_s), options).value();
    QCOMPARE(run(*connection, u"CREATE TABLE t (a int)"_s),
             u"ERROR Database (25006, InternalError): cannot execute CREATE TABLE in a read-only "
             "transaction"_s);
}

void TestPostgresql::inspectsTables()
{
    QCOMPARE(run(*m_connection, uR"(
        CREATE TABLE parent (id serial PRIMARY KEY, code varchar(20) UNIQUE);
        CREATE TABLE child (
            id bigint GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2),
            parent_id integer NOT NULL,
            name character varying(50) DEFAULT 'a:b'::character varying NOT NULL,
            amount numeric(10,2) DEFAULT 0,
            made timestamp(3) with time zone DEFAULT now(),
            twice integer GENERATED ALWAYS AS (2 * 21) STORED,
            CONSTRAINT child_pk PRIMARY KEY (id),
            CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id)
                ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT positive CHECK (amount > 0 AND name <> ''),
            CONSTRAINT one_name UNIQUE (name, parent_id) INCLUDE (amount)
        );
        COMMENT ON TABLE child IS 'the child';
        COMMENT ON COLUMN child.name IS 'its name')"_s),
             u"ok"_s);
    const auto table = m_connection->inspector().table(u"child"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QCOMPARE(describe(**table),
             QStringList({
                 u"table child comment the child"_s,
                 u"id BIGINT not null identity always 5 2 autoincrement"_s,
                 u"parent_id INTEGER not null"_s,
                 u"name VARCHAR(length=50) not null default "
                 "<'a:b'::character varying> comment its name"_s,
                 u"amount NUMERIC(precision=10, scale=2) default <0>"_s,
                 u"made postgresql.TIMESTAMP(precision=3, timezone) default <now()>"_s,
                 u"twice INTEGER computed <(2 * 21)> stored"_s,
                 u"primary key child_pk (id)"_s,
                 u"foreign key child_parent (parent_id) -> parent(id) on delete CASCADE "
                 "on update SET NULL deferrable initially DEFERRED"_s,
                 u"unique one_name (name, parent_id) postgresql_include=list [str "
                 "'amount']"_s,
                 u"check positive <amount > 0::numeric AND name::text <> ''::text>"_s,
             }));
    const auto parent = m_connection->inspector().table(u"parent"_s, {});
    QCOMPARE(describe(**parent),
             (QStringList { u"table parent"_s,
                            u"id INTEGER not null default <nextval('parent_id_seq'::regclass)> "
                            "autoincrement"_s,
                            u"code VARCHAR(length=20)"_s, u"primary key parent_pkey (id)"_s,
                            u"unique parent_code_key (code)"_s }));
    QCOMPARE(m_connection->inspector().table(u"nowhere"_s, {}).value(), schema::TablePtr());
}

void TestPostgresql::inspectsIndexes()
{
    QCOMPARE(run(*m_connection, uR"(
        CREATE TABLE t (a int, b text, c jsonb);
        CREATE INDEX i1 ON t (a, b);
        CREATE UNIQUE INDEX i2 ON t (lower(b)) WHERE a > 1;
        CREATE INDEX i3 ON t USING gin (c jsonb_path_ops);
        CREATE INDEX i4 ON t (a DESC NULLS LAST, b NULLS FIRST) INCLUDE (c) WITH (fillfactor = 70);
        CREATE INDEX i5 ON t (b text_pattern_ops DESC))"_s),
             u"ok"_s);
    const auto table = m_connection->inspector().table(u"t"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QCOMPARE(describe(**table).mid(4),
             QStringList({
                 u"index i1 (a, b)"_s,
                 u"unique index i2 (<lower(b)>) postgresql_where=<(a > 1)>"_s,
                 u"index i3 (c) postgresql_ops=json {\"c\": \"jsonb_path_ops\"} "
                 "postgresql_using=str 'gin'"_s,
                 u"index i4 (a DESC NULLS LAST, b NULLS FIRST) postgresql_include=list "
                 "[str 'c'] postgresql_with=json {\"fillfactor\": \"70\"}"_s,
                 u"index i5 (b DESC) postgresql_ops=json {\"b\": "
                 "\"text_pattern_ops\"}"_s,
             }));
}

void TestPostgresql::inspectsTypes()
{
    QCOMPARE(run(*m_connection, uR"(
        CREATE SCHEMA other;
        CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
        CREATE TYPE other.mood2 AS ENUM ('x');
        CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL CONSTRAINT above CHECK (VALUE > 0);
        CREATE TABLE t (
            a mood, b mood[], c other.mood2, d positive, e int[][], f double precision, g real,
            h "char", i bit varying(5), j bit(3), k interval day to second(3), l time(2),
            m uuid, n bytea, o jsonb, p inet, q int4range, r xml, s text COLLATE "C", t char(3),
            u timestamp, v varchar, w boolean, x date, y numeric, z varchar(5)[]))"_s),
             u"ok"_s);
    const auto table = m_connection->inspector().table(u"t"_s, {});
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QStringList types;
    for (const schema::ColumnPtr &column : (*table)->columns)
        types << describe(*column->type);
    QCOMPARE(types,
             QStringList({
                 u"postgresql.ENUM(sad/it's ok/happy, name=mood)"_s,
                 u"postgresql.ARRAY(postgresql.ENUM(sad/it's ok/happy, name=mood))"_s,
                 u"postgresql.ENUM(x, name=mood2, schema=other)"_s,
                 u"postgresql.DOMAIN(INTEGER, name=positive, check=VALUE > 0, "
                 "default=1)"_s,
                 u"postgresql.ARRAY(INTEGER)"_s,
                 u"DOUBLE_PRECISION(precision=53)"_s,
                 u"REAL"_s,
                 u"String(sql=\"char\")"_s,
                 u"postgresql.BIT(length=5, varying)"_s,
                 u"postgresql.BIT(length=3)"_s,
                 u"postgresql.INTERVAL(precision=3, fields=day to second)"_s,
                 u"postgresql.TIME(precision=2)"_s,
                 u"UUID"_s,
                 u"postgresql.BYTEA"_s,
                 u"postgresql.JSONB"_s,
                 u"postgresql.INET"_s,
                 u"postgresql.INT4RANGE"_s,
                 u"NullType(sql=xml)"_s,
                 u"TEXT(collation=C)"_s,
                 u"CHAR(length=3)"_s,
                 u"postgresql.TIMESTAMP"_s,
                 u"VARCHAR"_s,
                 u"BOOLEAN"_s,
                 u"DATE"_s,
                 u"NUMERIC"_s,
                 u"postgresql.ARRAY(VARCHAR(length=5))"_s,
             }));
    const auto enums = m_connection->inspector().enums({}).value();
    QCOMPARE(enums.size(), std::size_t { 1 });
    QCOMPARE(*enums.front()->typeName, u"mood"_s);
}

void TestPostgresql::inspectsSchemas()
{
    QCOMPARE(run(*m_connection, uR"(
        CREATE SCHEMA other;
        CREATE TABLE p (id int PRIMARY KEY);
        CREATE TABLE other.o (id serial PRIMARY KEY, p_id int REFERENCES p (id));
        CREATE TABLE t (o_id int REFERENCES other.o (id), "Odd ""name" int))"_s),
             u"ok"_s);
    auto &inspector = m_connection->inspector();
    QCOMPARE(inspector.defaultSchema().value(), u"public"_s);
    QVERIFY(inspector.schemaNames().value().contains(u"other"_s));
    QCOMPARE(inspector.tableNames({}).value(), (QStringList { u"p"_s, u"t"_s }));
    QCOMPARE(inspector.tableNames(u"other"_s).value(), QStringList { u"o"_s });
    QCOMPARE(describe(*inspector.table(u"t"_s, {}).value()),
             (QStringList { u"table t"_s, u"o_id INTEGER"_s, u"Odd \"name INTEGER"_s,
                            u"foreign key t_o_id_fkey (o_id) -> other.o(id)"_s }));
    QCOMPARE(describe(*inspector.table(u"o"_s, u"other"_s).value()),
             (QStringList { u"table other.o"_s,
                            u"id INTEGER not null default <nextval('other.o_id_seq'::regclass)> "
                            "autoincrement"_s,
                            u"p_id INTEGER"_s, u"primary key o_pkey (id)"_s,
                            u"foreign key o_p_id_fkey (p_id) -> p(id)"_s }));
}

void TestPostgresql::inspectsRest()
{
    QCOMPARE(run(*m_connection, uR"(
        CREATE SEQUENCE s START 7 INCREMENT 3 CYCLE;
        CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY) ;
        CREATE VIEW v AS SELECT id FROM t;
        CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
        CREATE TABLE parts (a int) PARTITION BY RANGE (a);
        CREATE TABLE part1 PARTITION OF parts FOR VALUES FROM (1) TO (10))"_s),
             u"ok"_s);
    const auto catalog = m_connection->inspector().catalog({});
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().toString()));
    QStringList tables;
    for (const schema::TablePtr &table : catalog->tables)
        tables << describe(*table).first();
    QCOMPARE(
        tables,
        (QStringList { u"table part1"_s, u"table parts postgresql_partition_by=str 'RANGE (a)'"_s,
                       u"table t"_s }));
    QCOMPARE(catalog->sequences.size(), std::size_t { 1 });
    QCOMPARE(catalog->sequences[0].name.text, u"s"_s);
    QCOMPARE(*catalog->sequences[0].options.start, 7);
    QCOMPARE(*catalog->sequences[0].options.increment, 3);
    QVERIFY(*catalog->sequences[0].options.cycle);
    QCOMPARE(catalog->views.size(), std::size_t { 2 });
    QCOMPARE(m_connection->inspector().viewNames({}).value(), QStringList { u"v"_s });
    QVERIFY(m_connection->inspector().viewDefinition(u"v"_s, {}).value().contains(u"FROM t"));
    QVERIFY(!m_connection->inspector().viewDefinition(u"nowhere"_s, {}));
}

QTEST_GUILESS_MAIN(TestPostgresql)

#include "tst_postgresql.moc"
