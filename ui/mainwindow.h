// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/revisionfiles.h"
#include "ui/project/projectsession.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace limbeck {

class Appearance;
class GraphPanel;
class GraphView;
class HistoryModel;
class JournalPanel;
class ProblemList;
class RevisionActions;
class RevisionDetails;
class RunActions;
class RunBar;
class RunDialogs;
class RunLog;
class ScriptTabs;
class SqlPanel;
class StatusBanner;
class TargetBar;
class WelcomePage;
class WindowSettings;

/// Docks, menus and what connects them; decides nothing about migrations.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(WindowSettings &settings, Appearance &appearance, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Asks about unsaved scripts first. @p path: a folder, an alembic.ini or a pyproject.toml.
    void openProject(const QString &path);
    /// Makes the sample project where there is none yet, and opens it.
    void openSample();

    [[nodiscard]] ProjectSession &session() { return m_session; }

    /// Runs @p order without a dialog: the plan dialog has asked already.
    void run(const RunOrder &order);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // --- how it is put together: mainwindowsetup.cpp, mainwindowmenus.cpp
    void setUpCentre();
    void setUpDocks();
    [[nodiscard]] QWidget *historyPanel();
    void setUpToolBar();
    void setUpStatusBar();
    void connectRuns();
    void setUpMenus();
    void setUpProjectMenu();
    void setUpEditMenu();
    void setUpDatabaseMenu();
    void setUpViewMenu();
    void setUpHelpMenu();
    void connectSession();
    void connectViews();
    void applySettings();
    void restoreWindow();
    static void bringUp(QDockWidget *dock);
    [[nodiscard]] QDockWidget *addDock(const QString &title, const QString &name, QWidget *content,
                                       Qt::DockWidgetArea area);

    // --- the project
    void onOpened();
    void onOpenFailed(const Error &error);
    void onReloaded();
    [[nodiscard]] int idColumnWidth() const;
    void onStatesChanged();
    void followDialect(const QString &dialect);
    void showGraphFindings();
    void chooseProject();
    void fillRecent();
    /// Does @p act when there is no unsaved script any more, or none that anyone wants.
    void withSavedScripts(const QString &question, const std::function<void()> &act);

    // --- the selection
    void onRevisionSelected(const RevisionId &id);
    void showDetails();
    void showRevisionMenu(const RevisionId &id, const QPoint &globalPosition);
    void openScriptOf(const RevisionId &id);
    void selectRevisionOf(const QString &path);
    void search(const QString &text);
    void markModified();
    void goToPlace(const QString &file, int line, int column);

    // --- the database
    void onRunEvent(const RunEvent &event);
    void onRunFinished();
    void markRunning(const RunEvent &event);

    // --- dialogs
    void showCommands();
    void showRevisionSearch();
    void createRevision(RevisionFilesOrder::Kind kind, const QString &parent);
    void showSettings();
    void showAbout();

    WindowSettings &m_settings;
    Appearance &m_appearance;
    ProjectSession m_session;
    RunActions *m_runActions;
    RevisionActions *m_revisionActions;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    GraphPanel *m_graphPanel;
    GraphView *m_graph;
    ScriptTabs *m_scripts;
    SqlPanel *m_sql;
    HistoryModel *m_history;
    QSortFilterProxyModel *m_historyFilter;
    QTableView *m_historyView;
    QLineEdit *m_search;
    RevisionDetails *m_details;
    RunLog *m_log;
    JournalPanel *m_journal;
    ProblemList *m_problems;
    TargetBar *m_target;
    RunBar *m_runBar;
    RunDialogs *m_runDialogs;
    StatusBanner *m_status;
    QDockWidget *m_historyDock = nullptr;
    QDockWidget *m_sqlDock = nullptr;
    QDockWidget *m_logDock = nullptr;
    QDockWidget *m_problemsDock = nullptr;
    QDockWidget *m_journalDock = nullptr;
    QMenu *m_recentMenu = nullptr;
    QAction *m_save = nullptr;
    QByteArray m_panels; ///< where they stand once there is a project; empty from then on
    QString m_shownDialect; ///< of the database that was connected last
    QSet<RevisionId> m_running; ///< of the step under way
};

} // namespace limbeck
