// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

// How GraphView draws; what it does stands in graphview.cpp.

namespace limbeck {

namespace {

constexpr qreal detailZoom = 0.35; // below it a card shows no text
constexpr qreal radius = 6;

QPainterPath curve(const QList<QPointF> &points)
{
    QPainterPath path;
    if (points.isEmpty())
        return path;
    path.moveTo(points.first());
    for (qsizetype i = 1; i + 2 < points.size(); i += 3)
        path.cubicTo(points.at(i), points.at(i + 1), points.at(i + 2));
    return path;
}

QFont scaled(QFont font, qreal factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

void GraphView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.background);
    if (m_graph.nodes.empty()) {
        paintMessage(painter, tr("This project has no revisions yet."));
        return;
    }
    if (!hasLayout()) {
        paintMessage(
            painter,
            tr("Laying out %n revision(s)…", nullptr, static_cast<int>(m_graph.nodes.size())));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.translate(sceneOrigin());
    painter.scale(m_zoom, m_zoom);
    const QRectF visible(toScene(viewport()->rect().topLeft()),
                         toScene(viewport()->rect().bottomRight()));
    for (int i = 0; i < static_cast<int>(m_graph.edges.size()); ++i) {
        const QList<QPointF> &points = m_layout.splines[static_cast<std::size_t>(i)];
        QRectF bounds;
        for (const QPointF &point : points)
            bounds = bounds.united(QRectF(point, QSizeF(1, 1)));
        if (bounds.adjusted(-8, -8, 8, 8).intersects(visible))
            paintEdge(painter, i);
    }
    for (int i = 0; i < static_cast<int>(m_graph.nodes.size()); ++i) {
        if (nodeRect(i).adjusted(-8, -8, 8, 8).intersects(visible))
            paintNode(painter, i);
    }
    painter.restore();
    paintLegend(painter);
}

void GraphView::paintMessage(QPainter &painter, const QString &text) const
{
    painter.setPen(m_theme.card(RevisionState::Pending, false).secondaryText);
    painter.drawText(viewport()->rect(), Qt::AlignCenter, text);
}

void GraphView::paintEdge(QPainter &painter, int index) const
{
    const GraphEdge &edge = m_graph.edges[static_cast<std::size_t>(index)];
    const bool dependency = edge.kind == GraphEdge::Kind::DependsOn;
    const QColor colour = dependency ? m_theme.dependency : m_theme.edge;
    QPen pen(colour, 1.6);
    if (dependency)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QList<QPointF> &points = m_layout.splines[static_cast<std::size_t>(index)];
    if (points.size() < 2)
        return;
    painter.drawPath(curve(points));
    // The arrow points to the child: the way in which upgrades go.
    const QPointF tip = points.last();
    const QLineF direction(points.at(points.size() - 2), tip);
    const qreal angle = std::atan2(-direction.dy(), direction.dx());
    QPolygonF arrow;
    const QPointF end = tip + QPointF(std::cos(angle), -std::sin(angle)) * 7;
    arrow << end;
    for (const qreal side : { 2.6, -2.6 })
        arrow << end + QPointF(std::cos(angle + side), -std::sin(angle + side)) * 8;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(arrow);
}

void GraphView::paintNode(QPainter &painter, int index) const
{
    const GraphNode &node = m_graph.nodes[static_cast<std::size_t>(index)];
    const RevisionState nodeState = state(node.id);
    const GraphTheme::Card card = m_theme.card(nodeState, node.isMissing);
    const QRectF rect = nodeRect(index);
    const bool isSelected = m_selected == node.id;

    if (isSelected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.selection);
        painter.drawRoundedRect(rect.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3, radius + 3);
    }
    QPen pen(card.border, nodeState == RevisionState::Current ? 2.4 : 1.4);
    if (node.isMissing || nodeState == RevisionState::Pending)
        pen.setStyle(node.isMissing ? Qt::DotLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(m_theme.background);
    painter.drawRoundedRect(rect, radius, radius);
    painter.setBrush(card.fill);
    painter.drawRoundedRect(rect, radius, radius);
    if (m_zoom < detailZoom)
        return;

    const QRectF inner = rect.adjusted(10, 6, -10, -6);
    const QRectF top(inner.left(), inner.top(), inner.width(), 20);
    const QRectF bottom(inner.left(), inner.top() + 24, inner.width(), 20);

    painter.setPen(card.border);
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     node.isMissing ? u"✕"_s : stateMark(nodeState));
    QFont idFont = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    idFont.setPointSizeF(font().pointSizeF());
    idFont.setBold(true);
    painter.setFont(idFont);
    painter.setPen(card.text);
    const QRectF idRect = top.adjusted(17, 0, 0, 0);
    const QString id =
        QFontMetricsF(idFont).elidedText(node.id.text(), Qt::ElideMiddle, idRect.width() * 0.62);
    painter.drawText(idRect, Qt::AlignLeft | Qt::AlignVCenter, id);
    const qreal used = 17 + QFontMetricsF(idFont).horizontalAdvance(id) + 8;
    paintChips(painter, node, top.adjusted(used, 0, 0, 0));

