// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "core/engine/runorder.h"
#include "core/revision/migrationplan.h"
#include "ui/sql/sqlpreviewer.h"
#include "ui/targets/environment.h"
#include "ui/widgets/banner.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace limbeck {

class PlanModel;
class ProjectSession;
class RunOptions;
class SqlView;

/// Every change of a database goes through here: the target, the steps in order, and their SQL,
/// before anything runs. For production the database's name has to be typed in.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(ProjectSession &session, RunRequest::Command command, const QString &target,
               Environment environment, QWidget *parent = nullptr);

    /// Goes on with @p run, which stopped inside a step: behind what is in effect, or from the
    /// beginning of the step.
    void continueRun(const JournalRun &run, bool fromBeginning);
    /// Lets the project's own Alembic do it.
    void chooseOutside();

    [[nodiscard]] RunOrder order() const;

private:
    void setUpTargets(const QString &target);
    void setUpButtons();
    [[nodiscard]] QWidget *head(Environment environment);
    [[nodiscard]] QWidget *plans();
    [[nodiscard]] QWidget *confirmation(Environment environment);
    void refresh();
    [[nodiscard]] QString hintForTarget() const;
    void showSteps(MigrationPlan plan);
    void showSql(const SqlText &text);
    void rehearse();
    void notice(Banner::Severity severity, const QString &text);
    void showStepsSql();
    void updateButtons();
    [[nodiscard]] QString verb() const;
    /// The steps of the chosen target, or why there are none.
    [[nodiscard]] Result<MigrationPlan> plan() const;

    ProjectSession &m_session;
    RunRequest::Command m_command;
    SqlPreviewer m_previewer;
    QComboBox *m_target;
    PlanModel *m_planned;
    QTreeView *m_steps;
    SqlView *m_sql;
    Banner *m_notice;
    QLabel *m_outcome;
    RunOptions *m_options;
    QLineEdit *m_confirm;
    QDialogButtonBox *m_buttons;
    QPushButton *m_rehearse;
    std::optional<qint64> m_continued; ///< run that is gone on with
    bool m_fromBeginning = false;
    bool m_isRunnable = false;
    bool m_isProduction;
};

} // namespace limbeck
