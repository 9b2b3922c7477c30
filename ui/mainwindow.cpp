// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "core/engine/sampleproject.h"
#include "ui/graph/graphview.h"
#include "ui/revisions/historymodel.h"
#include "ui/revisions/revisiondetails.h"
#include "ui/run/plandialog.h"
#include "ui/run/problemlist.h"
#include "ui/run/runactions.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/sql/sqlpanel.h"
#include "ui/targets/targetdialog.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

// What the window does; how it is put together stands in mainwindowsetup.cpp.

namespace limbeck {

MainWindow::~MainWindow() = default;

void MainWindow::openProject(const QString &path)
{
    m_welcomeMessage->setText(tr("Opening %1…").arg(path));
    m_session.open(path);
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
    m_welcomeMessage->setText(tr("Making the sample project…"));
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
    fillRecentMenu();
    m_editor->closeFile();
    m_details->showNothing();
    m_stack->setCurrentWidget(m_tabs);
    m_sql->setScript({}, {});
    onReloaded();
    if (const RevisionMap *map = m_session.map(); map && !map->realHeads().empty())
        m_graph->select(map->id(map->realHeads().front()));
}

void MainWindow::onReloaded()
{
    m_graph->setGraph(m_session.graph());
    m_history->setGraph(m_session.graph());
    m_historyView->resizeColumnToContents(HistoryModel::StateColumn);
    m_historyView->resizeColumnToContents(HistoryModel::IdColumn);
    showGraphFindings();
    onStatesChanged();
}

void MainWindow::onOpenFailed(const Error &error)
{
    m_welcomeMessage->setText(error.toString());
    if (m_session.hasProject())
        statusBar()->showMessage(error.message, 15000);
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
    const auto states = m_session.states();
    m_graph->setStates(states);
    m_history->setStates(states);
    if (const auto id = m_graph->selected(); id && m_session.map())
        m_details->show(*m_session.map(), *id, states.value(*id, RevisionState::Unknown));
}

void MainWindow::selectRevision(const RevisionId &id)
{
    m_graph->select(id);
    const RevisionMap *map = m_session.map();
    if (!map)
        return;
    m_details->show(*map, id, m_graph->state(id));
    const QModelIndex row = m_historyFilter->mapFromSource(m_history->indexOf(id));
    if (row.isValid() && m_historyView->currentIndex().row() != row.row()) {
        m_historyView->setCurrentIndex(row);
        m_historyView->scrollTo(row);
    }
    if (const auto index = map->find(id))
        m_editor->openFile(map->at(*index).path);
}

void MainWindow::chooseTarget()
{
    if (!m_session.hasProject() || m_session.isRunning())
        return;
    TargetDialog dialog(m_session.project()->configuredUrl().value_or(QString()),
                        m_session.targetUrl(), m_settings.recentTargets(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings.addRecentTarget(dialog.urlWithoutPassword());
    m_session.setTargetUrl(dialog.url());
}

void MainWindow::planRun(RunRequest::Command command)
{
    QString target;
    if (command == RunRequest::Command::Stamp && m_graph->selected())
        target = m_graph->selected()->text();
    PlanDialog dialog(m_session, command, target, this);
    if (dialog.exec() == QDialog::Accepted)
        run(dialog.request());
}

void MainWindow::run(const RunRequest &request)
{
    if (!m_session.start(request)) {
        statusBar()->showMessage(tr("Another run is under way."), 5000);
        return;
    }
    m_logDock->show();
    m_logDock->raise();
    m_progress->setRange(0, 0);
    m_progress->show();
}

void MainWindow::onRunEvent(const RunEvent &event)
{
    const auto *failed = std::get_if<RunFailed>(&event);
    if (!m_session.isRefreshing() || failed)
        m_log->handle(event);
    if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_steps = static_cast<int>(started->steps.size());
        m_progress->setRange(0, std::max(m_steps, 1));
        m_progress->setValue(0);
        m_sql->setDialect(started->dialect);
    } else if (const auto *step = std::get_if<StepStarted>(&event)) {
        statusBar()->showMessage(
            tr("Step %1 of %2: %3").arg(step->index + 1).arg(m_steps).arg(step->step.text));
    } else if (const auto *finished = std::get_if<StepFinished>(&event)) {
        m_progress->setValue(finished->index + 1);
    } else if (failed) {
        const Error &error = failed->error;
        statusBar()->showMessage(failed->cancelled ? tr("Cancelled") : error.message, 15000);
        m_problems->setProblems(u"run"_s,
                                { { Diagnostic::Severity::Error, u"run"_s, error.message,
                                    error.span, error.hint, error.notes } });
        if (!m_session.isRefreshing())
            m_logDock->raise();
    } else if (std::holds_alternative<RunFinished>(event)) {
        m_problems->setProblems(u"run"_s, {});
        statusBar()->showMessage(tr("Ready"), 5000);
    }
}

void MainWindow::onRunFinished()
{
    m_progress->hide();
    m_sql->refresh();
}

void MainWindow::goToProblem(const QString &file, int line, int column)
{
    const RevisionMap *map = m_session.map();
    if (!map || file.isEmpty())
        return;
    for (RevisionIndex i = 0; i < map->size(); ++i) {
        const QString &path = map->at(i).path;
        if (path == file || QFileInfo(path).fileName() == QFileInfo(file).fileName()) {
            selectRevision(map->id(i));
            m_tabs->setCurrentWidget(m_editor);
            m_editor->goTo(line, column);
            return;
        }
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_editor->hasUnsavedFiles()) {
        const auto answer = QMessageBox::question(
            this, tr("Unsaved scripts"), tr("Close without saving the changed scripts?"),
            QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Discard) {
            event->ignore();
            return;
        }
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
    m_settings.setWindow(saveGeometry(), saveState());
    QMainWindow::closeEvent(event);
}

} // namespace limbeck
