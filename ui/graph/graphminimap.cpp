// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphminimap.h"

#include "ui/graph/graphview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace limbeck {

namespace {

constexpr qreal longestSide = 168;
constexpr qreal shortestSide = 44; // a line of ten thousand is still wide enough to be hit
constexpr qreal inset = 6;
constexpr int distance = 12; // from the view's corner
constexpr int fewCards = 30; // are found without a map

} // namespace

GraphMinimap::GraphMinimap(GraphView &view)
    : QWidget(view.viewport())
    , m_view(view)
{
    // A mouse's way only: by keyboard one moves the selection.
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    setToolTip(tr("The whole graph: click or drag to go there"));
    view.viewport()->installEventFilter(this);
    connect(&view, &GraphView::layoutChanged, this, &GraphMinimap::forgetPicture);
    connect(&view, &GraphView::statesShown, this, &GraphMinimap::forgetPicture);
    connect(&view, &GraphView::zoomChanged, this, &GraphMinimap::place);
    for (const QScrollBar *bar : { view.horizontalScrollBar(), view.verticalScrollBar() })
        connect(bar, &QScrollBar::valueChanged, this, qOverload<>(&QWidget::update));
    hide();
}

bool GraphMinimap::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void GraphMinimap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        forgetPicture();
}

void GraphMinimap::forgetPicture()
{
    m_picture = QPixmap();
    place();
    update();
}

void GraphMinimap::place()
{
    const GraphScene *scene = m_view.scene();
    const QSizeF size = scene ? scene->size() : QSizeF();
    const QRectF visible = m_view.visibleArea();
    const bool isNeeded = !size.isEmpty() && scene->cardCount() > fewCards
        && (visible.width() < size.width() || visible.height() < size.height());
    const QSize room = m_view.viewport()->size();
    const bool isRoom = room.width() > 2 * longestSide && room.height() > longestSide;
    setVisible(isNeeded && isRoom);
    if (!isNeeded || !isRoom)
        return;
    const QSizeF fitted = size.scaled(longestSide, longestSide, Qt::KeepAspectRatio)
                              .expandedTo({ shortestSide, shortestSide });
    const QSize outer = (fitted + QSizeF(2 * inset, 2 * inset)).toSize();
    if (outer != this->size())
        m_picture = QPixmap();
    setGeometry(room.width() - outer.width() - distance, distance, outer.width(), outer.height());
}

QRectF GraphMinimap::content() const
{
    return QRectF(rect()).adjusted(inset, inset, -inset, -inset);
}

QRectF GraphMinimap::toMap(const QRectF &sceneArea) const
{
    const QSizeF size = m_view.scene()->size();
    const QRectF room = content();
    const qreal x = room.width() / size.width();
    const qreal y = room.height() / size.height();
    return { room.left() + sceneArea.left() * x, room.top() + sceneArea.top() * y,
             sceneArea.width() * x, sceneArea.height() * y };
}

/// The cards as spots, one fill per colour.
QPixmap GraphMinimap::picture() const
{
    const Theme &theme = Theme::of(palette());
    QPixmap result(size() * devicePixelRatioF());
    result.setDevicePixelRatio(devicePixelRatioF());
    result.fill(Qt::transparent);
    const GraphScene &scene = *m_view.scene();
    QHash<int, QList<QRectF>> spots;
    for (int card = 0; card < scene.cardCount(); ++card) {
        QRectF spot = toMap(scene.cardRect(card));
        const qreal missing = std::max(0.0, 1.5 - spot.height()) / 2;
        spot.adjust(0, -missing, 0, missing);
        spots[static_cast<int>(m_view.cardGlyph(card))].append(spot);
    }
    QPainter painter(&result);
    painter.setPen(Qt::NoPen);
    for (auto it = spots.cbegin(); it != spots.cend(); ++it) {
        painter.setBrush(glyphColour(static_cast<StateGlyph>(it.key()), theme));
        painter.drawRects(it.value());
    }
    return result;
}

void GraphMinimap::paintEvent(QPaintEvent *)
{
    if (!m_view.scene())
        return;
    if (m_picture.isNull())
        m_picture = picture();
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = theme.base;
    ground.setAlphaF(0.92F);
    painter.setBrush(ground);
    painter.setPen(theme.border);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                            metrics::radius);
    painter.drawPixmap(0, 0, m_picture);
    const QRectF room = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
    QRectF shown = toMap(m_view.visibleArea()).intersected(room);
    const qreal missing = std::max(0.0, 5 - shown.height()) / 2;
    shown.adjust(0, -missing, 0, missing);
    QColor fill = theme.accent;
    fill.setAlphaF(0.12F);
    painter.setBrush(fill);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRoundedRect(shown, 2, 2);
}

void GraphMinimap::goTo(const QPointF &position)
{
    const QSizeF size = m_view.scene()->size();
    const QRectF room = content();
    m_view.centreOn({ (position.x() - room.left()) / room.width() * size.width(),
                      (position.y() - room.top()) / room.height() * size.height() });
}

void GraphMinimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        goTo(event->position());
}

void GraphMinimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(event->position());
}

/// The view below does not get it: what is under the map is not what one means.
void GraphMinimap::wheelEvent(QWheelEvent *event)
{
    event->accept();
}

} // namespace limbeck
