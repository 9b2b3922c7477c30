// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs that meet somebody else's lock on a table: they wait a little, let go, and try again.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestLockedTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesAgain_data();
    void triesAgain();
    void readersWaitNoLongerThanTheTimeout();

private:
    TestDatabases m_databases;
};

void TestLockedTables::triesAgain_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("perMigration");
    QTest::newRow("postgresql, one transaction per step") << u"postgresql"_s << true;
    QTest::newRow("postgresql, one transaction") << u"postgresql"_s << false;
    QTest::newRow("mysql") << u"mysql"_s << true;
}

void TestLockedTables::triesAgain()
{
    QFETCH(QString, kind);
    QFETCH(bool, perMigration);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    if (!perMigration) {
        QFile env(project.folder() + u"/migrations/env.py"_s);
        QVERIFY(env.open(QIODevice::ReadOnly));
        project.write(
            u"migrations/env.py"_s,
            QString::fromUtf8(env.readAll()).remove(u", transaction_per_migration=True"_s));
    }
    project.write(u"limbeck.toml"_s, u"[run]\nlock_timeout = \"300ms\"\n"_s);
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    QCOMPARE(project.limbeck({ u"upgrade"_s, u"a1"_s }).exitStatus, 0);
    project.addRevision(u"b1"_s, u"a1"_s, u"op.create_table('b', sa.Column('id', sa.Integer))"_s);
    project.addRevision(u"c1"_s, u"b1"_s,
                        u"op.execute('INSERT INTO b VALUES (1)')\n"
                        "op.add_column('a', sa.Column('x', sa.Integer))"_s);
    const auto other = openUrl(url);
    QVERIFY(other->begin());
    QCOMPARE(rowsOf(*other, u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });

    QProcess process;
    project.startLimbeck(process, { u"upgrade"_s, u"head"_s });
    // It tries more than once.
    QVERIFY2(!process.waitForFinished(3'000), process.readAllStandardError().constData());
    QCOMPARE(process.state(), QProcess::Running);
    QVERIFY(other->commit());
    QVERIFY(process.waitForFinished(30'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(project.current(), QStringList { u"c1"_s });
    QCOMPARE(rowsOf(*other, u"SELECT count(*) FROM b"_s), QStringList { u"int 1"_s });
    QCOMPARE(rowsOf(*other, u"SELECT count(x) FROM a"_s), QStringList { u"int 0"_s });
}

/// Who reads the table while a run waits for it queues behind the run, but only for so long.
void TestLockedTables::readersWaitNoLongerThanTheTimeout()
{
    const QString url = m_databases.create(u"postgresql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    project.write(u"limbeck.toml"_s, u"[run]\nlock_timeout = \"500ms\"\n"_s);
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    QCOMPARE(project.limbeck({ u"upgrade"_s, u"a1"_s }).exitStatus, 0);
    project.addRevision(u"b1"_s, u"a1"_s, u"op.add_column('a', sa.Column('x', sa.Integer))"_s);
    const auto holder = openUrl(url);
    QVERIFY(holder->begin());
    QCOMPARE(rowsOf(*holder, u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });
    QProcess process;
    project.startLimbeck(process, { u"upgrade"_s, u"head"_s });
    const auto reader = openUrl(url);
    QElapsedTimer whole;
    whole.start();
    qint64 longest = 0;
    while (whole.elapsed() < 4'000) {
        QElapsedTimer one;
        one.start();
        QCOMPARE(rowsOf(*reader, u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });
        longest = std::max(longest, one.elapsed());
        QTest::qSleep(5);
    }
    QVERIFY(holder->commit());
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
    qInfo("The longest wait of a reader: %lld ms", longest);
    QVERIFY2(longest <= 700, qPrintable(QString::number(longest)));
}

QTEST_GUILESS_MAIN(TestLockedTables)
#include "tst_lockedtables.moc"
