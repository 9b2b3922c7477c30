// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

struct Look
{
    QString name, icon;
    IconTint tint;
};

Look lookOf(Banner::Severity severity)
{
    switch (severity) {
    case Banner::Severity::Information:
        return { u"information"_s, u"information"_s, IconTint::Accent };
    case Banner::Severity::Success:
        return { u"success"_s, u"success"_s, IconTint::Success };
    case Banner::Severity::Warning:
        return { u"warning"_s, u"warning"_s, IconTint::Warning };
    case Banner::Severity::Error:
        return { u"error"_s, u"error"_s, IconTint::Error };
    }
    Q_UNREACHABLE();
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_message(new QLabel(this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_actions(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(themedIcon(u"close"_s, IconTint::Muted));
    m_close->setIconSize({ 14, 14 });
    m_close->setAccessibleName(tr("Hide this message"));
    m_close->setToolTip(m_close->accessibleName());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::margin, 6, metrics::gap, 6);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_icon);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_close);
    m_body->setSpacing(metrics::gap);
    m_body->addWidget(m_message, 1);
    m_body->addLayout(m_actions);
    m_actions->setAlignment(Qt::AlignLeft);
    connect(m_close, &QToolButton::clicked, this, &Banner::clear);
    clear();
}

void Banner::show(Severity severity, const QString &message)
{
    clear();
    if (message.isEmpty())
        return;
    m_severity = severity;
    updateIcon();
    m_message->setText(message);
    setProperty("banner", lookOf(severity).name);
    style()->unpolish(this); // the style sheet looks at the property
    style()->polish(this);
    setAccessibleName(message);
    setVisible(true);
}

void Banner::updateIcon()
{
    const Look look = lookOf(m_severity);
    m_icon->setPixmap(themedIcon(look.icon, look.tint).pixmap(QSize(18, 18), devicePixelRatioF()));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void Banner::addAction(const QString &text, const std::function<void()> &action)
{
    auto *button = new QPushButton(text, this);
    m_actions->addWidget(button);
    connect(button, &QPushButton::clicked, this, action);
    placeActions(); // before they show: a message that has no room pushes the whole panel wider
}

/// Beside the message, or below it where they would leave little room for it.
void Banner::placeActions()
{
    // Buttons that do not show yet have no part in the layout's own hint.
    int wanted = 0;
    for (int i = 0; i < m_actions->count(); ++i)
        wanted += m_actions->itemAt(i)->widget()->sizeHint().width() + m_actions->spacing();
    const int room = parentWidget() ? std::min(width(), parentWidget()->width()) : width();
    m_body->setDirection(wanted * 5 > room * 2 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeActions();
}

void Banner::clear()
{
    setVisible(false);
    m_message->clear();
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

QString Banner::message() const
{
    return m_message->text();
}

} // namespace limbeck
