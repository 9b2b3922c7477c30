// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The recorded runs in the window: what they did, and how a run that stopped inside a step on a
// database without transactional DDL is gone on with.

#include "core/engine/sampleproject.h"
#include "tests/support/testdatabases.h"
#include "tests/support/testproject.h"
#include "tests/ui/testwindow.h"
#include "ui/journal/journalentryview.h"
#include "ui/journal/journalmodel.h"
#include "ui/journal/journalpanel.h"
#include "ui/run/plandialog.h"
#include "ui/run/steptree.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr auto failingScript = "op.execute('CREATE TABLE t (a int)')\n"
                               "op.execute('INSERT INTO t VALUES (1)')\n"
                               "op.execute('DROP TABLE missing')\n";

RunRequest upgrade()
{
    RunRequest request;
    request.targets = { u"heads"_s };
    return request;
}

} // namespace

class tst_JournalPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsRunsAndTheirStatements();
    void showsOneDatabaseOrAll();
    void resumesBehindWhatIsInEffect();
    void restartsAfterClearingUp();
    void offersNothingWhereNothingIsLeft();
    void modelsAreSound();

private:
    /// Shows the panel, and waits until the newest run has been read.
    static QTableView *showRuns(TestWindow &test);

    TestDatabases m_databases;
};

QTableView *tst_JournalPanel::showRuns(TestWindow &test)
{
    auto *panel = test.window().findChild<JournalPanel *>();
    auto *dock = test.window().findChild<QDockWidget *>(u"runs"_s);
    dock->show();
    dock->raise();
    auto *list = panel->findChild<QTableView *>();
    auto *entry = panel->findChild<JournalEntryView *>();
    const auto isRead = [&] {
        return list->model()->rowCount() > 0
            && list->model()->index(0, 0).data(JournalModel::IdRole).toLongLong()
            == entry->shownRun();
    };
    return QTest::qWaitFor(isRead, waitMs) ? list : nullptr;
}

void tst_JournalPanel::listsRunsAndTheirStatements()
{
    const QTemporaryDir folder;
    QVERIFY(prepareSampleProject(folder.path()).has_value());
    TestWindow test;
    QVERIFY(test.open(folder.path()));
    QVERIFY(test.run(upgrade()));
    const QTableView *list = showRuns(test);
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 1);
    const auto text = [&](int column) { return list->model()->index(0, column).data().toString(); };
    QCOMPARE(text(JournalModel::OutcomeColumn), u"succeeded"_s);
    QCOMPARE(text(JournalModel::CommandColumn), u"upgrade heads"_s);
    QCOMPARE(text(JournalModel::RevisionsColumn), u"def456 → merge001"_s);
    QVERIFY(text(JournalModel::DatabaseColumn).contains(u"support_desk.db"_s));
    QVERIFY(text(JournalModel::UserColumn).contains(u'@'));

    // data002 touched every ticket.
    const QAbstractItemModel *steps = test.window().findChild<StepTree *>()->model();
    qint64 touched = 0;
    bool hasTime = false;
    for (int step = 0; step < steps->rowCount(); ++step) {
        const QModelIndex parent = steps->index(step, 0);
        if (!parent.data().toString().contains(u"data002"_s))
            continue;
        for (int row = 0; row < steps->rowCount(parent); ++row) {
            touched += QLocale().toLongLong(
                steps->index(row, StepModel::RowsColumn, parent).data().toString());
            hasTime = hasTime
                || !steps->index(row, StepModel::TimeColumn, parent).data().toString().isEmpty();
        }
    }
    QVERIFY2(touched >= 10'000, qPrintable(QString::number(touched)));
    QVERIFY(hasTime);
}

void tst_JournalPanel::showsOneDatabaseOrAll()
{
    TestWindow test;
    for (int i = 0; i < 2; ++i) {
        TemporaryProject project(m_databases.create(u"sqlite"_s));
        project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
        QVERIFY(test.open(project.folder()));
        QVERIFY(test.run(upgrade()));
        QTableView *list = showRuns(test);
        QVERIFY(list);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, waitMs);
        if (i == 0)
            continue;
        auto *panel = test.window().findChild<JournalPanel *>();
        panel->findChild<QComboBox *>()->setCurrentIndex(1);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, waitMs);
        panel->findChild<QLineEdit *>()->setText(u"no such run"_s);
        QCOMPARE(list->model()->rowCount(), 0);
    }
}

