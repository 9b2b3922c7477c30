// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphpanel.h"
#include "ui/graph/graphview.h"
#include "ui/journal/journalpanel.h"
#include "ui/mainwindow.h"
#include "ui/project/statusbanner.h"
#include "ui/project/welcomepage.h"
#include "ui/revisions/historymodel.h"
#include "ui/revisions/revisionactions.h"
#include "ui/revisions/revisiondetails.h"
#include "ui/run/problemlist.h"
#include "ui/run/runactions.h"
#include "ui/run/runbar.h"
#include "ui/run/rundialogs.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/script/sqlview.h"
#include "ui/settings/windowsettings.h"
#include "ui/sql/sqlpanel.h"
#include "ui/targets/targetbar.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/banner.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

MainWindow::MainWindow(WindowSettings &settings, Appearance &appearance, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_appearance(appearance)
    , m_runActions(new RunActions(m_session, this))
    , m_revisionActions(new RevisionActions(m_session, this))
    , m_stack(new QStackedWidget(this))
    , m_welcome(new WelcomePage(this))
    , m_graphPanel(new GraphPanel(this))
    , m_graph(&m_graphPanel->view())
    , m_scripts(
          new ScriptTabs(m_graphPanel, themedIcon(u"graph"_s, IconTint::Muted), tr("Graph"), this))
    , m_sql(new SqlPanel(m_session, this))
    , m_history(new HistoryModel(this))
    , m_historyFilter(new QSortFilterProxyModel(this))
    , m_historyView(new QTableView(this))
    , m_search(new QLineEdit(this))
    , m_details(new RevisionDetails(this))
    , m_log(new RunLog(this))
    , m_journal(new JournalPanel(m_session, this))
    , m_problems(new ProblemList(this))
    , m_target(new TargetBar(m_session, settings, this))
    , m_runBar(new RunBar(m_session, *m_runActions, this))
    , m_runDialogs(new RunDialogs(m_session, *m_target, settings, this))
    , m_status(new StatusBanner(m_session, m_graphPanel->banner(), this))
{
    setWindowTitle(tr("Limbeck"));
    setAcceptDrops(true);
    setUpCentre();
    setUpDocks();
    setUpMenus();
    setUpToolBar();
    setUpStatusBar();
    connectSession();
    connectRuns();
    connectViews();
    fillRecent();
    applySettings();
    restoreWindow();
}

// ------------------------------------------------------------------------------------------------
// parts

void MainWindow::setUpCentre()
{
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_scripts);
    setCentralWidget(m_stack);
}

QDockWidget *MainWindow::addDock(const QString &title, const QString &name, QWidget *content,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    dock->setEnabled(false); // until there is a project
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::setUpDocks()
{
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea); // logs and runs are wide
    m_historyDock = addDock(tr("History"), u"history"_s, historyPanel(), Qt::LeftDockWidgetArea);
    QDockWidget *detailsDock =
        addDock(tr("Details"), u"details"_s, m_details, Qt::RightDockWidgetArea);
    m_sqlDock = addDock(tr("SQL"), u"sql"_s, m_sql, Qt::RightDockWidgetArea);
    m_logDock = addDock(tr("Log"), u"log"_s, m_log, Qt::BottomDockWidgetArea);
    m_problemsDock = addDock(tr("Problems"), u"problems"_s, m_problems, Qt::BottomDockWidgetArea);
    m_journalDock = addDock(tr("Runs"), u"runs"_s, m_journal, Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_logDock, m_problemsDock);
    tabifyDockWidget(m_problemsDock, m_journalDock);
    resizeDocks({ m_historyDock, m_sqlDock }, { 300, 400 }, Qt::Horizontal);
    resizeDocks({ detailsDock, m_sqlDock }, { 240, 380 }, Qt::Vertical);
    resizeDocks({ m_logDock }, { 240 }, Qt::Vertical);
    // They come when there is something to read.
    m_logDock->hide();
    m_problemsDock->hide();
    m_journalDock->hide();
}

