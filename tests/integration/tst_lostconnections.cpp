// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The way to the server breaks at random statements of a run, or the server dies. The run says
// where the database stands, which is true, and the next one goes on from there. LIMBECK_CUTS sets
// how often (6 unless given), LIMBECK_SEED the seed.

#include "tests/support/cuttingproxy.h"
#include "tests/support/databasetext.h"
#include "tests/support/stepproject.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
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

/// @p url at another port.
QString through(const CuttingProxy &proxy, QString url)
{
    static const QRegularExpression port(u":\\d+/"_s);
    return url.replace(port, u":%1/"_s.arg(proxy.port()));
}

} // namespace

class TestLostConnections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void socketCloses_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void socketCloses();

    void answersAreLost_data();
    void answersAreLost();
    void answersOfADowngradeAreLost_data();
    void answersOfADowngradeAreLost();
    void answersInsideACommittingStepAreLost_data();
    void answersInsideACommittingStepAreLost();
    void numbersOfAServerThatDiedAreNotBelieved();
    void answersOfASecondDatabaseAreLost();
    void whatIsCommittedByItselfIsNotGuessed();
    void rowsWithoutTransactionsAreNotGuessed_data();
    void rowsWithoutTransactionsAreNotGuessed();
    void versionRowsWithoutTransactionsAreAsked();

    void serverDies_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void serverDies();

private:
    [[nodiscard]] PrivateServer *server(const QString &kind);
    /// An upgrade whose way through @p proxy is cut: it has told the truth about the database at
    /// @p url, and the next one comes to the end.
    void upgradeThroughCut(const StepProject &project, const CuttingProxy &proxy,
                           const QString &url, const QString &place);
    /// Brings the database to the last step, after whatever became of a run.
    void finish(const StepProject &project, const QString &url);

    TestDatabases m_databases;
    quint32 m_cuts = 0;
    QRandomGenerator m_random;
};

void TestLostConnections::initTestCase()
{
    m_cuts = numberFrom("LIMBECK_CUTS", 6);
    const quint32 seed = numberFrom("LIMBECK_SEED", QRandomGenerator::global()->generate() >> 1);
    qInfo("LIMBECK_SEED=%u LIMBECK_CUTS=%u", seed, m_cuts);
    m_random.seed(seed);
}

PrivateServer *TestLostConnections::server(const QString &kind)
{
    const auto running = [&]() -> PrivateServer * {
        if (kind == u"postgresql")
            return m_databases.postgres();
        return m_databases.mariaDb();
    };
    if (!running())
        std::ignore = m_databases.create(kind); // the first one starts it
    return running();
}

void TestLostConnections::finish(const StepProject &project, const QString &url)
{
    const bool isResumable = url.startsWith(u"mysql") || url.startsWith(u"mariadb");
    CommandResult result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    if (isResumable && result.errors.contains(u"--resume"))
        result = project.commands().limbeck({ u"upgrade"_s, u"--resume"_s });
    if (result.exitStatus == 0)
        result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(StepProject::problem(url), QString());
    QCOMPARE(StepProject::currentStep(url), StepProject::stepCount);
}

void TestLostConnections::socketCloses()
{
    QFETCH(QString, kind);
    QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    StepProject project(through(proxy, url));
    const CommandResult whole = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(whole.exitStatus == 0, qPrintable(whole.text()));
    const qint64 bytes = proxy.seen();

    for (quint32 cut = 0; cut < m_cuts; ++cut) {
        url = m_databases.create(kind);
        project.setUrl(through(proxy, url));
        const qint64 after = m_random.bounded(qint64 { 1 }, bytes);
        proxy.cutAfter(after);
        upgradeThroughCut(project, proxy, url, u"cut after %1 of %2 bytes"_s.arg(after).arg(bytes));
        if (QTest::currentTestFailed())
            return;
        QVERIFY(proxy.hasCut());
    }
}

