// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The process is killed (SIGKILL) at random points of upgrades and downgrades. Afterwards the
// schema and the rows are those of the revision that the version table names, and the next run
// goes on from there. LIMBECK_KILLS sets the number of kills per database (12 unless given),
// LIMBECK_SEED the seed.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr int stepCount = 6;

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

    void leavesARevision_data() { TestDatabases::addRows({ u"sqlite"_s, u"postgresql"_s }); }

    void leavesARevision();

private:
    /// Step N: a table tN with N rows, and N rows more in the table of the step before it.
    static void addSteps(const CommandLineProject &project);
    /// What the database must hold at revision sN, as lines.
    [[nodiscard]] static QStringList expectedAt(int step);
    [[nodiscard]] static QStringList contents(const QString &url);

    TestDatabases m_databases;
};

void TestKilledRuns::addSteps(const CommandLineProject &project)
{
    for (int step = 1; step <= stepCount; ++step) {
        const QString id = u"s%1"_s.arg(step);
        const QString before = step == 1 ? QString() : u"s%1"_s.arg(step - 1);
        QString up =
            u"op.create_table('t%1', sa.Column('id', sa.Integer), sa.Column('x', "
            "sa.String(50)))\n"
            "for i in range(%1):\n    op.execute(f'INSERT INTO t%1 (id) VALUES ({i})')"_s.arg(step);
        QString down = u"op.drop_table('t%1')"_s.arg(step);
        if (step > 1) {
            up +=
                u"\nfor i in range(%1):\n    op.execute(f'INSERT INTO t%2 (id) VALUES ({100 + "
                "i})')\nop.alter_column('t%2', 'x', nullable=True, new_column_name='y')"_s.arg(step)
                    .arg(step - 1);
            down += u"\nop.execute('DELETE FROM t%1 WHERE id >= 100')\nop.alter_column('t%1', 'y', "
                    "new_column_name='x')"_s.arg(step - 1);
        }
        project.addRevision(id, before, up, down);
    }
}

QStringList TestKilledRuns::expectedAt(int step)
{
    QStringList lines;
    for (int table = 1; table <= step; ++table) {
        const bool isLast = table == step;
        lines << u"t%1 (id, %2) %3"_s.arg(table)
                     .arg(isLast ? u"x"_s : u"y"_s)
                     .arg(isLast ? table : table + table + 1);
    }
    return lines;
}

QStringList TestKilledRuns::contents(const QString &url)
{
    const auto connection = openUrl(url);
    QStringList lines;
    for (int table = 1; table <= stepCount; ++table) {
        const QString name = u"t%1"_s.arg(table);
        const auto found = connection->inspector().table(name, {});
        if (!found || !*found)
            continue;
        QStringList columns;
        for (const auto &column : (*found)->columns)
            columns << column->name.text;
        lines << u"%1 (%2) %3"_s.arg(
            name, columns.join(u", "),
            rowsOf(*connection, u"SELECT count(*) FROM "_s + name).value(0).mid(4));
    }
    return lines;
}

void TestKilledRuns::leavesARevision()
{
    QFETCH(QString, kind);
    const quint32 kills = numberFrom("LIMBECK_KILLS", 12);
    const quint32 seed = numberFrom("LIMBECK_SEED", QRandomGenerator::global()->generate() >> 1);
    qInfo("LIMBECK_SEED=%u LIMBECK_KILLS=%u", seed, kills);
    QRandomGenerator random(seed);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    addSteps(project);

    QElapsedTimer whole;
    whole.start();
    QCOMPARE(project.limbeck({ u"upgrade"_s, u"head"_s }).exitStatus, 0);
    const auto fullMs = static_cast<quint32>(std::max<qint64>(whole.elapsed(), 50));
    bool goesUp = false;
    quint32 killed = 0;
    for (quint32 attempt = 0; killed < kills && attempt < kills * 4; ++attempt) {
        QProcess process;
        project.startLimbeck(
            process, { goesUp ? u"upgrade"_s : u"downgrade"_s, goesUp ? u"head"_s : u"base"_s });
        QVERIFY(process.waitForStarted());
        QTest::qSleep(static_cast<int>(random.bounded(fullMs)));
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished(10'000));
        if (process.exitStatus() == QProcess::CrashExit)
            ++killed;
        else
            goesUp = !goesUp; // it was done before the kill came

        const QStringList current = project.current();
        QVERIFY2(current.size() <= 1, qPrintable(current.join(u'\n')));
        const int step = current.isEmpty() ? 0 : current.first().mid(1).toInt();
        QVERIFY2(step > 0 || current.isEmpty(), qPrintable(current.join(u'\n')));
        QCOMPARE(contents(url), expectedAt(step));
        if (step == 0)
            goesUp = true;
        else if (step == stepCount)
            goesUp = false;
    }
    QVERIFY2(killed == kills, "too few runs were still going when the kill came");
    const CommandResult last = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(last.exitStatus == 0, qPrintable(last.text()));
    QCOMPARE(contents(url), expectedAt(stepCount));
}

QTEST_GUILESS_MAIN(TestKilledRuns)
#include "tst_killedruns.moc"
