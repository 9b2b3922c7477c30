// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace limbeck {

class ProjectSession;
class RunActions;

/// What can be run; during a run, how far it is, and the way to stop it.
class RunBar final : public QWidget
{
    Q_OBJECT

public:
    RunBar(ProjectSession &session, RunActions &actions, QWidget *parent = nullptr);

    void handle(const RunEvent &event);

private:
    [[nodiscard]] QWidget *buttons(RunActions &actions);
    [[nodiscard]] QWidget *progress(RunActions &actions);
    void updatePage();

    ProjectSession &m_session;
    QStackedWidget *m_pages;
    QLabel *m_step;
    QLabel *m_detail;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    int m_steps = 0;
};

} // namespace limbeck