void TestLostConnections::answersAreLost_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("statement");
    for (const char *kind : { "postgresql", "mysql" }) {
        for (const char *statement :
             { "COMMIT", "ALTER TABLE", "CREATE TABLE t", "INSERT INTO t1" })
            QTest::addRow("%s %s", kind, statement)
                << QString::fromLatin1(kind) << QByteArray(statement);
    }
}

/// The server has done each statement in turn, and nobody has told us.
void TestLostConnections::answersAreLost()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, statement);
    QString url = m_databases.create(kind); // which starts the server
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    for (int occurrence = 1;; ++occurrence) {
        const StepProject project(through(proxy, url));
        proxy.cutBehind(statement, occurrence);
        upgradeThroughCut(
            project, proxy, url,
            u"cut behind %1, time %2"_s.arg(QString::fromLatin1(statement)).arg(occurrence));
        if (QTest::currentTestFailed())
            return;
        if (!proxy.hasCut()) {
            QVERIFY(occurrence > 3);
            return;
        }
        url = m_databases.create(kind);
    }
}

void TestLostConnections::answersOfADowngradeAreLost_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("statement");
    for (const char *kind : { "postgresql", "mysql" }) {
        for (const char *statement : { "COMMIT", "ALTER TABLE", "DROP TABLE t", "DELETE FROM t" })
            QTest::addRow("%s: %s", kind, statement)
                << QString::fromLatin1(kind) << QByteArray(statement);
    }
}

void TestLostConnections::answersOfADowngradeAreLost()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, statement);
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    for (int occurrence = 1;; ++occurrence) {
        const QString url = m_databases.create(kind);
        QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
        const StepProject project(through(proxy, url));
        const CommandLineProject &commands = project.commands();
        CommandResult result = commands.limbeck({ u"upgrade"_s, u"head"_s });
        QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
        proxy.cutBehind(statement, occurrence);
        QString told = commands.limbeck({ u"downgrade"_s, u"base"_s }).text();
        if (!proxy.hasCut()) {
            QVERIFY(occurrence > StepProject::stepCount - 2);
            return;
        }
        if (kind == u"postgresql")
            QVERIFY2(StepProject::problem(url).isEmpty(), qPrintable(told));
        result = commands.limbeck({ u"downgrade"_s, u"base"_s });
        told += result.text();
        if (result.errors.contains(u"--resume")) {
            result = commands.limbeck({ u"downgrade"_s, u"--resume"_s });
            told += result.text();
            QVERIFY2(result.exitStatus == 0, qPrintable(told));
            result = commands.limbeck({ u"downgrade"_s, u"base"_s });
        }
        QVERIFY2(result.exitStatus == 0, qPrintable(told));
        QCOMPARE(StepProject::problem(url), QString());
        QCOMPARE(StepProject::currentStep(url), 0);
    }
}

void TestLostConnections::answersInsideACommittingStepAreLost_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("statement");
    for (const char *statement : { "COMMIT", "INSERT INTO a", "CREATE INDEX" })
        QTest::addRow("postgresql: %s", statement) << u"postgresql"_s << QByteArray(statement);
    for (const char *statement : { "COMMIT", "INSERT INTO a", "CREATE INDEX", "START TRANSACTION",
                                   "LOCK TABLES", "ROLLBACK TO" })
        QTest::addRow("mysql: %s", statement) << u"mysql"_s << QByteArray(statement);
}

