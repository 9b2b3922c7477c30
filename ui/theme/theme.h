// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace limbeck {

enum class ColorScheme { Light, Dark };

/// Spacing and radii, in device-independent pixels: everything stands on a grid of four.
namespace metrics {
constexpr int grid = 4;
constexpr int gap = 8;
constexpr int margin = 12;
constexpr int wideMargin = 20;
constexpr int radius = 6;
constexpr int iconSize = 18;
} // namespace metrics

/// The colours of the whole window: one accent, and status colours that stay apart for colour-blind
/// people (blue, bluish green, orange, vermilion); no state is told by colour alone.
struct Theme
{
    ColorScheme scheme = ColorScheme::Light;

    QColor window; ///< bars and the space between panels
    QColor panel; ///< heads of panels and of tables
    QColor base; ///< where content stands: lists, texts, the graph
    QColor border;
    QColor strongBorder; ///< around what can be pressed or typed into
    QColor text, mutedText, faintText;
    QColor accent, accentHover, accentPressed, onAccent;
    QColor hover, pressed;
    QColor selection; ///< behind a selected row; its text keeps its colour

    QColor applied, current, pending, missing; ///< what a database has of a revision
    QColor error, warning, information, success; ///< how something went
    QColor errorFill, warningFill, informationFill, successFill; ///< behind a banner
    QColor dependency; ///< depends_on edges
    QColor development, staging, production; ///< which kind of database it is

    [[nodiscard]] static const Theme &forScheme(ColorScheme scheme);
    /// The theme that @p palette was made from, told by the lightness of its base.
    [[nodiscard]] static const Theme &of(const QPalette &palette);

    [[nodiscard]] bool isDark() const { return scheme == ColorScheme::Dark; }

    [[nodiscard]] QPalette palette() const;
    /// The application's style sheet, from resources/themes/limbeck.qss.
    [[nodiscard]] QString styleSheet() const;
};

/// The colour @p part (0 to 1) of the way from @p from to @p to.
[[nodiscard]] QColor mixed(const QColor &from, const QColor &to, qreal part);

} // namespace limbeck