    painter.setFont(scaled(font(), 0.95));
    painter.setPen(card.secondaryText);
    const QString doc = node.isMissing ? tr("missing from the project")
        : node.doc.isEmpty()           ? tr("(no message)")
                                       : node.doc;
    painter.drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(doc, Qt::ElideRight, bottom.width()));
    painter.setFont(font());
}

/// What the revision is in the graph, from the right: labels, head, base, branch point, merge
/// point.
void GraphView::paintChips(QPainter &painter, const GraphNode &node, const QRectF &row) const
{
    QStringList texts = node.branchLabels;
    if (node.isHead)
        texts += node.isEffectiveHead ? tr("effective head") : tr("head");
    if (node.isBase && !node.isMissing)
        texts += tr("base");
    if (node.isMergePoint)
        texts += tr("merge");
    if (node.isBranchPoint)
        texts += tr("branch");
    const QFont chipFont = scaled(font(), 0.78);
    const QFontMetricsF metrics(chipFont);
    painter.setFont(chipFont);
    qreal right = row.right();
    for (const QString &text : texts) {
        const qreal width = std::min(metrics.horizontalAdvance(text) + 10, row.width());
        if (right - width < row.left())
            break;
        const QRectF chip(right - width, row.top() + 2, width, row.height() - 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.chip);
        painter.drawRoundedRect(chip, 4, 4);
        painter.setPen(m_theme.chipText);
        painter.drawText(chip, Qt::AlignCenter,
                         metrics.elidedText(text, Qt::ElideRight, width - 6));
        right -= width + 4;
    }
}

void GraphView::paintLegend(QPainter &painter) const
{
    const QFont legendFont = scaled(font(), 0.85);
    painter.setFont(legendFont);
    const QFontMetricsF metrics(legendFont);

    struct Entry
    {
        QString mark, text;
        QColor colour;
    };

    const Entry entries[] = {
        { stateMark(RevisionState::Current), tr("current"),
          m_theme.card(RevisionState::Current, false).border },
        { stateMark(RevisionState::Applied), tr("applied"),
          m_theme.card(RevisionState::Applied, false).border },
        { stateMark(RevisionState::Pending), tr("pending"),
          m_theme.card(RevisionState::Pending, false).secondaryText },
        { u"┄"_s, tr("depends on"), m_theme.dependency },
    };
    qreal width = 10;
    for (const Entry &entry : entries)
        width += metrics.horizontalAdvance(entry.text) + 32;
    const qreal height = metrics.height() + 8;
    const QRectF box(8, viewport()->height() - height - 8, width, height);
    QColor fill = m_theme.background;
    fill.setAlphaF(0.9F);
    painter.setPen(QPen(m_theme.edge, 0.5));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 5, 5);
    qreal x = box.left() + 10;
    for (const Entry &entry : entries) {
        painter.setPen(entry.colour);
        painter.drawText(QRectF(x, box.top(), 16, height), Qt::AlignCenter, entry.mark);
        painter.setPen(m_theme.card(RevisionState::Pending, false).text);
        const qreal textWidth = metrics.horizontalAdvance(entry.text) + 2;
        painter.drawText(QRectF(x + 18, box.top(), textWidth, height), Qt::AlignVCenter,
                         entry.text);
        x += textWidth + 30;
    }
    painter.setFont(font());
}

} // namespace limbeck
