// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The project's own Alembic: Debian's, with the system's Python, on SQLite and on servers.

#include "core/database/connect.h"
#include "core/database/runlock.h"
#include "core/engine/journal.h"
#include "core/engine/outsidealembic.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"
#include "tests/support/testproject.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

/// Keeps the events, and may act on each.
class KeepingObserver final : public RunObserver
{
public:
    void handle(const RunEvent &event) override
    {
        events.push_back(event);
        if (onEvent)
            onEvent(event);
    }

    template <typename Event>
    [[nodiscard]] std::vector<Event> all() const
    {
        std::vector<Event> found;
        for (const RunEvent &event : events) {
            if (const auto *one = std::get_if<Event>(&event))
                found.push_back(*one);
        }
        return found;
    }

    [[nodiscard]] QStringList logged() const
    {
        QStringList lines;
        for (const LogLine &line : all<LogLine>())
            lines << line.text;
        return lines;
    }

    [[nodiscard]] bool sent(const QString &words) const
    {
        const auto statements = all<StatementStarted>();
        return std::any_of(
            statements.begin(), statements.end(),
            [&](const StatementStarted &statement) { return statement.sql.contains(words); });
    }

    std::vector<RunEvent> events;
    std::function<void(const RunEvent &)> onEvent;
};

/// The body of an upgrade() that creates a table.
QString createTable(const QString &name)
{
    return u"op.create_table('%1', sa.Column('id', sa.Integer, primary_key=True))"_s.arg(name);
}

} // namespace

class TestOutsideAlembic final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void upgrades();
    void prints();
    void writesSql();
    void tellsPythonsFailure();
    void tellsAlembicsFailure();
    void tellsWhenThereIsNoAlembic();
    void tellsWhenEnvironmentExits();
    void usesChosenDatabase();
    void refusesOtherDatabase();
    void cancelsStatement_data();
    void cancelsStatement();
    void killsWhatDoesNotEnd();
    void endsWithItsParent();
    void startsNothingByItself();
    void waitsForOtherRuns_data();
    void waitsForOtherRuns();
    void isInTheJournal();

private:
    [[nodiscard]] Result<RunOutcome> run(const TestProject &project, const RunRequest &request,
                                         KeepingObserver &observer);
    [[nodiscard]] RunRequest upgrade(const QString &target = u"head"_s) const;
    /// Sessions of @p url's user, besides the one that asks, that run a statement.
    [[nodiscard]] static qsizetype busySessions(const QString &url);

    QTemporaryDir m_folder;
    PrivatePostgres m_postgres;
    PrivateMariaDb m_mariadb;
    RunCancellation m_never;
    RunCancellation *m_cancellation = &m_never;
};

void TestOutsideAlembic::initTestCase()
{
    qputenv("LIMBECK_PYTHON", "/usr/bin/python3");
    QCOMPARE(m_postgres.start(), QString());
    QCOMPARE(m_mariadb.start(), QString());
    for (const QString &name : { u"app"_s, u"locked"_s }) {
        QCOMPARE(m_postgres.createDatabase(name), QString());
        QCOMPARE(m_mariadb.createDatabase(name), QString());
    }
}

RunRequest TestOutsideAlembic::upgrade(const QString &target) const
{
    RunRequest request;
    request.targets = QStringList { target };
    request.journal = m_folder.filePath(u"journal.db"_s);
    return request;
}

Result<RunOutcome> TestOutsideAlembic::run(const TestProject &project, const RunRequest &request,
                                           KeepingObserver &observer)
{
    const auto opened = Project::openPath(project.folder());
    if (!opened)
        return failure(opened.error());
    const auto outside = OutsideAlembic::find(opened->config());
    if (!outside)
        return failure(outside.error());
    return outside->run(*opened, request, observer, *m_cancellation);
}

