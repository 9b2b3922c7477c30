// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/revisionstates.h"

#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace limbeck {

struct Theme;

/// What is drawn for a revision's state: each has a shape of its own, so that colours are not
/// needed to tell them apart.
enum class StateGlyph {
    Unknown, ///< a dotted circle
    Pending, ///< an empty circle
    Applied, ///< a disc with a tick
    Current, ///< a disc in a ring
    Missing, ///< a lozenge with a cross: no file declares it
    Running, ///< a half-filled circle
    Failed, ///< an octagon with a cross
};

[[nodiscard]] StateGlyph glyphOf(RevisionState state);
void paintStateGlyph(QPainter &painter, const QRectF &rect, StateGlyph glyph, const Theme &theme);
[[nodiscard]] QColor glyphColour(StateGlyph glyph, const Theme &theme);
/// In the colours of the palette that the application has when the icon is painted.
[[nodiscard]] QIcon stateIcon(StateGlyph glyph);
/// "applied", "pending" …: for tool tips, screen readers and the legend.
[[nodiscard]] QString stateText(StateGlyph glyph);
[[nodiscard]] QString stateText(RevisionState state);

} // namespace limbeck
