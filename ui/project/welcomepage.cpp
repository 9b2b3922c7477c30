// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/project/welcomepage.h"

#include "core/base/error.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int columnWidth = 620;
constexpr int maximumRecent = 6;

QString withoutHome(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_recentTitle(new QLabel(tr("Recent projects"), this))
    , m_recent(new QVBoxLayout)
{
    auto *open =
        new QPushButton(themedIcon(u"open"_s, IconTint::OnAccent), tr("&Open a project…"), this);
    open->setProperty("primary", true);
    auto *sample = new QPushButton(themedIcon(u"play"_s), tr("Open the &sample project"), this);
    m_banner = new Banner(this); // its button, which comes and goes, is not the first one by Tab
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(open);
    buttons->addWidget(sample);
    buttons->addStretch();
    auto *hint = new QLabel(
        tr("Or drop a project's folder, its alembic.ini or pyproject.toml on the window."), this);
    hint->setProperty("role", u"muted"_s);
    hint->setWordWrap(true);
    m_recentTitle->setFont(strongFont(font()));
    m_recent->setSpacing(0);

    auto *column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(metrics::margin);
    layout->addStretch(2);
    layout->addWidget(head());
    layout->addSpacing(metrics::gap);
    layout->addWidget(m_banner);
    layout->addLayout(buttons);
    layout->addWidget(hint);
    layout->addSpacing(metrics::margin);
    layout->addWidget(m_recentTitle);
    layout->addLayout(m_recent);
    layout->addStretch(3);
    auto *outer = new QHBoxLayout(this);
    outer->addStretch();
    outer->addWidget(column, 1);
    outer->addStretch();
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(sample, &QPushButton::clicked, this, &WelcomePage::sampleRequested);
}

QWidget *WelcomePage::head()
{
    auto *head = new QWidget(this);
    auto *icon = new QLabel(head);
    icon->setPixmap(QIcon(u":/icons/limbeck.svg"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    auto *title = new QLabel(u"Limbeck"_s, head);
    title->setFont(strongFont(scaledFont(font(), 2.0)));
    auto *tagline = new QLabel(
        tr("See, check and run the migrations of an Alembic project. No Python needed."), head);
    tagline->setProperty("role", u"muted"_s);
    tagline->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(tagline);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::wideMargin);
    layout->addWidget(icon);
    layout->addLayout(texts, 1);
    return head;
}

void WelcomePage::setRecentProjects(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_recentTitle->setVisible(!paths.isEmpty());
    for (const QString &path : paths.first(std::min<qsizetype>(paths.size(), maximumRecent)))
        addRecent(path);
}

void WelcomePage::addRecent(const QString &path)
{
    auto *row = new QWidget(this);
    auto *open =
        new QPushButton(themedIcon(u"folder"_s, IconTint::Muted), QFileInfo(path).fileName(), row);
    open->setProperty("quiet", true);
    open->setToolTip(path);
    open->setAccessibleName(tr("Open %1").arg(path));
    auto *place = new QLabel(row);
    place->setProperty("role", u"muted"_s);
    place->setText(fontMetrics().elidedText(withoutHome(QFileInfo(path).absolutePath()),
                                            Qt::ElideMiddle, columnWidth / 2));
    auto *forget = new QToolButton(row);
    forget->setIcon(themedIcon(u"close"_s, IconTint::Muted));
    forget->setIconSize({ 12, 12 });
    forget->setToolTip(tr("Remove it from this list"));
    forget->setAccessibleName(tr("Remove %1 from the list").arg(path));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(open);
    layout->addWidget(place, 1);
    layout->addWidget(forget);
    m_recent->addWidget(row);
    connect(open, &QPushButton::clicked, this, [this, path] { Q_EMIT projectChosen(path); });
    connect(forget, &QToolButton::clicked, this, [this, path] { Q_EMIT projectForgotten(path); });
}

void WelcomePage::showBusy(const QString &message)
{
    m_banner->show(Banner::Severity::Information, message);
}

void WelcomePage::showError(const Error &error)
{
    m_banner->show(Banner::Severity::Error,
                   error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint);
}

void WelcomePage::clearMessage()
{
    m_banner->clear();
}

} // namespace limbeck
