// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runbar.h"

#include "ui/project/projectsession.h"
#include "ui/run/runactions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// A button that does what @p action does, and is enabled with it.
QPushButton *buttonOf(QAction *action, const QString &icon, bool primary, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setIcon(themedIcon(icon, primary ? IconTint::OnAccent : IconTint::Text));
    button->setProperty("primary", primary);
    const auto follow = [button, action] {
        // The menu has the mnemonics; two of a letter would take turns.
        button->setText(QString(action->text()).remove(u'…').remove(u'&'));
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(shortcut.isEmpty() ? action->toolTip()
                                              : u"%1 (%2)"_s.arg(action->toolTip(), shortcut));
        button->setEnabled(action->isEnabled());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

RunBar::RunBar(ProjectSession &session, RunActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_pages(new QStackedWidget(this))
    , m_step(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(nullptr)
{
    m_pages->addWidget(buttons(actions));
    m_pages->addWidget(progress(actions));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    for (const auto signal :
         { &ProjectSession::statesChanged, &ProjectSession::runFinished, &ProjectSession::opened })
        connect(&session, signal, this, &RunBar::updatePage);
    connect(&session, &ProjectSession::runStarted, this, [this](const RunRequest &) {
        m_steps = 0;
        m_progress->setRange(0, 0);
        m_step->setText(tr("Connecting…"));
        m_detail->clear();
        updatePage();
    });
    updatePage();
}

QWidget *RunBar::buttons(RunActions &actions)
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(buttonOf(actions.upgrade, u"upgrade"_s, true, page));
    layout->addWidget(buttonOf(actions.downgrade, u"downgrade"_s, false, page));
    layout->addWidget(buttonOf(actions.stamp, u"stamp"_s, false, page));
    return page;
}

QWidget *RunBar::progress(RunActions &actions)
{
    auto *page = new QWidget(m_pages);
    m_step->setTextFormat(Qt::PlainText);
    m_step->setFont(strongFont(font()));
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setProperty("role", u"muted"_s);
    m_detail->setFont(scaledFont(font(), 0.86));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_cancel = buttonOf(actions.cancel, u"cancel"_s, false, page);
    auto *texts = new QHBoxLayout;
    texts->addWidget(m_step);
    texts->addStretch();
    texts->addWidget(m_detail);
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::grid);
    column->addStretch();
    column->addLayout(texts);
    column->addWidget(m_progress);
    column->addStretch();
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    layout->addLayout(column, 1);
    layout->addWidget(m_cancel);
    return page;
}

void RunBar::updatePage()
{
    const bool running = m_session.isRunning() && !m_session.isRefreshing();
    m_pages->setVisible(m_session.hasProject());
    m_pages->setCurrentIndex(running ? 1 : 0);
}

void RunBar::handle(const RunEvent &event)
{
    if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_steps = static_cast<int>(started->steps.size());
        m_progress->setRange(0, std::max(m_steps, 1));
        m_progress->setValue(0);
    } else if (const auto *step = std::get_if<StepStarted>(&event)) {
        m_step->setText(tr("Step %1 of %2").arg(step->index + 1).arg(m_steps));
        m_detail->setText(step->step.revisions.join(u", "));
    } else if (const auto *waiting = std::get_if<Waiting>(&event)) {
        m_detail->setText(waiting->holders.isEmpty()
                              ? QString()
                              : tr("waits for %1").arg(waiting->holders.first()));
        m_detail->setToolTip(waiting->holders.join(u'\n'));
    } else if (const auto *rows = std::get_if<RowsProgress>(&event)) {
        m_detail->setText(tr("%1 rows").arg(QLocale().toString(rows->rows)));
    } else if (const auto *finished = std::get_if<StepFinished>(&event)) {
        m_progress->setValue(finished->index + 1);
    }
}

} // namespace limbeck
