// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/targetbar.h"

#include "ui/project/projectsession.h"
#include "ui/run/plandialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace limbeck {

TargetBar::TargetBar(ProjectSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_environment(new QLabel(this))
    , m_name(new QToolButton(this))
    , m_state(new QLabel(this))
{
    m_environment->setTextFormat(Qt::PlainText);
    m_environment->setContentsMargins(6, 1, 6, 1);
    m_name->setToolTip(tr("Choose the database"));
    m_name->setAccessibleName(tr("Database"));
    m_name->setAutoRaise(true);
    m_state->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 10, 2);
    layout->setSpacing(8);
    layout->addWidget(m_environment);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    connect(m_name, &QToolButton::clicked, this, &TargetBar::chooseRequested);
    for (const auto signal :
         { &ProjectSession::opened, &ProjectSession::reloaded, &ProjectSession::statesChanged })
        connect(&session, signal, this, &TargetBar::update);
    update();
}

void TargetBar::update()
{
    // The toolbar owns this widget's visibility, so its parts are hidden instead.
    m_name->setVisible(m_session.hasProject());
    m_state->setVisible(m_session.hasProject());
    const QString name = m_session.targetName();
    const bool production = looksLikeProduction(name);
    m_environment->setText(tr("PRODUCTION"));
    m_environment->setVisible(production && m_session.hasProject());
    m_environment->setStyleSheet(
        u"background:#b3261e; color:white; border-radius:3px; font-weight:bold"_s);
    m_name->setText(QFontMetrics(m_name->font()).elidedText(name, Qt::ElideMiddle, 420));
    m_name->setToolTip(tr("%1 – click to choose another database").arg(name));
    if (m_session.isRefreshing()) {
        m_state->setText(tr("asking…"));
    } else if (!m_session.isConnected()) {
        m_state->setText(tr("not connected"));
    } else {
        const QString heads =
            m_session.heads().isEmpty() ? tr("base") : m_session.heads().join(u", ");
        const int pending = m_session.pendingCount();
        m_state->setText(pending == 0 ? tr("at %1 · up to date").arg(heads)
                                      : tr("at %1 · %n pending", nullptr, pending).arg(heads));
    }
}

} // namespace limbeck
