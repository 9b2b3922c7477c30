// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/runlock.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;
using limbeck::database::RunLock;

namespace {

ConnectionSpecification specificationOf(const QString &url)
{
    return DatabaseUrl::parse(url)->toSpecification().value();
}

/// The other process: takes the lock, says so, and waits to be killed.
int hold(const QString &url)
{
    const auto lock = RunLock::acquire(specificationOf(url), {}, {});
    std::puts(lock ? "held" : qPrintable(lock.error().toString()));
    std::fflush(stdout);
    while (lock)
        QThread::sleep(1);
    return 1;
}

} // namespace

class TestRunLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void excludesOthers_data();
    void excludesOthers();
    void endsWithItsHolder_data();
    void endsWithItsHolder();
    void holdsNoTransaction();
    void canBeCancelled();
    void databasesAreApart();
    void memoryNeedsNone();
    void leavesNoFile();

private:
    void addUrls()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("sqlite") << u"sqlite:///"_s + m_folder.filePath(u"app.db"_s);
        if (m_hasPostgres)
            QTest::newRow("postgresql") << m_postgres.url(u"app"_s);
        if (m_hasMariaDb)
            QTest::newRow("mariadb") << m_mariaDb.url(u"app"_s);
    }

    static RunLock::Request noWait()
    {
        RunLock::Request request;
        request.wait = std::chrono::milliseconds(0);
        return request;
    }

    QTemporaryDir m_folder;
    PrivatePostgres m_postgres;
    PrivateMariaDb m_mariaDb;
    bool m_hasPostgres = false;
    bool m_hasMariaDb = false;
};

void TestRunLock::initTestCase()
{
    m_hasPostgres = m_postgres.start().isEmpty() && m_postgres.createDatabase(u"app"_s).isEmpty();
    m_hasMariaDb = m_mariaDb.start().isEmpty() && m_mariaDb.createDatabase(u"app"_s).isEmpty();
}

void TestRunLock::excludesOthers_data()
{
    addUrls();
}

void TestRunLock::excludesOthers()
{
    QFETCH(QString, url);
    const auto specification = specificationOf(url);
    auto lock = RunLock::acquire(specification, {}, noWait());
    QVERIFY2(lock, lock ? "" : qPrintable(lock.error().toString()));
    QVERIFY((*lock)->verify());

    QString waitedFor;
    RunLock::Request request;
    request.wait = std::chrono::milliseconds(300);
    request.onWaiting = [&](const QString &holder) { waitedFor = holder; };
    QElapsedTimer timer;
    timer.start();
    const auto second = RunLock::acquire(specification, {}, request);
    QVERIFY(!second);
    QVERIFY(timer.elapsed() >= 290 && timer.elapsed() < 3000);
    QCOMPARE(codeName(second.error().code), u"Locked"_s);
    QVERIFY2(second.error().message.contains(waitedFor) && !waitedFor.isEmpty(),
             qPrintable(second.error().message));
    QVERIFY(!second.error().toString().contains(PrivateServer::password()));
    lock->reset();
    QVERIFY(RunLock::acquire(specification, {}, noWait()));
}

void TestRunLock::endsWithItsHolder_data()
{
    addUrls();
}

void TestRunLock::endsWithItsHolder()
{
    QFETCH(QString, url);
    QProcess holder;
    holder.start(QCoreApplication::applicationFilePath(), { u"--hold"_s, url });
    QVERIFY(holder.waitForReadyRead(10'000));
    QCOMPARE(holder.readLine().trimmed(), QByteArray("held"));
    QVERIFY(!RunLock::acquire(specificationOf(url), {}, noWait()));
    ::kill(static_cast<pid_t>(holder.processId()), SIGKILL);
    holder.waitForFinished();
    RunLock::Request request;
    request.wait = std::chrono::milliseconds(2000);
    const auto lock = RunLock::acquire(specificationOf(url), {}, request);
    QVERIFY2(lock, lock ? "" : qPrintable(lock.error().toString()));
}

void TestRunLock::holdsNoTransaction()
{
    if (!m_hasPostgres)
        QSKIP("no PostgreSQL");
    const auto lock = RunLock::acquire(m_postgres.specification(u"app"_s), {}, noWait());
    QVERIFY(lock);
    auto connection = database::openConnection(m_postgres.specification(u"app"_s)).value();
    QCOMPARE(rowsOf(*connection,
                    u"SELECT state, application_name FROM pg_stat_activity "
                    "WHERE application_name LIKE '%lock%'"_s),
             QStringList { u"str 'idle' | str 'limbeck (lock)'"_s });
    // A lock within a transaction would make this wait for ever.
    QCOMPARE(run(*connection, u"CREATE TABLE t (a int)"_s), u"ok"_s);
    QCOMPARE(run(*connection, u"SET statement_timeout = '5s'"_s), u"ok"_s);
    QCOMPARE(run(*connection, u"CREATE INDEX CONCURRENTLY i ON t (a)"_s), u"ok"_s);
}

void TestRunLock::canBeCancelled()
{
    const auto specification = specificationOf(u"sqlite:///"_s + m_folder.filePath(u"cancel.db"_s));
    const auto lock = RunLock::acquire(specification, {}, noWait());
    QVERIFY(lock);
    RunLock::Request request;
    request.onWaiting = [&](const QString &) { request.cancel.cancel(); };
    const auto second = RunLock::acquire(specification, {}, request);
    QVERIFY(!second);
    QCOMPARE(codeName(second.error().code), u"Cancelled"_s);
}

void TestRunLock::databasesAreApart()
{
    if (!m_hasMariaDb || !m_hasPostgres)
        QSKIP("no servers");
    for (PrivateServer *server :
         { static_cast<PrivateServer *>(&m_mariaDb), static_cast<PrivateServer *>(&m_postgres) }) {
        QCOMPARE(server->createDatabase(u"second"_s), QString());
        const auto first = RunLock::acquire(server->specification(u"app"_s), {}, noWait());
        QVERIFY(first);
        QVERIFY(RunLock::acquire(server->specification(u"second"_s), {}, noWait()));
    }
}

void TestRunLock::memoryNeedsNone()
{
    const auto first = RunLock::acquire(specificationOf(u"sqlite://"_s), {}, noWait());
    QVERIFY(first);
    QVERIFY(RunLock::acquire(specificationOf(u"sqlite://"_s), {}, noWait()));
}

void TestRunLock::leavesNoFile()
{
    QTemporaryDir folder;
    const QString url = u"sqlite:///"_s + folder.filePath(u"x.db"_s);
    {
        const auto lock = RunLock::acquire(specificationOf(url), {}, noWait());
        QVERIFY(lock);
        QVERIFY(QFile::exists(folder.filePath(u"x.db.limbeck-lock"_s)));
    }
    QVERIFY(!QFile::exists(folder.filePath(u"x.db.limbeck-lock"_s)));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--hold"_s)
        return hold(arguments.value(2));
    TestRunLock test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runlock.moc"
