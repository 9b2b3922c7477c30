// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// On SQLite short steps share a commit. Nobody must notice: a step that fails, in whatever way,
// leaves the ones before it, and what opens the file meanwhile sees them.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestGroupedSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failureLeavesTheStepsBefore_data();
    void failureLeavesTheStepsBefore();
    void ownTransactionControl();
    void secondSession();
    void eachStepOnRequest();

private:
    /// Steps a1 and b1, which are good, and c1.
    void addSteps(const CommandLineProject &project, const QString &last) const
    {
        project.configure({}, u"import logging\nlogging.basicConfig(level='INFO')\n"_s);
        project.addRevision(u"a1"_s, {}, u"op.execute('CREATE TABLE a (n int UNIQUE)')"_s);
        project.addRevision(u"b1"_s, u"a1"_s, u"op.execute('INSERT INTO a VALUES (1)')"_s);
        project.addRevision(u"c1"_s, u"b1"_s, last);
    }

    TestDatabases m_databases;
};

void TestGroupedSteps::failureLeavesTheStepsBefore_data()
{
    QTest::addColumn<QString>("last");
    QTest::newRow("constraint") << u"op.execute('INSERT INTO a VALUES (2), (1)')"_s;
    QTest::newRow("exception")
        << u"op.execute('INSERT INTO a VALUES (2)')\nraise ValueError('no')"_s;
    // SQLite rolls back everything.
    QTest::newRow("rollback") << u"op.execute('INSERT OR ROLLBACK INTO a VALUES (1)')"_s;
    QTest::newRow("swallowed") << u"try:\n"
                                  "    op.execute('INSERT OR ROLLBACK INTO a VALUES (1)')\n"
                                  "except Exception:\n"
                                  "    op.execute('CREATE TABLE late (n int)')\n"
                                  "raise ValueError('no')"_s;
}

void TestGroupedSteps::failureLeavesTheStepsBefore()
{
    QFETCH(QString, last);
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    addSteps(project, last);
    const CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"The database is at b1."), qPrintable(result.text()));
    QCOMPARE(result.errors.count(u"a1 -> b1"), 1);
    QCOMPARE(project.current(), QStringList { u"b1"_s });
    QCOMPARE(rowsOf(*openUrl(project.url()), u"SELECT n FROM a"_s), QStringList { u"int 1"_s });
}

void TestGroupedSteps::ownTransactionControl()
{
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    addSteps(project,
             u"op.execute('INSERT INTO a VALUES (2)')\n"
             "op.execute('ROLLBACK')\n"
             "op.execute('INSERT INTO a VALUES (3)')"_s);
    project.addRevision(u"d1"_s, u"c1"_s,
                        u"with op.get_context().autocommit_block():\n"
                        "    op.execute('VACUUM')"_s);
    const CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(project.current(), QStringList { u"d1"_s });
    QCOMPARE(rowsOf(*openUrl(project.url()), u"SELECT n FROM a"_s),
             (QStringList { u"int 1"_s, u"int 3"_s }));
}

void TestGroupedSteps::secondSession()
{
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    addSteps(project,
             u"with sa.create_engine('%1').connect() as other:\n"
             "    count = other.execute(sa.text('SELECT count(*) FROM a')).scalar()\n"
             "assert count == 1\n"
             "op.execute('INSERT INTO a VALUES (2)')"_s.arg(project.url()));
    const CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(project.current(), QStringList { u"c1"_s });
    QCOMPARE(rowsOf(*openUrl(project.url()), u"SELECT n FROM a"_s),
             (QStringList { u"int 1"_s, u"int 2"_s }));
}

/// Who asks for a transaction for each migration gets it: a kill behind a step leaves that step.
void TestGroupedSteps::eachStepOnRequest()
{
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    addSteps(project, u"import time\ntime.sleep(20)"_s);
    project.configure(u"transaction_per_migration=True"_s);
    QProcess process;
    project.startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(project.current(), QStringList { u"b1"_s }, 15'000);
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(project.current(), QStringList { u"b1"_s });
}

QTEST_GUILESS_MAIN(TestGroupedSteps)
#include "tst_groupedsteps.moc"
