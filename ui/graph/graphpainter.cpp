// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphpainter.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qreal textZoom = 0.4; // below it a card shows no text
constexpr qreal curveZoom = 0.14; // below it cards are plain rectangles, edges plain lines
constexpr qreal radius = 8;
constexpr qreal padding = 12;
constexpr qreal glyphSize = 18;
constexpr qreal dimmed = 0.28;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("GraphPainter", text, nullptr, count);
}

QPainterPath curve(const QList<QPointF> &points)
{
    QPainterPath path;
    path.moveTo(points.first());
    for (qsizetype i = 1; i + 2 < points.size(); i += 3)
        path.cubicTo(points.at(i), points.at(i + 1), points.at(i + 2));
    return path;
}

} // namespace

QSizeF graphCardSize(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal width = padding * 3 + glyphSize + metrics.averageCharWidth() * 30;
    return { std::ceil(width / 4) * 4, std::ceil((metrics.height() * 2 + 22) / 4) * 4 };
}

GraphPainter::GraphPainter(std::shared_ptr<const GraphScene> scene, const QFont &font)
    : m_scene(std::move(scene))
    , m_titleFont(font)
    , m_idFont(scaledFont(fixedFont(), 0.92))
    , m_smallFont(scaledFont(font, 0.82))
{
    m_titleFont.setWeight(QFont::Medium);
}

const GraphMarks::CardState &GraphPainter::state(int card) const
{
    static const GraphMarks::CardState unknown;
    const auto index = static_cast<std::size_t>(card);
    return index < m_marks->cards.size() ? m_marks->cards[index] : unknown;
}

bool GraphPainter::isDimmed(int card) const
{
    return !m_marks->found.empty() && !m_marks->found[static_cast<std::size_t>(card)];
}

void GraphPainter::paint(QPainter &painter, const QRectF &visible, qreal zoom,
                         const GraphMarks &marks, const Theme &theme)
{
    m_marks = &marks;
    m_theme = &theme;
    m_zoom = zoom;
    const QRectF area = visible.adjusted(-16, -16, 16, 16);
    const std::vector<int> cards = m_scene->cardsIn(area);
    painter.setRenderHint(QPainter::Antialiasing, zoom >= curveZoom);
    for (const int edge : m_scene->edgesIn(area))
        paintEdge(painter, edge);
    if (zoom < curveZoom) {
        paintOverview(painter, cards);
        return;
    }
    for (const int card : cards)
        paintCard(painter, card);
    painter.setOpacity(1);
}

// ------------------------------------------------------------------------------------------------
// far out

/// One fill per colour: the painter's state changes a few times only.
void GraphPainter::paintOverview(QPainter &painter, const std::vector<int> &cards)
{
    QHash<int, QList<QRectF>> rects;
    for (const int card : cards) {
        const int glyph = static_cast<int>(state(card).glyph);
        rects[isDimmed(card) ? -1 : glyph].append(m_scene->cardRect(card));
    }
    painter.setPen(Qt::NoPen);
    for (auto it = rects.cbegin(); it != rects.cend(); ++it) {
        const QColor colour = it.key() < 0
            ? m_theme->border
            : glyphColour(static_cast<StateGlyph>(it.key()), *m_theme);
        painter.setBrush(colour);
        painter.drawRects(it.value());
    }
    for (const int card : { m_marks->selected, m_marks->rangeEnd }) {
        if (card < 0)
            continue;
        const qreal ring = 3 / m_zoom;
        painter.setBrush(m_theme->accent);
        painter.drawRect(m_scene->cardRect(card).adjusted(-ring, -ring, ring, ring));
    }
}

// ------------------------------------------------------------------------------------------------
// edges