void tst_JournalPanel::resumesBehindWhatIsInEffect()
{
    const QString url = m_databases.create(u"mysql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    TemporaryProject project(url);
    project.add(u"a1"_s, QString::fromLatin1(failingScript));
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    QVERIFY(test.run(upgrade()));
    QVERIFY(showRuns(test));
    auto *entry = test.window().findChild<JournalEntryView *>();
    auto *resume = named<QPushButton>(*entry, u"Resume…"_s);
    QVERIFY(resume->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(resume->isEnabled(), waitMs);

    // What it stopped at is mended by hand; the table is not made again, the row not put in twice.
    const auto connection = openUrl(url);
    dialect::Statement statement;
    statement.sql = u"CREATE TABLE missing (a int)"_s;
    QVERIFY(connection->execute(statement).has_value());
    whenShown<PlanDialog>(&test.window(), [](PlanDialog &dialog) {
        auto *run = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QCOMPARE(run->text(), u"Resume"_s);
        QVERIFY(dialog.order().request.resume.has_value());
        run->click();
    });
    QSignalSpy finished(&test.session(), &ProjectSession::runFinished);
    resume->click();
    QVERIFY(finished.count() > 0 || finished.wait(waitMs));
    QVERIFY(test.settles());
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
    statement.sql = u"SELECT COUNT(*) FROM t"_s;
    const auto cursor = connection->execute(statement);
    QVERIFY(cursor.has_value() && (*cursor)->next().value_or(false));
    QCOMPARE(std::get<qint64>((*cursor)->value(0).value), 1);
}

void tst_JournalPanel::restartsAfterClearingUp()
{
    const QString url = m_databases.create(u"mysql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    TemporaryProject project(url);
    project.add(u"a1"_s, QString::fromLatin1(failingScript));
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    QVERIFY(test.run(upgrade()));
    QVERIFY(showRuns(test));
    auto *restart =
        named<QPushButton>(*test.window().findChild<JournalEntryView *>(), u"Restart…"_s);
    QTRY_VERIFY_WITH_TIMEOUT(restart->isVisible() && restart->isEnabled(), waitMs);
    const auto connection = openUrl(url);
    dialect::Statement statement;
    for (const QString &sql : { u"DROP TABLE t"_s, u"CREATE TABLE missing (a int)"_s }) {
        statement.sql = sql;
        QVERIFY(connection->execute(statement).has_value());
    }
    whenShown<PlanDialog>(&test.window(), [](PlanDialog &dialog) {
        QVERIFY(dialog.order().request.restart);
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    });
    QSignalSpy finished(&test.session(), &ProjectSession::runFinished);
    restart->click();
    QVERIFY(finished.count() > 0 || finished.wait(waitMs));
    QVERIFY(test.settles());
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
}

/// SQLite undoes a failed step by itself.
void tst_JournalPanel::offersNothingWhereNothingIsLeft()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, QString::fromLatin1(failingScript));
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    QVERIFY(test.run(upgrade()));
    const QTableView *list = showRuns(test);
    QVERIFY(list);
    QCOMPARE(list->model()->index(0, JournalModel::OutcomeColumn).data().toString(), u"failed"_s);
    const auto *entry = test.window().findChild<JournalEntryView *>();
    QVERIFY(!named<QPushButton>(*entry, u"Resume…"_s)->isVisible());
    QVERIFY(!named<QPushButton>(*entry, u"Restart…"_s)->isVisible());
}

void tst_JournalPanel::modelsAreSound()
{
    JournalModel runs;
    StepModel steps;
    const QAbstractItemModelTester runsTester(&runs);
    const QAbstractItemModelTester stepsTester(&steps);
    JournalRun run;
    run.id = 7;
    run.startedAt = QDateTime::currentDateTimeUtc();
    runs.setRuns({ run, JournalRun() });
    QCOMPARE(runs.rowOf(7), 0);
    QCOMPARE(runs.rowOf(9), -1);
    StepRow step;
    step.title = u"a -> b"_s;
    step.statements.resize(3);
    steps.setSteps({ step, StepRow(), step });
    QCOMPARE(steps.rowCount(), 3);
    QCOMPARE(steps.rowCount(steps.index(2, 0)), 3);
    QCOMPARE(steps.rowCount(steps.index(0, 0, steps.index(2, 0))), 0);
    QCOMPARE(timeText(-1), QString());
    QCOMPARE(timeText(125'000'000), u"2 min 5 s"_s);
}

QTEST_MAIN(tst_JournalPanel)
#include "tst_journalpanel.moc"
