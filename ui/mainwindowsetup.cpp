// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/revisions/historymodel.h"
#include "ui/revisions/revisiondetails.h"
#include "ui/run/problemlist.h"
#include "ui/run/runactions.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/sql/sqlpanel.h"
#include "ui/targets/targetbar.h"

#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_actions(new RunActions(m_session, this))
    , m_stack(new QStackedWidget(this))
    , m_welcomeMessage(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_graph(new GraphView(this))
    , m_editor(new ScriptEditor(this))
    , m_sql(new SqlPanel(m_session, this))
    , m_history(new HistoryModel(this))
    , m_historyFilter(new QSortFilterProxyModel(this))
    , m_historyView(new QTableView(this))
    , m_filter(new QLineEdit(this))
    , m_details(new RevisionDetails(this))
    , m_log(new RunLog(this))
    , m_problems(new ProblemList(this))
    , m_progress(new QProgressBar(this))
{
    setWindowTitle(tr("Limbeck"));
    setUpCentre();
    setUpDocks();
    setUpActions();
    connectSession();
    restoreWindow();
}

void MainWindow::setUpCentre()
{
    auto *welcome = new QWidget(this);
    auto *title = new QLabel(u"<h1>Limbeck</h1>"_s, welcome);
    auto *subtitle = new QLabel(
        tr("See, check and run the migrations of an Alembic project. No Python needed."), welcome);
    auto *open = new QPushButton(tr("Open a project…"), welcome);
    auto *sample = new QPushButton(tr("Open the sample project"), welcome);
    m_welcomeMessage->setTextFormat(Qt::PlainText);
    m_welcomeMessage->setWordWrap(true);
    m_welcomeMessage->setAlignment(Qt::AlignCenter);
    m_welcomeMessage->setMinimumWidth(500);
    auto *layout = new QVBoxLayout(welcome);
    layout->addStretch(2);
    for (QWidget *widget : { static_cast<QWidget *>(title), static_cast<QWidget *>(subtitle) })
        layout->addWidget(widget, 0, Qt::AlignCenter);
    layout->addSpacing(16);
    for (QPushButton *button : { open, sample }) {
        button->setMinimumWidth(240);
        layout->addWidget(button, 0, Qt::AlignCenter);
    }
    layout->addSpacing(12);
    layout->addWidget(m_welcomeMessage, 0, Qt::AlignCenter);
    layout->addStretch(3);
    connect(open, &QPushButton::clicked, this, &MainWindow::chooseProject);
    connect(sample, &QPushButton::clicked, this, &MainWindow::openSample);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_graph, tr("Graph"));
    m_tabs->addTab(m_editor, tr("Script"));
    m_stack->addWidget(welcome);
    m_stack->addWidget(m_tabs);
    setCentralWidget(m_stack);
}

QDockWidget *MainWindow::addDock(const QString &title, const QString &name, QWidget *content,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::setUpDocks()
{
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_historyFilter->setSourceModel(m_history);
    m_historyFilter->setFilterKeyColumn(-1);
    m_historyFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_historyView->setModel(m_historyFilter);
    m_historyView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_historyView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_historyView->setShowGrid(false);
    m_historyView->setFrameShape(QFrame::NoFrame);
    m_historyView->verticalHeader()->hide();
    m_historyView->horizontalHeader()->setStretchLastSection(true);
    m_historyView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_historyView->setWordWrap(false);
    m_historyView->setAccessibleName(tr("History"));
    m_filter->setPlaceholderText(tr("Filter by id or message"));
    m_filter->setClearButtonEnabled(true);
    auto *history = new QWidget(this);
    auto *layout = new QVBoxLayout(history);
    layout->setContentsMargins(4, 4, 4, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_historyView);

    QDockWidget *historyDock =
        addDock(tr("History"), u"history"_s, history, Qt::LeftDockWidgetArea);
    QDockWidget *detailsDock =
        addDock(tr("Details"), u"details"_s, m_details, Qt::RightDockWidgetArea);
    QDockWidget *sqlDock = addDock(tr("SQL"), u"sql"_s, m_sql, Qt::RightDockWidgetArea);
    m_logDock = addDock(tr("Log"), u"log"_s, m_log, Qt::BottomDockWidgetArea);
    m_problemsDock = addDock(tr("Problems"), u"problems"_s, m_problems, Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_logDock, m_problemsDock);
    m_logDock->raise();
    resizeDocks({ historyDock, sqlDock }, { 290, 380 }, Qt::Horizontal);
    resizeDocks({ detailsDock, sqlDock }, { 240, 360 }, Qt::Vertical);
    resizeDocks({ m_logDock }, { 150 }, Qt::Vertical);
}

void MainWindow::setUpActions()
{
    QMenu *project = menuBar()->addMenu(tr("&Project"));
    QAction *open = project->addAction(QIcon(u":/icons/open.svg"_s), tr("&Open…"), this,
                                       &MainWindow::chooseProject);
    open->setShortcut(QKeySequence::Open);
    m_recentMenu = project->addMenu(tr("Open &recent"));
    fillRecentMenu();
    project->addAction(tr("Open the &sample project"), this, &MainWindow::openSample);
    project->addSeparator();
    QAction *save = project->addAction(QIcon(u":/icons/save.svg"_s), tr("&Save script"), this,
                                       [this] { m_editor->save(); });
    save->setShortcut(QKeySequence::Save);
    save->setEnabled(false);
    connect(m_editor, &ScriptEditor::modificationChanged, save, &QAction::setEnabled);
    project->addSeparator();
    QAction *quit = project->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *database = menuBar()->addMenu(tr("&Database"));
    database->addAction(tr("&Choose database…"), this, &MainWindow::chooseTarget);
    database->addSeparator();
    database->addActions({ m_actions->upgrade, m_actions->downgrade, m_actions->stamp });
    database->addSeparator();
    database->addActions({ m_actions->cancel, m_actions->refresh });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, this, [this] { m_graph->zoomBy(1.2); });
    view->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, this,
                    [this] { m_graph->zoomBy(1 / 1.2); });
    view->addAction(tr("&Original size"), QKeySequence(Qt::CTRL | Qt::Key_0), m_graph,
                    &GraphView::resetZoom);
    view->addAction(tr("&Fit the graph"), QKeySequence(Qt::CTRL | Qt::Key_9), m_graph,
                    &GraphView::fitToWindow);
    view->addSeparator();
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        view->addAction(dock->toggleViewAction());

    QToolBar *bar = addToolBar(tr("Main"));
    bar->setObjectName(u"main"_s);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setMovable(false);
    bar->addAction(open);
    bar->addAction(m_actions->refresh);
    bar->addSeparator();
    bar->addActions(
        { m_actions->upgrade, m_actions->downgrade, m_actions->stamp, m_actions->cancel });
    auto *spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    auto *target = new TargetBar(m_session, bar);
    bar->addWidget(target);
    connect(target, &TargetBar::chooseRequested, this, &MainWindow::chooseTarget);

    m_progress->setMaximumWidth(220);
    m_progress->setTextVisible(false);
    m_progress->hide();
    statusBar()->addPermanentWidget(m_progress);
}

