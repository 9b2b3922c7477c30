// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphpanel.h"

#include "ui/graph/graphlegend.h"
#include "ui/graph/graphminimap.h"
#include "ui/graph/graphview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

GraphPanel::GraphPanel(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(this))
    , m_view(new GraphView(this))
{
    new GraphMinimap(*m_view); // the view's child
    setUpActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_view, 1);
    layout->addWidget(footer());
    setFocusProxy(m_view);
}

void GraphPanel::setUpActions()
{
    m_fold = new QAction(themedIcon(u"fold"_s), tr("&Fold linear runs"), this);
    m_fold->setCheckable(true);
    m_fold->setChecked(m_view->isFolding());
    m_fold->setToolTip(tr("Show long runs without branches as one card"));
    connect(m_fold, &QAction::toggled, m_view, &GraphView::setFolding);

    const auto zoomAction = [this](const QString &icon, const QString &text,
                                   const QKeySequence &shortcut, auto &&act) {
        auto *action = new QAction(themedIcon(icon), text, this);
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, m_view, act);
        m_zoomActions += action;
    };
    zoomAction(u"zoom-in"_s, tr("Zoom &in"), QKeySequence::ZoomIn,
               [this] { m_view->zoomBy(1.25); });
    zoomAction(u"zoom-out"_s, tr("Zoom &out"), QKeySequence::ZoomOut,
               [this] { m_view->zoomBy(1 / 1.25); });
    zoomAction(u"search"_s, tr("&Original size"), QKeySequence(Qt::CTRL | Qt::Key_0),
               [this] { m_view->resetZoom(); });
    zoomAction(u"fit"_s, tr("Fit the &graph"), QKeySequence(Qt::CTRL | Qt::Key_9),
               [this] { m_view->fitToWindow(); });
}

QWidget *GraphPanel::footer()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::margin, 2, metrics::gap, 2);
    layout->setSpacing(2);
    layout->addWidget(new GraphLegend(bar), 1);
    const auto button = [&](QAction *action) {
        auto *result = new QToolButton(bar);
        result->setDefaultAction(action);
        result->setIconSize({ 16, 16 });
        layout->addWidget(result);
        return result;
    };
    button(m_fold);
    layout->addSpacing(metrics::gap);
    button(m_zoomActions.at(1));
    m_zoomText = button(m_zoomActions.at(2));
    m_zoomText->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_zoomText->setMinimumWidth(fontMetrics().horizontalAdvance(u"100 %"_s) + 16);
    button(m_zoomActions.at(0));
    button(m_zoomActions.at(3));
    const auto showZoom = [this](qreal zoom) {
        m_zoomText->setText(tr("%1 %").arg(qRound(zoom * 100)));
    };
    connect(m_view, &GraphView::zoomChanged, this, showZoom);
    showZoom(m_view->zoom());
    return bar;
}

} // namespace limbeck