QColor GraphPainter::edgeColour(const GraphEdge &edge) const
{
    const auto isIn = [](const std::vector<bool> &flags, int card) {
        return !flags.empty() && flags[static_cast<std::size_t>(card)];
    };
    if (isIn(m_marks->inRange, edge.child) && isIn(m_marks->inRange, edge.parent))
        return m_theme->accent;
    if (isIn(m_marks->related, edge.child) && isIn(m_marks->related, edge.parent))
        return m_theme->accent;
    if (edge.kind == GraphEdge::Kind::DependsOn)
        return mixed(m_theme->dependency, m_theme->base, 0.15);
    const auto applied = [this](int card) {
        const auto &marks = state(card);
        return marks.glyph == StateGlyph::Applied || marks.glyph == StateGlyph::Current;
    };
    return applied(edge.child) && applied(edge.parent) ? mixed(m_theme->applied, m_theme->base, 0.3)
                                                       : m_theme->faintText;
}

void GraphPainter::paintEdge(QPainter &painter, int index) const
{
    const QList<QPointF> &points = m_scene->spline(index);
    if (points.size() < 4)
        return;
    const GraphEdge &edge = m_scene->edge(index);
    const QColor colour = edgeColour(edge);
    const bool emphasised = colour == m_theme->accent;
    painter.setOpacity(isDimmed(edge.child) && isDimmed(edge.parent) ? dimmed : 1);
    if (m_zoom < curveZoom) {
        painter.setPen(QPen(colour, 0));
        painter.drawPolyline(QPolygonF(points));
        return;
    }
    QPen pen(colour, emphasised ? 2.4 : 1.6);
    if (edge.kind == GraphEdge::Kind::DependsOn)
        pen.setDashPattern({ 3.5, 2.5 });
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(curve(points));
    // The arrow points to the child: the way in which upgrades go.
    const QPointF tip = points.last();
    QLineF direction(tip, points.at(points.size() - 2));
    if (direction.length() < 0.01)
        direction = QLineF(tip, points.at(points.size() - 4));
    direction.setLength(8);
    const QLineF normal = direction.normalVector().unitVector();
    const QPointF side(normal.dx() * 4, normal.dy() * 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF { tip, direction.p2() + side, direction.p2() - side });
}

// ------------------------------------------------------------------------------------------------
// cards

void GraphPainter::paintCard(QPainter &painter, int card)
{
    const QRectF rect = m_scene->cardRect(card);
    const StateGlyph glyph = state(card).glyph;
    const bool isMissing = glyph == StateGlyph::Missing;
    const QColor paper = m_theme->isDark() ? m_theme->panel : m_theme->base;
    const QColor colour = glyphColour(glyph, *m_theme);
    const bool isPlain = glyph == StateGlyph::Pending || glyph == StateGlyph::Unknown;
    const QColor fill = isPlain ? paper : mixed(paper, colour, m_theme->isDark() ? 0.13 : 0.06);
    QColor border = isPlain ? m_theme->strongBorder : mixed(colour, paper, 0.35);
    qreal width = 1.2;
    if (glyph == StateGlyph::Current || glyph == StateGlyph::Running
        || glyph == StateGlyph::Failed) {
        border = colour;
        width = 2;
    }
    const bool related =
        !m_marks->related.empty() && m_marks->related[static_cast<std::size_t>(card)];
    if (card == m_marks->hovered || related)
        border = m_theme->accent;
    painter.setOpacity(isDimmed(card) ? dimmed : 1);

    const bool isSelected = card == m_marks->selected || card == m_marks->rangeEnd;
    if (isSelected) {
        QColor ring = m_theme->accent;
        ring.setAlphaF(m_theme->isDark() ? 0.45F : 0.3F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ring);
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), radius + 4, radius + 4);
        border = m_theme->accent;
        width = 2;
    }
    QPen pen(border, width);
    if (isMissing)
        pen.setDashPattern({ 3, 2.5 });
    painter.setPen(pen);
    if (m_scene->card(card).isFold()) {
        // A pile: two more edges behind it.
        for (const qreal step : { 2.0, 1.0 }) {
            painter.setBrush(mixed(fill, m_theme->window, 0.4 * step));
            painter.drawRoundedRect(rect.adjusted(6 * step, -3.5 * step, -6 * step, -4), radius,
                                    radius);
        }
    }
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, radius, radius);
    if (m_zoom >= textZoom)
        paintCardText(painter, card, rect);
    else
        paintStateGlyph(painter, QRectF(rect.center() - QPointF(14, 14), QSizeF(28, 28)), glyph,
                        *m_theme);
}

