// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/style.h"
#include "core/revision/revisionmap.h"

#include <functional>

namespace limbeck::cli {

/// Draws revisions for a terminal, newest first, with lanes beside them as `git log --graph` does:
/// a dot for each revision, solid lanes down to what it follows, dotted ones to what it depends on.
///
///     ● d (head) (mergepoint), merge
///     ├─╮
///     ● │ b, left
///     │ ● c, right
///     ├─╯
///     ● a (branchpoint), begin
class TextGraph
{
public:
    enum class Characters { Unicode, Ascii };

    /// @p rows: the revisions to draw, each before those that lie below it. Lanes to others end.
    TextGraph(const RevisionMap &map, const RevisionIndexes &rows, Style style = {},
              Characters characters = terminalCharacters());

    /// The whole picture; @p entry is what stands beside a dot, in one or several lines.
    [[nodiscard]] QString draw(const std::function<QString(RevisionIndex)> &entry);

    /// Unicode if the locale's encoding is UTF-8.
    [[nodiscard]] static Characters terminalCharacters();

private:
    /// A line on its way down to a revision.
    struct Lane
    {
        RevisionIndex target = -1; ///< -1: free
        bool isDependency = false;

        [[nodiscard]] bool isFree() const { return target < 0; }
    };

    /// Sides on which a connecting line leaves a lane's cell.
    struct Cell
    {
        bool up = false;
        bool down = false;
        bool left = false;
        bool right = false;
    };

    [[nodiscard]] size_t laneFor(RevisionIndex index);
    [[nodiscard]] size_t freeLane(size_t from);
    void joinLanes(size_t lane, QString &text);
    void leaveDown(RevisionIndex index, size_t lane, QString &text);
    void connect(std::vector<Cell> &cells, size_t from, size_t to) const;
    [[nodiscard]] QString laneText(size_t dot) const;
    [[nodiscard]] QString connectorText(const std::vector<Cell> &cells) const;
    [[nodiscard]] QString withoutEnd(QString line) const;
    [[nodiscard]] size_t shownLanes() const;
    void dropFreeLanes();

    const RevisionMap &m_map;
    const RevisionIndexes &m_rows;
    std::vector<bool> m_isDrawn; ///< is among the rows
    Style m_style;
    bool m_isUnicode;
    std::vector<Lane> m_lanes;
};

} // namespace limbeck::cli