void TestOutsideAlembic::upgrades()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    project.add(u"b2"_s, createTable(u"second"_s));
    KeepingObserver observer;
    const auto outcome = run(project, upgrade(), observer);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toString()));
    QCOMPARE(outcome->heads, QStringList { u"b2"_s });
    QCOMPARE(outcome->stepsDone, 2);

    const auto started = observer.all<RunStarted>();
    QCOMPARE(started.size(), std::size_t(1));
    QCOMPARE(started[0].dialect, u"sqlite"_s);
    QCOMPARE(started[0].heads, QStringList());
    QCOMPARE(started[0].steps.size(), std::size_t(2));
    QCOMPARE(started[0].steps[1].text, u"upgrade a1 -> b2, step b2"_s);
    QCOMPARE(started[0].steps[1].revisions, QStringList { u"b2"_s });
    QVERIFY(observer.logged().contains(u"Running upgrade a1 -> b2, step b2"_s));
    QVERIFY(observer.sent(u"CREATE TABLE second"_s));
    QCOMPARE(observer.all<StepFinished>().size(), std::size_t(2));
    QCOMPARE(observer.all<LogOutput>().size(), observer.all<LogLine>().size());
    for (const LogOutput &line : observer.all<LogOutput>())
        QVERIFY2(line.text.startsWith(u"INFO  [alembic."), qPrintable(line.text));

    // In order: the statement stands inside its step.
    int step = -1;
    for (const RunEvent &event : observer.events) {
        if (const auto *begun = std::get_if<StepStarted>(&event))
            step = begun->index;
        const auto *statement = std::get_if<StatementStarted>(&event);
        if (statement && statement->sql.contains(u"CREATE TABLE second"_s)) {
            QCOMPARE(step, 1);
            QCOMPARE(statement->step, 1);
        }
    }
    QVERIFY(std::holds_alternative<RunFinished>(observer.events.back()));

    KeepingObserver again;
    QVERIFY(run(project, upgrade(), again));
    QCOMPARE(again.all<RunStarted>()[0].heads, QStringList { u"b2"_s });
    QVERIFY(again.all<RunStarted>()[0].steps.empty());
}

void TestOutsideAlembic::prints()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    // More than Limbeck evaluates: a program of its own, and the C library's output.
    project.add(u"a1"_s,
                u"import os, subprocess, sys\n"
                "print('hällo')\n"
                "sys.stderr.write('careful\\n')\n"
                "os.write(1, b'from below\\n')\n"
                "subprocess.run(['echo', 'from outside'], check=True)"_s);
    KeepingObserver observer;
    QVERIFY(run(project, upgrade(), observer));
    QString printed;
    QString warned;
    for (const ScriptOutput &output : observer.all<ScriptOutput>())
        (output.isError ? warned : printed) += output.text;
    for (const QString &words : { u"hällo\n"_s, u"from below\n"_s, u"from outside\n"_s })
        QVERIFY2(printed.contains(words), qPrintable(printed));
    QCOMPARE(warned, u"careful\n"_s);
}

void TestOutsideAlembic::writesSql()
{
    TemporaryProject project(u"postgresql://nobody@127.0.0.1:1/nowhere"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    RunRequest request = upgrade();
    request.sql = true;
    KeepingObserver observer;
    const auto outcome = run(project, request, observer);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toString()));
    QString sql;
    for (const OfflineText &text : observer.all<OfflineText>())
        sql += text.text;
    QVERIFY2(sql.contains(u"CREATE TABLE first"), qPrintable(sql));
    QVERIFY(observer.all<RunStarted>()[0].offline);
}

void TestOutsideAlembic::tellsPythonsFailure()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    project.add(u"b2"_s, u"raise ValueError('postgresql://u:canary@h/db is wrong')"_s);
    KeepingObserver observer;
    const auto outcome = run(project, upgrade(), observer);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Script);
    QCOMPARE(outcome.error().message, u"ValueError: postgresql://u:***@h/db is wrong"_s);
    const QString notes = outcome.error().notes.join(u'\n');
    QVERIFY2(notes.contains(u"versions/b2.py\", line "), qPrintable(notes));
    QVERIFY(!outcome.error().toString().contains(u"canary"));
    const auto failed = observer.all<RunFailed>();
    QCOMPARE(failed.size(), std::size_t(1));
    QCOMPARE(failed[0].step, 1);
    QVERIFY(failed[0].headsKnown);
    QCOMPARE(failed[0].heads, QStringList { u"a1"_s });
}

