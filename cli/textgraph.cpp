// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/textgraph.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Lanes beyond these are not drawn: no terminal is that wide.
constexpr size_t maximalLanes = 60;

constexpr size_t noDot = size_t(-1);

} // namespace

TextGraph::TextGraph(const RevisionMap &map, const RevisionIndexes &rows, Style style,
                     Characters characters)
    : m_map(map)
    , m_rows(rows)
    , m_isDrawn(static_cast<size_t>(map.size()), false)
    , m_style(style)
    , m_isUnicode(characters == Characters::Unicode)
{
    for (const RevisionIndex index : rows)
        m_isDrawn[static_cast<size_t>(index)] = true;
}

TextGraph::Characters TextGraph::terminalCharacters()
{
    for (const char *name : { "LC_ALL", "LC_CTYPE", "LANG" }) {
        const QString value = qEnvironmentVariable(name).toLower();
        if (!value.isEmpty())
            return value.contains(u"utf-8") || value.contains(u"utf8") ? Characters::Unicode
                                                                       : Characters::Ascii;
    }
    return Characters::Ascii;
}

QString TextGraph::draw(const std::function<QString(RevisionIndex)> &entry)
{
    QString text;
    for (const RevisionIndex index : m_rows) {
        const size_t lane = laneFor(index);
        joinLanes(lane, text);
        dropFreeLanes();
        const QStringList lines = entry(index).split(u'\n');
        text += laneText(lane) + lines.front() + u'\n';
        m_lanes[lane] = {};
        leaveDown(index, lane, text);
        dropFreeLanes();
        for (const QString &line : lines.mid(1))
            text += withoutEnd(laneText(noDot) + line) + u'\n';
    }
    return text;
}

/// The leftmost lane that leads to the revision, or one that begins here.
size_t TextGraph::laneFor(RevisionIndex index)
{
    for (size_t lane = 0; lane < m_lanes.size(); ++lane) {
        if (m_lanes[lane].target == index)
            return lane;
    }
    const size_t lane = freeLane(0);
    m_lanes[lane].target = index;
    return lane;
}

size_t TextGraph::freeLane(size_t from)
{
    for (size_t lane = from; lane < m_lanes.size(); ++lane) {
        if (m_lanes[lane].isFree())
            return lane;
    }
    m_lanes.emplace_back();
    return m_lanes.size() - 1;
}

/// Brings all other lanes to the same revision over to @p lane.
void TextGraph::joinLanes(size_t lane, QString &text)
{
    std::vector<Cell> cells(m_lanes.size());
    bool isNeeded = false;
    for (size_t other = lane + 1; other < m_lanes.size(); ++other) {
        if (m_lanes[other].target != m_lanes[lane].target)
            continue;
        connect(cells, lane, other);
        cells[other].up = true;
        isNeeded = true;
    }
    if (!isNeeded)
        return;
    for (size_t other = 0; other < m_lanes.size(); ++other) {
        const bool ends = other > lane && m_lanes[other].target == m_lanes[lane].target;
        if (m_lanes[other].isFree() || ends)
            continue;
        cells[other].up = cells[other].down = true;
    }
    text += connectorText(cells);
    for (size_t other = lane + 1; other < m_lanes.size(); ++other) {
        if (m_lanes[other].target == m_lanes[lane].target)
            m_lanes[other] = {};
    }
}

/// Lanes from a revision to what it follows and depends on: the first goes straight down.
void TextGraph::leaveDown(RevisionIndex index, size_t lane, QString &text)
{
    struct Way
    {
        RevisionIndex target;
        bool isDependency;
    };

    std::vector<Way> ways;
    const auto add = [&](RevisionSpan targets, bool isDependency) {
        for (const RevisionIndex target : targets) {
            const bool isKnown = std::any_of(ways.begin(), ways.end(),
                                             [&](const Way &way) { return way.target == target; });
            if (m_isDrawn[static_cast<size_t>(target)] && !isKnown)
                ways.push_back({ target, isDependency });
        }
    };
    add(m_map.downRevisions(index), false);
    add(m_map.dependencies(index), true);
    if (ways.empty())
        return;
    m_lanes[lane] = { ways.front().target, ways.front().isDependency };

    std::vector<size_t> destinations;
    std::vector<bool> isNew(m_lanes.size() + ways.size(), false);
    for (size_t i = 1; i < ways.size(); ++i) {
        const auto known = std::find_if(m_lanes.begin(), m_lanes.end(), [&](const Lane &other) {
            return other.target == ways[i].target && other.isDependency == ways[i].isDependency;
        });
        if (known != m_lanes.end()) {
            destinations.push_back(static_cast<size_t>(known - m_lanes.begin()));
            continue;
        }
        const size_t made = freeLane(lane);
        m_lanes[made] = { ways[i].target, ways[i].isDependency };
        isNew[made] = true;
        destinations.push_back(made);
    }
    if (destinations.empty())
        return;
    std::vector<Cell> cells(m_lanes.size());
    for (const size_t destination : destinations)
        connect(cells, lane, destination);
    for (size_t other = 0; other < m_lanes.size(); ++other) {
        if (!m_lanes[other].isFree()) {
            cells[other].down = true;
            cells[other].up = !isNew[other];
        }
    }
    text += connectorText(cells);
}

void TextGraph::connect(std::vector<Cell> &cells, size_t from, size_t to) const
{
    const auto [left, right] = std::minmax(from, to);
    cells[left].right = true;
    cells[right].left = true;
    for (size_t lane = left + 1; lane < right; ++lane)
        cells[lane].left = cells[lane].right = true;
}

/// The lanes as they go on, with a dot in one of them.
QString TextGraph::laneText(size_t dot) const
{
    QString text;
    for (size_t lane = 0; lane < shownLanes(); ++lane) {
        if (lane == dot)
            text += m_isUnicode ? u"● "_s : u"* "_s;
        else if (m_lanes[lane].isFree())
            text += u"  "_s;
        else if (m_lanes[lane].isDependency)
            text += m_isUnicode ? u"┊ "_s : u": "_s;
        else
            text += m_isUnicode ? u"│ "_s : u"| "_s;
    }
    if (dot != noDot && dot >= shownLanes())
        text += m_isUnicode ? u"… "_s : u"~ "_s;
    return m_style.paint(Style::Role::Graph, text);
}

QString TextGraph::connectorText(const std::vector<Cell> &cells) const
{
    // By up, down, left, right: one bit each.
    static const QString unicode = u" ╵╷│╴╯╮┤╶╰╭├─┴┬│"_s;
    static const QString ascii = u" ||| +++ +++-++|"_s;
    QString text;
    const size_t count = std::min(cells.size(), shownLanes());
    for (size_t lane = 0; lane < count; ++lane) {
        const Cell &cell = cells[lane];
        const int bits =
            (cell.up ? 1 : 0) | (cell.down ? 2 : 0) | (cell.left ? 4 : 0) | (cell.right ? 8 : 0);
        const QChar character = (m_isUnicode ? unicode : ascii)[bits];
        text += character;
        text += cell.right ? (m_isUnicode ? u'─' : u'-') : u' ';
    }
    while (text.endsWith(u' '))
        text.chop(1);
    return m_style.paint(Style::Role::Graph, text) + u'\n';
}

QString TextGraph::withoutEnd(QString line) const
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

size_t TextGraph::shownLanes() const
{
    return std::min(m_lanes.size(), maximalLanes);
}

void TextGraph::dropFreeLanes()
{
    while (!m_lanes.empty() && m_lanes.back().isFree())
        m_lanes.pop_back();
}

} // namespace limbeck::cli
