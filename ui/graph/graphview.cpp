// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr QSizeF nodeSize { 216, 58 };
constexpr qreal margin = 28;
constexpr qreal minimumZoom = 0.05;
constexpr qreal maximumZoom = 4.0;

} // namespace

GraphView::GraphView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(palette())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Revision graph"));
    m_layoutPool.setMaxThreadCount(1);
    connect(&m_layoutWatcher, &QFutureWatcher<GraphLayout>::finished, this,
            &GraphView::onLayoutFinished);
}

GraphView::~GraphView()
{
    m_layoutWatcher.disconnect(this);
    m_layoutWatcher.waitForFinished();
}

void GraphView::setGraph(const RevisionGraph &graph)
{
    m_graph = graph;
    m_layout = {};
    if (m_selected && m_graph.indexOf(*m_selected) < 0)
        m_selected.reset();
    m_fitPending = true;
    // Replaces an older request: its result is not delivered any more.
    m_layoutWatcher.setFuture(QtConcurrent::run(&m_layoutPool, layoutGraph, graph, nodeSize));
    updateScrollBars();
    viewport()->update();
}

void GraphView::onLayoutFinished()
{
    GraphLayout layout = m_layoutWatcher.result();
    if (layout.centres.size() != m_graph.nodes.size())
        return;
    m_layout = std::move(layout);
    updateScrollBars();
    if (std::exchange(m_fitPending, false)) {
        resetZoom();
        if (m_selected)
            ensureVisible(m_graph.indexOf(*m_selected));
    }
    viewport()->update();
    Q_EMIT layoutChanged();
}

void GraphView::setStates(const QHash<RevisionId, RevisionState> &states)
{
    m_states = states;
    viewport()->update();
}

void GraphView::select(const RevisionId &id)
{
    const int index = m_graph.indexOf(id);
    if (index < 0 || m_selected == id)
        return;
    m_selected = id;
    ensureVisible(index);
    viewport()->update();
    Q_EMIT selectionChanged(id);
}

// ------------------------------------------------------------------------------------------------
// coordinates

QPointF GraphView::sceneOrigin() const
{
    const QSizeF content = m_layout.size * m_zoom;
    const QSizeF view = viewport()->size();
    // A graph that is smaller than the view stands in its middle.
    const qreal x = content.width() + 2 * margin < view.width()
        ? (view.width() - content.width()) / 2
        : margin - horizontalScrollBar()->value();
    const qreal y = content.height() + 2 * margin < view.height()
        ? (view.height() - content.height()) / 2
        : margin - verticalScrollBar()->value();
    return { x, y };
}

QPointF GraphView::toScene(const QPointF &viewportPosition) const
{
    return (viewportPosition - sceneOrigin()) / m_zoom;
}

QRectF GraphView::nodeRect(int index) const
{
    const QPointF centre = m_layout.centres[static_cast<std::size_t>(index)];
    return { centre.x() - nodeSize.width() / 2, centre.y() - nodeSize.height() / 2,
             nodeSize.width(), nodeSize.height() };
}

int GraphView::nodeAt(const QPointF &viewportPosition) const
{
    if (!hasLayout())
        return -1;
    const QPointF position = toScene(viewportPosition);
    for (int i = 0; i < static_cast<int>(m_graph.nodes.size()); ++i) {
        if (nodeRect(i).contains(position))
            return i;
    }
    return -1;
}

void GraphView::updateScrollBars()
{
    const QSizeF content = m_layout.size * m_zoom + QSizeF(2 * margin, 2 * margin);
    const QSize view = viewport()->size();
    horizontalScrollBar()->setRange(0, std::max(0, qRound(content.width()) - view.width()));
    horizontalScrollBar()->setPageStep(view.width());
    horizontalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setRange(0, std::max(0, qRound(content.height()) - view.height()));
    verticalScrollBar()->setPageStep(view.height());
    verticalScrollBar()->setSingleStep(40);
}

