// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/stateglyph.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

class GlyphIconEngine final : public QIconEngine
{
public:
    explicit GlyphIconEngine(StateGlyph glyph)
        : m_glyph(glyph)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintStateGlyph(*painter, rect, m_glyph, Theme::of(QGuiApplication::palette()));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new GlyphIconEngine(*this); }

private:
    StateGlyph m_glyph;
};

QPolygonF octagon(const QPointF &centre, qreal radius)
{
    QPolygonF result;
    for (int i = 0; i < 8; ++i) {
        const qreal angle = std::numbers::pi / 8 + i * std::numbers::pi / 4;
        result << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
    }
    return result;
}

void paintCross(QPainter &painter, const QPointF &centre, qreal arm)
{
    painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
    painter.drawLine(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm));
}

} // namespace

StateGlyph glyphOf(RevisionState state)
{
    switch (state) {
    case RevisionState::Unknown:
        return StateGlyph::Unknown;
    case RevisionState::Pending:
        return StateGlyph::Pending;
    case RevisionState::Applied:
        return StateGlyph::Applied;
    case RevisionState::Current:
        return StateGlyph::Current;
    }
    Q_UNREACHABLE();
}

QColor glyphColour(StateGlyph glyph, const Theme &theme)
{
    switch (glyph) {
    case StateGlyph::Unknown:
        return theme.faintText;
    case StateGlyph::Pending:
        return theme.pending;
    case StateGlyph::Applied:
        return theme.applied;
    case StateGlyph::Current:
        return theme.current;
    case StateGlyph::Missing:
        return theme.missing;
    case StateGlyph::Running:
        return theme.warning;
    case StateGlyph::Failed:
        return theme.error;
    }
    Q_UNREACHABLE();
}

void paintStateGlyph(QPainter &painter, const QRectF &rect, StateGlyph glyph, const Theme &theme)
{
    const QPointF centre = rect.center();
    const qreal radius = std::min(rect.width(), rect.height()) / 2 - 1.5;
    const QColor colour = glyphColour(glyph, theme);
    const QPen line(colour, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const QPen mark(theme.base, std::max(radius / 3.6, 1.4), Qt::SolidLine, Qt::RoundCap,
                    Qt::RoundJoin);
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    switch (glyph) {
    case StateGlyph::Unknown: {
        QPen dotted = line;
        dotted.setStyle(Qt::CustomDashLine);
        dotted.setDashPattern({ 0.1, 2.2 });
        painter.setPen(dotted);
        painter.drawEllipse(centre, radius, radius);
        return;
    }
    case StateGlyph::Pending:
        painter.drawEllipse(centre, radius - 0.3, radius - 0.3);
        return;
    case StateGlyph::Applied:
        painter.setBrush(colour);
        painter.drawEllipse(centre, radius - 0.3, radius - 0.3);
        painter.setPen(mark);
        painter.drawPolyline(QPolygonF { centre + QPointF(-0.45, 0.05) * radius,
                                         centre + QPointF(-0.1, 0.38) * radius,
                                         centre + QPointF(0.47, -0.35) * radius });
        return;
    case StateGlyph::Current:
        painter.drawEllipse(centre, radius, radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(centre, radius * 0.52, radius * 0.52);
        return;
    case StateGlyph::Missing:
        painter.drawPolygon(QPolygonF { centre + QPointF(0, -radius), centre + QPointF(radius, 0),
                                        centre + QPointF(0, radius),
                                        centre + QPointF(-radius, 0) });
        paintCross(painter, centre, radius * 0.24);
        return;
    case StateGlyph::Running:
        painter.drawEllipse(centre, radius - 0.3, radius - 0.3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(QRectF(centre - QPointF(radius, radius) * 0.62,
                               centre + QPointF(radius, radius) * 0.62),
                        -90 * 16, 180 * 16);
        return;
    case StateGlyph::Failed:
        painter.setBrush(colour);
        painter.drawPolygon(octagon(centre, radius));
        painter.setPen(mark);
        paintCross(painter, centre, radius * 0.34);
        return;
    }
}

QIcon stateIcon(StateGlyph glyph)
{
    return QIcon(new GlyphIconEngine(glyph));
}

QString stateText(StateGlyph glyph)
{
    switch (glyph) {
    case StateGlyph::Unknown:
        return QCoreApplication::translate("RevisionState", "unknown");
    case StateGlyph::Pending:
        return QCoreApplication::translate("RevisionState", "pending");
    case StateGlyph::Applied:
        return QCoreApplication::translate("RevisionState", "applied");
    case StateGlyph::Current:
        return QCoreApplication::translate("RevisionState", "current");
    case StateGlyph::Missing:
        return QCoreApplication::translate("RevisionState", "missing");
    case StateGlyph::Running:
        return QCoreApplication::translate("RevisionState", "running");
    case StateGlyph::Failed:
        return QCoreApplication::translate("RevisionState", "failed");
    }
    Q_UNREACHABLE();
}

QString stateText(RevisionState state)
{
    return stateText(glyphOf(state));
}

} // namespace limbeck
