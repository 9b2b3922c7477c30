// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way through the real window on the sample project: open, select, preview, upgrade,
// downgrade, stamp, cancel.

#include "core/config/databaseurl.h"
#include "core/database/connect.h"
#include "core/engine/sampleproject.h"
#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/run/plandialog.h"
#include "ui/run/runactions.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/settings/windowsettings.h"
#include "ui/sql/sqlpanel.h"
#include "ui/theme/appearance.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

constexpr int runMs = 60'000;

/// One value of the sample's database.
QString queried(const QString &directory, const QString &sql)
{
    ConnectionSpecification specification;
    specification.backend = Backend::Sqlite;
    specification.database = directory + u"/support_desk.db"_s;
    const auto connection = database::openConnection(specification);
    if (!connection)
        return connection.error().message;
    dialect::Statement statement;
    statement.sql = sql;
    const auto cursor = (*connection)->execute(statement);
    if (!cursor)
        return cursor.error().message;
    QStringList values;
    while ((*cursor)->next().value_or(false)) {
        const schema::Literal value = (*cursor)->value(0);
        if (const auto *text = std::get_if<QString>(&value.value))
            values += *text;
        else if (const auto *number = std::get_if<qint64>(&value.value))
            values += QString::number(*number);
    }
    return values.join(u' ');
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensAndShowsWhatIsApplied();
    void showsTheSelectedScriptAndItsSql();
    void diagnosesWhatIsTyped();
    void upgradesDowngradesAndStamps();
    void plansBeforeItRuns();
    void cancelsInOrder();
    void tellsWhyAProjectDoesNotOpen();

private:
    void runAndWait(RunRequest::Command command, const QString &target);
    [[nodiscard]] RevisionState state(const QString &id) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    ScriptEditor *select(const QString &id);

    WindowSettings m_settings;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
    GraphView *m_graph = nullptr;
    ScriptTabs *m_scripts = nullptr;
    SqlPanel *m_sql = nullptr;
};

void tst_MainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"limbeck-test"_s);
    QCoreApplication::setApplicationName(u"limbeck-test"_s);
}

void tst_MainWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    const auto sample = prepareSampleProject(m_directory->path());
    QVERIFY2(sample.has_value(), sample ? "" : qPrintable(sample.error().toString()));
    m_appearance = std::make_unique<Appearance>();
    m_window = std::make_unique<MainWindow>(m_settings, *m_appearance);
    m_window->show();
    m_graph = m_window->findChild<GraphView *>();
    m_scripts = m_window->findChild<ScriptTabs *>();
    m_sql = m_window->findChild<SqlPanel *>();
    QSignalSpy opened(&m_window->session(), &ProjectSession::opened);
    m_window->openProject(m_directory->path());
    QVERIFY(opened.wait(runMs));
    QTRY_VERIFY_WITH_TIMEOUT(m_graph->hasLayout(), runMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isRunning() && m_window->session().isConnected(),
                             runMs);
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_directory.reset();
}

/// Selects the revision and waits until its script has been read.
ScriptEditor *tst_MainWindow::select(const QString &id)
{
    m_graph->select(RevisionId(id));
    ScriptEditor *editor = m_scripts->lastEditor();
    if (!editor || !QTest::qWaitFor([&] { return editor->isLoaded(); }, runMs))
        qFatal("the script of %s was not read", qPrintable(id));
    return editor;
}

RevisionState tst_MainWindow::state(const QString &id) const
{
    return m_graph->state(RevisionId(id));
}

void tst_MainWindow::runAndWait(RunRequest::Command command, const QString &target)
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isRunning(), runMs);
    RunRequest request;
    request.command = command;
    request.targets = { target };
    QSignalSpy finished(&m_window->session(), &ProjectSession::runFinished);
    m_window->run(request);
    QVERIFY(m_window->session().isRunning());
    QVERIFY(finished.wait(runMs));
}

void tst_MainWindow::opensAndShowsWhatIsApplied()
{
    QCOMPARE(m_window->session().heads(), QStringList { u"def456"_s });
    QCOMPARE(state(u"aaa000"_s), RevisionState::Applied);
    QCOMPARE(state(u"def456"_s), RevisionState::Current);
    QCOMPARE(state(u"merge001"_s), RevisionState::Pending);
    QCOMPARE(m_window->session().pendingCount(), 7);
    QCOMPARE(queried(m_directory->path(), u"SELECT count(*) FROM tickets"_s), u"10000"_s);
}