void GraphView::ensureVisible(int index)
{
    if (index < 0 || !hasLayout())
        return;
    const QRectF rect = nodeRect(index);
    const QRectF shown(sceneOrigin() + rect.topLeft() * m_zoom, rect.size() * m_zoom);
    const QRectF view = QRectF(viewport()->rect()).adjusted(margin, margin, -margin, -margin);
    if (view.contains(shown))
        return;
    horizontalScrollBar()->setValue(
        qRound(margin + rect.center().x() * m_zoom - viewport()->width() / 2.0));
    verticalScrollBar()->setValue(
        qRound(margin + rect.center().y() * m_zoom - viewport()->height() / 2.0));
}

void GraphView::zoomBy(qreal factor)
{
    const QPointF centre = QRectF(viewport()->rect()).center();
    const QPointF scene = toScene(centre);
    m_zoom = std::clamp(m_zoom * factor, minimumZoom, maximumZoom);
    updateScrollBars();
    horizontalScrollBar()->setValue(qRound(margin + scene.x() * m_zoom - centre.x()));
    verticalScrollBar()->setValue(qRound(margin + scene.y() * m_zoom - centre.y()));
    viewport()->update();
}

void GraphView::resetZoom()
{
    m_zoom = 1.0;
    updateScrollBars();
    viewport()->update();
}

void GraphView::fitToWindow()
{
    if (!hasLayout() || m_layout.size.isEmpty())
        return;
    const QSizeF view = QSizeF(viewport()->size()) - QSizeF(2 * margin, 2 * margin);
    m_zoom = std::clamp(
        std::min(view.width() / m_layout.size.width(), view.height() / m_layout.size.height()),
        minimumZoom, 1.5);
    updateScrollBars();
    viewport()->update();
}

// ------------------------------------------------------------------------------------------------
// input

void GraphView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void GraphView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_theme = GraphTheme(palette());
        viewport()->update();
    }
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragStart = event->position().toPoint();
    if (const int index = nodeAt(event->position()); index >= 0)
        select(m_graph.nodes[static_cast<std::size_t>(index)].id);
    else
        m_dragging = true;
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging) {
        viewport()->setCursor(nodeAt(event->position()) >= 0 ? Qt::PointingHandCursor
                                                             : Qt::ArrowCursor);
        return;
    }
    const QPoint position = event->position().toPoint();
    const QPoint moved = position - m_dragStart;
    m_dragStart = position;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void GraphView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int index = nodeAt(event->position()); index >= 0)
        Q_EMIT activated(m_graph.nodes[static_cast<std::size_t>(index)].id);
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

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
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

/// To the nearest card in the arrow's direction.
void GraphView::moveSelection(int key)
{
    if (!hasLayout() || m_graph.nodes.empty())
        return;
    const int from = m_selected ? m_graph.indexOf(*m_selected) : -1;
    if (from < 0) {
        select(m_graph.nodes.back().id);
        return;
    }
    const QPointF start = m_layout.centres[static_cast<std::size_t>(from)];
    int best = -1;
    qreal bestDistance = 0;
    for (int i = 0; i < static_cast<int>(m_graph.nodes.size()); ++i) {
        const QPointF way = m_layout.centres[static_cast<std::size_t>(i)] - start;
        const qreal along = key == Qt::Key_Up ? -way.y()
            : key == Qt::Key_Down             ? way.y()
            : key == Qt::Key_Left             ? -way.x()
                                              : way.x();
        const bool vertical = key == Qt::Key_Up || key == Qt::Key_Down;
        const qreal across = std::abs(vertical ? way.x() : way.y());
        if (along < 1)
            continue;
        const qreal distance = along + 2 * across;
        if (best < 0 || distance < bestDistance) {
            best = i;
            bestDistance = distance;
        }
    }
    if (best >= 0)
        select(m_graph.nodes[static_cast<std::size_t>(best)].id);
}

bool GraphView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = nodeAt(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), tooltip(index), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString GraphView::tooltip(int index) const
{
    const GraphNode &node = m_graph.nodes[static_cast<std::size_t>(index)];
    QStringList lines { u"<b>%1</b>"_s.arg(node.id.text().toHtmlEscaped()) };
    if (!node.doc.isEmpty())
        lines += node.doc.toHtmlEscaped();
    lines += node.isMissing ? tr("No file of the project declares this revision.")
                            : tr("State: %1").arg(stateText(state(node.id)));
    return lines.join(u"<br>"_s);
}

} // namespace limbeck
