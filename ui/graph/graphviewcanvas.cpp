// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"
#include "ui/theme/fonts.h"

#include <QPainter>
#include <QScrollBar>

// Where the scene stands in the view, and how it is painted.

namespace limbeck {

namespace {

constexpr qreal margin = 36;
constexpr qreal minimumZoom = 0.03;
constexpr qreal maximumZoom = 3.0;

} // namespace

// ------------------------------------------------------------------------------------------------
// coordinates

QPointF GraphView::sceneOrigin() const
{
    const QSizeF content = m_scene ? m_scene->size() * m_zoom : QSizeF();
    const QSizeF view = viewport()->size();
    // A graph that is smaller than the view stands in its middle.
    const qreal x = content.width() + 2 * margin <= view.width()
        ? (view.width() - content.width()) / 2
        : margin - horizontalScrollBar()->value();
    const qreal y = content.height() + 2 * margin <= view.height()
        ? (view.height() - content.height()) / 2
        : margin - verticalScrollBar()->value();
    return { x, y };
}

QPointF GraphView::toScene(const QPointF &viewportPosition) const
{
    return (viewportPosition - sceneOrigin()) / m_zoom;
}

QPointF GraphView::toViewport(const QPointF &scenePosition) const
{
    return sceneOrigin() + scenePosition * m_zoom;
}

QRectF GraphView::visibleArea() const
{
    const QRectF view = viewport()->rect();
    return { toScene(view.topLeft()), toScene(view.bottomRight()) };
}

void GraphView::centreOn(const QPointF &scenePosition)
{
    scrollTo(scenePosition, QRectF(viewport()->rect()).center());
}

int GraphView::cardAt(const QPointF &viewportPosition) const
{
    return m_scene ? m_scene->cardAt(toScene(viewportPosition)) : -1;
}

void GraphView::updateScrollBars()
{
    const QSizeF content =
        (m_scene ? m_scene->size() * m_zoom : QSizeF()) + QSizeF(2 * margin, 2 * margin);
    const QSize view = viewport()->size();
    horizontalScrollBar()->setRange(
        0, std::max(0, static_cast<int>(std::ceil(content.width())) - view.width()));
    horizontalScrollBar()->setPageStep(view.width());
    horizontalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setRange(
        0, std::max(0, static_cast<int>(std::ceil(content.height())) - view.height()));
    verticalScrollBar()->setPageStep(view.height());
    verticalScrollBar()->setSingleStep(40);
}

/// So that @p scenePosition stands at @p viewportPosition, as far as the scroll bars go.
void GraphView::scrollTo(const QPointF &scenePosition, const QPointF &viewportPosition)
{
    const QPointF value = QPointF(margin, margin) + scenePosition * m_zoom - viewportPosition;
    horizontalScrollBar()->setValue(qRound(value.x()));
    verticalScrollBar()->setValue(qRound(value.y()));
}

void GraphView::ensureVisible(int card)
{
    if (card < 0 || m_isInitial)
        return;
    const QRectF rect = m_scene->cardRect(card);
    const QRectF shown(toViewport(rect.topLeft()), rect.size() * m_zoom);
    const QRectF view = QRectF(viewport()->rect()).adjusted(8, 8, -8, -8);
    if (!view.contains(shown))
        scrollTo(rect.center(), view.center());
}

void GraphView::zoomAt(const QPointF &viewportPosition, qreal factor)
{
    m_isFitted = false;
    const QPointF fixed = toScene(viewportPosition);
    m_zoom = std::clamp(m_zoom * factor, minimumZoom, maximumZoom);
    updateScrollBars();
    scrollTo(fixed, viewportPosition);
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
}

void GraphView::zoomBy(qreal factor)
{
    zoomAt(QRectF(viewport()->rect()).center(), factor);
}

void GraphView::resetZoom()
{
    zoomBy(1 / m_zoom);
}

/// The zoom at which the branches fit side by side, across the way that history goes; beside the
/// scroll bar of that way.
qreal GraphView::fittingBreadth() const
{
    const bool isAcross = m_direction == GraphDirection::NewestRight;
    const QScrollBar *bar = isAcross ? horizontalScrollBar() : verticalScrollBar();
    const int thickness =
        bar->isVisible() ? 0 : (isAcross ? bar->sizeHint().height() : bar->sizeHint().width());
    const qreal view = (isAcross ? viewport()->height() : viewport()->width()) - thickness;
    const qreal content = isAcross ? m_scene->size().height() : m_scene->size().width();
    return std::min((view - 2 * margin) / content, 1.0);
}

void GraphView::fitToWindow()
{
    if (!m_scene || m_scene->size().isEmpty())
        return;
    const QSizeF view = QSizeF(viewport()->size()) - QSizeF(2 * margin, 2 * margin);
    const QSizeF content = m_scene->size();
    const qreal fitting =
        std::min({ view.width() / content.width(), view.height() / content.height(), 1.0 });
    m_zoom = std::clamp(fitting, minimumZoom, maximumZoom);
    m_isFitted = true;
    updateScrollBars();
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
}

// ------------------------------------------------------------------------------------------------
// painting

void GraphView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.isDark() ? theme.base : theme.panel);
    if (m_graph->nodes.empty()) {
        paintMessage(painter, tr("No revisions yet"),
                     tr("Revision files that are added to the project show up here."));
        return;
    }
    if (!m_painter) {
        paintMessage(
            painter, {},
            tr("Laying out %n revisions…", nullptr, static_cast<int>(m_graph->nodes.size())));
        return;
    }
    painter.translate(sceneOrigin());
    painter.scale(m_zoom, m_zoom);
    m_painter->paint(painter, visibleArea(), m_zoom, m_marks, theme);
}

void GraphView::paintMessage(QPainter &painter, const QString &title, const QString &text) const
{
    const Theme &theme = Theme::of(palette());
    const QRect middle = viewport()->rect().adjusted(24, 0, -24, 0);
    painter.setFont(strongFont(scaledFont(font(), 1.25)));
    painter.setPen(theme.text);
    painter.drawText(middle.translated(0, -16), Qt::AlignCenter, title);
    painter.setFont(font());
    painter.setPen(theme.mutedText);
    painter.drawText(middle.translated(0, 12), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace limbeck