QWidget *MainWindow::historyPanel()
{
    m_historyFilter->setSourceModel(m_history);
    m_historyFilter->setFilterRole(HistoryModel::SearchRole);
    m_historyFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_historyView->setModel(m_historyFilter);
    m_historyView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_historyView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_historyView->setShowGrid(false);
    m_historyView->setFrameShape(QFrame::NoFrame);
    m_historyView->setWordWrap(false);
    m_historyView->setTabKeyNavigation(false);
    m_historyView->setContextMenuPolicy(Qt::CustomContextMenu);
    m_historyView->setAccessibleName(tr("History"));
    m_historyView->verticalHeader()->hide();
    m_historyView->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_historyView->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    QHeaderView *header = m_historyView->horizontalHeader();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setResizeContentsPrecision(100); // ids are of one length; thousands take their time
    header->resizeSection(HistoryModel::StateColumn, 30);
    m_search->setPlaceholderText(tr("Search revisions"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setToolTip(tr("By id, message, branch label or file name (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    auto *panel = new QWidget(this);
    panel->setAutoFillBackground(true);
    panel->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(metrics::gap, 6, metrics::gap, 6);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addWidget(m_historyView);
    return panel;
}

void MainWindow::setUpToolBar()
{
    QToolBar *bar = addToolBar(tr("Main"));
    bar->setObjectName(u"main"_s);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize({ metrics::iconSize, metrics::iconSize });
    auto *open = new QAction(themedIcon(u"open"_s), tr("Open a project"), this);
    open->setToolTip(tr("Open a project (Ctrl+O)"));
    connect(open, &QAction::triggered, this, &MainWindow::chooseProject);
    bar->addAction(open);
    bar->addAction(m_runActions->refresh);
    bar->addSeparator();
    bar->addWidget(m_target);
    bar->addWidget(m_runBar);
}

void MainWindow::setUpStatusBar()
{
    statusBar()->setSizeGripEnabled(false);
    const auto toggle = [this](QDockWidget *dock, const QString &icon) {
        auto *button = new QToolButton(this);
        button->setIcon(themedIcon(icon, IconTint::Muted));
        button->setIconSize({ 14, 14 });
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setText(dock->windowTitle());
        button->setToolTip(tr("Show or hide: %1").arg(dock->windowTitle()));
        connect(dock, &QDockWidget::windowTitleChanged, button, &QToolButton::setText);
        connect(button, &QToolButton::clicked, dock, [dock] {
            // One of two docks in one place is "visible" while the other one covers it.
            const bool isInFront = dock->isVisible() && !dock->visibleRegion().isEmpty();
            dock->setVisible(!isInFront);
            dock->raise();
        });
        statusBar()->addPermanentWidget(button);
    };
    toggle(m_problemsDock, u"warning"_s);
    toggle(m_logDock, u"log"_s);
    toggle(m_journalDock, u"history"_s);
}

// ------------------------------------------------------------------------------------------------
// connections

void MainWindow::connectSession()
{
    connect(&m_session, &ProjectSession::opened, this, &MainWindow::onOpened);
    connect(&m_session, &ProjectSession::openFailed, this, &MainWindow::onOpenFailed);
    connect(&m_session, &ProjectSession::reloaded, this, &MainWindow::onReloaded);
    connect(&m_session, &ProjectSession::statesChanged, this, &MainWindow::onStatesChanged);
    connect(&m_session, &ProjectSession::runEvent, this, &MainWindow::onRunEvent);
    connect(&m_session, &ProjectSession::runFinished, this, &MainWindow::onRunFinished);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::chooseProject);
    connect(m_welcome, &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::projectChosen, this, &MainWindow::openProject);
    connect(m_welcome, &WelcomePage::projectForgotten, this, [this](const QString &path) {
        m_settings.removeRecentProject(path);
        fillRecent();
    });
}

void MainWindow::connectRuns()
{
    connect(m_runActions->upgrade, &QAction::triggered, this,
            [this] { m_runDialogs->plan(RunRequest::Command::Upgrade, {}); });
    connect(m_runActions->downgrade, &QAction::triggered, this,
            [this] { m_runDialogs->plan(RunRequest::Command::Downgrade, {}); });
    connect(m_runActions->stamp, &QAction::triggered, this, [this] {
        m_runDialogs->plan(RunRequest::Command::Stamp,
                           m_graph->selected() ? m_graph->selected()->text() : QString());
    });
    connect(m_runActions->refresh, &QAction::triggered, this, [this] {
        m_session.reload();
        m_session.refreshStates();
    });
    connect(m_revisionActions, &RevisionActions::runRequested, m_runDialogs,
            qOverload<RunRequest::Command, const QString &>(&RunDialogs::plan));
    connect(m_revisionActions, &RevisionActions::createRequested, this,
            &MainWindow::createRevision);
    connect(m_revisionActions, &RevisionActions::scriptRequested, this, &MainWindow::openScriptOf);
    connect(m_revisionActions, &RevisionActions::sqlRequested, this, [this](bool upgrade) {
        m_sqlDock->show();
        m_sqlDock->raise();
        m_sql->setSubject(SqlPanel::Subject::Revision);
        m_sql->setUpgrade(upgrade);
    });
    connect(m_sql, &SqlPanel::rehearsalRequested, m_runDialogs, &RunDialogs::rehearse);
    connect(m_runDialogs, &RunDialogs::rehearsed, this,
            [this](const QString &target, const RehearsalReport &report) {
                m_sql->showRehearsed(target,
                                     report.sentSql(target == "heads"_L1 ? QString() : target));
            });
    connect(m_target, &TargetBar::chooseRequested, m_runDialogs, &RunDialogs::chooseTarget);
    connect(m_runDialogs, &RunDialogs::ordered, this, &MainWindow::run);
    connect(m_runDialogs, &RunDialogs::told, this,
            [this](const QString &text) { statusBar()->showMessage(text, 15000); });
    connect(m_status, &StatusBanner::chooseTargetRequested, m_runDialogs,
            &RunDialogs::chooseTarget);
    connect(m_status, &StatusBanner::problemsRequested, this, [this] { bringUp(m_problemsDock); });
    connect(m_log, &RunLog::outsideRequested, m_runDialogs, &RunDialogs::planOutside);
    connect(m_log, &RunLog::journalRequested, this, [this] { bringUp(m_journalDock); });
    connect(m_journal, &JournalPanel::resumeRequested, m_runDialogs, &RunDialogs::resume);
    connect(m_journal, &JournalPanel::restartRequested, m_runDialogs, &RunDialogs::restart);
    connect(m_journal, &JournalPanel::placeActivated, this, &MainWindow::goToPlace);
}

void MainWindow::connectViews()
{
    connect(m_graph, &GraphView::selectionChanged, this, &MainWindow::onRevisionSelected);
    connect(m_graph, &GraphView::activated, this, &MainWindow::openScriptOf);
    connect(m_graph, &GraphView::menuRequested, this, &MainWindow::showRevisionMenu);
    connect(m_graph, &GraphView::rangeSelected, m_sql, &SqlPanel::setRange);
    connect(m_graph, &GraphView::rangeCleared, m_sql, &SqlPanel::clearRange);
    connect(m_details, &RevisionDetails::revisionClicked, m_graph, &GraphView::select);
    connect(m_details, &RevisionDetails::fileClicked, m_scripts, &ScriptTabs::showScript);

    const auto idAt = [](const QModelIndex &row) {
        return RevisionId(row.data(HistoryModel::RevisionIdRole).toString());
    };
    connect(m_search, &QLineEdit::textChanged, this, &MainWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_historyView->setCurrentIndex(m_historyFilter->index(0, HistoryModel::IdColumn));
        m_historyView->setFocus();
    });
    connect(m_historyView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, idAt](const QModelIndex &row) {
                if (row.isValid())
                    m_graph->select(idAt(row));
            });
    connect(m_historyView, &QTableView::activated, this,
            [this, idAt](const QModelIndex &row) { openScriptOf(idAt(row)); });
    connect(m_historyView, &QTableView::customContextMenuRequested, this,
            [this, idAt](const QPoint &position) {
                if (const QModelIndex row = m_historyView->indexAt(position); row.isValid())
                    showRevisionMenu(idAt(row), m_historyView->viewport()->mapToGlobal(position));
            });

    connect(m_scripts, &ScriptTabs::scriptShown, this, &MainWindow::selectRevisionOf);
    connect(m_scripts, &ScriptTabs::textSettled, this,
            [this](const QString &path, const QString &text) {
                const ScriptEditor *last = m_scripts->lastEditor();
                if (last && last->path() == path)
                    m_sql->setScript(path, text);
            });
    connect(m_scripts, &ScriptTabs::modificationChanged, this, &MainWindow::markModified);
    connect(m_scripts, &ScriptTabs::saved, &m_session, &ProjectSession::reload);
    connect(m_scripts, &ScriptTabs::diagnosticsChanged, this, [this] {
        std::vector<Diagnostic> all;
        for (const ScriptEditor *editor : m_scripts->editors()) {
            const std::vector<Diagnostic> some = editor->diagnostics();
            all.insert(all.end(), some.begin(), some.end());
        }
        m_problems->setProblems(u"script"_s, all);
    });
    connect(m_scripts, &ScriptTabs::cursorLineChanged, this, [this](const QString &path, int line) {
        const ScriptEditor *shown = m_scripts->currentEditor();
        if (shown && shown->path() == path)
            m_sql->markScriptLine(line);
    });
    connect(m_sql, &SqlPanel::diagnosticsChanged, this,
            [this](const QString &path, const std::vector<Diagnostic> &problems) {
                ScriptEditor *editor = m_scripts->editor(path);
                if (editor)
                    editor->setEvaluation(problems);
                m_problems->setProblems(u"sql"_s, editor ? std::vector<Diagnostic>() : problems);
            });
    connect(m_sql, &SqlPanel::scriptLineClicked, this, [this](int line, bool goThere) {
        ScriptEditor *editor = m_scripts->lastEditor();
        if (!editor)
            return;
        editor->markLine(line);
        if (goThere)
            m_scripts->showScript(editor->path())->goTo(line, 1);
    });
    connect(m_problems, &ProblemList::activated, this, &MainWindow::goToPlace);
    connect(m_problems, &ProblemList::countChanged, this, [this](int count) {
        m_problemsDock->setWindowTitle(count == 0 ? tr("Problems")
                                                  : tr("Problems (%1)").arg(count));
    });
    connect(m_log, &RunLog::placeActivated, this, &MainWindow::goToPlace);
}

// ------------------------------------------------------------------------------------------------
// settings

void MainWindow::applySettings()
{
    m_appearance.setChoice(m_settings.appearance());
    m_graph->setDirection(m_settings.graphDirection());
    m_graphPanel->foldAction()->setChecked(m_settings.foldsRuns());
    connect(m_graphPanel->foldAction(), &QAction::toggled, this,
            [this](bool fold) { m_settings.setFoldsRuns(fold); });
    m_scripts->setEditorFont(m_settings.editorFont());
    m_sql->view().setEditorFont(m_settings.editorFont());
}

void MainWindow::restoreWindow()
{
    resize(1280, 760);
    if (const QByteArray geometry = m_settings.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const QByteArray layout = m_settings.layout(); !layout.isEmpty())
        restoreState(layout);
    // Without a project there is nothing in the panels: the welcome has the window for itself.
    m_panels = saveState();
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        dock->hide();
}

} // namespace limbeck
