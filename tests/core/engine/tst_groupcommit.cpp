// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/groupcommit.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestGroupCommit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void stepsShareACommit();
    void takesBackOneStep();
    void ownRollbackIsOfTheStep_data();
    void ownRollbackIsOfTheStep();
    void ownCommitTakesAll();
    void whatIsNoStepCommitsFirst();
    void foreignKeysHoldNothingBack();
    void othersSeeAll();
    void stepsThatAreLostAreNotDurable();
    void longStepsCommit();

private:
    void step(const QString &sql)
    {
        QVERIFY(m_group->begin());
        QCOMPARE(run(*m_group, sql), u"ok"_s);
        QVERIFY(m_group->commitStep());
    }

    /// What another session reads.
    [[nodiscard]] QStringList seen() const
    {
        return rowsOf(*openUrl(m_url), u"SELECT n FROM t ORDER BY n"_s);
    }

    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<GroupCommit> m_group;
};

void TestGroupCommit::init()
{
    m_group.reset();
    m_url = m_databases.create(u"sqlite"_s);
    auto connection = openUrl(m_url);
    QCOMPARE(run(*connection, u"CREATE TABLE t (n int UNIQUE)"_s), u"ok"_s);
    m_group = std::make_unique<GroupCommit>(std::move(connection));
}

void TestGroupCommit::stepsShareACommit()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    step(u"INSERT INTO t VALUES (2)"_s);
    QVERIFY(!m_group->inTransaction());
    QCOMPARE(m_group->heldSteps(), 2);
    QCOMPARE(m_group->durableSteps(), 0);
    QCOMPARE(seen(), QStringList());
    QVERIFY(m_group->settle());
    QCOMPARE(m_group->durableSteps(), 2);
    QCOMPARE(seen(), (QStringList { u"int 1"_s, u"int 2"_s }));
    QVERIFY(m_group->settle());
}

void TestGroupCommit::takesBackOneStep()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(m_group->begin());
    QVERIFY(m_group->inTransaction());
    QCOMPARE(run(*m_group, u"INSERT INTO t VALUES (2)"_s), u"ok"_s);
    QVERIFY(run(*m_group, u"INSERT INTO t VALUES (2)"_s).contains(u"UNIQUE"));
    QVERIFY(m_group->rollback());
    QVERIFY(!m_group->inTransaction());
    QCOMPARE(m_group->durableSteps(), 1);
    QCOMPARE(seen(), QStringList { u"int 1"_s });
}

void TestGroupCommit::ownRollbackIsOfTheStep_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"ROLLBACK"_s;
    QTest::newRow("long") << u"  rollback\n transaction;"_s;
}

void TestGroupCommit::ownRollbackIsOfTheStep()
{
    QFETCH(QString, text);
    step(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(m_group->begin());
    QCOMPARE(run(*m_group, u"INSERT INTO t VALUES (2)"_s), u"ok"_s);
    QCOMPARE(run(*m_group, u"SAVEPOINT own"_s), u"ok"_s);
    QCOMPARE(run(*m_group, u"INSERT INTO t VALUES (3)"_s), u"ok"_s);
    QCOMPARE(run(*m_group, u"ROLLBACK TO own"_s), u"ok"_s);
    QVERIFY(m_group->inTransaction());
    QCOMPARE(run(*m_group, text), u"ok"_s);
    QVERIFY(!m_group->inTransaction());
    QCOMPARE(seen(), QStringList { u"int 1"_s });
    QVERIFY(m_group->commitStep());
    QCOMPARE(m_group->durableSteps(), 2);
}

void TestGroupCommit::ownCommitTakesAll()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(m_group->begin());
    QCOMPARE(run(*m_group, u"INSERT INTO t VALUES (2)"_s), u"ok"_s);
    QCOMPARE(run(*m_group, u"COMMIT"_s), u"ok"_s);
    QCOMPARE(m_group->durableSteps(), 1);
    QCOMPARE(seen(), (QStringList { u"int 1"_s, u"int 2"_s }));
    QVERIFY(m_group->commitStep());
    QCOMPARE(m_group->durableSteps(), 2);
}

void TestGroupCommit::whatIsNoStepCommitsFirst()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    QCOMPARE(rowsOf(*m_group, u"PRAGMA foreign_keys"_s), QStringList { u"int 0"_s });
    QCOMPARE(m_group->durableSteps(), 1);
    QCOMPARE(seen(), QStringList { u"int 1"_s });
}

void TestGroupCommit::foreignKeysHoldNothingBack()
{
    QCOMPARE(run(*m_group, u"PRAGMA foreign_keys = ON"_s), u"ok"_s);
    QCOMPARE(
        run(*m_group, u"CREATE TABLE c (n int REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)"_s),
        u"ok"_s);
    step(u"INSERT INTO t VALUES (1)"_s);
    QCOMPARE(m_group->durableSteps(), 1);
    QVERIFY(m_group->begin());
    QCOMPARE(run(*m_group, u"INSERT INTO c VALUES (7)"_s), u"ok"_s);
    QVERIFY(!m_group->commitStep());
    QVERIFY(m_group->rollback());
    QCOMPARE(m_group->durableSteps(), 1);
}

void TestGroupCommit::othersSeeAll()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(m_group->settleForOthers());
    QCOMPARE(seen(), QStringList { u"int 1"_s });

    step(u"INSERT INTO t VALUES (2)"_s);
    QVERIFY(m_group->begin());
    QVERIFY(!m_group->settleForOthers());
    QVERIFY(!m_group->commitStep());
    QVERIFY(m_group->inTransaction());
    QVERIFY(m_group->mustStepRepeat());
    QVERIFY(!m_group->mustStepRepeat());
    QVERIFY(m_group->rollback());
    QCOMPARE(seen(), (QStringList { u"int 1"_s, u"int 2"_s }));
    step(u"INSERT INTO t VALUES (3)"_s); // nothing is held back from now on
    QCOMPARE(m_group->durableSteps(), 3);
}

void TestGroupCommit::stepsThatAreLostAreNotDurable()
{
    step(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(m_group->begin());
    QVERIFY(run(*m_group, u"INSERT OR ROLLBACK INTO t VALUES (1)"_s).contains(u"UNIQUE"));
    QCOMPARE(m_group->heldSteps(), 0);
    QCOMPARE(m_group->durableSteps(), 0);
    QVERIFY(!m_group->commitStep()); // also if a script goes on
    QVERIFY(m_group->rollback());
    QCOMPARE(seen(), QStringList());
}

void TestGroupCommit::longStepsCommit()
{
    QVERIFY(m_group->begin());
    QCOMPARE(run(*m_group, u"INSERT INTO t VALUES (1)"_s), u"ok"_s);
    QTest::qSleep(150);
    QVERIFY(m_group->commitStep());
    QCOMPARE(m_group->durableSteps(), 1);
    QCOMPARE(seen(), QStringList { u"int 1"_s });
}

QTEST_GUILESS_MAIN(TestGroupCommit)
#include "tst_groupcommit.moc"
