// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// On PostgreSQL a step may commit in its middle (autocommit_block()). When it fails behind that,
// the run says what is in effect, the next one is not begun blindly, and --resume goes on there.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestPartlyCommitted final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void continuesBehindTheBlock();
    void continuesAfterAKill();
    void startsAnewWhereNothingWasCommitted();
    void leavesTheDatabaseBeforeAsItEnded();
    void leavesTheDatabaseBeforeOneThatDoesNotAnswer();

private:
    /// A project whose only step has @p last behind its autocommit_block().
    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &last);
    void expectDone(const CommandLineProject &project);

    TestDatabases m_databases;
};

std::unique_ptr<CommandLineProject> TestPartlyCommitted::project(const QString &last)
{
    const QString url = m_databases.create(u"postgresql"_s);
    if (url.isEmpty())
        return nullptr;
    auto result = std::make_unique<CommandLineProject>(url);
    result->addRevision(
        u"a1"_s, {},
        u"op.create_table('a', sa.Column('id', sa.Integer))\n"
        "for i in range(3):\n"
        "    op.get_bind().execute(sa.text('INSERT INTO a VALUES (:i)'), {'i': i})\n"
        "with op.get_context().autocommit_block():\n"
        "    op.create_index('ix_a', 'a', ['id'], postgresql_concurrently=True)\n"
        "op.execute('INSERT INTO a VALUES (100)')\n"_s
            + last);
    return result;
}

void TestPartlyCommitted::expectDone(const CommandLineProject &project)
{
    const CommandResult refused = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(refused.exitStatus != 0 && refused.errors.contains(u"a part of it is in effect"),
             qPrintable(refused.text()));
    const CommandResult resumed = project.limbeck({ u"upgrade"_s, u"--resume"_s });
    QVERIFY2(resumed.exitStatus == 0, qPrintable(resumed.text()));
    QCOMPARE(project.current(), QStringList { u"a1"_s });
    const auto connection = openUrl(project.url());
    QCOMPARE(rowsOf(*connection, u"SELECT id FROM a ORDER BY id"_s),
             (QStringList { u"int 0"_s, u"int 1"_s, u"int 2"_s, u"int 100"_s }));
    QCOMPARE(rowsOf(*connection, u"SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_a'"_s),
             QStringList { u"int 1"_s });
}

void TestPartlyCommitted::continuesBehindTheBlock()
{
    const auto project = this->project(u"op.execute('INSERT INTO missing VALUES (1)')"_s);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    const CommandResult failed = project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(failed.exitStatus != 0, qPrintable(failed.text()));
    QVERIFY2(failed.errors.contains(u"committed inside the step")
                 && failed.errors.contains(u"CREATE TABLE a") && failed.errors.contains(u"--resume")
                 && !failed.errors.contains(u"VALUES (100)"),
             qPrintable(failed.errors));
    const auto connection = openUrl(project->url());
    QCOMPARE(run(*connection, u"CREATE TABLE missing (id int)"_s), u"ok"_s);
    expectDone(*project);
    QCOMPARE(rowsOf(*connection, u"SELECT count(*) FROM missing"_s), QStringList { u"int 1"_s });
}

void TestPartlyCommitted::continuesAfterAKill()
{
    const auto project = this->project(u"import time\nprint('now', flush=True)\n"
                                       "for i in range(50):\n    time.sleep(0.1)"_s);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    QProcess process;
    project->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForReadyRead(20'000));
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QVERIFY(process.waitForFinished(10'000));
    expectDone(*project);
}

void TestPartlyCommitted::startsAnewWhereNothingWasCommitted()
{
    const QString url = m_databases.create(u"postgresql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    project.addRevision(u"a1"_s, {},
                        u"op.create_table('a', sa.Column('id', sa.Integer))\n"
                        "op.execute('INSERT INTO missing VALUES (1)')"_s);
    const CommandResult failed = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(failed.exitStatus != 0 && !failed.errors.contains(u"--resume"),
             qPrintable(failed.text()));
    const auto connection = openUrl(url);
    QCOMPARE(run(*connection, u"CREATE TABLE missing (id int)"_s), u"ok"_s);
    const CommandResult again = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(again.exitStatus == 0, qPrintable(again.text()));
}

/// An env.py that migrates two databases: the second is refused, and the log tells of the first
/// what became of that.
void TestPartlyCommitted::leavesTheDatabaseBeforeAsItEnded()
{
    const auto project = this->project(u"if op.get_bind().dialect.name == 'postgresql':\n"
                                       "    op.execute('INSERT INTO missing VALUES (1)')"_s);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    const CommandResult failed = project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(failed.errors.contains(u"committed inside the step"), qPrintable(failed.text()));
    project->write(
        u"migrations/env.py"_s,
        u"from alembic import context\n"
        "from sqlalchemy import create_engine, pool\n"
        "for url in ('sqlite:///%1/first.db', '%2'):\n"
        "    with create_engine(url, poolclass=pool.NullPool).connect() as connection:\n"
        "        context.configure(connection=connection, transaction_per_migration=True)\n"
        "        with context.begin_transaction():\n"
        "            context.run_migrations()\n"_s.arg(project->folder(), project->url()));
    const CommandResult refused = project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(refused.exitStatus != 0 && refused.errors.contains(u"a part of it is in effect"),
             qPrintable(refused.text()));
    const QString log = project->limbeck({ u"log"_s }).output;
    const QStringList ofFirst = log.split(u'\n').filter(u"first.db"_s);
    QVERIFY2(ofFirst.size() == 1 && ofFirst[0].contains(u"succeeded")
                 && ofFirst[0].contains(u"base -> a1"),
             qPrintable(log));
}

/// The same env.py, whose second database cannot be reached.
void TestPartlyCommitted::leavesTheDatabaseBeforeOneThatDoesNotAnswer()
{
    const QString url = m_databases.create(u"postgresql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const auto logOf = [&url](const QString &block) {
        const CommandLineProject project(url);
        project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
        project.write(
            u"migrations/env.py"_s,
            u"import contextlib\n"
            "from alembic import context\n"
            "from sqlalchemy import create_engine, pool\n"
            "for url in ('%1', 'postgresql://nobody@127.0.0.1:1/x'):\n"
            "    with create_engine(url, poolclass=pool.NullPool).connect() as connection:\n"
            "        context.configure(connection=connection)\n"
            "        with %2:\n"
            "            context.run_migrations()\n"_s.arg(url, block));
        const CommandResult failed = project.limbeck({ u"upgrade"_s, u"head"_s });
        return failed.exitStatus != 0 && failed.errors.contains(u"127.0.0.1")
            ? project.limbeck({ u"log"_s }).output
            : failed.text();
    };
    // Rows that env.py never commits are no success.
    const QString lost = logOf(u"contextlib.nullcontext(connection.begin())"_s);
    QVERIFY2(lost.contains(u"failed") && !lost.contains(u"succeeded"), qPrintable(lost));
    const QString committed = logOf(u"context.begin_transaction()"_s);
    QVERIFY2(committed.contains(u"succeeded") && committed.contains(u"base -> a1")
                 && !committed.contains(u"failed"),
             qPrintable(committed));
}

QTEST_GUILESS_MAIN(TestPartlyCommitted)
#include "tst_partlycommitted.moc"