void TestOutsideAlembic::tellsAlembicsFailure()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    KeepingObserver observer;
    const auto outcome = run(project, upgrade(u"nowhere"_s), observer);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Usage);
    QCOMPARE(outcome.error().message, u"Can't locate revision identified by 'nowhere'"_s);
}

void TestOutsideAlembic::tellsWhenThereIsNoAlembic()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    // -S: a Python without its packages
    writeText(project.folder() + u"/python"_s,
              u"#!/bin/sh\nexec /usr/bin/python3 -I -S \"$@\"\n"_s);
    const QString program = project.folder() + u"/python"_s;
    QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner);
    qputenv("LIMBECK_PYTHON", QFile::encodeName(program));
    KeepingObserver observer;
    const auto outcome = run(project, upgrade(), observer);
    qputenv("LIMBECK_PYTHON", "/usr/bin/python3");
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Configuration);
    QVERIFY2(outcome.error().message.contains(u"has no Alembic"),
             qPrintable(outcome.error().toString()));
    QVERIFY(outcome.error().hint.contains(u"LIMBECK_PYTHON"));
}

void TestOutsideAlembic::tellsWhenEnvironmentExits()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.setEnvironment(u"import sys\nsys.exit(3)\n"_s);
    KeepingObserver observer;
    const auto outcome = run(project, upgrade(), observer);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().message, u"The project's Alembic ended with status 3"_s);
    QCOMPARE(outcome.error().subjects, QStringList { u"3"_s });
}

void TestOutsideAlembic::usesChosenDatabase()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"chosen"_s));
    RunRequest request = upgrade();
    request.url = m_postgres.url(u"app"_s).replace(u"postgresql:"_s, u"postgresql+psycopg2:"_s);
    KeepingObserver observer;
    const auto outcome = run(project, request, observer);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toString()));
    QVERIFY(!QFile::exists(project.folder() + u"/app.db"_s));
    QVERIFY(!observer.all<RunStarted>()[0].url.contains(PrivateServer::password()));
    auto connection = database::openConnection(m_postgres.specification(u"app"_s));
    QVERIFY(connection);
    QCOMPARE(rowsOf(**connection, u"SELECT version_num::text FROM alembic_version"_s),
             QStringList { u"str 'a1'"_s });
}

void TestOutsideAlembic::refusesOtherDatabase()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    project.setEnvironment(
        u"config.set_main_option('sqlalchemy.url', 'sqlite:///elsewhere.db')\n"_s);
    RunRequest request = upgrade();
    request.url = u"sqlite:///chosen.db"_s;
    KeepingObserver observer;
    const auto outcome = run(project, request, observer);
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().message.contains(
                 u"connects to sqlite:///elsewhere.db instead of sqlite:///chosen.db"),
             qPrintable(outcome.error().toString()));
    QVERIFY(!observer.sent(u"CREATE TABLE"_s));
}

qsizetype TestOutsideAlembic::busySessions(const QString &url)
{
    auto connection = database::openConnection(DatabaseUrl::parse(url)->toSpecification().value());
    if (!connection)
        return -1;
    const bool isPostgres = url.startsWith(u"postgresql");
    return rowsOf(**connection,
                  isPostgres ? u"SELECT pid FROM pg_stat_activity WHERE state = 'active' "
                               "AND query LIKE '%pg_sleep(60%' AND pid <> pg_backend_pid()"_s
                             : u"SELECT id FROM information_schema.processlist "
                               "WHERE info LIKE 'SELECT SLEEP(60%'"_s)
        .size();
}

