// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The process is killed (SIGKILL) at random points of upgrades and downgrades. Afterwards the
// schema and the rows are those of the revision that the version table names, and the next run
// goes on from there. LIMBECK_KILLS sets the number of kills per database (12 unless given),
// LIMBECK_SEED the seed.

#include "tests/support/stepproject.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? static_cast<quint32>(given) : otherwise;
}

} // namespace

class TestKilledRuns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void leavesARevision_data();
    void leavesARevision();

private:
    TestDatabases m_databases;
};

void TestKilledRuns::leavesARevision_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("arguments");
    const QString each = u"transaction_per_migration=True"_s;
    // Short steps share a commit: they have to take a while for kills to come between commits.
    QTest::newRow("sqlite") << u"sqlite"_s << u"on_version_apply=lambda **_: time.sleep(0.04)"_s;
    QTest::newRow("sqlite, each step alone") << u"sqlite"_s << each;
    QTest::newRow("postgresql") << u"postgresql"_s << QString();
    QTest::newRow("postgresql, each step alone") << u"postgresql"_s << each;
}

void TestKilledRuns::leavesARevision()
{
    QFETCH(QString, kind);
    QFETCH(QString, arguments);
    const quint32 kills = numberFrom("LIMBECK_KILLS", 12);
    const quint32 seed = numberFrom("LIMBECK_SEED", QRandomGenerator::global()->generate() >> 1);
    qInfo("LIMBECK_SEED=%u LIMBECK_KILLS=%u", seed, kills);
    QRandomGenerator random(seed);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const StepProject steps(url);
    const CommandLineProject &project = steps.commands();
    project.configure(arguments, u"import time\n"_s);

    QElapsedTimer whole;
    whole.start();
    QCOMPARE(project.limbeck({ u"upgrade"_s, u"head"_s }).exitStatus, 0);
    const auto atLeast = [](qint64 ms) { return static_cast<quint32>(std::max<qint64>(ms, 50)); };
    quint32 fullMs = atLeast(whole.elapsed());
    bool goesUp = false;
    quint32 killed = 0;
    quint32 between = 0;
    for (quint32 attempt = 0; killed < kills && attempt < kills * 4; ++attempt) {
        QProcess process;
        project.startLimbeck(
            process, { goesUp ? u"upgrade"_s : u"downgrade"_s, goesUp ? u"head"_s : u"base"_s });
        QVERIFY(process.waitForStarted());
        whole.start();
        if (process.waitForFinished(static_cast<int>(random.bounded(fullMs)))) {
            fullMs = atLeast(whole.elapsed()); // the machine has become quicker
        } else {
            process.kill();
            QVERIFY(process.waitForFinished(10'000));
        }
        if (process.exitStatus() == QProcess::CrashExit)
            ++killed;
        else
            goesUp = !goesUp; // it was done before the kill came

        const QString problem = StepProject::problem(url);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const int step = StepProject::currentStep(url);
        if (step == 0)
            goesUp = true;
        else if (step == StepProject::stepCount)
            goesUp = false;
        else
            ++between;
    }
    qInfo("%u runs were killed; %u times the database was between base and head", killed, between);
    QVERIFY2(killed == kills, "too few runs were still going when the kill came");
    const CommandResult last = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(last.exitStatus == 0, qPrintable(last.text()));
    QCOMPARE(StepProject::problem(url), QString());
    QCOMPARE(StepProject::currentStep(url), StepProject::stepCount);
}

QTEST_GUILESS_MAIN(TestKilledRuns)
#include "tst_killedruns.moc"
