// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Many processes upgrade one database at once: one applies, the others find nothing left to do.
// LIMBECK_RACE_TRIALS sets the number of trials (2 unless given).

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr int processCount = 16;

int trialCount()
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue("LIMBECK_RACE_TRIALS", &isNumber);
    return isNumber ? given : 2;
}

} // namespace

class TestConcurrentRuns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void oneApplies_data() { TestDatabases::addRows(); }

    void oneApplies();

    void namesWhoHoldsTheDatabase_data() { TestDatabases::addRows(); }

    void namesWhoHoldsTheDatabase();

private:
    TestDatabases m_databases;
};

void TestConcurrentRuns::oneApplies()
{
    QFETCH(QString, kind);
    for (int trial = 0; trial < trialCount(); ++trial) {
        const QString url = m_databases.create(kind);
        QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
        const CommandLineProject project(url);
        project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
        project.addRevision(u"b1"_s, u"a1"_s,
                            u"print('applied')\nop.execute('INSERT INTO a VALUES (1)')"_s);
        project.addRevision(u"c1"_s, u"b1"_s, u"op.add_column('a', sa.Column('b', sa.Integer))"_s);
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < processCount; ++i) {
            processes.push_back(std::make_unique<QProcess>());
            project.startLimbeck(*processes.back(), { u"upgrade"_s, u"head"_s });
        }
        int applied = 0;
        for (const auto &process : processes) {
            QVERIFY(process->waitForFinished(120'000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
            applied += process->readAllStandardOutput().contains("applied") ? 1 : 0;
        }
        QCOMPARE(applied, 1);
        const auto connection = openUrl(url);
        QCOMPARE(rowsOf(*connection, u"SELECT count(*) FROM a"_s), QStringList { u"int 1"_s });
        QCOMPARE(rowsOf(*connection, u"SELECT version_num FROM alembic_version"_s),
                 QStringList { u"str 'c1'"_s });
    }
}

void TestConcurrentRuns::namesWhoHoldsTheDatabase()
{
    QFETCH(QString, kind);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    project.write(u"limbeck.toml"_s, u"[run]\nlock_wait = \"500ms\"\n"_s);
    project.addRevision(u"a1"_s, {}, u"import time\nprint('asleep', flush=True)\ntime.sleep(8)"_s);
    QProcess holder;
    project.startLimbeck(holder, { u"upgrade"_s, u"head"_s });
    QVERIFY(holder.waitForReadyRead(20'000));

    QElapsedTimer waited;
    waited.start();
    const CommandResult second = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(second.exitStatus != 0, qPrintable(second.text()));
    QVERIFY(waited.elapsed() < 5'000);
    QVERIFY2(second.errors.contains(u"Another run holds the database"), qPrintable(second.errors));
    const QString name =
        kind == u"sqlite" ? u"process %1 of"_s.arg(holder.processId()) : u"session "_s;
    QVERIFY2(second.errors.contains(name), qPrintable(second.errors));
    QVERIFY(holder.waitForFinished(30'000));
    QCOMPARE(holder.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestConcurrentRuns)
#include "tst_concurrentruns.moc"