void TestOutsideAlembic::cancelsStatement_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("sql");
    QTest::newRow("PostgreSQL") << m_postgres.url(u"app"_s).replace(u"postgresql:"_s,
                                                                    u"postgresql+psycopg2:"_s)
                                << u"SELECT pg_sleep(60)"_s;
    QTest::newRow("MariaDB") << m_mariadb.url(u"app"_s) << u"SELECT SLEEP(60)"_s;
    QTest::newRow("SQLite") << u"sqlite:///app.db"_s
                            << u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                               "SELECT max(i) FROM n"_s;
}

void TestOutsideAlembic::cancelsStatement()
{
    QFETCH(QString, url);
    QFETCH(QString, sql);
    if (url.startsWith(u"postgresql")) {
        auto connection = database::openConnection(m_postgres.specification(u"app"_s));
        QCOMPARE(test::run(**connection, u"DROP TABLE IF EXISTS alembic_version"_s), u"ok"_s);
    }
    TemporaryProject project(url);
    project.add(u"a1"_s, u"op.execute(\"%1\")"_s.arg(sql));
    RunCancellation cancellation;
    m_cancellation = &cancellation;
    KeepingObserver observer;
    QElapsedTimer sinceCancel;
    observer.onEvent = [&](const RunEvent &event) {
        const auto *statement = std::get_if<StatementStarted>(&event);
        if (!statement || !statement->sql.contains(sql))
            return;
        // In the very moment in which it begins: the hardest one.
        sinceCancel.start();
        cancellation.cancel();
    };
    const auto outcome = run(project, upgrade(), observer);
    m_cancellation = &m_never;
    QVERIFY(sinceCancel.isValid());
    const qint64 elapsed = sinceCancel.elapsed();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
    QVERIFY2(elapsed < 8'000, qPrintable(QString::number(elapsed)));
    qInfo("ended %lld ms after the cancel, with the version rows read again",
          static_cast<long long>(elapsed));
    QVERIFY(observer.all<RunFailed>()[0].cancelled);
    QVERIFY(observer.all<RunFailed>()[0].headsKnown);
    QCOMPARE(observer.all<RunFailed>()[0].heads, QStringList());
    if (!url.startsWith(u"sqlite"))
        QCOMPARE(busySessions(url), 0);
}

void TestOutsideAlembic::killsWhatDoesNotEnd()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s,
                u"import signal, subprocess, time\n"
                "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
                "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                "child = subprocess.Popen(['sleep', '300'])\n"
                "print(f'child {child.pid}')\n"
                "time.sleep(300)"_s);
    RunCancellation cancellation;
    m_cancellation = &cancellation;
    KeepingObserver observer;
    pid_t child = 0;
    observer.onEvent = [&](const RunEvent &event) {
        const auto *output = std::get_if<ScriptOutput>(&event);
        if (output && output->text.startsWith(u"child ")) {
            child = output->text.section(u' ', 1).trimmed().toInt();
            cancellation.cancel();
        }
    };
    const auto outcome = run(project, upgrade(), observer);
    m_cancellation = &m_never;
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
    QVERIFY(child > 0);
    QTRY_VERIFY(::kill(child, 0) != 0
                || QFile(u"/proc/%1/exe"_s.arg(child)).symLinkTarget().isEmpty());
}