/// A script commits on its way, by name and without: each row is there once in the end.
void TestLostConnections::answersInsideACommittingStepAreLost()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, statement);
    const QString control = kind == u"postgresql"
        ? u"with op.get_context().autocommit_block():\n"
          "    op.execute('CREATE INDEX CONCURRENTLY ix_a ON a (n)')\n"
          "insert(4)\n"
          "op.execute('COMMIT')\n"
          "insert(5)\n"_s
        : u"op.execute('START TRANSACTION')\n"
          "insert(4)\n"
          "op.execute('commit;')\n"
          "insert(5)\n"
          "op.execute('LOCK TABLES a WRITE')\n"
          "insert(6)\n"
          "op.execute('UNLOCK TABLES')\n"
          "op.execute('CREATE INDEX ix_a ON a (n)')\n"_s;
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    bool isOver = false;
    for (int occurrence = 1; !isOver; ++occurrence) {
        const QString url = m_databases.create(kind);
        QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
        const CommandLineProject project(through(proxy, url));
        project.addRevision(u"a1"_s, {},
                            u"def insert(n):\n"
                            "    op.execute(f'INSERT INTO a VALUES ({n})')\n"
                            "op.create_table('a', sa.Column('n', sa.Integer))\n"
                            "insert(1)\n"
                            "op.execute('SAVEPOINT here')\n"
                            "insert(2)\n"
                            "op.execute('ROLLBACK TO SAVEPOINT here')\n"
                            "insert(3)\n"_s
                                + control + u"insert(7)"_s);
        proxy.cutBehind(statement, occurrence);
        CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
        QString told = u"time %1\n"_s.arg(occurrence) + result.text();
        isOver = !proxy.hasCut();
        if (result.exitStatus != 0) {
            QVERIFY2(!isOver, qPrintable(told));
            result = project.limbeck({ u"upgrade"_s, u"head"_s });
            told += result.text();
        }
        if (result.errors.contains(u"--resume")) {
            result = project.limbeck({ u"upgrade"_s, u"--resume"_s });
            told += result.text();
        }
        // What happens between LOCK TABLES and its end cannot be marked, and an index that is made
        // outside of a transaction cannot be told apart from one that was there: that is said.
        if (result.errors.contains(u"Nobody knows")) {
            const bool isMarkable =
                kind == u"mysql" ? statement == "INSERT INTO a" : statement != "CREATE INDEX";
            QVERIFY2(!isMarkable, qPrintable(told));
            continue;
        }
        QVERIFY2(result.exitStatus == 0, qPrintable(told));
        QStringList expected { u"int 1"_s, u"int 3"_s, u"int 4"_s, u"int 5"_s };
        if (kind == u"mysql")
            expected += u"int 6"_s;
        expected += u"int 7"_s;
        const QStringList found = rowsOf(*openUrl(url), u"SELECT n FROM a ORDER BY n"_s);
        QVERIFY2(found == expected, qPrintable(told + found.join(u' ')));
    }
}

/// PostgreSQL gives numbers of transactions anew that it had not written down when it died.
void TestLostConnections::numbersOfAServerThatDiedAreNotBelieved()
{
    CuttingProxy proxy(server(u"postgresql"_s)->port());
    QVERIFY(proxy.port() > 0);
    int inDoubt = 0;
    bool isOver = false;
    for (int occurrence = 1; !isOver; ++occurrence) {
        const QString url = m_databases.create(u"postgresql"_s);
        QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
        const CommandLineProject project(through(proxy, url));
        project.addRevision(u"a1"_s, {},
                            u"op.execute('CREATE TABLE a (n int)')\n"
                            "op.execute('COMMIT')\n"
                            "op.execute('INSERT INTO a VALUES (1)')"_s);
        proxy.cutBehind("COMMIT", occurrence);
        QString told = project.limbeck({ u"upgrade"_s, u"head"_s }).text();
        isOver = !proxy.hasCut();
        QCOMPARE(run(*openUrl(url), u"CHECKPOINT"_s), u"ok"_s);
        server(u"postgresql"_s)->kill();
        const QString problem = server(u"postgresql"_s)->startAgain();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const CommandResult next = project.limbeck({ u"upgrade"_s, u"head"_s });
        told += next.text();
        const bool saysSo = next.errors.contains(u"started anew since");
        inDoubt += saysSo ? 1 : 0;
        QVERIFY2(saysSo ? next.errors.contains(u"--restart") : next.exitStatus == 0,
                 qPrintable(told));
    }
    QCOMPARE(inDoubt, 1); // of the script's own COMMIT; of the others the version rows tell
}

