// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlayout.h"

#include <limits>
#include <map>
#include <numeric>

namespace limbeck {

namespace {

constexpr int unplaced = -1;
constexpr qreal edgeLaneWidth = 22; // of a lane in which only edges run
constexpr qreal acrossGap = 26;
constexpr qreal alongGap = 34;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Which ranks of a lane are taken, as intervals that do not overlap.
class Lane
{
public:
    [[nodiscard]] bool isFree(int first, int last) const
    {
        const auto next = m_taken.upper_bound(last);
        return next == m_taken.begin() || std::prev(next)->second < first;
    }

    void take(int first, int last) { m_taken.emplace(first, last); }

private:
    std::map<int, int> m_taken; ///< first rank → last rank
};

/// Ranks grow from bases to heads, lanes from left to right. A chain of first parents stays in one
/// lane; an edge between lanes runs in the lane of its branch and changes over beside its end.
class LanePlacer
{
public:
    LanePlacer(const LayoutRequest &request, const CancelToken &cancel)
        : m_request(request)
        , m_cancel(cancel)
        , m_parentEdges(at(request.cards))
        , m_childEdges(at(request.cards))
        , m_rank(at(request.cards), 0)
        , m_lane(at(request.cards), unplaced)
        , m_chainTop(at(request.cards), false)
        , m_edgeLane(request.edges.size(), unplaced)
    {
        for (std::size_t i = 0; i < request.edges.size(); ++i) {
            const GraphEdge &edge = request.edges[i];
            if (edge.child == edge.parent)
                continue; // drawn as nothing; the finding says it
            m_parentEdges[at(edge.child)].push_back(static_cast<int>(i));
            m_childEdges[at(edge.parent)].push_back(static_cast<int>(i));
        }
    }

    [[nodiscard]] GraphLayout layout()
    {
        placeRanks();
        placeChains();
        if (m_cancel.isCancelled())
            return {};
        placeEdges();
        return drawn();
    }

private:
    [[nodiscard]] const GraphEdge &edge(int index) const { return m_request.edges[at(index)]; }

    // --- ranks

    /// Longest way from a base. A card of a cycle is ranked when nothing else is left to rank, as
    /// if the edges to its unranked parents were not there.
    void placeRanks()
    {
        std::vector<int> open(at(m_request.cards));
        std::vector<int> ready;
        for (int card = 0; card < m_request.cards; ++card) {
            open[at(card)] = static_cast<int>(m_parentEdges[at(card)].size());
            if (open[at(card)] == 0)
                ready.push_back(card);
        }
        std::vector<bool> ranked(at(m_request.cards), false);
        int nextUnranked = 0;
        for (int done = 0; done < m_request.cards; ++done) {
            if (ready.empty()) {
                while (ranked[at(nextUnranked)])
                    ++nextUnranked;
                ready.push_back(nextUnranked);
            }
            const int card = ready.back();
            ready.pop_back();
            ranked[at(card)] = true;
            for (const int index : m_childEdges[at(card)]) {
                const int child = edge(index).child;
                if (ranked[at(child)])
                    continue;
                m_rank[at(child)] = std::max(m_rank[at(child)], m_rank[at(card)] + 1);
                if (--open[at(child)] == 0)
                    ready.push_back(child);
            }
        }
        pullBasesUp();
    }

    /// A base stands right below its first child, not at the foot of the whole graph.
    void pullBasesUp()
    {
        for (int card = 0; card < m_request.cards; ++card) {
            if (!m_parentEdges[at(card)].empty() || m_childEdges[at(card)].empty())
                continue;
            int lowest = std::numeric_limits<int>::max();
            for (const int index : m_childEdges[at(card)])
                lowest = std::min(lowest, m_rank[at(edge(index).child)]);
            m_rank[at(card)] = std::max(lowest - 1, 0);
        }
    }

    // --- lanes

    void placeChains()
    {
        std::vector<int> order(at(m_request.cards));
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [this](int a, int b) { return m_rank[at(a)] > m_rank[at(b)]; });
        for (const int card : order) {
            if (m_lane[at(card)] == unplaced && !m_cancel.isCancelled())
                placeChain(card);
        }
    }

