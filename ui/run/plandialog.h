// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/migrationplan.h"
#include "ui/sql/sqlpreviewer.h"
#include "ui/targets/environment.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace limbeck {

class Banner;
class ProjectSession;
class SqlView;

/// Every change of a database goes through here: the target, the steps in order, and their SQL,
/// before anything runs. For production the database's name has to be typed in.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(ProjectSession &session, RunRequest::Command command, const QString &target,
               Environment environment, QWidget *parent = nullptr);

    [[nodiscard]] RunRequest request() const;

private:
    void setUpTargets(const QString &target);
    [[nodiscard]] QWidget *head(Environment environment);
    [[nodiscard]] QWidget *options();
    [[nodiscard]] QWidget *confirmation(Environment environment);
    void refresh();
    void showSteps(const MigrationPlan &plan);
    void showSql(const SqlText &text);
    void showStepsSql();
    void updateButtons();
    [[nodiscard]] QString verb() const;
    /// The steps of the chosen target, or why there are none.
    [[nodiscard]] Result<MigrationPlan> plan() const;

    ProjectSession &m_session;
    RunRequest::Command m_command;
    SqlPreviewer m_previewer;
    QComboBox *m_target;
    QTreeWidget *m_steps;
    SqlView *m_sql;
    Banner *m_notice;
    QLabel *m_outcome;
    QCheckBox *m_purge;
    QLineEdit *m_arguments;
    QLineEdit *m_confirm;
    QDialogButtonBox *m_buttons;
    std::vector<MigrationStep> m_planned;
    bool m_isRunnable = false;
    bool m_isProduction;
};

} // namespace limbeck
