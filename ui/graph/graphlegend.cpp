// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlegend.h"

#include "ui/graph/stateglyph.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace limbeck {

namespace {

constexpr int glyphSize = 14;
constexpr int glyphGap = 5;
constexpr int entryGap = 16;

} // namespace

GraphLegend::GraphLegend(QWidget *parent)
    : QWidget(parent)
{
    setFont(scaledFont(font(), 0.9));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(tr("A ring is the current revision, a tick an applied one, an empty "
                                "circle a pending one; a dashed line is a dependency"));
}

QSize GraphLegend::sizeHint() const
{
    return { 420, fontMetrics().height() + 8 };
}

QSize GraphLegend::minimumSizeHint() const
{
    return { 0, fontMetrics().height() + 8 };
}

void GraphLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::of(palette());
    qreal x = 0;
    const auto entry = [&](const QString &text, auto &&paintMark) {
        const qreal width = glyphSize + glyphGap + fontMetrics().horizontalAdvance(text);
        if (x + width > this->width())
            return;
        paintMark(QRectF(x, (height() - glyphSize) / 2.0, glyphSize, glyphSize));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x + glyphSize + glyphGap, 0, width, height()), Qt::AlignVCenter,
                         text);
        x += width + entryGap;
    };
    for (const StateGlyph glyph :
         { StateGlyph::Current, StateGlyph::Applied, StateGlyph::Pending, StateGlyph::Missing }) {
        entry(stateText(glyph),
              [&](const QRectF &rect) { paintStateGlyph(painter, rect, glyph, theme); });
    }
    entry(tr("depends on"), [&](const QRectF &rect) {
        QPen pen(theme.dependency, 1.8);
        pen.setDashPattern({ 2.6, 1.6 });
        painter.setPen(pen);
        painter.drawLine(QPointF(rect.left(), rect.center().y()),
                         QPointF(rect.right(), rect.center().y()));
    });
}

} // namespace limbeck
