// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/rehearsaltask.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace limbeck {

class Banner;
class ProjectSession;
class StepTree;

/// Rehearses an upgrade on a scratch copy of the database and shows the report: what each
/// statement took, and whether the way down undoes the way up.
class RehearsalDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Begins at once. @p request: the upgrade, with one target.
    RehearsalDialog(ProjectSession &session, const RunRequest &request, QWidget *parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    void rehearsed(const limbeck::RehearsalReport &report);

private:
    [[nodiscard]] QWidget *progressPage();
    [[nodiscard]] QWidget *reportPage();
    void beginPhase(const QString &phase);
    void showReport(const RehearsalReport &report);
    void showFailure(const Error &error);
    void end();
    void save();

    ProjectSession &m_session;
    RehearsalTask m_task;
    RehearsalReport m_report;
    QStackedWidget *m_pages;
    QListWidget *m_phases;
    QProgressBar *m_progress;
    QLabel *m_step;
    Banner *m_verdict;
    StepTree *m_steps;
    QLabel *m_differences;
    QPushButton *m_save;
    QDialogButtonBox *m_buttons;
};

} // namespace limbeck
