// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How a run is ordered in the plan dialog, and that it is done that way.

#include "core/engine/sampleproject.h"
#include "tests/support/testdatabases.h"
#include "tests/support/testproject.h"
#include "tests/ui/testwindow.h"
#include "ui/graph/graphpanel.h"
#include "ui/run/plandialog.h"
#include "ui/run/rehearsaldialog.h"
#include "ui/run/runlog.h"
#include "ui/run/runoptions.h"
#include "ui/run/steptree.h"
#include "ui/sql/sqlpanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class tst_PlanDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesLimits();
    void backsUpFirst();
    void restoresWhatFails();
    void rehearsesOnACopy_data();
    void rehearsesOnACopy();
    void tellsWhatTheWayDownLeaves();
    void showsWhatARehearsalSent();
    void cancelsARehearsal();
    void asksTheProjectsOwnAlembic();
    void takesRelativeFilesFromTheProject();
    void drawsRowsThatNoScriptHas();

private:
    TestDatabases m_databases;
};

namespace {

QPushButton *okOf(const PlanDialog &dialog)
{
    return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
}

/// Waits for the report of a rehearsal that began.
const QAbstractItemModel *reportOf(const RehearsalDialog &dialog)
{
    const auto *steps = dialog.findChild<StepTree *>();
    return QTest::qWaitFor([&] { return steps->isVisible(); }, waitMs) ? steps->model() : nullptr;
}

QString logOf(TestWindow &test)
{
    auto &model = test.window().findChild<RunLog *>()->model();
    return model.rowCount() == 0 ? QString() : model.text(0, model.rowCount() - 1);
}

} // namespace

void tst_PlanDialog::takesLimits()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    PlanDialog dialog(test.session(), RunRequest::Command::Upgrade, u"heads"_s, Environment::Unset);
    dialog.show();
    auto *wait = named<QLineEdit>(dialog, u"Wait for another run"_s);
    QVERIFY(!wait->isVisible()); // folded away
    named<QToolButton>(dialog, u"More options"_s)->click();
    QVERIFY(wait->isVisible());
    QCOMPARE(wait->placeholderText(), u"60 s"_s); // what holds if nothing is typed
    QTRY_VERIFY_WITH_TIMEOUT(okOf(dialog)->isEnabled(), waitMs);
    wait->setText(u"soon"_s);
    QVERIFY(!okOf(dialog)->isEnabled());
    QVERIFY(!okOf(dialog)->toolTip().isEmpty());
    wait->setText(u"2min"_s);
    named<QLineEdit>(dialog, u"Limit of the whole run"_s)->setText(u"90"_s);
    QVERIFY(okOf(dialog)->isEnabled());
    const RunLimits limits = dialog.order().request.limits;
    QCOMPARE(limits.lockWait, std::chrono::minutes(2));
    QCOMPARE(limits.runTimeout, std::chrono::seconds(90));
    QVERIFY(!limits.lockTimeout && !limits.statementTimeout);
}

void tst_PlanDialog::backsUpFirst()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    const QString folder = test.home() + u"/backups"_s;
    QVERIFY(test.open(project.folder()));
    RunOrder order;
    order.request.targets = { u"heads"_s };
    QVERIFY(test.run(order)); // there must be something to back up
    project.add(u"a2"_s, u"op.execute('CREATE TABLE t2 (a int)')"_s);
    QSignalSpy reloaded(&test.session(), &ProjectSession::reloaded);
    test.session().reload();
    QVERIFY(reloaded.wait(waitMs));
    {
        PlanDialog dialog(test.session(), RunRequest::Command::Upgrade, u"heads"_s,
                          Environment::Unset);
        dialog.findChild<QCheckBox *>()->setChecked(true);
        order = dialog.order();
        QVERIFY(order.backup.has_value());
    }
    order.backup->folder = folder;
    QVERIFY(test.run(order));
    QCOMPARE(test.session().heads(), QStringList { u"a2"_s });
    QTRY_VERIFY_WITH_TIMEOUT(logOf(test).contains(folder), waitMs);
    QCOMPARE(QDir(folder).entryList({ u"*.json"_s }, QDir::Files).size(), 1);
}

