// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphview.h"

#include <QAccessible>
#include <QScrollBar>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

// What the view shows. Where it stands and how it is painted is in graphviewcanvas.cpp, what mouse
// and keyboard do with it in graphviewinput.cpp.

namespace limbeck {

namespace {

constexpr qreal readableZoom = 0.72; // a smaller one is not chosen unasked

} // namespace

GraphView::GraphView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_graph(std::make_shared<const RevisionGraph>())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Revision graph"));
    m_layoutPool.setMaxThreadCount(1);
    connect(&m_layoutWatcher, &QFutureWatcher<ScenePtr>::finished, this,
            &GraphView::onLayoutFinished);
}

GraphView::~GraphView()
{
    m_layoutCancel.cancel();
    m_layoutWatcher.disconnect(this);
    m_layoutPool.waitForDone();
}

// ------------------------------------------------------------------------------------------------
// layout

void GraphView::setGraph(SharedRevisionGraph graph)
{
    const bool isSameProject =
        std::any_of(graph->nodes.begin(), graph->nodes.end(),
                    [this](const GraphNode &node) { return m_graph->indexOf(node.id) >= 0; });
    m_graph = std::move(graph);
    if (!isSameProject) {
        m_isInitial = true;
        m_selected.reset();
        m_rangeEnd.reset();
        m_expanded.clear();
        m_scene.reset();
        m_painter.reset();
        m_marks = {};
    }
    requestLayout();
}

void GraphView::requestLayout()
{
    FoldOptions options;
    options.fold = m_folding;
    options.shown = m_expanded;
    if (m_selected)
        options.shown.insert(*m_selected);
    for (auto it = m_states.cbegin(); it != m_states.cend(); ++it) {
        if (it.value() == RevisionState::Current)
            options.shown.insert(it.key());
    }
    m_sceneIsNew = false;
    m_layoutCancel.cancel();
    m_layoutCancel = CancelToken();
    m_layoutWatcher.setFuture(QtConcurrent::run(
        &m_layoutPool,
        [graph = m_graph, options, size = graphCardSize(font()), direction = m_direction,
         cancel = m_layoutCancel]() -> ScenePtr {
            if (cancel.isCancelled())
                return nullptr;
            FoldedGraph folded = foldLinearRuns(*graph, options);
            GraphLayout layout = layoutGraph(
                { static_cast<int>(folded.cards.size()), folded.edges, size, direction }, cancel);
            if (cancel.isCancelled())
                return nullptr;
            return std::make_shared<const GraphScene>(graph, std::move(folded), std::move(layout),
                                                      size);
        }));
    viewport()->update();
}

void GraphView::onLayoutFinished()
{
    ScenePtr scene = m_layoutWatcher.result();
    if (!scene)
        return;
    // The selected card stays where it is on the screen.
    std::optional<QPointF> anchor;
    if (m_scene && m_selected) {
        if (const int card = m_scene->cardOf(*m_selected); card >= 0)
            anchor = toViewport(m_scene->cardRect(card).center());
    }
    m_scene = std::move(scene);
    m_painter.emplace(m_scene, font());
    m_sceneIsNew = true;
    m_marks.hovered = -1;
    m_marks.related.clear();
    updateCardStates();
    updateMarks();
    updateScrollBars();
    if (std::exchange(m_isInitial, false)) {
        showInitially();
    } else if (m_isFitted) {
        showInitially();
    } else if (const int card = m_marks.selected; anchor && card >= 0) {
        scrollTo(m_scene->cardRect(card).center(), *anchor);
        ensureVisible(card);
    }
    viewport()->update();
    Q_EMIT layoutChanged();
}

/// All of it where it stays readable; else its breadth, with the selection or the newest revisions
/// in sight; else those alone.
void GraphView::showInitially()
{
    fitToWindow();
    m_isFitted = m_zoom >= readableZoom;
    if (m_isFitted)
        return;
    const qreal breadth = fittingBreadth();
    zoomBy((breadth >= readableZoom ? breadth : 1.0) / m_zoom);
    if (m_marks.selected >= 0) {
        scrollTo(m_scene->cardRect(m_marks.selected).center(), QRectF(viewport()->rect()).center());
    } else {
        const bool newestLast = m_direction != GraphDirection::NewestOnTop;
        horizontalScrollBar()->setValue(
            m_direction == GraphDirection::NewestRight
                ? horizontalScrollBar()->maximum()
                : (horizontalScrollBar()->minimum() + horizontalScrollBar()->maximum()) / 2);
        verticalScrollBar()->setValue(newestLast ? verticalScrollBar()->maximum()
                                                 : verticalScrollBar()->minimum());
    }
}

void GraphView::setDirection(GraphDirection direction)
{
    if (std::exchange(m_direction, direction) == direction)
        return;
    m_isInitial = true;
    requestLayout();
}

void GraphView::setFolding(bool fold)
{
    m_folding = fold;
    m_expanded.clear();
    requestLayout();
}

void GraphView::expand(int card)
{
    for (const int member : m_scene->card(card).members)
        m_expanded.insert(m_graph->nodes[static_cast<std::size_t>(member)].id);
    requestLayout();
}

// ------------------------------------------------------------------------------------------------
// marks

void GraphView::setStates(const States &states)
{
    if (m_states == states)
        return;
    m_states = states;
    updateCardStates();
    unfoldCurrent();
    viewport()->update();
}

