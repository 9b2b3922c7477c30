// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"
#include "core/database/connect.h"
#include "core/engine/journal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

JournalRun someRun()
{
    JournalRun run;
    run.token = QString::number(QRandomGenerator::global()->generate64());
    run.startedAt = QDateTime::fromString(u"2026-01-31T03:15:02.123Z"_s, Qt::ISODateWithMs);
    run.user = u"anna"_s;
    run.host = QSysInfo::machineHostName();
    run.processId = QCoreApplication::applicationPid();
    run.command = u"upgrade"_s;
    run.targets = { u"head"_s };
    run.identity = u"mysql host:3306:/data/app"_s;
    run.headsBefore = { u"a1"_s, u"b1"_s };
    JournalStep step;
    step.direction = u"upgrade"_s;
    step.revisions = { u"c1"_s };
    step.text = u"upgrade b1 -> c1, \"quoted\" ☂"_s;
    step.scriptHash = QByteArray::fromHex("00ff17");
    run.steps = { step };
    return run;
}

JournalStatement ended(qint64 ordinal, const QString &sql)
{
    JournalStatement statement;
    statement.step = 0;
    statement.ordinal = ordinal;
    statement.sql = sql;
    statement.startedAt = QDateTime::currentDateTimeUtc();
    statement.hasEnded = true;
    return statement;
}

} // namespace

class TestJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRuns();
    void keepsStatements();
    void tellsDeadProcesses();
    void isOnlyAddedTo();
    void belongsToItsOwner();
    void refusesNewerFiles();

private:
    [[nodiscard]] std::unique_ptr<Journal> open() const
    {
        auto journal = Journal::open(path());
        return journal ? std::move(*journal) : nullptr;
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(u"deep/er/journal.db"_s); }

    QTemporaryDir m_folder;
};

void TestJournal::keepsRuns()
{
    const auto journal = open();
    QVERIFY(journal);
    JournalRun run = someRun();
    const auto id = journal->beginRun(run);
    QVERIFY2(id, id ? "" : qPrintable(id.error().toString()));
    auto read = journal->run(*id);
    QVERIFY(read);
    QVERIFY(read->outcome == JournalRun::Outcome::Running);
    QCOMPARE(read->startedAt, run.startedAt);
    QCOMPARE(read->headsBefore, run.headsBefore);
    QCOMPARE(read->steps.size(), size_t { 1 });
    QCOMPARE(read->steps[0].text, run.steps[0].text);
    QCOMPARE(read->steps[0].scriptHash, run.steps[0].scriptHash);
    QVERIFY(!read->steps[0].startedAt.isValid());

    run.id = *id;
    run.outcome = JournalRun::Outcome::Failed;
    run.headsAfter = { u"c1"_s };
    run.headsKnown = true;
    run.failedStep = 0;
    run.error = u"no such table"_s;
    QVERIFY(journal->endRun(run));
    read = journal->run(*id);
    QVERIFY(read->outcome == JournalRun::Outcome::Failed);
    QCOMPARE(read->headsAfter, run.headsAfter);
    QCOMPARE(read->error, run.error);
    QVERIFY(read->finishedAt.isValid());
    QVERIFY(!journal->run(*id + 1));

    QCOMPARE(journal->runs(10, run.identity)->size(), size_t { 1 });
    QCOMPARE(journal->runs(10, u"another"_s)->size(), size_t { 0 });
}

void TestJournal::keepsStatements()
{
    const auto journal = open();
    const qint64 id = journal->beginRun(someRun()).value();
    JournalStatement sent = ended(1, u"CREATE TABLE t (a int)"_s);
    sent.hasEnded = false;
    sent.stateBefore = QByteArray("\0\1\2", 3);
    QVERIFY(journal->append(id, { { sent }, {}, {} }, Journal::Durability::Disk));
    QVERIFY(!journal->statements(id)->front().hasEnded);

    sent.hasEnded = true;
    sent.microseconds = 1500;
    JournalStatement many = ended(2, u"UPDATE t SET a = ?"_s);
    many.kind = database::StatementKind::Data;
    many.times = 2;
    many.rows = 7;
    many.isOpen = true;
    many.executions = { { 17, 3, -1 }, { 18, 4, 99 } };
    JournalBatch batch { { many },
                         { sent },
                         { { 0, QDateTime::currentDateTimeUtc(), false, {}, false } } };
    QVERIFY(journal->append(id, batch, Journal::Durability::Process));
    const auto statements = journal->statements(id);
    QCOMPARE(statements->size(), size_t { 2 });
    QVERIFY((*statements)[0].hasEnded);
    QCOMPARE((*statements)[0].stateBefore, sent.stateBefore);
    QCOMPARE((*statements)[0].microseconds, 1500);
    QVERIFY((*statements)[1].kind == database::StatementKind::Data);
    QVERIFY((*statements)[1].isOpen);
    QVERIFY((*statements)[1].executions == many.executions);
    QCOMPARE(journal->statements(id, 1)->size(), size_t { 0 });
    QVERIFY(journal->run(id)->steps[0].startedAt.isValid());
}

void TestJournal::tellsDeadProcesses()
{
    const auto journal = open();
    JournalRun run = someRun();
    run.processId = 4'194'305; // beyond Linux's greatest
    const qint64 id = journal->beginRun(run).value();
    QVERIFY(journal->run(id)->outcome == JournalRun::Outcome::Interrupted);
    run = someRun();
    run.host = u"elsewhere"_s;
    run.processId = 4'194'305;
    QVERIFY(journal->run(journal->beginRun(run).value())->outcome == JournalRun::Outcome::Running);
}

void TestJournal::isOnlyAddedTo()
{
    QVERIFY(open()->beginRun(someRun()));
    ConnectionSpecification specification;
    specification.database = path();
    const auto connection = database::openConnection(specification);
    for (const QString &sql : { u"DELETE FROM run"_s, u"UPDATE run SET user = 'nobody'"_s }) {
        const auto refused = database::catalogQuery(**connection, sql);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"only ever added to"));
    }
}

void TestJournal::belongsToItsOwner()
{
    QVERIFY(open()->beginRun(someRun()));
    for (const QString &file : { path(), path() + u"-wal"_s }) {
        if (QFileInfo::exists(file))
            QVERIFY((QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }
}

void TestJournal::refusesNewerFiles()
{
    const QString newer = m_folder.filePath(u"newer.db"_s);
    ConnectionSpecification specification;
    specification.database = newer;
    const auto connection = database::openConnection(specification);
    QVERIFY(database::catalogQuery(**connection, u"PRAGMA user_version = 99"_s));
    const auto refused = Journal::open(newer);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"newer Limbeck"));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
