// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs that are stopped on their way: by Ctrl-C, by their own time limit, by a server that dies.

#include "core/dialect/dialect.h"
#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/sanitized.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

/// A statement that takes minutes.
QString endlessStatement(const QString &kind)
{
    if (kind == u"postgresql")
        return u"SELECT pg_sleep(300)"_s;
    if (kind == u"mysql")
        return u"SELECT count(*) FROM seq_1_to_100000000 a, seq_1_to_100000 b"_s;
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12) "
           "SELECT count(*) FROM n"_s;
}

} // namespace

class TestCancelledRuns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void interruptsStatement_data() { TestDatabases::addRows(); }

    void interruptsStatement();
    void interruptsScript();

    void timeLimit_data() { TestDatabases::addRows(); }

    void timeLimit();

    void statementTimeout_data() { TestDatabases::addRows(); }

    void statementTimeout();

    void interruptsWaiting_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void interruptsWaiting();
    void serverDies();

private:
    /// A project whose second step creates a table and then executes @p statement.
    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &kind,
                                                              const QString &statement);
    void expectAtFirstStep(const CommandLineProject &project, const QString &kind);
    /// Sessions of the run's user that still do something, but for ours.
    [[nodiscard]] static QStringList busySessions(dialect::Connection &connection);

    TestDatabases m_databases;
};

std::unique_ptr<CommandLineProject> TestCancelledRuns::project(const QString &kind,
                                                               const QString &statement)
{
    const QString url = m_databases.create(kind);
    if (url.isEmpty())
        return nullptr;
    auto result = std::make_unique<CommandLineProject>(url);
    result->addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    result->addRevision(u"b1"_s, u"a1"_s,
                        u"op.execute('INSERT INTO a VALUES (1)')\nprint('now', flush=True)\n"
                        "op.execute('''%1''')"_s.arg(statement));
    return result;
}

QStringList TestCancelledRuns::busySessions(dialect::Connection &connection)
{
    const QString sql = connection.dialect().name() == u"postgresql"
        ? u"SELECT pid, query FROM pg_stat_activity WHERE datname = current_database() AND "
          "pid <> pg_backend_pid() AND backend_type = 'client backend'"_s
        : u"SELECT ID, INFO FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND "
          "ID <> CONNECTION_ID()"_s;
    return rowsOf(connection, sql);
}

