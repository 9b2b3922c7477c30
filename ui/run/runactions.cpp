// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runactions.h"

#include "ui/commands/availability.h"
#include "ui/project/projectsession.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QAction *action(QObject *parent, const QString &text, const QString &tip, const QString &icon,
                const QKeySequence &shortcut)
{
    auto *result = new QAction(themedIcon(icon), text, parent);
    result->setToolTip(tip);
    result->setShortcut(shortcut);
    return result;
}

} // namespace

RunActions::RunActions(ProjectSession &session, QObject *parent)
    : QObject(parent)
    , upgrade(action(this, tr("&Upgrade…"), tr("Apply pending revisions"), u"upgrade"_s,
                     QKeySequence(Qt::CTRL | Qt::Key_U)))
    , downgrade(action(this, tr("&Downgrade…"), tr("Go back to an earlier revision"),
                       u"downgrade"_s, QKeySequence(Qt::CTRL | Qt::Key_D)))
    , stamp(action(this, tr("&Stamp…"),
                   tr("Write a revision into the version table without running scripts"),
                   u"stamp"_s, {}))
    , cancel(action(this, tr("&Cancel run"),
                    tr("Stop the run; the statement under way is interrupted"), u"cancel"_s,
                    QKeySequence(Qt::CTRL | Qt::Key_Period)))
    , refresh(action(this, tr("&Refresh"), tr("Read files and database again"), u"refresh"_s,
                     QKeySequence::Refresh))
    , m_session(session)
{
    connect(cancel, &QAction::triggered, &session, &ProjectSession::cancel);
    for (const auto signal : { &ProjectSession::opened, &ProjectSession::reloaded,
                               &ProjectSession::statesChanged, &ProjectSession::runFinished })
        connect(&session, signal, this, &RunActions::update);
    connect(&session, &ProjectSession::runStarted, this, &RunActions::update);
    update();
}

void RunActions::update()
{
    const QString busy = m_session.isRunning() ? tr("a run is under way") : QString();
    const QString noProject = m_session.hasProject() ? busy : tr("no project is open");
    const QString noPlan =
        m_session.hasProject() && !m_session.map() ? tr("the revision graph is broken") : noProject;
    setAvailability(*upgrade, noPlan);
    setAvailability(*downgrade,
                    !noPlan.isEmpty()                 ? noPlan
                        : !m_session.isConnected()    ? tr("the database has not answered")
                        : m_session.heads().isEmpty() ? tr("the database is at base")
                                                      : QString());
    setAvailability(*stamp, noPlan);
    setAvailability(*cancel, m_session.isRunning() ? QString() : tr("no run is under way"));
    setAvailability(*refresh, noProject);
}

} // namespace limbeck
