// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "core/engine/sampleproject.h"
#include "ui/graph/graphpanel.h"
#include "ui/graph/graphview.h"
#include "ui/project/statusbanner.h"
#include "ui/project/welcomepage.h"
#include "ui/revisions/historymodel.h"
#include "ui/revisions/revisionactions.h"
#include "ui/revisions/revisiondetails.h"
#include "ui/run/problemlist.h"
#include "ui/run/runactions.h"
#include "ui/run/runbar.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/settings/windowsettings.h"
#include "ui/sql/sqlpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTableView>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

// The project and the runs. What follows the selected revision is in mainwindowselection.cpp; how
// the window is put together in mainwindowsetup.cpp and mainwindowmenus.cpp.

namespace limbeck {

MainWindow::~MainWindow() = default;

// ------------------------------------------------------------------------------------------------
// the project

void MainWindow::openProject(const QString &path)
{
    if (m_session.isRunning() && !m_session.isRefreshing()) {
        statusBar()->showMessage(tr("A run is under way; cancel it or wait for its end."), 8000);
        return;
    }
    withSavedScripts(tr("Save the changed scripts before another project is opened?"),
                     [this, path] {
                         m_welcome->showBusy(tr("Opening %1…").arg(path));
                         m_session.open(path);
                     });
}

void MainWindow::chooseProject()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open an Alembic project"), QString(),
                                     tr("Alembic projects (alembic.ini pyproject.toml *.ini)"));
    if (!path.isEmpty())
        openProject(path);
}

void MainWindow::openSample()
{
    // Copying and filling 10,000 tickets takes a moment: not on this thread.
    m_welcome->showBusy(tr("Making the sample project…"));
    auto *watcher = new QFutureWatcher<Result<QString>>(this);
    connect(watcher, &QFutureWatcher<Result<QString>>::finished, this, [this, watcher] {
        watcher->deleteLater();
        const Result<QString> directory = watcher->result();
        if (directory)
            openProject(*directory);
        else
            onOpenFailed(directory.error());
    });
    watcher->setFuture(
        QtConcurrent::run([] { return prepareSampleProject(sampleProjectDirectory()); }));
}

void MainWindow::onOpened()
{
    const Project &project = *m_session.project();
    setWindowTitle(tr("%1 – Limbeck").arg(project.name()));
    m_settings.addRecentProject(project.directory());
    fillRecent();
    m_welcome->clearMessage();
    m_scripts->closeAll();
    m_scripts->showFirst();
    m_details->showNothing();
    m_revisionActions->setRevision({});
    m_stack->setCurrentWidget(m_scripts);
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        dock->setEnabled(true);
    if (!m_panels.isEmpty())
        restoreState(std::exchange(m_panels, {}));
    m_sql->clearRange();
    m_sql->setScript({}, {});
    m_search->clear();
    m_shownDialect.clear();
    for (const QString &source : { u"project"_s, u"connection"_s, u"run"_s })
        m_problems->setProblems(source, {});
    onReloaded();
    if (const RevisionMap *map = m_session.map(); map && !map->realHeads().empty())
        m_graph->select(map->id(map->realHeads().front()));
    m_graph->setFocus();
}

void MainWindow::onReloaded()
{
    m_graph->setGraph(m_session.sharedGraph());
    m_history->setGraph(m_session.sharedGraph());
    m_historyView->setColumnWidth(HistoryModel::IdColumn, idColumnWidth());
    showGraphFindings();
    onStatesChanged();
    search(m_search->text());
    if (const auto id = m_graph->selected()) {
        const QModelIndex row = m_historyFilter->mapFromSource(m_history->indexOf(*id));
        m_historyView->setCurrentIndex(row);
    }
}

/// What the longest id takes: asking the view lays out thousands of rows at once.
int MainWindow::idColumnWidth() const
{
    const QModelIndex longest = m_history->longestId();
    const QFont font = longest.isValid() ? longest.data(Qt::FontRole).value<QFont>() : QFont();
    const int text = QFontMetrics(font).horizontalAdvance(longest.data().toString());
    const int header = m_historyView->horizontalHeader()->sectionSizeHint(HistoryModel::IdColumn);
    return std::max(text + 2 * metrics::margin, header);
}

void MainWindow::onOpenFailed(const Error &error)
{
    m_welcome->showError(error);
    if (m_session.hasProject())
        m_graphPanel->banner().show(Banner::Severity::Error,
                                    error.hint.isEmpty() ? error.message
                                                         : error.message + u'\n' + error.hint);
    m_problems->setProblems(u"project"_s,
                            { { Diagnostic::Severity::Error,
                                u"project"_s,
                                error.message,
                                error.span,
                                error.hint,
                                {} } });
}

void MainWindow::showGraphFindings()
{
    std::vector<Diagnostic> problems;
    for (const GraphFinding &finding : m_session.graph().findings) {
        Diagnostic problem { Diagnostic::Severity::Error, u"graph"_s, finding.message, {}, {}, {} };
        if (!finding.paths.isEmpty())
            problem.span.file =
                std::make_shared<const SourceFile>(finding.paths.first(), QString());
        problems.push_back(std::move(problem));
    }
    for (const ScriptFile &file : m_session.project()->scripts().files()) {
        if (file.revision)
            continue;
        const Error &error = file.revision.error();
        problems.push_back({ Diagnostic::Severity::Error,
                             u"header"_s,
                             error.message,
                             error.span,
                             error.hint,
                             {} });
    }
    m_problems->setProblems(u"graph"_s, problems);
}

void MainWindow::onStatesChanged()
{
    m_graph->setStates(m_session.states());
    m_history->setStates(m_session.states());
    showDetails();
    m_status->update();
    followDialect(m_session.targetDialect());
}

