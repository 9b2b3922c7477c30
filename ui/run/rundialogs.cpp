// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/rundialogs.h"

#include "ui/project/projectsession.h"
#include "ui/run/plandialog.h"
#include "ui/run/rehearsaldialog.h"
#include "ui/settings/windowsettings.h"
#include "ui/targets/passworddialog.h"
#include "ui/targets/targetbar.h"
#include "ui/targets/targetdialog.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace limbeck {

RunDialogs::RunDialogs(ProjectSession &session, const TargetBar &target, WindowSettings &settings,
                       QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_target(target)
    , m_settings(settings)
    , m_window(window)
{
    connect(&session.passwords(), &PasswordQuestions::asked, this, &RunDialogs::askPassword);
    connect(&session.passwords(), &PasswordQuestions::notRemembered, this, &RunDialogs::told);
}

void RunDialogs::chooseTarget()
{
    if (!m_session.hasProject() || (m_session.isRunning() && !m_session.isRefreshing()))
        return;
    TargetDialog dialog(m_session, m_settings.recentTargets(), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings.addRecentTarget(dialog.urlWithoutPassword());
    m_session.setTargetUrl(dialog.url());
}

void RunDialogs::plan(RunRequest::Command command, const QString &target)
{
    plan(command, target, {});
}

void RunDialogs::rehearse(const QString &target)
{
    if (!m_session.map() || m_session.isRunning())
        return;
    RunRequest request;
    request.targets = QStringList { target };
    RehearsalDialog dialog(m_session, request, m_window);
    connect(&dialog, &RehearsalDialog::rehearsed, this,
            [this, target](const RehearsalReport &report) { Q_EMIT rehearsed(target, report); });
    dialog.exec();
}

void RunDialogs::planOutside()
{
    plan(m_last.command, m_last.targets.value(0),
         [](PlanDialog &dialog) { dialog.chooseOutside(); });
}

void RunDialogs::resume(const JournalRun &run)
{
    continueRun(run, false);
}

void RunDialogs::restart(const JournalRun &run)
{
    continueRun(run, true);
}

void RunDialogs::continueRun(const JournalRun &run, bool fromBeginning)
{
    const bool isDown = run.command == u"downgrade";
    plan(isDown ? RunRequest::Command::Downgrade : RunRequest::Command::Upgrade,
         run.targets.value(0), [&](PlanDialog &dialog) { dialog.continueRun(run, fromBeginning); });
}

void RunDialogs::plan(RunRequest::Command command, const QString &target,
                      const std::function<void(PlanDialog &)> &prepare)
{
    if (!m_session.map() || m_session.isRunning())
        return;
    PlanDialog dialog(m_session, command, target, m_target.environment(), m_window);
    if (prepare)
        prepare(dialog);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const RunOrder order = dialog.order();
    m_last = order.request;
    Q_EMIT ordered(order);
}

/// Over the dialog that is in front: a rehearsal or a connection test may be what asks.
void RunDialogs::askPassword(const PasswordQuestion &question)
{
    QWidget *front = QApplication::activeModalWidget();
    auto *dialog = new PasswordDialog(m_session.passwords(), question, front ? front : m_window);
    dialog->open();
}

} // namespace limbeck