/// env.py migrates two databases in one go; the way to the second one breaks.
void TestLostConnections::answersOfASecondDatabaseAreLost()
{
    CuttingProxy proxy(server(u"mysql"_s)->port());
    QVERIFY(proxy.port() > 0);
    bool isOver = false;
    for (int occurrence = 1; !isOver; ++occurrence) {
        const QStringList urls { m_databases.create(u"mysql"_s), m_databases.create(u"mysql"_s) };
        QVERIFY2(!urls.contains(QString()), qPrintable(m_databases.problem()));
        const CommandLineProject project(through(proxy, urls.last()));
        project.write(u"migrations/env.py"_s,
                      u"import os\n"
                      "import sqlalchemy as sa\n"
                      "from alembic import context\n"
                      "urls = ['%1', os.environ['DATABASE_URL']]\n"
                      "only = context.get_x_argument(as_dictionary=True).get('only')\n"
                      "for url in [urls[int(only)]] if only else urls:\n"
                      "    with sa.create_engine(url).connect() as connection:\n"
                      "        context.configure(connection=connection)\n"
                      "        with context.begin_transaction():\n"
                      "            context.run_migrations()\n"_s.arg(urls.first()));
        project.addRevision(u"a1"_s, {},
                            u"op.create_table('a', sa.Column('n', sa.Integer))\n"
                            "op.execute('INSERT INTO a VALUES (1)')\n"
                            "op.create_table('b', sa.Column('n', sa.Integer))\n"
                            "op.execute('INSERT INTO b VALUES (1)')"_s);
        proxy.cutBehind("COMMIT", occurrence);
        CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
        QString told = u"time %1\n"_s.arg(occurrence) + result.text();
        isOver = !proxy.hasCut();
        if (result.exitStatus != 0) {
            QVERIFY2(!isOver, qPrintable(told));
            result = project.limbeck({ u"upgrade"_s, u"head"_s });
            told += result.text();
        }
        if (result.errors.contains(u"--resume")) {
            result = project.limbeck({ u"-x"_s, u"only=1"_s, u"upgrade"_s, u"--resume"_s });
            told += result.text();
        }
        QVERIFY2(result.exitStatus == 0, qPrintable(told));
        for (const QString &url : urls) {
            const auto connection = openUrl(url);
            QVERIFY2(rowsOf(*connection, u"SELECT n FROM a"_s) == QStringList { u"int 1"_s },
                     qPrintable(told));
            QVERIFY2(rowsOf(*connection, u"SELECT n FROM b"_s) == QStringList { u"int 1"_s },
                     qPrintable(told));
        }
    }
}

/// In AUTOCOMMIT a row without an answer may be there: it is neither taken as undone nor as done.
void TestLostConnections::whatIsCommittedByItselfIsNotGuessed()
{
    CuttingProxy proxy(server(u"mysql"_s)->port());
    QVERIFY(proxy.port() > 0);
    const QString url = m_databases.create(u"mysql"_s);
    const CommandLineProject project(through(proxy, url));
    project.write(u"migrations/env.py"_s,
                  u"import os\n"
                  "import sqlalchemy as sa\n"
                  "from alembic import context\n"
                  "engine = sa.create_engine(os.environ['DATABASE_URL'], "
                  "isolation_level='AUTOCOMMIT')\n"
                  "with engine.connect() as connection:\n"
                  "    context.configure(connection=connection)\n"
                  "    with context.begin_transaction():\n"
                  "        context.run_migrations()\n"_s);
    project.addRevision(u"a1"_s, {},
                        u"op.create_table('a', sa.Column('n', sa.Integer))\n"
                        "op.execute('INSERT INTO a VALUES (1)')\n"
                        "op.execute('INSERT INTO a VALUES (2)')"_s);
    proxy.cutBehind("INSERT INTO a VALUES (2)", 1);
    const CommandResult cut = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(cut.exitStatus != 0 && proxy.hasCut(), qPrintable(cut.text()));
    const CommandResult resumed = project.limbeck({ u"upgrade"_s, u"--resume"_s });
    QVERIFY2(resumed.exitStatus != 0 && resumed.errors.contains(u"Nobody knows"),
             qPrintable(resumed.text()));
    QCOMPARE(rowsOf(*openUrl(url), u"SELECT n FROM a ORDER BY n"_s),
             (QStringList { u"int 1"_s, u"int 2"_s }));
}