/// A run that holds the database's revision is opened, but not while a run moves that revision on.
void GraphView::unfoldCurrent()
{
    if (!m_scene || !m_running.isEmpty())
        return;
    for (int card = 0; card < m_scene->cardCount(); ++card) {
        if (m_scene->card(card).isFold()
            && m_marks.cards[static_cast<std::size_t>(card)].glyph == StateGlyph::Current) {
            requestLayout();
            return;
        }
    }
}

void GraphView::setRunning(const QSet<RevisionId> &running, const QSet<RevisionId> &failed)
{
    m_running = running;
    m_failed = failed;
    updateCardStates();
    unfoldCurrent();
    viewport()->update();
}

void GraphView::setModified(const QSet<RevisionId> &modified)
{
    m_modified = modified;
    updateCardStates();
    viewport()->update();
}

void GraphView::setFound(const std::optional<QSet<RevisionId>> &found)
{
    m_found = found;
    updateMarks();
    viewport()->update();
}

StateGlyph GraphView::glyph(const RevisionId &id) const
{
    if (m_failed.contains(id))
        return StateGlyph::Failed;
    if (m_running.contains(id))
        return StateGlyph::Running;
    const int index = m_graph->indexOf(id);
    if (index >= 0 && m_graph->nodes[static_cast<std::size_t>(index)].isMissing)
        return StateGlyph::Missing;
    return glyphOf(state(id));
}

void GraphView::updateCardStates()
{
    if (!m_scene)
        return;
    m_marks.cards.assign(static_cast<std::size_t>(m_scene->cardCount()), {});
    for (int card = 0; card < m_scene->cardCount(); ++card) {
        GraphMarks::CardState &marks = m_marks.cards[static_cast<std::size_t>(card)];
        marks.glyph = StateGlyph::Unknown;
        for (const int member : m_scene->card(card).members) {
            const RevisionId &id = m_scene->graph().nodes[static_cast<std::size_t>(member)].id;
            const StateGlyph memberGlyph = glyph(id);
            // The values are in the order of what matters more.
            marks.glyph = std::max(marks.glyph, memberGlyph);
            marks.applied +=
                memberGlyph == StateGlyph::Applied || memberGlyph == StateGlyph::Current ? 1 : 0;
            marks.modified = marks.modified || m_modified.contains(id);
        }
        const int count = static_cast<int>(m_scene->card(card).members.size());
        if (marks.glyph == StateGlyph::Applied && marks.applied < count)
            marks.glyph = StateGlyph::Pending;
    }
    Q_EMIT statesShown();
}

StateGlyph GraphView::cardGlyph(int card) const
{
    return m_marks.cards[static_cast<std::size_t>(card)].glyph;
}

void GraphView::updateMarks()
{
    if (!m_scene)
        return;
    m_marks.selected = m_selected ? m_scene->cardOf(*m_selected) : -1;
    m_marks.rangeEnd = m_rangeEnd ? m_scene->cardOf(*m_rangeEnd) : -1;
    m_marks.inRange.clear();
    if (m_marks.selected >= 0 && m_marks.rangeEnd >= 0) {
        // What lies between the two, whichever is the older one.
        const auto between = [this](int older, int newer) {
            std::vector<bool> inside = m_scene->descendants(older);
            const std::vector<bool> below = m_scene->ancestors(newer);
            for (std::size_t i = 0; i < inside.size(); ++i)
                inside[i] = inside[i] && below[i];
            return inside;
        };
        m_marks.inRange = between(m_marks.selected, m_marks.rangeEnd);
        if (!m_marks.inRange[static_cast<std::size_t>(m_marks.selected)])
            m_marks.inRange = between(m_marks.rangeEnd, m_marks.selected);
    }
    m_marks.found.clear();
    if (m_found) {
        m_marks.found.assign(static_cast<std::size_t>(m_scene->cardCount()), false);
        for (const RevisionId &id : *m_found) {
            if (const int card = m_scene->cardOf(id); card >= 0)
                m_marks.found[static_cast<std::size_t>(card)] = true;
        }
    }
}

void GraphView::select(const RevisionId &id)
{
    if (m_graph->indexOf(id) < 0)
        return;
    clearRange();
    if (m_selected == id)
        return;
    m_selected = id;
    if (m_scene) {
        const int card = m_scene->cardOf(id);
        if (card >= 0 && m_scene->card(card).isFold())
            expand(card);
        updateMarks();
        ensureVisible(m_marks.selected);
    }
    describeSelection();
    viewport()->update();
    Q_EMIT selectionChanged(id);
}

void GraphView::selectRangeTo(const RevisionId &id)
{
    if (!m_selected || m_selected == id || !m_scene || m_graph->indexOf(id) < 0)
        return;
    m_rangeEnd = id;
    updateMarks();
    viewport()->update();
    const std::vector<bool> above = m_scene->descendants(m_marks.selected);
    if (above[static_cast<std::size_t>(m_marks.rangeEnd)])
        Q_EMIT rangeSelected(*m_selected, id);
    else
        Q_EMIT rangeSelected(id, *m_selected);
}

void GraphView::clearRange()
{
    if (!m_rangeEnd)
        return;
    m_rangeEnd.reset();
    updateMarks();
    viewport()->update();
    Q_EMIT rangeCleared();
}

/// For screen readers: the canvas has no parts that they could walk through.
void GraphView::describeSelection()
{
    const int index = m_selected ? m_graph->indexOf(*m_selected) : -1;
    if (index < 0)
        return;
    const GraphNode &node = m_graph->nodes[static_cast<std::size_t>(index)];
    setAccessibleDescription(
        tr("%1, %2, %3").arg(node.doc, node.id.text(), stateText(glyph(node.id))));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace limbeck
