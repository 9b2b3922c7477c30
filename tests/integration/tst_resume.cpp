// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A step that stopped half-way on a database that does not undo DDL, and how it is continued.
// LIMBECK_TEST_KILLS sets how often a run is killed.

#include "core/database/connect.h"
#include "core/database/content.h"
#include "core/engine/journal.h"
#include "core/engine/probe.h"
#include "core/engine/runner.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"
#include "tests/support/testproject.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { }
};

RunRequest upgradeRequest(const QString &journal)
{
    RunRequest request;
    request.targets = { u"head"_s };
    request.journal = journal;
    return request;
}

Result<RunOutcome> upgrade(const QString &folder, const RunRequest &request)
{
    const auto project = Project::openPath(folder);
    if (!project)
        return failure(project.error());
    SilentObserver observer;
    RunCancellation cancellation;
    return run(*project, request, observer, cancellation);
}

Result<RunOutcome> resume(const QString &folder, const QString &journal)
{
    const auto project = Project::openPath(folder);
    if (!project)
        return failure(project.error());
    RunCancellation cancellation;
    const auto request = resumption(*project, upgradeRequest(journal), cancellation);
    if (!request)
        return failure(request.error());
    SilentObserver observer;
    return run(*project, *request, observer, cancellation);
}

/// The other process: does what its arguments say, for as long as it lives.
int runAsChild(const QStringList &arguments)
{
    const bool isResumed = arguments.value(1) == "--resume"_L1;
    const auto done = isResumed ? resume(arguments.value(2), arguments.value(3))
                                : upgrade(arguments.value(2), upgradeRequest(arguments.value(3)));
    if (!done)
        std::fputs(qPrintable(done.error().toString()), stderr);
    return done ? 0 : 1;
}

int killCount()
{
    bool isNumber = false;
    const int count = qEnvironmentVariableIntValue("LIMBECK_TEST_KILLS", &isNumber);
    return isNumber ? count : 8;
}

} // namespace

class TestResume final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void failedStatementIsContinuedBehind();
    void startingAnewIsRefused();
    void whoFindsNothingToDoForgetsNothing();
    void changedScriptIsRefused();
    void clearedUpByHandStartsAnew();
    void loopOverRowsIsNotDoneTwice();
    void runsOfOthersAreNotResumed();
    void rowsThatNoRollbackUndoesAreNotDoneTwice();
    void halfOfAFailedChangeIsNotGuessed_data();
    void halfOfAFailedChangeIsNotGuessed();
    void killedRunsAreResumed();

private:
    [[nodiscard]] QString journal() const { return m_folder->filePath(u"journal.db"_s); }

    [[nodiscard]] std::unique_ptr<dialect::Connection> connect() const
    {
        auto opened = database::openConnection(m_server.specification(u"app"_s));
        return opened ? std::move(*opened) : nullptr;
    }

    [[nodiscard]] TestProject project() const
    {
        return TestProject(m_folder->filePath(u"project"_s), m_server.url(u"app"_s));
    }

    void makeDatabase();
    [[nodiscard]] QString content() const;
    static TestProject &addLongWay(TestProject &project);
    [[nodiscard]] int runChild(const QString &mode, qint64 killAfterMs) const;

    PrivateMariaDb m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestResume::initTestCase()
{
    if (const QString problem = m_server.start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
}

void TestResume::makeDatabase()
{
    auto server = database::openConnection(m_server.specification(u"mysql"_s));
    QVERIFY(server);
    QCOMPARE(run(**server, u"DROP DATABASE IF EXISTS app"_s), u"ok"_s);
    QCOMPARE(m_server.createDatabase(u"app"_s), QString());
}

void TestResume::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    makeDatabase();
}

QString TestResume::content() const
{
    const auto connection = connect();
    if (!connection)
        return u"no connection"_s;
    const auto content = database::readContent(*connection);
    return content ? QString::fromUtf8(QJsonDocument(content->toJson()).toJson())
                   : content.error().toString();
}

