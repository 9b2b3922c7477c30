// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runactions.h"

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
    const bool idle = m_session.map() && !m_session.isRunning();
    const bool known = idle && m_session.isConnected();
    upgrade->setEnabled(idle);
    downgrade->setEnabled(known && !m_session.heads().isEmpty());
    stamp->setEnabled(idle);
    cancel->setEnabled(m_session.isRunning());
    refresh->setEnabled(m_session.hasProject() && !m_session.isRunning());
}

} // namespace limbeck
