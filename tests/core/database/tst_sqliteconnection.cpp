// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/connect.h"
#include "core/dialect/dialect.h"
#include "tests/support/databasetext.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestSqliteConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void version();
    void values_data();
    void values();
    void parameters_data();
    void parameters();
    void refusesWhatItCannotBind();
    void oneStatementAtATime_data();
    void oneStatementAtATime();
    void counts();
    void regexp();
    void foreignKeysAreOff();
    void errors_data();
    void errors();
    void transactionsHoldDdl();
    void immediateTransactions();
    void commitAfterOwnCommit();
    void dropWhileReading();
    void cursorOutlivesConnection();
    void refusesBrokenText();
    void waitsForOthers();
    void cancelsWaiting();
    void cancelsWork();
    void openErrors_data();
    void openErrors();
    void readOnly();
    void uri();

private:
    [[nodiscard]] QString url(const QString &name = u"test.db"_s) const
    {
        return u"sqlite:///"_s + m_folder->filePath(name);
    }

    static Result<std::unique_ptr<dialect::Connection>>
    open(const QString &url, const database::OpenOptions &options = {})
    {
        return database::openConnection(DatabaseUrl::parse(url)->toSpecification().value(),
                                        options);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<dialect::Connection> m_connection;
};

void TestSqliteConnection::init()
{
    m_connection.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = open(url());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    m_connection = std::move(*opened);
}

void TestSqliteConnection::version()
{
    QVERIFY(m_connection->serverVersion().startsWith(u"3."));
    QCOMPARE(m_connection->dialect().name(), u"sqlite"_s);
    QCOMPARE(m_connection->displayName(), u"sqlite "_s + m_folder->filePath(u"test.db"_s));
    QCOMPARE(open(u"sqlite://"_s).value()->displayName(), u"sqlite :memory:"_s);
}

void TestSqliteConnection::values_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("int") << u"-9223372036854775808"_s << u"int -9223372036854775808"_s;
    QTest::newRow("float") << u"0.1"_s << u"float 0.1"_s;
    QTest::newRow("text") << u"'Zürich ☂ 𝄞'"_s << u"str 'Zürich ☂ 𝄞'"_s;
    QTest::newRow("blob") << u"x'00ff5c27'"_s << u"bytes 00ff5c27"_s;
    QTest::newRow("null") << u"NULL"_s << u"None"_s;
    QTest::newRow("empty") << u"''"_s << u"str ''"_s;
    QTest::newRow("date") << u"date('2024-01-02')"_s << u"str '2024-01-02'"_s;
}

void TestSqliteConnection::values()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(rowsOf(*m_connection, u"SELECT "_s + sql), QStringList { expected });
}

void TestSqliteConnection::parameters_data()
{
    QTest::addColumn<schema::Literal>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("null") << schema::Literal(schema::Null {}) << u"None"_s;
    QTest::newRow("bool") << schema::Literal(true) << u"int 1"_s;
    QTest::newRow("int") << schema::Literal(qint64 { -5 }) << u"int -5"_s;
    QTest::newRow("float") << schema::Literal(0.1) << u"float 0.1"_s;
    QTest::newRow("text") << schema::Literal(u"it's ☂ ?"_s) << u"str 'it's ☂ ?'"_s;
    QTest::newRow("bytes") << schema::Literal(QByteArray("\0'\xff", 3)) << u"bytes 0027ff"_s;
    QTest::newRow("empty bytes") << schema::Literal(QByteArray()) << u"bytes "_s;
    QTest::newRow("date") << schema::Literal(schema::Date { 2024, 1, 2 }) << u"str '2024-01-02'"_s;
    QTest::newRow("time") << schema::Literal(schema::Time { 1, 2, 3, 0, {} })
                          << u"str '01:02:03.000000'"_s;
    QTest::newRow("datetime") << schema::Literal(
        schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 6, 3600 } })
                              << u"str '2024-01-02 03:04:05.000006'"_s;
    QTest::newRow("interval") << schema::Literal(schema::Interval { 1, 3661, 5 })
                              << u"str '1970-01-02 01:01:01.000005'"_s;
    QTest::newRow("decimal") << schema::Literal(schema::Decimal { u"1.50"_s }) << u"float 1.5"_s;
    QTest::newRow("uuid") << schema::Literal(
        schema::Uuid { u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s })
                          << u"str 'a0eebc999c0b4ef8bb6d6bb9bd380a11'"_s;
    QTest::newRow("json") << schema::Literal(schema::Json { u"{\"a\": 1}"_s })
                          << u"str '{\"a\": 1}'"_s;
}

