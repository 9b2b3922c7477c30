// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// On PostgreSQL statements that change rows are sent before the ones before them are answered.
// Nobody must notice: a failure ends the script where it belongs, what is logged keeps its order,
// and counts are true.

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

class TestSentAhead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowArrives();
    void countsAreTrue();
    void failureNamesItsStatement();
    void failureEndsTheScriptBeforeLaterOnes_data();
    void failureEndsTheScriptBeforeLaterOnes();
    void failureCanBeCaughtWhereItBelongs();
    void environmentSeesTheException();
    void valueThatCannotBeSent();
    void logKeepsItsOrder();
    void cancelReacts();
    void lostSessionIsTold();

private:
    /// A project whose first step makes table a (n, unique) and whose second is @p script.
    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &script);
    /// The numbers in table a.
    [[nodiscard]] static QStringList numbers(const CommandLineProject &project);

    TestDatabases m_databases;
};

std::unique_ptr<CommandLineProject> TestSentAhead::project(const QString &script)
{
    const QString url = m_databases.create(u"postgresql"_s);
    if (url.isEmpty())
        return nullptr;
    auto result = std::make_unique<CommandLineProject>(url);
    result->configure(u"transaction_per_migration=True"_s,
                      u"import logging\nlogging.basicConfig(level='INFO')\n"_s);
    result->addRevision(u"a1"_s, {}, u"op.execute('CREATE TABLE a (n int UNIQUE)')"_s);
    result->addRevision(u"b1"_s, u"a1"_s, u"bind = op.get_bind()\n"_s + script);
    return result;
}

QStringList TestSentAhead::numbers(const CommandLineProject &project)
{
    return rowsOf(*openUrl(project.url()), u"SELECT n FROM a ORDER BY n"_s);
}

/// More than are ever on their way at a time, and questions between them.
void TestSentAhead::everyRowArrives()
{
    const auto loop =
        project(u"for i in range(1000):\n"
                "    bind.execute(sa.text('INSERT INTO a VALUES (:i)'), {'i': i})\n"
                "    if i % 300 == 7:\n"
                "        count = bind.execute(sa.text('SELECT count(*) FROM a')).scalar()\n"
                "        assert count == i + 1, count\n"
                "bind.execute(sa.text('UPDATE a SET n = -n WHERE n = :n'), [{'n': 5}, {'n': 6}])\n"
                "for row in bind.execute(sa.text('SELECT n FROM a WHERE n > 990 ORDER BY n')):\n"
                "    op.execute(f'DELETE FROM a WHERE n = {row.n}')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    const QStringList found = numbers(*loop);
    QCOMPARE(found.size(), 991);
    QCOMPARE(found.mid(0, 3), (QStringList { u"int -6"_s, u"int -5"_s, u"int 0"_s }));
    QCOMPARE(found.last(), u"int 990"_s);
}

void TestSentAhead::countsAreTrue()
{
    const auto loop =
        project(u"results = [bind.execute(sa.text(f'INSERT INTO a SELECT generate_series({i * "
                "100}, {i * 100 + i})')) for i in range(5)]\n"
                "assert [result.rowcount for result in results] == [1, 2, 3, 4, 5]\n"
                "result = bind.execute(sa.text('DELETE FROM a WHERE n < 0'))\n"
                "assert result.rowcount == 0\n"
                "assert not result.returns_rows"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(numbers(*loop).size(), 15);
}

void TestSentAhead::failureNamesItsStatement()
{
    const auto loop = project(u"for i in range(200):\n"
                              "    op.execute(f'INSERT INTO a VALUES ({i % 150})')\n"
                              "op.execute('DROP TABLE a')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"UniqueViolation")
                 || result.errors.contains(u"duplicate key value"),
             qPrintable(result.errors));
    QVERIFY2(result.errors.contains(u"INSERT INTO a VALUES (0)"), qPrintable(result.errors));
    QVERIFY2(result.errors.contains(u"b1.py:") && !result.errors.contains(u"DROP TABLE"),
             qPrintable(result.errors));
    QCOMPARE(loop->current(), QStringList { u"a1"_s });
    QCOMPARE(numbers(*loop), QStringList());
}

void TestSentAhead::failureEndsTheScriptBeforeLaterOnes_data()
{
    QTest::addColumn<QString>("behind");
    QTest::newRow("exception") << u"raise ValueError('not this one')"_s;
    QTest::newRow("question") << u"try:\n"
                                 "    bind.execute(sa.text('SELECT 1'))\n"
                                 "except Exception:\n"
                                 "    print('not this one')\n"
                                 "finally:\n"
                                 "    print('not this one')"_s;
    QTest::newRow("inspection") << u"try:\n"
                                   "    sa.inspect(bind).get_table_names()\n"
                                   "except Exception:\n"
                                   "    print('not this one')"_s;
    QTest::newRow("commit") << u"try:\n"
                               "    bind.commit()\n"
                               "except Exception:\n"
                               "    print('not this one')"_s;
    QTest::newRow("count") << u"try:\n"
                              "    print('not this one', result.rowcount)\n"
                              "except Exception:\n"
                              "    print('not this one')"_s;
    QTest::newRow("savepoint") << u"with bind.begin_nested():\n"
                                  "    print('not this one')"_s;
    QTest::newRow("nothing") << u"pass"_s;
}

void TestSentAhead::failureEndsTheScriptBeforeLaterOnes()
{
    QFETCH(QString, behind);
    const auto loop = project(u"op.execute('INSERT INTO a VALUES (1)')\n"
                              "result = bind.execute(sa.text('INSERT INTO a VALUES (1)'))\n"_s
                              + behind);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"IntegrityError")
                 && result.errors.contains(u"duplicate key value"),
             qPrintable(result.text()));
    QVERIFY2(!result.text().contains(u"not this one"), qPrintable(result.text()));
    QCOMPARE(loop->current(), QStringList { u"a1"_s });
    QCOMPARE(numbers(*loop), QStringList());
}

