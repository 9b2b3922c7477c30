// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/replay.h"
#include "core/engine/stepprogress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using database::StatementKind;

namespace {

JournalStatement statement(const QString &sql)
{
    JournalStatement result;
    result.step = 0;
    result.sql = sql;
    result.kind = database::statementKind(sql);
    result.hasEnded = true;
    return result;
}

/// UPDATE with the values of these hashes, one row each.
JournalStatement update(std::initializer_list<quint64> hashes, bool isOpen = false)
{
    JournalStatement result = statement(u"UPDATE t SET a = ?"_s);
    for (const quint64 hash : hashes)
        result.executions.push_back({ hash, 1, -1 });
    result.times = static_cast<qint64>(result.executions.size());
    result.isOpen = isOpen;
    return result;
}

/// "skip", "send" or "refuse".
QString answer(Replay &replay, const QString &sql, quint64 hash = 0)
{
    StatementStarted started;
    started.sql = sql;
    started.kind = database::statementKind(sql);
    started.valuesHash = hash;
    const auto verdict = replay.next(started);
    return !verdict ? u"refuse"_s : verdict->isSkipped ? u"skip"_s : u"send"_s;
}

JournalRun runInStep()
{
    JournalRun run;
    JournalStep step;
    step.startedAt = QDateTime::currentDateTimeUtc();
    run.steps = { step };
    return run;
}

QStringList sqlOf(const std::vector<JournalStatement> &statements)
{
    QStringList result;
    for (const JournalStatement &one : statements)
        result += one.sql;
    return result;
}

} // namespace

class TestReplay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ddlInItsOrder();
    void rowsByTheirValues();
    void readsAreAlwaysSent();
    void loopsMayBeShorter();
    void changedScriptsAreRefused();
    void rolledBackRowsAreNotInEffect();
    void committedRowsAre();
    void savepointsKeepWhatIsBeforeThem();
    void scriptsOwnTransactionControl();
    void deadlockUndoesAll();
    void unansweredDdlIsInDoubt();
    void finishedStepsAreDone();
};

void TestReplay::ddlInItsOrder()
{
    Replay replay(
        { statement(u"CREATE TABLE a (x int)"_s), statement(u"CREATE TABLE b (x int)"_s) });
    QCOMPARE(answer(replay, u"CREATE TABLE a (x int)"_s), u"skip"_s);
    QCOMPARE(answer(replay, u"CREATE TABLE b (x int)"_s), u"skip"_s);
    QVERIFY(replay.isOver());
    QCOMPARE(answer(replay, u"CREATE TABLE a (x int)"_s), u"send"_s);
}

void TestReplay::rowsByTheirValues()
{
    Replay replay({ update({ 1, 2, 2 }) });
    const QString sql = u"UPDATE t SET a = ?"_s;
    QCOMPARE(answer(replay, sql, 2), u"skip"_s);
    QCOMPARE(answer(replay, sql, 3), u"send"_s); // was not reached the first time
    QCOMPARE(answer(replay, sql, 2), u"skip"_s);
    QCOMPARE(answer(replay, sql, 2), u"send"_s);
}

void TestReplay::readsAreAlwaysSent()
{
    Replay replay({ statement(u"CREATE TABLE a (x int)"_s) });
    QCOMPARE(answer(replay, u"SELECT 1"_s), u"send"_s);
    QCOMPARE(answer(replay, u"SET foreign_key_checks = 0"_s), u"send"_s);
    QCOMPARE(answer(replay, u"CREATE TABLE a (x int)"_s), u"skip"_s);
}

void TestReplay::loopsMayBeShorter()
{
    Replay replay({ update({ 1, 2 }), statement(u"ALTER TABLE t MODIFY a int NOT NULL"_s) });
    QCOMPARE(answer(replay, u"ALTER TABLE t MODIFY a int NOT NULL"_s), u"skip"_s);
    QVERIFY(replay.isOver());
}

void TestReplay::changedScriptsAreRefused()
{
    const JournalStatement table = statement(u"CREATE TABLE a (x int)"_s);
    Replay other({ table });
    QCOMPARE(answer(other, u"CREATE TABLE a (x bigint)"_s), u"refuse"_s);
    Replay rows({ update({ 1 }), table });
    QCOMPARE(answer(rows, u"UPDATE t SET a = ?"_s, 2), u"refuse"_s);
    Replay early({ table });
    QCOMPARE(answer(early, u"UPDATE t SET a = ?"_s, 1), u"refuse"_s);
}

