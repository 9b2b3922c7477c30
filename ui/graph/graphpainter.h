// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/graphscene.h"
#include "ui/graph/stateglyph.h"
#include "ui/theme/theme.h"

#include <QFont>

class QPainter;

namespace limbeck {

/// What is marked on the graph at the moment. Vectors go by card; an empty one marks nothing.
struct GraphMarks
{
    struct CardState
    {
        StateGlyph glyph = StateGlyph::Unknown;
        int applied = 0; ///< members of the card that the database has
        bool modified = false; ///< a script of it is changed and not saved
    };

    std::vector<CardState> cards;
    int selected = -1;
    int rangeEnd = -1; ///< the other end of a range
    std::vector<bool> inRange;
    int hovered = -1;
    std::vector<bool> related; ///< ancestors and descendants of the hovered card
    std::vector<bool> found; ///< by the search; all others are dimmed
};

/// How large a card is for @p font, so that a message of usual length fits.
[[nodiscard]] QSizeF graphCardSize(const QFont &font);

/// Draws a GraphScene. Far out it leaves text, curves and smoothing away, so that ten thousand
/// cards are drawn within a frame. Keep it as long as scene and font are the same: it remembers
/// texts that were shortened to fit.
class GraphPainter
{
public:
    GraphPainter(std::shared_ptr<const GraphScene> scene, const QFont &font);

    /// @p painter is scaled by @p zoom; @p visible is what of the scene is in sight.
    void paint(QPainter &painter, const QRectF &visible, qreal zoom, const GraphMarks &marks,
               const Theme &theme);

private:
    struct CardText
    {
        QString title, subtitle;
        std::vector<std::pair<QString, bool>> chips; ///< text, whether it is a label
    };

    [[nodiscard]] const CardText &text(int card);
    void paintOverview(QPainter &painter, const std::vector<int> &cards);
    void paintEdge(QPainter &painter, int edge) const;
    void paintCard(QPainter &painter, int card);
    void paintCardText(QPainter &painter, int card, const QRectF &rect);
    [[nodiscard]] qreal paintChips(QPainter &painter, const CardText &text, const QRectF &row);
    [[nodiscard]] QColor edgeColour(const GraphEdge &edge) const;
    [[nodiscard]] bool isDimmed(int card) const;
    [[nodiscard]] const GraphMarks::CardState &state(int card) const;

    std::shared_ptr<const GraphScene> m_scene;
    QFont m_titleFont, m_idFont, m_smallFont;
    QHash<int, CardText> m_texts;
    // of the frame that is drawn
    const GraphMarks *m_marks = nullptr;
    const Theme *m_theme = nullptr;
    qreal m_zoom = 1;
};

} // namespace limbeck
