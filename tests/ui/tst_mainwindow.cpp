// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way through the real window on the sample project: open, select, preview, upgrade,
// downgrade, stamp, cancel.

#include "core/config/databaseurl.h"
#include "core/database/connect.h"
#include "core/engine/sampleproject.h"
#include "core/lang/parser.h"
#include "tests/ui/cputime.h"
#include "ui/commands/commandpalette.h"
#include "ui/graph/graphpanel.h"
#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/revisions/historymodel.h"
#include "ui/run/plandialog.h"
#include "ui/run/problemlist.h"
#include "ui/run/runactions.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/settings/windowsettings.h"
#include "ui/sql/sqlpanel.h"
#include "ui/targets/targetdialog.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QAbstractEventDispatcher>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace limbeck;
using limbeck::test::threadCpuMs;

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
    void saysASyntaxErrorOnce();
    void upgradesDowngradesAndStamps();
    void plansBeforeItRuns();
    void cancelsInOrder();
    void tellsWhyAProjectDoesNotOpen();
    void keepsOneTabForLookingAtScripts();
    void savesAndReloadsTheGraph();
    void noticesAnotherProgram();
    void linksScriptAndSql();
    void showsAFailureWithItsPlace();
    void drawsABrokenProject();
    void tellsWhyTheDatabaseDoesNotAnswer();
    void tellsAMissingEnvironmentFromAMissingDatabase();
    void growsWithALongAnswer();
    void tellsWhyACommandCannotBeUsed();
    void asksForTheNameOfProduction();
    void searchesHistoryAndGraph();
    void changesItsTheme();
    void staysAliveDuringARun();