    /// The edge to the parent that continues @p card's chain: the first one to a card without a
    /// lane.
    [[nodiscard]] int chainEdge(int card) const
    {
        for (const int index : m_parentEdges[at(card)]) {
            const GraphEdge &candidate = edge(index);
            if (candidate.kind == GraphEdge::Kind::DownRevision
                && m_lane[at(candidate.parent)] == unplaced
                && m_rank[at(candidate.parent)] < m_rank[at(card)])
                return index;
        }
        return -1;
    }

    void placeChain(int top)
    {
        constexpr int beingPlaced = -2;
        std::vector<int> chain { top };
        std::vector<int> edges;
        m_lane[at(top)] = beingPlaced;
        for (int index = chainEdge(top); index >= 0; index = chainEdge(chain.back())) {
            edges.push_back(index);
            chain.push_back(edge(index).parent);
            m_lane[at(chain.back())] = beingPlaced;
        }
        int last = m_rank[at(top)];
        for (const int index : m_childEdges[at(top)]) {
            if (edge(index).kind == GraphEdge::Kind::DownRevision)
                last = std::max(last, m_rank[at(edge(index).child)] - 1);
        }
        int first = m_rank[at(chain.back())];
        for (const int index : m_parentEdges[at(chain.back())]) {
            if (edge(index).kind == GraphEdge::Kind::DownRevision) {
                first = std::min(first, m_rank[at(edge(index).parent)] + 1);
                m_edgeLane[at(index)] = beingPlaced;
                break;
            }
        }
        const int lane = freeLane(first, last, true);
        for (const int card : chain)
            m_lane[at(card)] = lane;
        for (const int index : edges)
            m_edgeLane[at(index)] = lane;
        for (const int index : m_parentEdges[at(chain.back())]) {
            if (m_edgeLane[at(index)] == beingPlaced)
                m_edgeLane[at(index)] = lane;
        }
        m_chainTop[at(top)] = true;
    }

    /// Edges that no chain carries: those from a chain's top run in its lane, others in one of
    /// their own if they pass a rank.
    void placeEdges()
    {
        for (std::size_t i = 0; i < m_request.edges.size(); ++i) {
            if (m_edgeLane[i] != unplaced)
                continue;
            const GraphEdge &candidate = m_request.edges[i];
            const int parentRank = m_rank[at(candidate.parent)];
            const int childRank = m_rank[at(candidate.child)];
            if (candidate.kind == GraphEdge::Kind::DownRevision && m_chainTop[at(candidate.parent)]
                && parentRank < childRank)
                m_edgeLane[i] = m_lane[at(candidate.parent)];
            else if (childRank - parentRank > 1)
                m_edgeLane[i] = freeLane(parentRank + 1, childRank - 1, false);
        }
    }

    int freeLane(int first, int last, bool holdsCards)
    {
        int lane = 0;
        const int count = static_cast<int>(m_lanes.size());
        while (lane < count && !m_lanes[at(lane)].isFree(first, last))
            ++lane;
        if (lane == count) {
            m_lanes.emplace_back();
            m_holdsCards.push_back(false);
        }
        m_lanes[at(lane)].take(first, last);
        m_holdsCards[at(lane)] = m_holdsCards[at(lane)] || holdsCards;
        return lane;
    }

    // --- coordinates: "along" from bases to heads, "across" from lane to lane

    [[nodiscard]] bool isSideways() const
    {
        return m_request.direction == GraphDirection::NewestRight;
    }

    [[nodiscard]] qreal cardAlong() const
    {
        return isSideways() ? m_request.cardSize.width() : m_request.cardSize.height();
    }

    [[nodiscard]] qreal cardAcross() const
    {
        return isSideways() ? m_request.cardSize.height() : m_request.cardSize.width();
    }