void TestResume::failedStatementIsContinuedBehind()
{
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
                "op.execute('INSERT INTO t VALUES (1), (2)')\n"
                "op.execute('ALTER TABLE missing ADD COLUMN z INT')\n"
                "op.add_column('t', sa.Column('n', sa.Integer))"_s);
    const auto failed = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!failed);
    const QString notes = failed.error().notes.join(u'\n');
    QVERIFY2(notes.contains(u"CREATE TABLE t") && notes.contains(u"INSERT INTO t"),
             qPrintable(notes));
    QVERIFY2(failed.error().hint.contains(u"--resume"), qPrintable(failed.error().hint));

    const auto connection = connect();
    QCOMPARE(run(*connection, u"CREATE TABLE missing (a int)"_s), u"ok"_s);
    const auto done = resume(project.folder(), journal());
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(done->heads, QStringList { u"a1"_s });
    QCOMPARE(rowsOf(*connection, u"SELECT COUNT(*) FROM t"_s), QStringList { u"int 2"_s });
    QCOMPARE(rowsOf(*connection, u"SELECT n FROM t WHERE id = 1"_s), QStringList { u"None"_s });
    QCOMPARE(rowsOf(*connection, u"SHOW TABLES LIKE 'limbeck%'"_s), QStringList {});
    QVERIFY(!resume(project.folder(), journal())); // nothing is left to do
}

void TestResume::startingAnewIsRefused()
{
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.execute('CREATE TABLE t (a int)')\nop.execute('DROP TABLE nowhere')"_s);
    QVERIFY(!upgrade(project.folder(), upgradeRequest(journal())));
    const auto again = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!again);
    QVERIFY(again.error().code == ErrorCode::InvalidPlan);
    QVERIFY2(again.error().notes.join(u' ').contains(u"CREATE TABLE t"),
             qPrintable(again.error().toString()));
    RunRequest anyway = upgradeRequest(journal());
    anyway.restart = true;
    const auto restarted = upgrade(project.folder(), anyway);
    QVERIFY2(restarted.error().message.contains(u"already exists"),
             qPrintable(restarted.error().message));
}

void TestResume::whoFindsNothingToDoForgetsNothing()
{
    TestProject project = this->project();
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    QVERIFY(upgrade(project.folder(), upgradeRequest(journal())));
    project.add(u"b1"_s,
                u"op.execute('INSERT INTO t VALUES (1)')\n"
                "op.execute('ALTER TABLE t ADD COLUMN b INT')\n"
                "op.execute('INSERT INTO t VALUES (2, 2)')\n"
                "op.execute('DROP TABLE missing')"_s);
    QVERIFY(!upgrade(project.folder(), upgradeRequest(journal())));
    RunRequest nothing = upgradeRequest(journal());
    nothing.targets = QStringList { u"a1"_s };
    QVERIFY(upgrade(project.folder(), nothing));
    const auto again = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!again);
    QVERIFY2(again.error().hint.contains(u"--resume"), qPrintable(again.error().toString()));

    const auto connection = connect();
    QCOMPARE(run(*connection, u"CREATE TABLE missing (a int)"_s), u"ok"_s);
    const auto done = resume(project.folder(), journal());
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(rowsOf(*connection, u"SELECT a FROM t ORDER BY a"_s),
             (QStringList { u"int 1"_s, u"int 2"_s }));
}

void TestResume::changedScriptIsRefused()
{
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.execute('CREATE TABLE t (a int)')\nop.execute('DROP TABLE nowhere')"_s);
    const auto failed = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!failed);
    QVERIFY2(failed.error().message.contains(u"nowhere"), qPrintable(failed.error().toString()));
    TestProject changed = this->project();
    changed.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    const auto refused = resume(project.folder(), journal());
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"has changed since"),
             qPrintable(refused.error().message));
}

void TestResume::clearedUpByHandStartsAnew()
{
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.execute('CREATE TABLE t (a int)')\nop.execute('DROP TABLE missing')"_s);
    QVERIFY(!upgrade(project.folder(), upgradeRequest(journal())));
    const auto connection = connect();
    QCOMPARE(run(*connection, u"DROP TABLE t"_s), u"ok"_s);
    QCOMPARE(run(*connection, u"CREATE TABLE missing (a int)"_s), u"ok"_s);
    const auto done = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

/// Rows that the first try has changed are not found again the second time.
void TestResume::loopOverRowsIsNotDoneTwice()
{
    const auto connection = connect();
    QCOMPARE(run(*connection, u"CREATE TABLE t (id int PRIMARY KEY, n int, done int)"_s), u"ok"_s);
    QCOMPARE(run(*connection, u"INSERT INTO t SELECT seq, 0, NULL FROM seq_1_to_50"_s), u"ok"_s);
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"bind = op.get_bind()\n"
                "for row in bind.execute(sa.text('SELECT id FROM t WHERE done IS NULL')).all():\n"
                "    bind.execute(sa.text('UPDATE t SET n = n + 1, done = 1 WHERE id = :i'),"
                " {'i': row.id})\n"
                "op.add_column('t', sa.Column('extra', sa.Integer))\n"
                "op.execute('DROP TABLE missing')"_s);
    QVERIFY(!upgrade(project.folder(), upgradeRequest(journal())));
    QCOMPARE(run(*connection, u"CREATE TABLE missing (a int)"_s), u"ok"_s);
    const auto done = resume(project.folder(), journal());
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(rowsOf(*connection, u"SELECT DISTINCT n FROM t"_s), QStringList { u"int 1"_s });
}