void TestLostConnections::rowsWithoutTransactionsAreNotGuessed_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QByteArray>("statement");
    for (const QString &engine :
         { u"MyISAM"_s, u"MEMORY"_s, u"Aria TRANSACTIONAL=0"_s, u"Aria TRANSACTIONAL=1"_s }) {
        for (const char *statement :
             { "INSERT INTO m", "UPDATE m", "DELETE FROM m", "INSERT INTO a VALUES (2)", "COMMIT" })
            QTest::addRow("%s: %s", qPrintable(engine), statement)
                << engine << QByteArray(statement);
    }
}

/// No rollback takes back the rows of such a table: one whose answer was lost may be there, one
/// that was answered is, whatever becomes of the transaction around it.
void TestLostConnections::rowsWithoutTransactionsAreNotGuessed()
{
    QFETCH(QString, engine);
    QFETCH(QByteArray, statement);
    CuttingProxy proxy(server(u"mysql"_s)->port());
    QVERIFY(proxy.port() > 0);
    bool isOver = false;
    for (int occurrence = 1; !isOver; ++occurrence) {
        const QString url = m_databases.create(u"mysql"_s);
        const CommandLineProject project(through(proxy, url));
        QCOMPARE(run(*openUrl(url), u"CREATE TABLE m (n INT) ENGINE="_s + engine), u"ok"_s);
        QCOMPARE(run(*openUrl(url), u"INSERT INTO m VALUES (-1)"_s), u"ok"_s);
        project.addRevision(u"a1"_s, {},
                            u"op.create_table('a', sa.Column('n', sa.Integer))\n"
                            "op.execute('INSERT INTO a VALUES (1)')\n"
                            "op.execute('INSERT INTO m VALUES (1)')\n"
                            "op.execute('UPDATE m SET n = n + 1 WHERE n > 0')\n"
                            "op.execute('DELETE FROM m WHERE n < 0 LIMIT 1')\n"
                            "op.execute('INSERT INTO a VALUES (2)')\n"
                            "op.execute('INSERT INTO m VALUES (5)')"_s);
        proxy.cutBehind(statement, occurrence);
        CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
        QString told = u"time %1\n"_s.arg(occurrence) + result.text();
        isOver = !proxy.hasCut();
        const auto rows = [&](const QString &sql) { return rowsOf(*openUrl(url), sql); };
        if (statement.contains(" m")) {
            if (isOver)
                break;
            const QStringList found = rows(u"SELECT n FROM m ORDER BY n"_s);
            QVERIFY2(result.errors.contains(u"Not known whether in effect")
                         && result.errors.contains(u"--restart"),
                     qPrintable(told));
            for (const char *option : { "--resume", "head" }) {
                result = project.limbeck({ u"upgrade"_s, QString::fromLatin1(option) });
                QVERIFY2(result.exitStatus != 0 && result.errors.contains(u"Nobody knows"),
                         qPrintable(told + result.text()));
            }
            QCOMPARE(rows(u"SELECT n FROM m ORDER BY n"_s), found);
            // The ways out that it names.
            QCOMPARE(run(*openUrl(url), u"DROP TABLE a"_s), u"ok"_s);
            result = project.limbeck({ u"upgrade"_s, u"head"_s, u"--restart"_s });
            QVERIFY2(result.exitStatus == 0, qPrintable(told + result.text()));
            continue;
        }
        if (result.exitStatus != 0) {
            QVERIFY2(!isOver, qPrintable(told));
            result = project.limbeck({ u"upgrade"_s, u"head"_s });
            told += result.text();
        }
        if (result.errors.contains(u"--resume")) {
            result = project.limbeck({ u"upgrade"_s, u"--resume"_s });
            told += result.text();
        }
        QVERIFY2(result.exitStatus == 0, qPrintable(told));
        QVERIFY2(rows(u"SELECT n FROM a ORDER BY n"_s) == (QStringList { u"int 1"_s, u"int 2"_s }),
                 qPrintable(told));
        QVERIFY2(rows(u"SELECT n FROM m ORDER BY n"_s) == (QStringList { u"int 2"_s, u"int 5"_s }),
                 qPrintable(told));
    }
}

