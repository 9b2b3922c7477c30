// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/targethead.h"

#include "ui/project/projectsession.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace limbeck {

QWidget *targetHead(const ProjectSession &session, Environment environment, QWidget *parent)
{
    auto *head = new QWidget(parent);
    const qreal ratio = parent->devicePixelRatioF();
    auto *icon = new QLabel(head);
    icon->setPixmap(themedIcon(u"database"_s, IconTint::Muted).pixmap(QSize(28, 28), ratio));
    auto *name = new QLabel(session.databaseName(), head);
    name->setTextFormat(Qt::PlainText);
    name->setFont(strongFont(scaledFont(parent->font(), 1.12)));
    auto *place = new QLabel(session.databasePlace(), head);
    place->setTextFormat(Qt::PlainText);
    place->setProperty("role", u"muted"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(place);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    layout->addWidget(icon);
    layout->addLayout(texts);
    if (environment != Environment::Unset) {
        auto *mark = new QLabel(head);
        mark->setPixmap(environmentIcon(environment).pixmap(QSize(16, 16), ratio));
        auto *text = new QLabel(environmentText(environment).toUpper(), head);
        text->setFont(strongFont(parent->font()));
        QPalette palette = text->palette();
        palette.setColor(QPalette::WindowText,
                         environmentColour(environment, Theme::of(parent->palette())));
        text->setPalette(palette);
        layout->addSpacing(metrics::gap);
        layout->addWidget(mark);
        layout->addWidget(text);
    }
    layout->addStretch();
    return head;
}

} // namespace limbeck