void GraphPainter::paintCardText(QPainter &painter, int card, const QRectF &rect)
{
    const CardText &shown = text(card);
    const QRectF glyphRect(rect.left() + padding - 1, rect.center().y() - glyphSize / 2, glyphSize,
                           glyphSize);
    paintStateGlyph(painter, glyphRect, state(card).glyph, *m_theme);
    const qreal left = glyphRect.right() + padding - 2;
    const qreal half = (rect.height() - 12) / 2;
    const QRectF top(left, rect.top() + 6, rect.right() - padding - left, half);
    const QRectF bottom = top.translated(0, half);

    painter.setFont(m_titleFont);
    painter.setPen(state(card).glyph == StateGlyph::Missing ? m_theme->missing : m_theme->text);
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter, shown.title);
    if (state(card).modified) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->warning);
        painter.drawEllipse(QPointF(rect.right() - 9, rect.top() + 9), 3.5, 3.5);
    }
    const qreal chipsLeft = paintChips(painter, shown, bottom);
    painter.setFont(m_idFont);
    painter.setPen(m_theme->mutedText);
    const qreal room = chipsLeft - bottom.left();
    const QString id = QFontMetricsF(m_idFont).horizontalAdvance(shown.subtitle) <= room
        ? shown.subtitle
        : QFontMetricsF(m_idFont).elidedText(shown.subtitle, Qt::ElideRight, room);
    painter.drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter, id);
}

/// From the right. Returns where the leftmost chip begins.
qreal GraphPainter::paintChips(QPainter &painter, const CardText &shown, const QRectF &row)
{
    const QFontMetricsF metrics(m_smallFont);
    const qreal height = metrics.height() + 3;
    painter.setFont(m_smallFont);
    qreal right = row.right();
    for (const auto &[chipText, isLabel] : shown.chips) {
        const qreal width = metrics.horizontalAdvance(chipText) + 12;
        if (right - width < row.left() + row.width() * 0.3)
            break;
        const QRectF chip(right - width, row.center().y() - height / 2, width, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(
            isLabel ? mixed(m_theme->base, m_theme->accent, m_theme->isDark() ? 0.3 : 0.14)
                    : mixed(m_theme->base, m_theme->text, m_theme->isDark() ? 0.14 : 0.08));
        painter.drawRoundedRect(chip, height / 2, height / 2);
        painter.setPen(isLabel ? mixed(m_theme->accent, m_theme->text, 0.3) : m_theme->mutedText);
        painter.drawText(chip, Qt::AlignCenter, chipText);
        right -= width + 4;
    }
    return right;
}

const GraphPainter::CardText &GraphPainter::text(int card)
{
    if (const auto known = m_texts.constFind(card); known != m_texts.constEnd())
        return *known;
    const GraphNode &node = m_scene->node(card);
    CardText result;
    const GraphCard &shown = m_scene->card(card);
    if (shown.isFold()) {
        result.title = tr("%n revisions", static_cast<int>(shown.members.size()));
        result.subtitle = node.id.text() + u" … "_s + m_scene->newestNode(card).id.text();
    } else {
        result.title = node.isMissing ? tr("missing from the project")
            : node.doc.isEmpty()      ? tr("(no message)")
                                      : node.doc;
        result.subtitle = node.id.text();
        for (const QString &label : node.branchLabels)
            result.chips.emplace_back(label, true);
        if (node.isHead)
            result.chips.emplace_back(node.isEffectiveHead ? tr("effective head") : tr("head"),
                                      false);
        if (node.isBase && !node.isMissing)
            result.chips.emplace_back(tr("base"), false);
        if (node.isMergePoint)
            result.chips.emplace_back(tr("merge"), false);
        if (node.isBranchPoint)
            result.chips.emplace_back(tr("branch"), false);
    }
    const qreal room = m_scene->cardRect(card).width() - glyphSize - 3 * padding + 2;
    result.title = QFontMetricsF(m_titleFont).elidedText(result.title, Qt::ElideRight, room);
    return *m_texts.insert(card, std::move(result));
}

} // namespace limbeck
