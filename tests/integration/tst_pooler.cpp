// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs through PgBouncer: a pooler that shares sessions among transactions cannot keep a lock.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/privatepooler.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestPooler final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void run_data();
    void run();

private:
    PrivatePostgres m_server;
};

void TestPooler::initTestCase()
{
    if (const QString problem = m_server.start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
}

void TestPooler::run_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("takesTurns");
    QTest::addColumn<bool>("works");
    QTest::newRow("session") << u"session"_s << false << true;
    QTest::newRow("transaction") << u"transaction"_s << false << false;
    QTest::newRow("transaction, taking turns") << u"transaction"_s << true << false;
}

void TestPooler::run()
{
    QFETCH(QString, mode);
    QFETCH(bool, takesTurns);
    QFETCH(bool, works);
    static int number = 0;
    const QString database = u"pooled_%1"_s.arg(++number);
    QCOMPARE(m_server.createDatabase(database), QString());
    PrivatePooler pooler(m_server);
    if (const QString problem = pooler.start(mode, takesTurns); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    const CommandLineProject project(pooler.url(database));
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    const CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
    if (works) {
        QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
        return;
    }
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"pooler that gives each transaction another session"),
             qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"session mode"), qPrintable(result.text()));
}

QTEST_GUILESS_MAIN(TestPooler)
#include "tst_pooler.moc"