void TestOutsideAlembic::endsWithItsParent()
{
    const QString url =
        m_postgres.url(u"app"_s).replace(u"postgresql:"_s, u"postgresql+psycopg2:"_s);
    auto connection = database::openConnection(m_postgres.specification(u"app"_s));
    QCOMPARE(test::run(**connection, u"DROP TABLE IF EXISTS alembic_version"_s), u"ok"_s);
    TemporaryProject project(url);
    project.add(u"a1"_s, u"op.execute('SELECT pg_sleep(60)')"_s);
    QProcess limbeck;
    limbeck.setWorkingDirectory(project.folder());
    limbeck.start(QStringLiteral(LIMBECK_BINARY_DIR "/limbeck"),
                  { u"--engine=alembic"_s, u"upgrade"_s, u"head"_s });
    QTRY_COMPARE_WITH_TIMEOUT(busySessions(url), 1, 20'000);
    limbeck.kill(); // as a crash, or the OOM killer
    QVERIFY(limbeck.waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(busySessions(url), 0, 5'000);
}

void TestOutsideAlembic::startsNothingByItself()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    writeText(project.folder() + u"/python"_s,
              u"#!/bin/sh\ntouch \"%1/started\"\n"_s.arg(project.folder()));
    const QString program = project.folder() + u"/python"_s;
    QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner);
    writeText(project.folder() + u"/limbeck.toml"_s, u"python = \"python\"\n"_s);
    qunsetenv("LIMBECK_PYTHON");
    const auto opened = Project::openPath(project.folder());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    const auto outside = OutsideAlembic::find(opened->config());
    qputenv("LIMBECK_PYTHON", "/usr/bin/python3");
    QVERIFY2(outside, outside ? "" : qPrintable(outside.error().toString()));
    QCOMPARE(outside->interpreter().program, program);
    QVERIFY(!QFile::exists(project.folder() + u"/started"_s));
}

void TestOutsideAlembic::waitsForOtherRuns_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("PostgreSQL")
        << m_postgres.url(u"locked"_s).replace(u"postgresql:"_s, u"postgresql+psycopg2:"_s);
    QTest::newRow("MariaDB") << m_mariadb.url(u"locked"_s);
    QTest::newRow("SQLite") << u"sqlite:///app.db"_s;
}

void TestOutsideAlembic::waitsForOtherRuns()
{
    QFETCH(QString, url);
    TemporaryProject project(url);
    writeText(project.folder() + u"/limbeck.toml"_s, u"[run]\nlock_wait = \"500ms\"\n"_s);
    project.add(u"w1"_s, createTable(u"waited"_s));
    ConnectionSpecification specification = DatabaseUrl::parse(url)->toSpecification().value();
    if (specification.backend == Backend::Sqlite)
        specification.database = project.folder() + u"/app.db"_s;
    auto held = database::RunLock::acquire(specification, {}, {});
    QVERIFY2(held, held ? "" : qPrintable(held.error().toString()));
    KeepingObserver observer;
    const auto refused = run(project, upgrade(), observer);
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == ErrorCode::Locked, qPrintable(refused.error().toString()));
    QCOMPARE(observer.all<Waiting>().size(), std::size_t(2));
    QVERIFY(observer.all<RunStarted>().empty());
    QVERIFY(!observer.sent(u"CREATE TABLE"_s));
    held->reset();
    KeepingObserver later;
    const auto done = run(project, upgrade(), later);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

void TestOutsideAlembic::isInTheJournal()
{
    TemporaryProject project(u"sqlite:///app.db"_s);
    project.add(u"a1"_s, createTable(u"first"_s));
    project.add(u"b2"_s, u"op.execute('DROP TABLE nowhere')"_s);
    KeepingObserver observer;
    QVERIFY(!run(project, upgrade(), observer));
    const auto journal = Journal::open(*upgrade().journal);
    QVERIFY(journal);
    const auto runs = (*journal)->runs(1);
    QVERIFY(runs && runs->size() == 1);
    const JournalRun &recorded = runs->front();
    QCOMPARE(recorded.command, u"upgrade"_s);
    QCOMPARE(recorded.targets, QStringList { u"head"_s });
    QVERIFY(recorded.outcome == JournalRun::Outcome::Failed);
    QVERIFY2(recorded.identity.endsWith(project.folder() + u"/app.db"_s),
             qPrintable(recorded.identity));
    QCOMPARE(recorded.steps.size(), std::size_t(2));
    QVERIFY(!recorded.steps[0].scriptHash.isEmpty());
    QCOMPARE(recorded.headsAfter, QStringList { u"a1"_s });
    const auto statements = (*journal)->statements(recorded.id);
    QVERIFY(statements);
    const auto created =
        std::find_if(statements->begin(), statements->end(), [](const JournalStatement &statement) {
            return statement.sql.contains(u"TABLE first");
        });
    QVERIFY(created != statements->end() && created->hasEnded && created->step == 0);
}

QTEST_GUILESS_MAIN(TestOutsideAlembic)
#include "tst_outsidealembic.moc"