private:
    void runAndWait(RunRequest::Command command, const QString &target);
    [[nodiscard]] RevisionState state(const QString &id) const;

    ScriptEditor *select(const QString &id);
    void write(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<WindowSettings> m_settings;
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
    m_settings = std::make_unique<WindowSettings>();
    m_appearance = std::make_unique<Appearance>();
    m_window = std::make_unique<MainWindow>(*m_settings, *m_appearance);
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

/// Diagnosis and evaluation find it in their own threads; either may be the first.
void tst_MainWindow::saysASyntaxErrorOnce()
{
    ScriptEditor *editor = select(u"abc123"_s);
    const auto connection =
        connect(editor, &ScriptEditor::textSettled, this,
                [editor](const QString &path, const QString &text) {
                    editor->setEvaluation(lang::diagnose(
                        std::make_shared<const SourceFile>(QFileInfo(path).fileName(), text)));
                });
    editor->setText(u"def upgrade(:\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!editor->diagnostics().empty(), runMs);
    QTest::qWait(100); // the other one has come too
    disconnect(connection);
    QCOMPARE(editor->diagnostics().size(), std::size_t(1));
    editor->open(editor->path()); // so that nothing is unsaved
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
    QTRY_VERIFY_WITH_TIMEOUT(buttons->button(QDialogButtonBox::Ok)->isEnabled(), runMs);
    auto *target = dialog.findChild<QComboBox *>(u"target"_s);
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

void tst_MainWindow::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void tst_MainWindow::keepsOneTabForLookingAtScripts()
{
    for (const QString &id : { u"abc123"_s, u"xyz789"_s, u"data001"_s })
        select(id);
    QCOMPARE(m_scripts->count(), 2); // the graph, and one script
    QCOMPARE(m_scripts->currentIndex(), 0); // selecting does not leave the graph
    // A script that is changed keeps its tab.
    ScriptEditor *changed = m_scripts->lastEditor();
    changed->setText(changed->text() + u"# more\n"_s);
    ScriptEditor *other = select(u"abc123"_s);
    QVERIFY(other != changed);
    QCOMPARE(m_scripts->count(), 3);
    QCOMPARE(m_scripts->modifiedPaths(), QStringList { changed->path() });
    select(u"data001"_s);
    QCOMPARE(m_scripts->lastEditor(), changed);
    QVERIFY(changed->text().endsWith(u"# more\n"_s));
}

void tst_MainWindow::savesAndReloadsTheGraph()
{
    ScriptEditor *editor = select(u"abc123"_s);
    QString text = editor->text();
    editor->setText(text.replace(u"add ticket priority column"_s, u"another message"_s));
    QVERIFY(editor->isModified());
    QSignalSpy reloaded(&m_window->session(), &ProjectSession::reloaded);
    editor->save();
    QVERIFY(reloaded.wait(runMs));
    QVERIFY(!editor->isModified());
    const RevisionMap *map = m_window->session().map();
    QCOMPARE(map->at(*map->find(RevisionId(u"abc123"_s))).doc(), u"another message"_s);
    QCOMPARE(m_graph->selected()->text(), u"abc123"_s); // the selection stays
}

void tst_MainWindow::noticesAnotherProgram()
{
    ScriptEditor *editor = select(u"abc123"_s);
    const QString name = QDir(m_directory->path()).relativeFilePath(editor->path());
    const QString text = editor->text();
    // Without a text of one's own it is read again.
    write(name, text.toUtf8() + "# from outside\n");
    QTRY_VERIFY_WITH_TIMEOUT(editor->text().contains(u"# from outside"_s), runMs);
    QVERIFY(!editor->isModified());
    // With one, a person decides, and nothing is overwritten by a save.
    editor->setText(text + u"# mine\n"_s);
    write(name, text.toUtf8() + "# from outside again\n");
    const auto *banner = editor->findChild<Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(!banner->message().isEmpty(), runMs);
    QSignalSpy refused(editor, &ScriptEditor::saveFailed);
    editor->save();
    QVERIFY(refused.wait(runMs));
    QVERIFY(editor->isModified());
    QFile file(editor->path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().endsWith("# from outside again\n"));
    editor->open(editor->path());
    QTRY_VERIFY_WITH_TIMEOUT(editor->isLoaded() && !editor->isModified(), runMs);
}

void tst_MainWindow::linksScriptAndSql()
{
    m_sql->setDialect(u"postgresql"_s);
    ScriptEditor *editor = select(u"abc123"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_sql->sql().contains(u"CREATE INDEX"_s), runMs);
    QSignalSpy clicked(m_sql, &SqlPanel::scriptLineClicked);
    const qsizetype start = editor->text().indexOf(u"op.create_index"_s);
    const int line = static_cast<int>(editor->text().left(start).count(u'\n')) + 1;
    m_sql->markScriptLine(line);
    // A failure while it is evaluated is marked in the script, with its line.
    QString text = editor->text();
    editor->setText(text.replace(u"op.create_index("_s, u"op.create_indes("_s));
    const auto isMarked = [&] {
        const auto found = editor->diagnostics();
        return std::any_of(found.begin(), found.end(), [&](const Diagnostic &diagnostic) {
            return diagnostic.span.range.line == line;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMarked(), runMs);
}

void tst_MainWindow::showsAFailureWithItsPlace()
{
    ScriptEditor *editor = select(u"xyz789"_s);
    QString text = editor->text();
    editor->setText(
        text.replace(u"def upgrade() -> None:\n"_s,
                     u"def upgrade() -> None:\n    op.execute('SELECT nothing FROM nowhere')\n"_s));
    QSignalSpy reloaded(&m_window->session(), &ProjectSession::reloaded);
    editor->save();
    QVERIFY(reloaded.wait(runMs));
    runAndWait(RunRequest::Command::Upgrade, u"heads"_s);
    QCOMPARE(m_graph->glyph(RevisionId(u"xyz789"_s)), StateGlyph::Failed);
    const auto *log = m_window->findChild<RunLog *>();
    const auto *banner = log->findChild<Banner *>();
    QVERIFY(banner->message().contains(u"nowhere"_s)); // the database's reason
    QVERIFY(banner->message().contains(u"abc123"_s)); // where it stands
    QVERIFY(banner->findChild<QPushButton *>() != nullptr); // the way to the line
    QCOMPARE(queried(m_directory->path(), u"SELECT count(*) FROM tickets"_s), u"10000"_s);
}

void tst_MainWindow::drawsABrokenProject()
{
    write(u"alembic/versions/lost.py"_s,
          "revision = 'lost'\ndown_revision = 'gone'\n\ndef upgrade():\n    pass\n\ndef "
          "downgrade():\n    pass\n");
    QSignalSpy reloaded(&m_window->session(), &ProjectSession::reloaded);
    m_window->session().reload();
    QVERIFY(reloaded.wait(runMs));
    QTRY_VERIFY_WITH_TIMEOUT(m_graph->hasLayout(), runMs);
    QVERIFY(m_graph->scene()->cardOf(RevisionId(u"gone"_s)) >= 0);
    QCOMPARE(m_graph->glyph(RevisionId(u"gone"_s)), StateGlyph::Missing);
    const Banner &banner = m_window->findChild<GraphPanel *>()->banner();
    QVERIFY2(banner.message().contains(u"gone"_s), qPrintable(banner.message()));
    QVERIFY(!m_window->findChild<RunActions *>()->upgrade->isEnabled());
    select(u"lost"_s); // its script can be mended
    QVERIFY(QFile::remove(m_directory->filePath(u"alembic/versions/lost.py"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(banner.message().isEmpty(), runMs);
}

void tst_MainWindow::tellsWhyTheDatabaseDoesNotAnswer()
{
    QSignalSpy finished(&m_window->session(), &ProjectSession::runFinished);
    m_window->session().setTargetUrl(u"postgresql://nobody:canary-pa55word@127.0.0.1:1/nothing"_s);
    QVERIFY(finished.wait(runMs));
    QVERIFY(!m_window->session().isConnected());
    const Banner &banner = m_window->findChild<GraphPanel *>()->banner();
    QVERIFY(!banner.message().isEmpty());
    QVERIFY(!banner.message().contains(u"canary"_s));
    QVERIFY(!m_window->session().targetName().contains(u"canary"_s));
    QCOMPARE(m_window->session().databaseName(), u"nothing"_s);
    const auto *problems = m_window->findChild<ProblemList *>();
    QCOMPARE(problems->topLevelItemCount(), 1);
    m_window->session().setTargetUrl({});
    QVERIFY(finished.wait(runMs));
    QVERIFY(m_window->session().isConnected());
    QVERIFY(banner.message().isEmpty());
    QCOMPARE(problems->topLevelItemCount(), 0); // it is no problem of this database
}

void tst_MainWindow::tellsAMissingEnvironmentFromAMissingDatabase()
{
    ProjectSession &session = m_window->session();
    QSignalSpy finished(&session, &ProjectSession::runFinished);
    session.setTargetUrl(u"sqlite:///not_there.db"_s);
    QVERIFY(finished.wait(runMs));
    QVERIFY(session.isToBeMade());
    QCOMPARE(m_window->findChild<ProblemList *>()->topLevelItemCount(), 0);
    QVERIFY(QFile::remove(m_directory->filePath(u"alembic/env.py"_s)));
    session.setTargetUrl(u"sqlite:///not_there_either.db"_s);
    QVERIFY(finished.wait(runMs));
    QVERIFY(!session.isToBeMade());
    const Banner &banner = m_window->findChild<GraphPanel *>()->banner();
    QVERIFY2(banner.message().contains(u"env.py"_s), qPrintable(banner.message()));
}

/// The fields keep their height when an answer comes between them and the buttons.
void tst_MainWindow::growsWithALongAnswer()
{
    TargetDialog dialog(m_window->session(), { u"postgresql://nobody@127.0.0.1:1/nothing"_s });
    dialog.show();
    for (QRadioButton *choice : dialog.findChildren<QRadioButton *>())
        choice->setChecked(true); // the last one: another database
    const auto *answer = dialog.findChild<Banner *>();
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text().contains(u"connection"_s))
            button->click();
    }
    QTRY_VERIFY_WITH_TIMEOUT(answer->message().contains(u"127.0.0.1"_s), runMs);
    QTest::qWait(50);
    for (const QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
        const bool isPart = field->parentWidget()->inherits("QComboBox")
            || field->parentWidget()->inherits("QAbstractSpinBox");
        if (field->isVisible() && !isPart)
            QVERIFY2(field->height() >= field->minimumSizeHint().height(),
                     qPrintable(
                         u"%1 < %2"_s.arg(field->height()).arg(field->minimumSizeHint().height())));
    }
    QVERIFY(dialog.height() >= dialog.layout()->totalHeightForWidth(dialog.width()));
}

void tst_MainWindow::tellsWhyACommandCannotBeUsed()
{
    QAction *cancel = m_window->findChild<RunActions *>()->cancel;
    QVERIFY(!cancel->isEnabled());
    QAction *commands = nullptr;
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text() == u"&Commands…")
            commands = action;
    }
    QVERIFY(commands);
    bool isSeen = false;
    QTimer::singleShot(0, this, [&isSeen] {
        auto *palette = qobject_cast<CommandPalette *>(QApplication::activeModalWidget());
        QVERIFY(palette);
        auto *text = palette->findChild<QLineEdit *>();
        const auto *list = palette->findChild<QListWidget *>();
        text->setText(u"cancel run"_s);
        QCOMPARE(list->count(), 1);
        QVERIFY(!list->item(0)->flags().testFlag(Qt::ItemIsEnabled));
        QCOMPARE(list->item(0)->data(Qt::AccessibleDescriptionRole).toString(),
                 u"no run is under way"_s);
        QTest::keyClick(text, Qt::Key_Down);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(palette->isVisible()); // there was nothing to do
        // What can be done stands above what can't.
        text->setText(u"grade"_s);
        QVERIFY(list->item(0)->flags().testFlag(Qt::ItemIsEnabled));
        QCOMPARE(list->currentRow(), 0);
        isSeen = true;
        palette->reject();
    });
    commands->trigger();
    QVERIFY(isSeen);
}

void tst_MainWindow::asksForTheNameOfProduction()
{
    PlanDialog dialog(m_window->session(), RunRequest::Command::Upgrade, u"heads"_s,
                      Environment::Production);
    dialog.show();
    const QPushButton *run = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(!run->isEnabled());
    QLineEdit *confirm = nullptr;
    for (QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
        if (field->placeholderText() == m_window->session().databaseName())
            confirm = field;
    }
    QVERIFY(confirm);
    QTest::keyClicks(confirm, u"support_desk"_s);
    QVERIFY(!run->isEnabled());
    QTest::keyClicks(confirm, u".db"_s);
    QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), runMs);
}

void tst_MainWindow::searchesHistoryAndGraph()
{
    QLineEdit *search = nullptr;
    for (QLineEdit *field : m_window->findChildren<QLineEdit *>()) {
        if (field->placeholderText() == u"Search revisions")
            search = field;
    }
    QVERIFY(search);
    auto *history = m_window->findChild<QTableView *>();
    QCOMPARE(history->model()->rowCount(), 9);
    QTest::keyClicks(search, u"REPORT"_s); // messages, labels and file names, in any case
    QCOMPARE(history->model()->rowCount(), 3);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(m_graph->selected().has_value());
    search->clear();
    QCOMPARE(history->model()->rowCount(), 9);
}

void tst_MainWindow::changesItsTheme()
{
    for (const auto choice : { Appearance::Choice::Dark, Appearance::Choice::Light }) {
        m_appearance->setChoice(choice);
        QApplication::processEvents();
        const Theme &theme = Theme::of(QApplication::palette());
        QCOMPARE(theme.isDark(), choice == Appearance::Choice::Dark);
        // Every part follows: the canvas, the editor, the bars.
        const QColor canvas = m_graph->grab().toImage().pixelColor(4, 4);
        QCOMPARE(canvas, theme.isDark() ? theme.base : theme.panel);
        const QImage whole = m_window->grab().toImage();
        QVERIFY(!whole.isNull());
    }
}

/// No turn of the window's event loop works for longer than a frame while 10,000 rows are moved.
void tst_MainWindow::staysAliveDuringARun()
{
    select(u"merge001"_s);
    QTest::qWait(200);
    double started = threadCpuMs();
    std::vector<double> turns;
    auto *dispatcher = QAbstractEventDispatcher::instance();
    QObject scope;
    connect(dispatcher, &QAbstractEventDispatcher::awake, &scope, [&] { started = threadCpuMs(); });
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &scope,
            [&] { turns.push_back(threadCpuMs() - started); });
    runAndWait(RunRequest::Command::Upgrade, u"heads"_s);
    QVERIFY(turns.size() > 20);
    std::sort(turns.begin(), turns.end());
    const double longest = turns.back();
    const double usual = turns[turns.size() * 99 / 100];
    qInfo("%zu turns; 99 %% within %.1f ms, the longest %.1f ms", turns.size(), usual, longest);
    QVERIFY2(usual <= 16, qPrintable(u"%1 ms"_s.arg(usual)));
    QVERIFY2(longest <= 100, qPrintable(u"%1 ms"_s.arg(longest)));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
