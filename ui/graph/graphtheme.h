// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/revisionstates.h"

#include <QColor>
#include <QPalette>

namespace limbeck {

/// The colours of the graph, made from the platform's palette so that dark mode needs nothing of
/// its own. A state is never told by colour alone: see stateMark().
struct GraphTheme
{
    struct Card
    {
        QColor fill, border, text, secondaryText;
    };

    explicit GraphTheme(const QPalette &palette);

    [[nodiscard]] Card card(RevisionState state, bool missing) const;

    QColor background;
    QColor edge;
    QColor dependency;
    QColor selection;
    QColor chip, chipText;

private:
    bool m_dark = false;
    QColor m_base, m_text, m_muted;
};

/// One character that stands for a state, whatever the colours: "●" applied, "◉" current, "○"
/// pending.
[[nodiscard]] QString stateMark(RevisionState state);
[[nodiscard]] QString stateText(RevisionState state);

} // namespace limbeck