/// The run's own change of the version rows is to be seen in them.
void TestLostConnections::versionRowsWithoutTransactionsAreAsked()
{
    CuttingProxy proxy(server(u"mysql"_s)->port());
    QVERIFY(proxy.port() > 0);
    const QString url = m_databases.create(u"mysql"_s);
    QCOMPARE(run(*openUrl(url),
                 u"CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY) "
                 "ENGINE=MyISAM"_s),
             u"ok"_s);
    const CommandLineProject project(through(proxy, url));
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('n', sa.Integer))"_s);
    project.addRevision(u"b1"_s, u"a1"_s, u"op.create_table('b', sa.Column('n', sa.Integer))"_s);
    for (const char *statement : { "INSERT INTO alembic_version", "UPDATE alembic_version" }) {
        proxy.cutBehind(statement, 1);
        const CommandResult cut = project.limbeck({ u"upgrade"_s, u"head"_s });
        QVERIFY2(cut.exitStatus != 0 && proxy.hasCut(), qPrintable(cut.text()));
        QVERIFY2(!cut.errors.contains(u"Not known"), qPrintable(cut.text()));
    }
    const CommandResult last = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(last.exitStatus == 0, qPrintable(last.text()));
    QCOMPARE(project.current(), QStringList { u"b1"_s });
}

void TestLostConnections::upgradeThroughCut(const StepProject &project, const CuttingProxy &proxy,
                                            const QString &url, const QString &place)
{
    const CommandResult result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    const QByteArray context = (place + u'\n' + result.text()).toUtf8();
    // What was cut may have been the farewell.
    const bool isCut = proxy.hasCut();
    QVERIFY2(result.exitStatus == 0 || (isCut && result.exitStatus == 1), context.constData());
    static const QRegularExpression told(u"The database is at (base|s(\\d))"_s);
    const auto match = told.match(result.errors);
    if (match.hasMatch())
        QVERIFY2(match.captured(2).toInt() == StepProject::currentStep(url), context.constData());
    if (url.startsWith(u"postgresql")) {
        const QString problem = StepProject::problem(url);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + QString::fromUtf8(context)));
    }
    finish(project, url);
    if (QTest::currentTestFailed())
        QFAIL(context.constData());
}

void TestLostConnections::serverDies()
{
    QFETCH(QString, kind);
    QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    StepProject project(url);
    QElapsedTimer timer;
    timer.start();
    const CommandResult whole = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(whole.exitStatus == 0, qPrintable(whole.text()));
    const auto wholeMs = static_cast<int>(timer.elapsed());

    for (quint32 death = 0; death < std::max(m_cuts / 3, 2U); ++death) {
        url = m_databases.create(kind);
        project.setUrl(url);
        // The tests' servers are set up for speed: what they call committed may be in memory only.
        if (kind == u"mysql")
            QCOMPARE(run(*openUrl(url), u"SET GLOBAL innodb_flush_log_at_trx_commit = 2"_s),
                     u"ok"_s);
        QProcess process;
        project.commands().startLimbeck(process, { u"upgrade"_s, u"head"_s });
        QVERIFY(process.waitForStarted());
        const int after = m_random.bounded(wholeMs);
        QTest::qSleep(after);
        server(kind)->kill();
        const QString problem = server(kind)->startAgain();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(process.waitForFinished(60'000));
        const QString place = u"server killed after %1 of %2 ms\n%3"_s.arg(after).arg(wholeMs).arg(
            QString::fromUtf8(process.readAllStandardError()));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(place));
        if (kind == u"postgresql")
            QVERIFY2(StepProject::problem(url).isEmpty(), qPrintable(place));
        finish(project, url);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(place));
    }
}

QTEST_GUILESS_MAIN(TestLostConnections)
#include "tst_lostconnections.moc"