    [[nodiscard]] QPointF mapped(qreal along, qreal across) const
    {
        switch (m_request.direction) {
        case GraphDirection::NewestOnTop:
            return { across, m_length - along };
        case GraphDirection::NewestAtBottom:
            return { across, along };
        case GraphDirection::NewestRight:
            return { along, across };
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] qreal alongOf(int rank) const
    {
        return cardAlong() / 2 + rank * (cardAlong() + alongGap);
    }

    [[nodiscard]] GraphLayout drawn()
    {
        std::vector<qreal> across;
        qreal edgeOfLane = 0;
        for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
            const qreal width = m_holdsCards[lane] ? cardAcross() : edgeLaneWidth;
            across.push_back(edgeOfLane + width / 2);
            edgeOfLane += width + (m_holdsCards[lane] ? acrossGap : 0);
        }
        const int ranks = *std::max_element(m_rank.begin(), m_rank.end());
        m_length = alongOf(ranks) + cardAlong() / 2;

        GraphLayout layout;
        const qreal breadth = std::max(edgeOfLane - acrossGap, cardAcross());
        layout.size = isSideways() ? QSizeF(m_length, breadth) : QSizeF(breadth, m_length);
        for (int card = 0; card < m_request.cards; ++card)
            layout.centres.push_back(
                mapped(alongOf(m_rank[at(card)]), across[at(m_lane[at(card)])]));
        for (std::size_t i = 0; i < m_request.edges.size(); ++i)
            layout.splines.push_back(spline(static_cast<int>(i), across));
        return layout;
    }

    [[nodiscard]] QList<QPointF> spline(int index, const std::vector<qreal> &across) const
    {
        const GraphEdge &drawnEdge = edge(index);
        if (drawnEdge.child == drawnEdge.parent)
            return {};
        const qreal start = across[at(m_lane[at(drawnEdge.parent)])];
        const qreal end = across[at(m_lane[at(drawnEdge.child)])];
        const int parentRank = m_rank[at(drawnEdge.parent)];
        const int childRank = m_rank[at(drawnEdge.child)];
        const bool forwards = childRank > parentRank; // not in a cycle
        const qreal side = forwards ? 1 : -1;
        const qreal from = alongOf(parentRank) + side * cardAlong() / 2;
        const qreal to = alongOf(childRank) - side * cardAlong() / 2;
        Pen pen(*this, from, start);
        if (const int lane = m_edgeLane[at(index)]; childRank - parentRank > 1 && lane >= 0) {
            const qreal middle = across[at(lane)];
            pen.curveTo(from + alongGap, middle);
            pen.lineTo(to - alongGap, middle);
        }
        pen.curveTo(to, end);
        return pen.points;
    }

    /// Collects Bézier triples in the layout's coordinates.
    struct Pen
    {
        Pen(const LanePlacer &place, qreal startAlong, qreal startAcross)
            : placer(place)
            , along(startAlong)
            , across(startAcross)
            , points { place.mapped(startAlong, startAcross) }
        {
        }

        void curveTo(qreal toAlong, qreal toAcross)
        {
            if (qFuzzyCompare(across, toAcross)) {
                lineTo(toAlong, toAcross);
                return;
            }
            const qreal half = (along + toAlong) / 2;
            points << placer.mapped(half, across) << placer.mapped(half, toAcross)
                   << placer.mapped(toAlong, toAcross);
            along = toAlong;
            across = toAcross;
        }

        void lineTo(qreal toAlong, qreal toAcross)
        {
            if (qFuzzyCompare(along, toAlong))
                return;
            points << placer.mapped(along, across) << placer.mapped(toAlong, toAcross)
                   << placer.mapped(toAlong, toAcross);
            along = toAlong;
            across = toAcross;
        }

        const LanePlacer &placer;
        qreal along, across;
        QList<QPointF> points;
    };

    const LayoutRequest &m_request;
    const CancelToken &m_cancel;
    std::vector<std::vector<int>> m_parentEdges, m_childEdges; ///< by card
    std::vector<int> m_rank, m_lane; ///< by card
    std::vector<bool> m_chainTop;
    std::vector<int> m_edgeLane; ///< by edge
    std::vector<Lane> m_lanes;
    std::vector<bool> m_holdsCards; ///< by lane
    qreal m_length = 0;
};

} // namespace

GraphLayout laneLayout(const LayoutRequest &request, const CancelToken &cancel)
{
    if (request.cards == 0)
        return {};
    return LanePlacer(request, cancel).layout();
}

} // namespace limbeck