void TestResume::runsOfOthersAreNotResumed()
{
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.execute('CREATE TABLE t (a int)')\nop.execute('DROP TABLE nowhere')"_s);
    QVERIFY(!upgrade(project.folder(), upgradeRequest(journal())));
    makeDatabase(); // the same name, another database
    const auto refused = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"Unknown table"),
             qPrintable(refused.error().message));
}

/// The rollback of a failed step leaves the rows of a table without transactions.
void TestResume::rowsThatNoRollbackUndoesAreNotDoneTwice()
{
    const auto connection = connect();
    QCOMPARE(run(*connection, u"CREATE TABLE t (n int) ENGINE=InnoDB"_s), u"ok"_s);
    QCOMPARE(run(*connection, u"CREATE TABLE m (n int PRIMARY KEY) ENGINE=MyISAM"_s), u"ok"_s);
    TestProject project = this->project();
    project.add(u"a1"_s,
                u"op.execute('INSERT INTO t VALUES (1)')\n"
                "op.execute('INSERT INTO m SELECT n FROM t')\n"
                "for i in (1, 2):\n"
                "    op.execute('UPDATE m SET n = n + 10')\n"
                "op.execute('INSERT INTO missing VALUES (1)')\n"
                "op.execute('INSERT INTO m VALUES (2)')"_s);
    const auto failed = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!failed);
    const QString notes = failed.error().notes.join(u'\n');
    QVERIFY2(notes.contains(u"UPDATE m") && !notes.contains(u"INSERT INTO t"), qPrintable(notes));
    QCOMPARE(rowsOf(*connection, u"SELECT n FROM t"_s), QStringList {});
    const auto again = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!again && again.error().message.contains(u"a part of it is in effect"));
    QCOMPARE(run(*connection, u"CREATE TABLE missing (a int)"_s), u"ok"_s);
    const auto done = resume(project.folder(), journal());
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    QCOMPARE(rowsOf(*connection, u"SELECT n FROM t"_s), QStringList { u"int 1"_s });
    QCOMPARE(rowsOf(*connection, u"SELECT n FROM m ORDER BY n"_s),
             (QStringList { u"int 2"_s, u"int 21"_s }));
}

void TestResume::halfOfAFailedChangeIsNotGuessed_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("two of three rows are there")
        << u"INSERT INTO m VALUES (7), (8), (1)"_s << false;
    QTest::newRow("one row of two was changed")
        << u"UPDATE m SET n = n - 1 ORDER BY n DESC"_s << false;
    QTest::newRow("one row is there or not") << u"INSERT INTO m VALUES (1)"_s << true;
    QTest::newRow("refused at once") << u"UPDATE m SET missing = 1"_s << true;
    QTest::newRow("a trigger's row stays") << u"INSERT INTO t VALUES (15), (16), (1)"_s << false;
}

void TestResume::halfOfAFailedChangeIsNotGuessed()
{
    QFETCH(QString, change);
    QFETCH(bool, isKnown);
    const auto connection = connect();
    for (const char *sql :
         { "CREATE TABLE m (n tinyint PRIMARY KEY) ENGINE=MyISAM",
           "INSERT INTO m VALUES (1), (2), (5)", "CREATE TABLE t (n int) ENGINE=InnoDB",
           "CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW INSERT INTO m VALUES (NEW.n)" })
        QCOMPARE(run(*connection, QString::fromLatin1(sql)), u"ok"_s);
    TestProject project = this->project();
    project.add(u"a1"_s, u"op.execute('CREATE TABLE b (a int)')\nop.execute('%1')"_s.arg(change));
    const auto failed = upgrade(project.folder(), upgradeRequest(journal()));
    QVERIFY(!failed);
    const QString told = failed.error().toString();
    QVERIFY2(told.contains(u"Not known whether in effect") != isKnown, qPrintable(told));
    QVERIFY2(told.contains(u"--resume") == isKnown, qPrintable(told));
    const auto again = resume(project.folder(), journal());
    QVERIFY(!again);
    QVERIFY2(again.error().message.contains(u"Nobody knows") != isKnown,
             qPrintable(again.error().toString()));
}

