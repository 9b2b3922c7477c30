// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace limbeck {

void GraphView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_isFitted)
        showInitially();
    else
        updateScrollBars();
}

void GraphView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::FontChange && !m_graph->nodes.empty())
        requestLayout();
}

// ------------------------------------------------------------------------------------------------
// mouse

void GraphView::mousePressEvent(QMouseEvent *event)
{
    m_dragStart = event->position().toPoint();
    const int card = cardAt(event->position());
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && card < 0)) {
        m_dragging = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (card < 0)
        return;
    if (m_scene->card(card).isFold()) {
        if (event->button() == Qt::LeftButton)
            expand(card);
        return;
    }
    const RevisionId id = m_scene->node(card).id;
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier))
        selectRangeTo(id);
    else
        select(id);
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging) {
        hover(cardAt(event->position()));
        return;
    }
    const QPoint position = event->position().toPoint();
    const QPoint moved = position - m_dragStart;
    m_dragStart = position;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragging = false;
    viewport()->setCursor(cardAt(event->position()) >= 0 ? Qt::PointingHandCursor
                                                         : Qt::ArrowCursor);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int card = cardAt(event->position());
    if (card >= 0 && !m_scene->card(card).isFold())
        Q_EMIT activated(m_scene->node(card).id);
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    int card = cardAt(event->pos());
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        card = m_marks.selected;
        if (card >= 0)
            position =
                viewport()->mapToGlobal(toViewport(m_scene->cardRect(card).center()).toPoint());
    }
    if (card >= 0 && !m_scene->card(card).isFold())
        Q_EMIT menuRequested(m_scene->node(card).id, position);
}

/// Shows what the card follows from and what follows from it.
void GraphView::hover(int card)
{
    if (m_marks.hovered == card)
        return;
    m_marks.hovered = card;
    m_marks.related.clear();
    if (card >= 0) {
        m_marks.related = m_scene->ancestors(card);
        const std::vector<bool> above = m_scene->descendants(card);
        for (std::size_t i = 0; i < above.size(); ++i)
            m_marks.related[i] = m_marks.related[i] || above[i];
    }
    viewport()->setCursor(card >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

bool GraphView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Leave:
        hover(-1);
        break;
    case QEvent::NativeGesture: {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), 1 + gesture->value());
            return true;
        }
        break;
    }
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int card = cardAt(help->pos()); card >= 0)
            QToolTip::showText(help->globalPos(), toolTip(card), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString GraphView::toolTip(int card) const
{
    const GraphNode &node = m_scene->node(card);
    if (m_scene->card(card).isFold()) {
        const int count = static_cast<int>(m_scene->card(card).members.size());
        const int applied = m_marks.cards[static_cast<std::size_t>(card)].applied;
        return tr("%n revisions in a row, %1 applied. Click to unfold them.", nullptr, count)
            .arg(applied);
    }
    QStringList lines { u"<b>%1</b>"_s.arg(node.id.text().toHtmlEscaped()) };
    if (!node.doc.isEmpty())
        lines += node.doc.toHtmlEscaped();
    lines += node.isMissing ? tr("No file of the project declares this revision.")
                            : tr("State: %1").arg(stateText(glyph(node.id)));
    return lines.join(u"<br>"_s);
}

// ------------------------------------------------------------------------------------------------
// keyboard

void GraphView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        moveSelection(event->key());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected)
            Q_EMIT activated(*m_selected);
        return;
    case Qt::Key_Escape:
        clearRange();
        return;
    case Qt::Key_Plus:
        zoomBy(1.2);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / 1.2);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void GraphView::selectCard(int card)
{
    // A fold opens; its end that is next to where one comes from is selected.
    if (card < 0)
        return;
    const bool fromBelow = m_marks.selected >= 0
        && m_scene->descendants(m_marks.selected)[static_cast<std::size_t>(card)];
    select(fromBelow ? m_scene->node(card).id : m_scene->newestNode(card).id);
}

void GraphView::moveSelection(int key)
{
    if (!m_scene || m_scene->cardCount() == 0)
        return;
    const int from = m_marks.selected;
    if (from < 0) {
        selectCard(m_scene->cardCount() - 1);
        return;
    }
    const int newer = m_direction == GraphDirection::NewestOnTop ? Qt::Key_Up
        : m_direction == GraphDirection::NewestAtBottom          ? Qt::Key_Down
                                                                 : Qt::Key_Right;
    const int older = m_direction == GraphDirection::NewestOnTop ? Qt::Key_Down
        : m_direction == GraphDirection::NewestAtBottom          ? Qt::Key_Up
                                                                 : Qt::Key_Left;
    if (key == newer || key == older)
        selectCard(neighbourAlong(from, key == newer));
    else
        selectCard(neighbourAcross(from, key));
}

/// Along the edges: the child or parent that stands straightest above or below.
int GraphView::neighbourAlong(int card, bool newer) const
{
    const QPointF start = m_scene->cardRect(card).center();
    int best = -1;
    qreal bestDistance = 0;
    for (const int edge : newer ? m_scene->childEdges(card) : m_scene->parentEdges(card)) {
        const GraphEdge &candidate = m_scene->edge(edge);
        const int other = newer ? candidate.child : candidate.parent;
        if (other == card)
            continue;
        const QPointF way = m_scene->cardRect(other).center() - start;
        const qreal dependency = candidate.kind == GraphEdge::Kind::DependsOn ? 1e6 : 0;
        const qreal distance = std::hypot(way.x(), way.y()) + dependency;
        if (best < 0 || distance < bestDistance) {
            best = other;
            bestDistance = distance;
        }
    }
    return best;
}

/// The nearest card in the arrow's direction, rather beside than far away.
int GraphView::neighbourAcross(int card, int key) const
{
    const QPointF start = m_scene->cardRect(card).center();
    int best = -1;
    qreal bestDistance = 0;
    for (int other = 0; other < m_scene->cardCount(); ++other) {
        const QPointF way = m_scene->cardRect(other).center() - start;
        const qreal ahead = key == Qt::Key_Up ? -way.y()
            : key == Qt::Key_Down             ? way.y()
            : key == Qt::Key_Left             ? -way.x()
                                              : way.x();
        if (ahead < 1)
            continue;
        const bool vertical = key == Qt::Key_Up || key == Qt::Key_Down;
        const qreal distance = ahead + 3 * std::abs(vertical ? way.x() : way.y());
        if (best < 0 || distance < bestDistance) {
            best = other;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace limbeck