void TestReplay::rolledBackRowsAreNotInEffect()
{
    const StepProgress progress =
        progressOf(runInStep(),
                   { statement(u"CREATE TABLE t (a int)"_s), statement(u"BEGIN"_s),
                     update({ 1 }, true), statement(u"ROLLBACK"_s) });
    QCOMPARE(sqlOf(progress.inEffect), QStringList { u"CREATE TABLE t (a int)"_s });
    QVERIFY(progress.uncommitted.empty());
}

void TestReplay::committedRowsAre()
{
    JournalStatement unanswered = statement(u"COMMIT"_s);
    unanswered.hasEnded = false;
    StepProgress progress =
        progressOf(runInStep(),
                   { statement(u"BEGIN"_s), update({ 1 }, true), statement(u"COMMIT"_s),
                     statement(u"BEGIN"_s), update({ 2 }, true), unanswered });
    QCOMPARE(progress.inEffect.size(), size_t { 1 });
    QCOMPARE(progress.uncommitted.size(), size_t { 1 }); // only the marker knows
    progress = progressOf(runInStep(), { update({ 1 }, false) });
    QCOMPARE(progress.inEffect.size(), size_t { 1 }); // outside a transaction
}

void TestReplay::savepointsKeepWhatIsBeforeThem()
{
    const StepProgress progress =
        progressOf(runInStep(),
                   { statement(u"BEGIN"_s), update({ 1 }, true), statement(u"SAVEPOINT here"_s),
                     update({ 2 }, true), statement(u"ROLLBACK TO SAVEPOINT here"_s),
                     update({ 3 }, true), statement(u"COMMIT"_s) });
    QCOMPARE(progress.inEffect.size(), size_t { 2 });
    QCOMPARE(progress.inEffect.front().executions.front().valuesHash, quint64 { 1 });
    QCOMPARE(progress.inEffect.back().executions.front().valuesHash, quint64 { 3 });
    Replay replay(progress.inEffect, progress.takenBack);
    const QString sql = u"UPDATE t SET a = ?"_s;
    QCOMPARE(answer(replay, sql, 1), u"skip"_s);
    QCOMPARE(answer(replay, sql, 2), u"send"_s);
    QCOMPARE(answer(replay, sql, 3), u"skip"_s);
}

void TestReplay::scriptsOwnTransactionControl()
{
    StepProgress progress =
        progressOf(runInStep(),
                   { statement(u"BEGIN"_s), update({ 1 }, true), statement(u"commit;"_s),
                     update({ 2 }, true), statement(u" rollback"_s) });
    QCOMPARE(progress.inEffect.size(), size_t { 1 });
    QVERIFY(progress.uncommitted.empty());
    JournalStatement unanswered = update({ 1 });
    unanswered.hasEnded = false;
    progress = progressOf(
        runInStep(),
        { statement(u"BEGIN"_s), statement(u"SET SESSION autocommit = ON"_s), unanswered });
    QVERIFY(progress.inDoubt); // it may have taken effect by itself
}

void TestReplay::deadlockUndoesAll()
{
    JournalStatement failed = update({ 2 }, false);
    failed.error = u"Deadlock found"_s;
    const StepProgress progress =
        progressOf(runInStep(), { statement(u"BEGIN"_s), update({ 1 }, true), failed });
    QVERIFY(progress.inEffect.empty() && progress.uncommitted.empty());
}

void TestReplay::unansweredDdlIsInDoubt()
{
    JournalStatement sent = statement(u"ALTER TABLE t ADD COLUMN b int"_s);
    sent.hasEnded = false;
    const StepProgress progress = progressOf(runInStep(), { sent });
    QVERIFY(progress.inDoubt && progress.inEffect.empty());
}

void TestReplay::finishedStepsAreDone()
{
    JournalRun run = runInStep();
    run.steps.front().finishedAt = QDateTime::currentDateTimeUtc();
    QCOMPARE(progressOf(run, { statement(u"CREATE TABLE t (a int)"_s) }).step, -1);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