void TestCancelledRuns::expectAtFirstStep(const CommandLineProject &project, const QString &kind)
{
    const auto connection = openUrl(project.url());
    if (kind != u"sqlite")
        QTRY_COMPARE_WITH_TIMEOUT(busySessions(*connection), QStringList(), 5'000);
    QCOMPARE(project.current(), QStringList { u"a1"_s });
    QCOMPARE(rowsOf(*connection, u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });
}

void TestCancelledRuns::interruptsStatement()
{
    QFETCH(QString, kind);
    const auto endless = project(kind, endlessStatement(kind));
    QVERIFY2(endless, qPrintable(m_databases.problem()));
    QProcess process;
    endless->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForReadyRead(20'000));
    QTest::qWait(300); // the statement is under way
    QElapsedTimer reaction;
    reaction.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10'000));
    QVERIFY2(reaction.elapsed() < 1'500, qPrintable(QString::number(reaction.elapsed())));
    const QString errors = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() != 0,
             qPrintable(errors));
    QVERIFY2(errors.contains(u"The run was cancelled"), qPrintable(errors));
    QVERIFY2(errors.contains(u"The database is at a1"), qPrintable(errors));
    expectAtFirstStep(*endless, kind);
}

void TestCancelledRuns::interruptsScript()
{
    const auto busy = project(u"postgresql"_s, u"SELECT 1"_s);
    QVERIFY2(busy, qPrintable(m_databases.problem()));
    busy->addRevision(u"b1"_s, u"a1"_s,
                      u"op.execute('INSERT INTO a VALUES (1)')\nprint('now', flush=True)\n"
                      "while True:\n    pass"_s);
    QProcess process;
    busy->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForReadyRead(20'000));
    QElapsedTimer reaction;
    reaction.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(10'000));
    QVERIFY2(reaction.elapsed() < 1'500, qPrintable(QString::number(reaction.elapsed())));
    expectAtFirstStep(*busy, u"postgresql"_s);
}

void TestCancelledRuns::timeLimit()
{
    QFETCH(QString, kind);
    const auto endless = project(kind, endlessStatement(kind));
    QVERIFY2(endless, qPrintable(m_databases.problem()));
    const QString limit = isSanitized ? u"20.5 s"_s : u"1.5 s"_s;
    endless->write(u"limbeck.toml"_s,
                   u"[run]\ntimeout = \"%1ms\"\n"_s.arg(isSanitized ? 20'500 : 1'500));
    QElapsedTimer taken;
    taken.start();
    const CommandResult result = endless->limbeck({ u"upgrade"_s, u"head"_s });
    const int patience = isSanitized ? 40'000 : 8'000;
    QVERIFY2(taken.elapsed() < patience, qPrintable(QString::number(taken.elapsed())));
    QVERIFY2(result.exitStatus != 0 && result.errors.contains(u"took longer than "_s + limit),
             qPrintable(result.text()));
    expectAtFirstStep(*endless, kind);
}

void TestCancelledRuns::statementTimeout()
{
    QFETCH(QString, kind);
    const auto endless = project(kind, endlessStatement(kind));
    QVERIFY2(endless, qPrintable(m_databases.problem()));
    endless->write(u"limbeck.toml"_s, u"[run]\nstatement_timeout = \"1s\"\n"_s);
    const CommandResult result = endless->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 1, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"aise the statement timeout"), qPrintable(result.text()));
    expectAtFirstStep(*endless, kind);
}

/// A statement that waits for somebody's lock tells who that is, and can be cancelled.
void TestCancelledRuns::interruptsWaiting()
{
    QFETCH(QString, kind);
    const auto waiting = project(kind, u"ALTER TABLE a ADD COLUMN b integer"_s);
    QVERIFY2(waiting, qPrintable(m_databases.problem()));
    const CommandResult first = waiting->limbeck({ u"upgrade"_s, u"a1"_s });
    QVERIFY2(first.exitStatus == 0, qPrintable(first.text()));
    const auto other = openUrl(waiting->url());
    QVERIFY(other->begin());
    QCOMPARE(rowsOf(*other, u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });

    QProcess process;
    waiting->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QByteArray errors;
    QTRY_VERIFY2_WITH_TIMEOUT((errors += process.readAllStandardError(), errors.contains("tester")),
                              errors.constData(), 20'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(3'000));
    QVERIFY(other->rollback());
    QCOMPARE(waiting->current(), QStringList { u"a1"_s });
}

/// After the connection was lost the state is read on another one.
void TestCancelledRuns::serverDies()
{
    const auto endless = project(u"postgresql"_s, endlessStatement(u"postgresql"_s));
    QVERIFY2(endless, qPrintable(m_databases.problem()));
    QProcess process;
    endless->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForReadyRead(20'000));
    QTest::qWait(300);
    auto other = openUrl(endless->url());
    QCOMPARE(rowsOf(*other,
                    u"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                    "datname = current_database() AND query LIKE '%pg_sleep(300)%' AND "
                    "pid <> pg_backend_pid()"_s),
             QStringList { u"int 1"_s });
    other.reset();
    QVERIFY(process.waitForFinished(20'000));
    const QString errors = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(process.exitCode() == 1, qPrintable(errors));
    QVERIFY2(errors.contains(u"The database is at a1"), qPrintable(errors));
    expectAtFirstStep(*endless, u"postgresql"_s);
}

QTEST_GUILESS_MAIN(TestCancelledRuns)
#include "tst_cancelledruns.moc"