/// MariaDB keeps what a failed step did; the backup puts it right.
void tst_PlanDialog::restoresWhatFails()
{
    const QString url = m_databases.create(u"mysql"_s);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    TemporaryProject project(url);
    project.add(u"a1"_s, u"op.execute('CREATE TABLE first (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    RunOrder order;
    order.request.targets = { u"heads"_s };
    QVERIFY(test.run(order));
    project.add(u"a2"_s,
                u"op.execute('CREATE TABLE second (a int)')\nop.execute('DROP TABLE nowhere')"_s);
    QSignalSpy reloaded(&test.session(), &ProjectSession::reloaded);
    test.session().reload();
    QVERIFY(reloaded.wait(waitMs));
    order.backup = BackupChoice();
    order.backup->folder = test.home() + u"/backups"_s;
    QSignalSpy events(&test.session(), &ProjectSession::runEvent);
    QVERIFY(test.run(order));
    int ends = 0;
    for (const auto &event : std::as_const(events)) {
        const auto happened = event.front().value<RunEvent>();
        ends += std::holds_alternative<RunFailed>(happened)
            || std::holds_alternative<RunFinished>(happened);
    }
    QCOMPARE(ends, 1); // the failure, told once, after the restore
    // The log shows lines a few times a second.
    QTRY_VERIFY_WITH_TIMEOUT(logOf(test).contains(u"was restored to a1"_s), waitMs);
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
    dialect::Statement statement;
    statement.sql = u"SELECT * FROM second"_s;
    QVERIFY(!openUrl(url)->execute(statement).has_value());
}

void tst_PlanDialog::rehearsesOnACopy_data()
{
    TestDatabases::addRows({ u"sqlite"_s, u"postgresql"_s });
}

void tst_PlanDialog::rehearsesOnACopy()
{
    QFETCH(QString, kind);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    TemporaryProject project(url);
    project.add(u"a1"_s, u"op.create_table('t', sa.Column('a', sa.Integer()))"_s,
                u"op.drop_table('t')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    PlanDialog plan(test.session(), RunRequest::Command::Upgrade, u"heads"_s, Environment::Unset);
    plan.show();
    bool isReported = false;
    whenShown<RehearsalDialog>(&plan, [&](RehearsalDialog &dialog) {
        const QAbstractItemModel *steps = reportOf(dialog);
        QVERIFY(steps);
        QCOMPARE(steps->rowCount(), 3); // up, down, up again
        const QModelIndex up = steps->index(0, 0);
        QVERIFY(up.data().toString().startsWith(u"Up:"));
        QVERIFY(steps->rowCount(up) > 0);
        const QString verdict = dialog.findChild<Banner *>()->message();
        QVERIFY2(verdict.contains(u"schemas are equal"_s), qPrintable(verdict));
        isReported = true;
        dialog.reject();
    });
    auto *rehearse = named<QPushButton>(plan, u"Rehearse…"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rehearse->isEnabled(), waitMs);
    rehearse->click();
    QVERIFY(isReported);
    // The database itself is where it was.
    test.session().refreshStates();
    QVERIFY(test.settles());
    QVERIFY(test.session().heads().isEmpty());
}

void tst_PlanDialog::tellsWhatTheWayDownLeaves()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    RunRequest request;
    request.targets = { u"heads"_s };
    RehearsalDialog dialog(test.session(), request);
    dialog.show();
    QVERIFY(reportOf(dialog));
    QVERIFY(dialog.findChild<Banner *>()->isVisible());
    const auto *differences = named<QLabel>(dialog, u"Differences of the schema"_s);
    QVERIFY2(differences->text().contains(u"t"_s) && differences->isVisible(),
             qPrintable(dialog.findChild<Banner *>()->message()));
}

/// What depends on rows is shown after a rehearsal, where the preview stands otherwise.
void tst_PlanDialog::showsWhatARehearsalSent()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    project.add(u"b1"_s,
                u"for row in op.get_bind().execute(sa.text('SELECT 7 AS n')):\n"
                "    op.execute(f'CREATE TABLE t{row.n} (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    auto *panel = test.window().findChild<SqlPanel *>();
    QPushButton *offer = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((offer = named<QPushButton>(*panel, u"Rehearse to see it…"_s)),
                             waitMs);
    QVERIFY(!panel->sql().contains(u"t7"));
    whenShown<RehearsalDialog>(this, [](RehearsalDialog &dialog) {
        std::ignore = reportOf(dialog);
        dialog.reject();
    });
    offer->click();
    QVERIFY2(panel->sql().contains(u"CREATE TABLE t7"), qPrintable(panel->sql()));
    QVERIFY2(!panel->sql().contains(u"CREATE TABLE t ("), qPrintable(panel->sql()));
    named<QPushButton>(*panel, u"Back to the preview"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel->sql().contains(u"t7"), waitMs);
}

void tst_PlanDialog::cancelsARehearsal()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"import time\nfor i in range(600):\n    time.sleep(0.1)"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    RunRequest request;
    request.targets = { u"heads"_s };
    RehearsalDialog dialog(test.session(), request);
    dialog.show();
    QTest::qWait(500);
    QElapsedTimer timer;
    timer.start();
    dialog.reject();
    QVERIFY(dialog.isVisible()); // until the copy is gone
    QVERIFY(reportOf(dialog));
    QVERIFY(timer.elapsed() < 10'000);
    dialog.reject();
    QVERIFY(!dialog.isVisible());
}

void tst_PlanDialog::asksTheProjectsOwnAlembic()
{
    if (!QFileInfo::exists(u"/usr/bin/alembic"_s))
        QSKIP("Alembic is not installed");
    qputenv("LIMBECK_PYTHON", "/usr/bin/python3");
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    RunOrder order;
    {
        PlanDialog dialog(test.session(), RunRequest::Command::Upgrade, u"heads"_s,
                          Environment::Unset);
        dialog.show();
        QVERIFY(dialog.order().engine == RunOrder::Engine::Limbeck); // never without being asked
        dialog.chooseOutside();
        QTRY_VERIFY_WITH_TIMEOUT(okOf(dialog)->isEnabled(), waitMs);
        order = dialog.order();
        QVERIFY(order.engine == RunOrder::Engine::ProjectsAlembic);
    }
    QVERIFY(test.run(order));
    QTRY_VERIFY_WITH_TIMEOUT(logOf(test).contains(u"/usr/bin/python3"_s), waitMs);
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
    qunsetenv("LIMBECK_PYTHON");
}

/// As Alembic does when it is started in the project's folder, wherever the window was started.
void tst_PlanDialog::takesRelativeFilesFromTheProject()
{
    TemporaryProject project(u"sqlite:///relative.db"_s);
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    const QString file = project.folder() + u"/relative.db"_s;
    QVERIFY(QDir::currentPath() != project.folder());
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    QVERIFY(!QFileInfo::exists(file)); // looking makes no file
    QVERIFY(test.session().isToBeMade());
    QVERIFY(test.window().findChild<GraphPanel *>()->banner().isVisible());
    RunRequest request;
    request.targets = { u"heads"_s };
    QVERIFY(test.run(request));
    QVERIFY(QFileInfo::exists(file));
    QVERIFY(!QFileInfo::exists(u"relative.db"_s));
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
    QVERIFY(!test.session().isToBeMade());
}

void tst_PlanDialog::drawsRowsThatNoScriptHas()
{
    const QString url = m_databases.create(u"sqlite"_s);
    const auto connection = openUrl(url);
    dialect::Statement statement;
    for (const QString &sql : { u"CREATE TABLE alembic_version (version_num VARCHAR(32))"_s,
                                u"INSERT INTO alembic_version VALUES ('gone42')"_s }) {
        statement.sql = sql;
        QVERIFY(connection->execute(statement).has_value());
    }
    TemporaryProject project(url);
    project.add(u"a1"_s, u"pass"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    auto *graph = test.window().findChild<GraphView *>();
    const RevisionId ghost(u"gone42"_s);
    QTRY_VERIFY_WITH_TIMEOUT(graph->hasLayout() && test.session().graph().indexOf(ghost) >= 0,
                             waitMs);
    QCOMPARE(graph->glyph(ghost), StateGlyph::Missing);
    graph->select(ghost);
    QCOMPARE(graph->selected(), ghost);
    // It goes when the row does.
    statement.sql = u"DELETE FROM alembic_version"_s;
    QVERIFY(connection->execute(statement).has_value());
    test.session().refreshStates();
    QVERIFY(test.settles());
    QTRY_VERIFY_WITH_TIMEOUT(test.session().graph().indexOf(ghost) < 0, waitMs);
}

QTEST_MAIN(tst_PlanDialog)
#include "tst_plandialog.moc"
