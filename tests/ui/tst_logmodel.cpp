// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

RunEvent statement(const QString &sql, const SourceSpan &origin = {})
{
    StatementStarted event;
    event.step = 0;
    event.sql = sql;
    event.origin = origin;
    return event;
}

} // namespace

class tst_LogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsLinesInBatches();
    void splitsTextIntoLines();
    void forgetsTheOldest();
    void summarisesWhatIsTooMuch();
    void findsRoundTheEnd();
    void knowsWhereALineComesFrom();
    void saysWhereAFailedRunStands();
};

void tst_LogModel::addsLinesInBatches()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 500; ++i)
        model.addLine(LogEntry::Kind::Text, QString::number(i));
    QCOMPARE(model.rowCount(), 0); // not one by one
    QVERIFY(inserted.wait());
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 500);
    QCOMPARE(model.index(499).data().toString(), u"499"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void tst_LogModel::splitsTextIntoLines()
{
    LogModel model;
    model.addLine(LogEntry::Kind::Error, u"first\nsecond"_s);
    model.flush();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.index(0).data(LogModel::TimeRole).toString().isEmpty());
    QVERIFY(model.index(1).data(LogModel::TimeRole).toString().isEmpty());
    const QStringList lines = model.text(0, 1).split(u'\n');
    QVERIFY(lines.at(0).endsWith(u"  first"));
    QVERIFY(lines.at(1).endsWith(u"  second"));
    QCOMPARE(lines.at(0).indexOf(u"first"), lines.at(1).indexOf(u"second"));
}

void tst_LogModel::forgetsTheOldest()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int total = LogModel::maximumLines + 20'000;
    for (int i = 0; i < total; ++i) {
        model.addLine(LogEntry::Kind::Text, QString::number(i));
        if (i % 5000 == 0)
            model.flush();
    }
    model.flush();
    QVERIFY(model.rowCount() <= LogModel::maximumLines);
    QVERIFY(model.rowCount() > LogModel::maximumLines / 2);
    QCOMPARE(model.index(model.rowCount() - 1).data().toString(), QString::number(total - 1));
}

void tst_LogModel::summarisesWhatIsTooMuch()
{
    LogModel model;
    for (int i = 0; i < 50'000; ++i)
        model.handle(statement(u"UPDATE t SET a = %1"_s.arg(i)));
    model.handle(StepFinished { 0, {}, true });
    model.flush();
    QVERIFY(model.rowCount() < 5000);
    // What is left out is counted, and nothing but statements is left out.
    const QString text = model.text(0, model.rowCount() - 1);
    QVERIFY(text.contains(u"48000 statements"_s));
    QVERIFY(text.contains(u"Step 1 is done"_s));
}

void tst_LogModel::findsRoundTheEnd()
{
    LogModel model;
    for (const QString &line : { u"alpha"_s, u"beta"_s, u"Alphabet"_s })
        model.addLine(LogEntry::Kind::Text, line);
    model.flush();
    QCOMPARE(model.find(u"alpha"_s, -1, true), 0);
    QCOMPARE(model.find(u"alpha"_s, 0, true), 2);
    QCOMPARE(model.find(u"alpha"_s, 2, true), 0);
    QCOMPARE(model.find(u"alpha"_s, 0, false), 2);
    QCOMPARE(model.find(u"gamma"_s, 0, true), -1);
}

void tst_LogModel::knowsWhereALineComesFrom()
{
    LogModel model;
    const auto file = std::make_shared<const SourceFile>(u"/project/a.py"_s, u"x\ny\n"_s);
    model.handle(statement(u"SELECT 1"_s, { file, { 2, 1, 2, 2 } }));
    model.handle(StepFinished { 0, {}, true });
    model.flush();
    QCOMPARE(model.index(0).data(LogModel::OriginFileRole).toString(), u"/project/a.py"_s);
    QCOMPARE(model.index(0).data(LogModel::OriginLineRole).toInt(), 2);
    QVERIFY(!model.index(1).data(LogModel::OriginFileRole).isValid());
}

void tst_LogModel::saysWhereAFailedRunStands()
{
    RunFailed failed;
    failed.error.message = u"duplicate key"_s;
    failed.headsKnown = true;
    failed.heads = { u"abc"_s };
    failed.rows = 12;
    const QString text = logText(failed);
    QVERIFY(text.contains(u"duplicate key"_s));
    QVERIFY(text.contains(u"abc"_s));
    QVERIFY(text.contains(u"12"_s));
    failed.headsKnown = false;
    QVERIFY(logText(failed).contains(u"could not be read"_s));
}

QTEST_GUILESS_MAIN(tst_LogModel)
#include "tst_logmodel.moc"
