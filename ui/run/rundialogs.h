// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "core/engine/rehearsal.h"
#include "core/engine/runorder.h"

#include <QObject>

#include <functional>

namespace limbeck {

class PlanDialog;
class ProjectSession;
class TargetBar;
class WindowSettings;
struct PasswordQuestion;

/// The dialogs around runs: which database, the plan before a run, the password in between.
class RunDialogs final : public QObject
{
    Q_OBJECT

public:
    /// @p window: the dialogs' parent.
    RunDialogs(ProjectSession &session, const TargetBar &target, WindowSettings &settings,
               QWidget *window);

    void chooseTarget();
    void plan(RunRequest::Command command, const QString &target);
    /// Rehearses the upgrade to @p target; answers by rehearsed().
    void rehearse(const QString &target);
    /// Plans the run that was ordered last once more, for the project's own Alembic.
    void planOutside();
    /// Goes on with a run that stopped inside a step.
    void resume(const JournalRun &run);
    void restart(const JournalRun &run);

Q_SIGNALS:
    void rehearsed(const QString &target, const limbeck::RehearsalReport &report);
    /// A person wants this to run now.
    void ordered(const limbeck::RunOrder &order);
    /// Something to be told by the way.
    void told(const QString &text);

private:
    void plan(RunRequest::Command command, const QString &target,
              const std::function<void(PlanDialog &)> &prepare);
    void continueRun(const JournalRun &run, bool fromBeginning);
    void askPassword(const PasswordQuestion &question);

    ProjectSession &m_session;
    const TargetBar &m_target;
    WindowSettings &m_settings;
    QWidget *m_window;
    RunRequest m_last; ///< that was ordered
};

} // namespace limbeck