void tst_MainWindow::showsTheSelectedScriptAndItsSql()
{
    m_sql->setDialect(u"postgresql"_s);
    ScriptEditor *editor = select(u"abc123"_s);
    QVERIFY(editor->text().contains(u"ix_tickets_priority"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_sql->sql(),
        u"ALTER TABLE tickets ADD COLUMN priority VARCHAR(20) DEFAULT 'normal';\n\n"
        u"CREATE INDEX ix_tickets_priority ON tickets (priority);\n\n"_s,
        runMs);
    m_sql->setDialect(u"mysql"_s);
    m_graph->select(RevisionId(u"rep001"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_sql->sql().contains(u"AUTO_INCREMENT"_s), runMs);
}

void tst_MainWindow::diagnosesWhatIsTyped()
{
    ScriptEditor *editor = select(u"abc123"_s);
    QString text = editor->text();
    QVERIFY(editor->diagnostics().empty());
    editor->setText(text.replace(u"def upgrade() -> None:"_s, u"def upgrade( -> None:"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!editor->diagnostics().empty(), runMs);
    QVERIFY(editor->isModified());
    editor->setText(text.replace(u"def upgrade( -> None:"_s, u"def upgrade() -> None:"_s));
    QTRY_VERIFY_WITH_TIMEOUT(editor->diagnostics().empty(), runMs);
    editor->save();
    QTRY_VERIFY_WITH_TIMEOUT(!editor->isModified(), runMs);
}

void tst_MainWindow::upgradesDowngradesAndStamps()
{
    const QString directory = m_directory->path();
    const QString version = u"SELECT version_num FROM alembic_version"_s;
    runAndWait(RunRequest::Command::Upgrade, u"heads"_s);
    QCOMPARE(queried(directory, version), u"merge001"_s);
    QCOMPARE(state(u"merge001"_s), RevisionState::Current);
    QCOMPARE(state(u"data002"_s), RevisionState::Applied);
    QCOMPARE(queried(directory, u"SELECT count(*) FROM tickets WHERE status = 'OPEN'"_s),
             u"2000"_s);

    runAndWait(RunRequest::Command::Downgrade, u"def456"_s);
    QCOMPARE(state(u"merge001"_s), RevisionState::Pending);
    QCOMPARE(queried(directory, u"SELECT count(*) FROM tickets WHERE status = 'open'"_s),
             u"2000"_s);

    runAndWait(RunRequest::Command::Upgrade, u"heads"_s);
    QCOMPARE(queried(directory, u"SELECT count(*) FROM tickets"_s), u"10000"_s);

    runAndWait(RunRequest::Command::Stamp, u"data001"_s);
    QVERIFY(queried(directory, version).contains(u"data001"_s));
    QCOMPARE(state(u"data002"_s), RevisionState::Pending);
}

void tst_MainWindow::plansBeforeItRuns()
{
    PlanDialog dialog(m_window->session(), RunRequest::Command::Upgrade, u"data001"_s,
                      Environment::Unset);
    dialog.show();
    auto *buttons = dialog.findChild<QDialogButtonBox *>();
    QVERIFY(buttons->button(QDialogButtonBox::Ok)->isEnabled());
    auto *target = dialog.findChild<QComboBox *>();
    target->setCurrentText(u"nowhere"_s);
    QVERIFY(!buttons->button(QDialogButtonBox::Ok)->isEnabled());
    target->setCurrentText(u"def456"_s); // it is there already
    QVERIFY(!buttons->button(QDialogButtonBox::Ok)->isEnabled());
    QVERIFY(looksLikeProduction(u"postgresql support_prod on db1"_s));
    QVERIFY(!looksLikeProduction(u"sqlite /home/me/products.db"_s));
}

void tst_MainWindow::cancelsInOrder()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isRunning(), runMs);
    RunRequest request;
    request.targets = { u"heads"_s };
    QSignalSpy finished(&m_window->session(), &ProjectSession::runFinished);
    bool asked = false;
    connect(&m_window->session(), &ProjectSession::runEvent, this, [&](const RunEvent &event) {
        // In the middle of data002's loop.
        const auto *step = std::get_if<StepStarted>(&event);
        if (step && step->step.revisions.contains(u"data002"_s) && !std::exchange(asked, true))
            m_window->session().cancel();
    });
    m_window->run(request);
    QVERIFY(finished.wait(runMs));
    QVERIFY(asked);
    // The database is at a revision that its version table names, with all its tickets.
    QVERIFY(m_window->session().isConnected());
    const QString version =
        queried(m_directory->path(), u"SELECT version_num FROM alembic_version ORDER BY 1"_s);
    QVERIFY2(!version.contains(u"merge001"_s), qPrintable(version));
    QVERIFY2(version.contains(u"data001"_s), qPrintable(version));
    QCOMPARE(queried(m_directory->path(), u"SELECT count(*) FROM tickets"_s), u"10000"_s);
    runAndWait(RunRequest::Command::Upgrade, u"heads"_s);
    QCOMPARE(queried(m_directory->path(), u"SELECT version_num FROM alembic_version"_s),
             u"merge001"_s);
}

void tst_MainWindow::tellsWhyAProjectDoesNotOpen()
{
    QSignalSpy failed(&m_window->session(), &ProjectSession::openFailed);
    const QTemporaryDir empty;
    m_window->openProject(empty.path());
    QVERIFY(failed.wait(runMs));
    const auto error = failed.first().first().value<Error>();
    QVERIFY(error.message.contains(empty.path()));
    QVERIFY(!error.hint.isEmpty());
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