void TestSqliteConnection::parameters()
{
    QFETCH(schema::Literal, value);
    QFETCH(QString, expected);
    QCOMPARE(rowsOf(*m_connection, u"SELECT ?"_s, { value }), QStringList { expected });
}

void TestSqliteConnection::refusesWhatItCannotBind()
{
    auto list = std::make_shared<const schema::LiteralList>();
    QCOMPARE(rowsOf(*m_connection, u"SELECT ?"_s, { schema::Literal(list) }),
             QStringList { u"ERROR Database (): Error binding parameter 1: type 'list' is not "
                           "supported"_s });
    QCOMPARE(
        rowsOf(*m_connection, u"SELECT ?"_s, { schema::Decimal { u"99999999999999999999"_s } }),
        QStringList { u"ERROR Database (): Python int too large to convert to SQLite INTEGER"_s });
    QVERIFY(run(*m_connection, u"SELECT ?"_s).contains(u"Incorrect number of bindings"));
}

void TestSqliteConnection::oneStatementAtATime_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("works");
    QTest::newRow("semicolon") << u"SELECT 1;"_s << true;
    QTest::newRow("comment behind") << u"SELECT 1; -- done ; \n /* x; */ ;"_s << true;
    QTest::newRow("in text") << u"SELECT 'a; SELECT 2'"_s << true;
    QTest::newRow("nothing") << u""_s << true;
    QTest::newRow("only comment") << u"-- nothing"_s << true;
    QTest::newRow("two") << u"SELECT 1; SELECT 2"_s << false;
    QTest::newRow("trigger")
        << u"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END"_s << true;
}

void TestSqliteConnection::oneStatementAtATime()
{
    QFETCH(QString, sql);
    QFETCH(bool, works);
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, sql),
             works
                 ? u"ok"_s
                 : u"ERROR Database (, ProgrammingError): You can only execute one statement at a "
                   "time."_s);
}

void TestSqliteConnection::counts()
{
    const auto counts = [this](const QString &sql) {
        auto cursor = m_connection->execute({ sql, {}, {}, {}, {} });
        return cursor ? (*cursor)->affectedRows() : -2;
    };
    QCOMPARE(counts(u"CREATE TABLE t (id INTEGER PRIMARY KEY, a)"_s), -1);
    auto inserted =
        m_connection->execute({ u"INSERT INTO t (a) VALUES (1), (2), (3)"_s, {}, {}, {}, {} });
    QCOMPARE((*inserted)->affectedRows(), 3);
    QCOMPARE((*inserted)->lastInsertId(), std::optional<qint64>(3));
    QCOMPARE(counts(u"UPDATE t SET a = 1 WHERE a >= 2"_s), 2);
    QCOMPARE(counts(u"WITH x AS (SELECT 1) DELETE FROM t WHERE id IN x"_s), 1);
    QCOMPARE(counts(u"SELECT * FROM t"_s), -1);
    QCOMPARE(counts(u"/* c */ DELETE FROM t"_s), 2);
    QCOMPARE(counts(u"INSERT INTO t (a) VALUES (1), (2) RETURNING id"_s), 2);
    // Changes stay although nobody read the rows.
    QCOMPARE(rowsOf(*m_connection, u"SELECT count(*) FROM t"_s), QStringList { u"int 2"_s });
}

void TestSqliteConnection::regexp()
{
    QCOMPARE(
        rowsOf(*m_connection, u"SELECT 'abc' REGEXP 'b.$', 'abc' REGEXP '^b', NULL REGEXP 'x'"_s),
        QStringList { u"int 1 | int 0 | None"_s });
}

void TestSqliteConnection::foreignKeysAreOff()
{
    QCOMPARE(rowsOf(*m_connection, u"PRAGMA foreign_keys"_s), QStringList { u"int 0"_s });
}

