// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/migrationplan.h"
#include "ui/sql/sqlpreviewer.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace limbeck {

class ProjectSession;
class SqlView;

/// Every change of a database goes through here: the target, the steps in order, and their SQL,
/// before anything runs.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(ProjectSession &session, RunRequest::Command command, const QString &target,
               QWidget *parent = nullptr);

    [[nodiscard]] RunRequest request() const;

private:
    void setUpTargets(const QString &target);
    void refresh();
    void showSql(const SqlText &text);
    void updateButtons();
    /// The steps of the chosen target, or why there are none.
    [[nodiscard]] Result<MigrationPlan> plan() const;

    ProjectSession &m_session;
    RunRequest::Command m_command;
    SqlPreviewer m_previewer;
    QLabel *m_database;
    QComboBox *m_target;
    QListWidget *m_steps;
    SqlView *m_sql;
    QLabel *m_notice;
    QLabel *m_confirmLabel;
    QLineEdit *m_confirm;
    QDialogButtonBox *m_buttons;
    bool m_runnable = false;
};

/// Whether the target's name says that it is production; then the name has to be typed in before a
/// run.
[[nodiscard]] bool looksLikeProduction(const QString &targetName);

} // namespace limbeck