/// The SQL is in the words of the database, until somebody chooses others.
void MainWindow::followDialect(const QString &dialect)
{
    if (!dialect.isEmpty() && std::exchange(m_shownDialect, dialect) != dialect)
        m_sql->setDialect(dialect);
}

void MainWindow::fillRecent()
{
    m_welcome->setRecentProjects(m_settings.recentProjects());
    m_recentMenu->clear();
    for (const QString &path : m_settings.recentProjects())
        m_recentMenu->addAction(path, this, [this, path] { openProject(path); });
    m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
}

void MainWindow::withSavedScripts(const QString &question, const std::function<void()> &act)
{
    const QStringList modified = m_scripts->modifiedPaths();
    if (modified.isEmpty()) {
        act();
        return;
    }
    QStringList names;
    for (const QString &path : modified)
        names += QFileInfo(path).fileName();
    QMessageBox box(QMessageBox::Question, tr("Unsaved scripts"), question,
                    QMessageBox::SaveAll | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setInformativeText(names.join(u'\n'));
    box.setDefaultButton(QMessageBox::SaveAll);
    const int answer = box.exec();
    if (answer == QMessageBox::Discard) {
        m_scripts->closeAll();
        act();
    } else if (answer == QMessageBox::SaveAll) {
        // When the last one is on the disk; a file that cannot be saved says so and stays open.
        auto *waiting = new QObject(this);
        connect(m_scripts, &ScriptTabs::saved, waiting, [this, waiting, act] {
            if (!m_scripts->modifiedPaths().isEmpty())
                return;
            waiting->deleteLater();
            act();
        });
        m_scripts->saveAll();
    }
}

// ------------------------------------------------------------------------------------------------
// the database

void MainWindow::run(const RunOrder &order)
{
    if (!m_session.start(order)) {
        statusBar()->showMessage(tr("Another run is under way."), 5000);
        return;
    }
    m_graph->setRunning({}, {});
    bringUp(m_logDock);
}

void MainWindow::bringUp(QDockWidget *dock)
{
    dock->show();
    dock->raise();
}

void MainWindow::onRunEvent(const RunEvent &event)
{
    if (const auto *started = std::get_if<RunStarted>(&event))
        followDialect(started->dialect);
    const auto *failed = std::get_if<RunFailed>(&event);
    const bool isProbe = m_session.isRefreshing();
    // Each has its place in the list: the question where the database stands says nothing about
    // the run before it. A database that is yet to be made is no problem.
    const QString source = isProbe ? u"connection"_s : u"run"_s;
    if (failed && !(isProbe && m_session.isToBeMade())) {
        const Error &error = failed->error;
        m_problems->setProblems(source,
                                { { Diagnostic::Severity::Error, source, error.message, error.span,
                                    error.hint, error.notes } });
    } else if (failed || std::holds_alternative<RunFinished>(event)) {
        m_problems->setProblems(source, {});
    }
    if (isProbe) {
        if (failed)
            m_log->model().handle(event); // the graph's banner says it
        return;
    }
    m_log->handle(event);
    m_runBar->handle(event);
    markRunning(event);
    if (failed) {
        statusBar()->showMessage(failed->cancelled ? tr("Cancelled")
                                                   : failed->error.message.section(u'\n', 0, 0),
                                 15000);
        m_logDock->raise();
    } else if (std::holds_alternative<RunFinished>(event)) {
        m_problems->setProblems(u"connection"_s, {});
        statusBar()->showMessage(tr("Finished"), 8000);
    }
}

/// The graph shows where the run is, and where it stopped.
void MainWindow::markRunning(const RunEvent &event)
{
    if (const auto *step = std::get_if<StepStarted>(&event)) {
        m_running.clear();
        for (const QString &id : step->step.revisions)
            m_running.insert(RevisionId(id));
        m_graph->setRunning(m_running, {});
    } else if (const auto *failed = std::get_if<RunFailed>(&event)) {
        m_graph->setRunning({},
                            failed->cancelled || failed->step < 0 ? QSet<RevisionId>() : m_running);
    } else if (std::holds_alternative<RunFinished>(event)) {
        m_graph->setRunning({}, {});
    }
}

void MainWindow::onRunFinished()
{
    m_running.clear();
    m_sql->refresh();
}

// ------------------------------------------------------------------------------------------------
// events

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_scripts->modifiedPaths().isEmpty()) {
        event->ignore();
        withSavedScripts(tr("Save the changed scripts before the window closes?"), [this] {
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    if (m_session.isRunning() && !m_session.isRefreshing()) {
        // In order: the run is cancelled, rolls back, and the window goes when it has ended.
        statusBar()->showMessage(tr("Cancelling the run before the window closes…"));
        connect(&m_session, &ProjectSession::runFinished, this, &QWidget::close,
                Qt::SingleShotConnection);
        m_session.cancel();
        event->ignore();
        return;
    }
    m_settings.setWindow(saveGeometry(), m_panels.isEmpty() ? saveState() : m_panels);
    QMainWindow::closeEvent(event);
}

namespace {

/// The project that is dropped; empty for anything else. Told by the name: no look at the disk.
QString droppedProject(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return {};
    const QString path = urls.first().toLocalFile();
    const QString name = QFileInfo(path).fileName();
    const bool isFile = name.contains(u'.') && !name.startsWith(u'.');
    const bool isConfiguration = name.endsWith(u".ini") || name == u"pyproject.toml";
    return !isFile || isConfiguration || path.endsWith(u'/') ? path : QString();
}

} // namespace

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedProject(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openProject(droppedProject(*event->mimeData()));
}

} // namespace limbeck