void TestSentAhead::failureCanBeCaughtWhereItBelongs()
{
    const auto loop = project(u"def insert(n):\n"
                              "    bind.execute(sa.text('INSERT INTO a VALUES (:n)'), {'n': n})\n"
                              "insert(1)\n"
                              "for n in (2, 1, 3):\n"
                              "    try:\n"
                              "        with bind.begin_nested():\n"
                              "            insert(n)\n"
                              "    except sa.exc.IntegrityError:\n"
                              "        print('refused', n)\n"
                              "insert(4)"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(result.output.trimmed(), u"refused 1"_s);
    QCOMPARE(numbers(*loop), (QStringList { u"int 1"_s, u"int 2"_s, u"int 3"_s, u"int 4"_s }));
}

void TestSentAhead::environmentSeesTheException()
{
    const auto loop = project(u"for i in range(3):\n"
                              "    op.execute('INSERT INTO a VALUES (1)')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    QFile env(loop->folder() + u"/alembic/env.py"_s);
    if (!env.exists())
        env.setFileName(loop->folder() + u"/migrations/env.py"_s);
    QVERIFY2(env.open(QIODevice::ReadOnly), qPrintable(env.fileName()));
    QString text = QString::fromUtf8(env.readAll());
    env.close();
    QVERIFY2(text.contains(u"context.run_migrations()"), qPrintable(text));
    const qsizetype at = text.lastIndexOf(u"context.run_migrations()"_s);
    const qsizetype line = text.lastIndexOf(u'\n', at) + 1;
    const QString indent = text.mid(line, at - line);
    text.replace(at, QString(u"context.run_migrations()"_s).size(),
                 u"try:\n%1    context.run_migrations()\n"
                 "%1except sa.exc.IntegrityError as error:\n"
                 "%1    print('env.py saw', type(error.orig).__name__, error.orig.pgcode)\n"
                 "%1    raise"_s.arg(indent));
    loop->write(QDir(loop->folder()).relativeFilePath(env.fileName()),
                u"import sqlalchemy as sa\n"_s + text);
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.output.contains(u"env.py saw") && result.output.contains(u"23505"),
             qPrintable(result.text()));
}

/// psycopg2 refuses a NUL in a text, too.
void TestSentAhead::valueThatCannotBeSent()
{
    const auto loop = project(u"op.execute('INSERT INTO a VALUES (1)')\n"
                              "bind.execute(sa.text('UPDATE a SET n = 2 WHERE :t = :t'), "
                              "{'t': 'a\\x00b'})"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus != 0 && result.errors.contains(u"NUL"), qPrintable(result.text()));
    QCOMPARE(loop->current(), QStringList { u"a1"_s });
}

/// The journal knows every statement with its rows, in the order in which they were sent.
void TestSentAhead::logKeepsItsOrder()
{
    const auto loop = project(u"for i in range(3):\n"
                              "    op.execute(f'INSERT INTO a VALUES ({i})')\n"
                              "    print('printed', i)\n"
                              "    op.execute(f'UPDATE a SET n = n + 10 WHERE n <= {i}')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    const QString journal =
        loop->environment().filter(u"LIMBECK_JOURNAL="_s).value(0).section(u'=', 1);
    const auto connection = openUrl(u"sqlite:///"_s + journal);
    QVERIFY(connection);
    const QStringList statements = rowsOf(
        *connection,
        u"SELECT s.sql || ' ' || e.affected FROM statement s JOIN statement_end e USING (run, "
        "ordinal) WHERE s.kind = 'data' AND s.sql LIKE '% a %' ORDER BY s.ordinal"_s);
    QCOMPARE(statements.join(u'\n'),
             u"str 'INSERT INTO a VALUES (0) 1'\n"
             "str 'UPDATE a SET n = n + 10 WHERE n <= 0 1'\n"
             "str 'INSERT INTO a VALUES (1) 1'\n"
             "str 'UPDATE a SET n = n + 10 WHERE n <= 1 1'\n"
             "str 'INSERT INTO a VALUES (2) 1'\n"
             "str 'UPDATE a SET n = n + 10 WHERE n <= 2 1'"_s);
}

void TestSentAhead::cancelReacts()
{
    const auto loop =
        project(u"op.execute('CREATE FUNCTION slow(n int) RETURNS int LANGUAGE sql AS "
                "$$ SELECT $1 FROM pg_sleep(0.02) $$')\n"
                "print('now', flush=True)\n"
                "for i in range(10000):\n"
                "    op.execute(f'INSERT INTO a VALUES (slow({i}))')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    QProcess process;
    loop->startLimbeck(process, { u"upgrade"_s, u"head"_s });
    QVERIFY(process.waitForReadyRead(20'000));
    QTest::qWait(500);
    QElapsedTimer reaction;
    reaction.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10'000));
    QVERIFY2(reaction.elapsed() < (isSanitized ? 5'000 : 1'500),
             qPrintable(QString::number(reaction.elapsed())));
    const QString errors = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(errors.contains(u"The run was cancelled"), qPrintable(errors));
    QCOMPARE(loop->current(), QStringList { u"a1"_s });
    QCOMPARE(numbers(*loop), QStringList());
}

void TestSentAhead::lostSessionIsTold()
{
    const auto loop = project(u"for i in range(500):\n"
                              "    if i == 250:\n"
                              "        op.execute('UPDATE a SET n = n WHERE "
                              "pg_terminate_backend(pg_backend_pid())')\n"
                              "    op.execute(f'INSERT INTO a VALUES ({i})')"_s);
    QVERIFY2(loop, qPrintable(m_databases.problem()));
    const CommandResult result = loop->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 1, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"The database is at a1"), qPrintable(result.text()));
    QCOMPARE(numbers(*loop), QStringList());
}

QTEST_GUILESS_MAIN(TestSentAhead)
#include "tst_sentahead.moc"