void TestSqliteConnection::errors_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("table") << u"SELECT * FROM nowhere"_s
                           << u"ERROR Database (SQLITE_ERROR, OperationalError): no such table: "
                              "nowhere"_s;
    QTest::newRow("syntax") << u"SELEC 1"_s
                            << u"ERROR Database (SQLITE_ERROR, OperationalError): near \"SELEC\": "
                               "syntax error"_s;
    QTest::newRow("unique")
        << u"INSERT INTO t VALUES (1, 1), (1, 2)"_s
        << u"ERROR Database (SQLITE_CONSTRAINT_PRIMARYKEY, IntegrityError): UNIQUE "
           "constraint failed: t.id"_s;
    QTest::newRow("check") << u"INSERT INTO t VALUES (1, -1)"_s
                           << u"ERROR Database (SQLITE_CONSTRAINT_CHECK, IntegrityError): CHECK "
                              "constraint failed: a > 0"_s;
}

void TestSqliteConnection::errors()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (id INTEGER PRIMARY KEY, a CHECK (a > 0))"_s),
             u"ok"_s);
    QCOMPARE(run(*m_connection, sql), expected);
}

void TestSqliteConnection::transactionsHoldDdl()
{
    QVERIFY(m_connection->begin());
    QVERIFY(m_connection->inTransaction());
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    QVERIFY(m_connection->rollback());
    QVERIFY(!m_connection->inTransaction());
    QCOMPARE(m_connection->inspector().tableNames({}).value(), QStringList());
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    QVERIFY(m_connection->commit());
    QCOMPARE(open(url()).value()->inspector().tableNames({}).value(), QStringList { u"t"_s });
}

void TestSqliteConnection::immediateTransactions()
{
    database::OpenOptions options;
    options.immediateTransactions = true;
    auto first = open(url(), options).value();
    options.busyTimeout = std::chrono::milliseconds(50);
    auto second = open(url(), options).value();
    QVERIFY(first->begin());
    const auto begun = second->begin();
    QVERIFY(!begun);
    QCOMPARE(codeName(begun.error().code), u"Locked"_s);
}

void TestSqliteConnection::commitAfterOwnCommit()
{
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"COMMIT"_s), u"ok"_s);
    QVERIFY(m_connection->commit());
    QVERIFY(m_connection->rollback());
}

void TestSqliteConnection::dropWhileReading()
{
    QCOMPARE(run(*m_connection,
                 u"CREATE TABLE t AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL "
                 "SELECT n + 1 FROM c WHERE n < 1000) SELECT n, 'x' || n AS s, "
                 "n / 2.0 AS f, NULL AS e, x'00' AS b FROM c"_s),
             u"ok"_s);
    auto cursor = m_connection->execute({ u"SELECT * FROM t ORDER BY n"_s, {}, {}, {}, {} });
    QVERIFY((*cursor)->next().value());
    QCOMPARE(run(*m_connection, u"DROP TABLE t"_s), u"ok"_s);
    int count = 1;
    while ((*cursor)->next().value())
        ++count;
    QCOMPARE(count, 1000);
    QCOMPARE(describe((*cursor)->value(1)), u"str 'x1000'"_s);
    QCOMPARE(describe((*cursor)->value(2)), u"float 500.0"_s);
    QCOMPARE(describe((*cursor)->value(3)), u"None"_s);
    QCOMPARE(describe((*cursor)->value(4)), u"bytes 00"_s);
}

void TestSqliteConnection::cursorOutlivesConnection()
{
    auto cursor = m_connection->execute({ u"SELECT 1 UNION SELECT 2"_s, {}, {}, {}, {} });
    QVERIFY((*cursor)->next().value());
    m_connection.reset();
    const auto next = (*cursor)->next();
    QVERIFY(!next);
    QCOMPARE(codeName(next.error().code), u"Connection"_s);
}

void TestSqliteConnection::refusesBrokenText()
{
    QCOMPARE(rowsOf(*m_connection, u"SELECT CAST(x'fc' AS TEXT) AS c"_s),
             QStringList { u"ERROR Database (): The value of c is not UTF-8 text."_s });
}