/// Keys are given: those that the server draws leave gaps when a transaction is rolled back.
TestProject &TestResume::addLongWay(TestProject &project)
{
    project.add(u"a1"_s,
                u"op.create_table('account', sa.Column('id', sa.Integer, primary_key=True),\n"
                "    sa.Column('name', sa.String(50), nullable=False))\n"
                "op.create_index('ix_account_name', 'account', ['name'])\n"
                "op.bulk_insert(sa.table('account', sa.column('id'), sa.column('name')),\n"
                "    [{'id': i, 'name': 'name %d' % i} for i in range(1, 41)])\n"
                "op.add_column('account', sa.Column('score', sa.Integer))"_s);
    project.add(
        u"b1"_s,
        u"bind = op.get_bind()\n"
        "bind.execute(sa.text('INSERT INTO account (id, name) VALUES (1000, \\'late\\')'))\n"
        "for row in bind.execute(sa.text('SELECT id FROM account WHERE score IS NULL')).all():\n"
        "    bind.execute(sa.text('UPDATE account SET score = :s WHERE id = :i'),\n"
        "        {'s': row.id * 3, 'i': row.id})\n"
        "op.alter_column('account', 'score', existing_type=sa.Integer(), nullable=False)\n"
        "op.create_table('log', sa.Column('id', sa.Integer, primary_key=True),\n"
        "    sa.Column('account_id', sa.Integer, sa.ForeignKey('account.id')))\n"
        "op.execute('INSERT INTO log (id, account_id) SELECT id, id FROM account')\n"
        "op.execute('UPDATE account SET score = score + 1')\n"
        "op.create_index('ix_log_account', 'log', ['account_id'])"_s);
    project.add(u"c1"_s,
                u"op.drop_index('ix_account_name', 'account')\n"
                "op.execute('UPDATE account SET score = score * 2')\n"
                "op.alter_column('account', 'name', new_column_name='title',\n"
                "    existing_type=sa.String(50), existing_nullable=False)\n"
                "op.execute('INSERT INTO log (id, account_id) VALUES (5001, 1), (5002, 2)')\n"
                "op.rename_table('log', 'history')"_s);
    return project;
}

/// The exit status; -1 if it was killed.
int TestResume::runChild(const QString &mode, qint64 killAfterMs) const
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                { mode, m_folder->filePath(u"project"_s), journal() });
    if (killAfterMs >= 0 && !child.waitForFinished(static_cast<int>(killAfterMs)))
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
    if (child.state() != QProcess::NotRunning && !child.waitForFinished(60'000))
        return -2;
    return child.exitStatus() == QProcess::CrashExit ? -1 : child.exitCode();
}

void TestResume::killedRunsAreResumed()
{
    TestProject project = this->project();
    addLongWay(project);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(runChild(u"--upgrade"_s, -1), 0);
    const qint64 whole = timer.elapsed();
    const QString expected = content();

    int killed = 0;
    int halfDone = 0;
    const int wanted = killCount();
    QRandomGenerator random(4711);
    for (int trial = 0; killed < wanted && trial < wanted * 5; ++trial) {
        init();
        TestProject fresh = this->project();
        addLongWay(fresh);
        const qint64 delay = random.bounded(qint64 { 20 }, whole);
        int status = runChild(u"--upgrade"_s, delay);
        if (status != -1) {
            QCOMPARE(status, 0);
            continue;
        }
        ++killed;
        for (int attempt = 0; status != 0 && attempt < 5; ++attempt) {
            const auto opened = Journal::open(journal());
            const auto runs = (*opened)->runs(1);
            // It may have been killed after its last word.
            const bool isResumable =
                !runs->empty() && runs->front().outcome != JournalRun::Outcome::Succeeded;
            halfDone += isResumable && attempt == 0 ? 1 : 0;
            // Every second one is killed again on its way.
            const bool killsAgain = attempt == 0 && killed % 2 == 0;
            status = runChild(isResumable ? u"--resume"_s : u"--upgrade"_s,
                              killsAgain ? random.bounded(qint64 { 20 }, whole) : -1);
            if (status > 0)
                QFAIL(qPrintable(u"trial %1, killed after %2 ms"_s.arg(trial).arg(delay)));
        }
        QCOMPARE(status, 0);
        QCOMPARE(content(), expected);
    }
    qInfo("%d runs killed, %d of them inside a run; all were resumed to the same schema and rows",
          killed, halfDone);
    QVERIFY(killed >= wanted);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--upgrade"_L1 || arguments.value(1) == "--resume"_L1)
        return runAsChild(arguments);
    TestResume test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_resume.moc"