void MainWindow::connectSession()
{
    connect(&m_session, &ProjectSession::opened, this, &MainWindow::onOpened);
    connect(&m_session, &ProjectSession::openFailed, this, &MainWindow::onOpenFailed);
    connect(&m_session, &ProjectSession::reloaded, this, &MainWindow::onReloaded);
    connect(&m_session, &ProjectSession::statesChanged, this, &MainWindow::onStatesChanged);
    connect(&m_session, &ProjectSession::runEvent, this, &MainWindow::onRunEvent);
    connect(&m_session, &ProjectSession::runFinished, this, &MainWindow::onRunFinished);

    connect(m_actions->upgrade, &QAction::triggered, this,
            [this] { planRun(RunRequest::Command::Upgrade); });
    connect(m_actions->downgrade, &QAction::triggered, this,
            [this] { planRun(RunRequest::Command::Downgrade); });
    connect(m_actions->stamp, &QAction::triggered, this,
            [this] { planRun(RunRequest::Command::Stamp); });
    connect(m_actions->refresh, &QAction::triggered, this, [this] {
        m_session.reload();
        m_session.refreshStates();
    });

    connect(m_graph, &GraphView::selectionChanged, this, &MainWindow::selectRevision);
    connect(m_graph, &GraphView::activated, this, [this] { m_tabs->setCurrentWidget(m_editor); });
    connect(m_details, &RevisionDetails::revisionClicked, this, &MainWindow::selectRevision);
    connect(m_filter, &QLineEdit::textChanged, m_historyFilter,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_historyView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) {
                if (row.isValid())
                    selectRevision(RevisionId(row.data(HistoryModel::RevisionIdRole).toString()));
            });
    connect(m_historyView, &QTableView::doubleClicked, this,
            [this] { m_tabs->setCurrentWidget(m_editor); });

    connect(m_editor, &ScriptEditor::textSettled, m_sql, &SqlPanel::setScript);
    connect(m_editor, &ScriptEditor::diagnosticsChanged, this,
            [this] { m_problems->setProblems(u"script"_s, m_editor->diagnostics()); });
    connect(m_editor, &ScriptEditor::modificationChanged, this, [this](bool modified) {
        m_tabs->setTabText(m_tabs->indexOf(m_editor), modified ? tr("Script *") : tr("Script"));
    });
    connect(m_editor, &ScriptEditor::saved, &m_session, &ProjectSession::reload);
    connect(m_sql, &SqlPanel::diagnosticsChanged, this,
            [this](const std::vector<Diagnostic> &problems) {
                m_problems->setProblems(u"sql"_s, problems);
            });
    connect(m_problems, &ProblemList::activated, this, &MainWindow::goToProblem);
    connect(m_problems, &ProblemList::countChanged, this, [this](int count) {
        m_problemsDock->setWindowTitle(count == 0 ? tr("Problems")
                                                  : tr("Problems (%1)").arg(count));
    });
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString &path : m_settings.recentProjects())
        m_recentMenu->addAction(path, this, [this, path] { openProject(path); });
    m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
}

void MainWindow::restoreWindow()
{
    resize(1280, 720);
    if (const QByteArray geometry = m_settings.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const QByteArray layout = m_settings.layout(); !layout.isEmpty())
        restoreState(layout);
}

} // namespace limbeck