void TestSqliteConnection::waitsForOthers()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    database::OpenOptions options;
    options.busyTimeout = std::chrono::milliseconds(150);
    auto other = open(url(), options).value();
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    QElapsedTimer timer;
    timer.start();
    auto refused = other->execute({ u"INSERT INTO t VALUES (2)"_s, {}, {}, {}, {} });
    QVERIFY(!refused);
    QVERIFY(timer.elapsed() >= 140 && timer.elapsed() < 1500);
    QCOMPARE(describe(refused.error()),
             u"ERROR Locked (SQLITE_BUSY, OperationalError): database is locked"_s);
    QVERIFY(refused.error().hint.contains(m_folder->filePath(u"test.db"_s)));
    QVERIFY(m_connection->commit());
    QCOMPARE(run(*other, u"INSERT INTO t VALUES (2)"_s), u"ok"_s);
}

void TestSqliteConnection::cancelsWaiting()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    auto other = open(url() + u"?timeout=30"_s).value();
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    std::jthread thread([&] {
        QThread::msleep(150);
        other->cancel();
    });
    QVERIFY(run(*other, u"INSERT INTO t VALUES (2)"_s).startsWith(u"ERROR Cancelled"));
    thread.join();
}

void TestSqliteConnection::cancelsWork()
{
    QVERIFY(m_connection->begin());
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    std::jthread thread([this] {
        QThread::msleep(150);
        m_connection->cancel();
    });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(run(*m_connection,
                 u"INSERT INTO t WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT "
                 "n + 1 FROM c) SELECT n FROM c"_s),
             u"ERROR Cancelled (SQLITE_INTERRUPT, OperationalError): interrupted"_s);
    QVERIFY(timer.elapsed() < 1500);
    thread.join();
    // An interrupted write ends the transaction: its end must not look like success.
    QVERIFY(!m_connection->inTransaction());
    const auto committed = m_connection->commit();
    QVERIFY(!committed);
    QVERIFY(committed.error().message.startsWith(u"The transaction was rolled back"));
}

void TestSqliteConnection::openErrors_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hint");
    QTest::newRow("folder") << u"missing/x.db"_s << u"unable to open database file"_s
                            << u"does not exist"_s;
    QTest::newRow("is folder") << u"."_s << u"unable to open database file"_s << u"is a folder"_s;
    QTest::newRow("no database") << u"text.txt"_s << u"file is not a database"_s
                                 << u"not a SQLite database"_s;
}

void TestSqliteConnection::openErrors()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    QFETCH(QString, hint);
    QFile text(m_folder->filePath(u"text.txt"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray(2000, 'x'));
    text.close();
    const auto opened = open(url(path));
    QVERIFY(!opened);
    QCOMPARE(codeName(opened.error().code), u"Connection"_s);
    QVERIFY2(opened.error().message.startsWith(words), qPrintable(opened.error().toString()));
    QVERIFY2(opened.error().hint.contains(hint), qPrintable(opened.error().toString()));
}

void TestSqliteConnection::readOnly()
{
    database::OpenOptions options;
    options.readOnly = true;
    QVERIFY(!open(url(u"none.db"_s), options));
    QVERIFY(!QFile::exists(m_folder->filePath(u"none.db"_s)));
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    auto reader = open(url(), options).value();
    auto refused = reader->execute({ u"INSERT INTO t VALUES (1)"_s, {}, {}, {}, {} });
    QVERIFY(!refused);
    QCOMPARE(refused.error().subjects.value(0), u"SQLITE_READONLY"_s);
    QVERIFY(!refused.error().hint.isEmpty());
}

void TestSqliteConnection::uri()
{
    QCOMPARE(run(*m_connection, u"CREATE TABLE t (a)"_s), u"ok"_s);
    auto reader =
        open(u"sqlite:///file:%1?mode=ro&uri=true"_s.arg(m_folder->filePath(u"test.db"_s)));
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().toString()));
    QVERIFY(run(**reader, u"INSERT INTO t VALUES (1)"_s).contains(u"SQLITE_READONLY"));
    QVERIFY(!open(u"sqlite://host/x.db"_s));
}

QTEST_GUILESS_MAIN(TestSqliteConnection)

#include "tst_sqliteconnection.moc"
