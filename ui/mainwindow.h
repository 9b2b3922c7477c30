// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/project/projectsession.h"
#include "ui/settings/windowsettings.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace limbeck {

class GraphView;
class HistoryModel;
class ProblemList;
class RevisionDetails;
class RunActions;
class RunLog;
class ScriptEditor;
class SqlPanel;

/// Docks, menus and what connects them; decides nothing about migrations.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &path);
    /// Makes the sample project where there is none yet, and opens it.
    void openSample();

    [[nodiscard]] ProjectSession &session() { return m_session; }

    /// Runs @p request without a dialog: the plan dialog has asked already.
    void run(const RunRequest &request);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setUpCentre();
    void setUpDocks();
    void setUpActions();
    void connectSession();
    void restoreWindow();

    void onOpened();
    void onOpenFailed(const Error &error);
    void onReloaded();
    void onStatesChanged();
    void onRunEvent(const RunEvent &event);
    void onRunFinished();
    void selectRevision(const RevisionId &id);
    void chooseProject();
    void chooseTarget();
    void planRun(RunRequest::Command command);
    void goToProblem(const QString &file, int line, int column);
    void showGraphFindings();
    void fillRecentMenu();
    [[nodiscard]] QDockWidget *addDock(const QString &title, const QString &name, QWidget *content,
                                       Qt::DockWidgetArea area);

    WindowSettings m_settings;
    ProjectSession m_session;
    RunActions *m_actions;
    QStackedWidget *m_stack;
    QLabel *m_welcomeMessage;
    QTabWidget *m_tabs;
    GraphView *m_graph;
    ScriptEditor *m_editor;
    SqlPanel *m_sql;
    HistoryModel *m_history;
    QSortFilterProxyModel *m_historyFilter;
    QTableView *m_historyView;
    QLineEdit *m_filter;
    RevisionDetails *m_details;
    RunLog *m_log;
    ProblemList *m_problems;
    QDockWidget *m_logDock = nullptr;
    QDockWidget *m_problemsDock = nullptr;
    QMenu *m_recentMenu = nullptr;
    QProgressBar *m_progress;
    int m_steps = 0;
};

} // namespace limbeck
