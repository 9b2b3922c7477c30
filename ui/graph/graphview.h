// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/graphpainter.h"

#include <QAbstractScrollArea>
#include <QFutureWatcher>
#include <QThreadPool>

namespace limbeck {

/// The revision graph: one painted canvas, of which only the visible part is drawn.
///
/// Folding and layout are computed in a thread of their own; the old picture stays until the new
/// one is there, and a result that comes after a newer request is dropped.
class GraphView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    using States = QHash<RevisionId, RevisionState>;

    explicit GraphView(QWidget *parent = nullptr);
    ~GraphView() override;

    void setGraph(SharedRevisionGraph graph);
    void setStates(const States &states);
    /// The revisions that a run is at, and the one it failed at.
    void setRunning(const QSet<RevisionId> &running, const QSet<RevisionId> &failed);
    /// Revisions whose scripts are changed and not saved.
    void setModified(const QSet<RevisionId> &modified);
    /// All others are dimmed; none: no search.
    void setFound(const std::optional<QSet<RevisionId>> &found);

    [[nodiscard]] RevisionState state(const RevisionId &id) const
    {
        return m_states.value(id, RevisionState::Unknown);
    }

    [[nodiscard]] StateGlyph glyph(const RevisionId &id) const;

    /// Whether the picture is of the graph that was set last.
    [[nodiscard]] bool hasLayout() const { return m_scene && m_sceneIsNew; }

    [[nodiscard]] const GraphScene *scene() const { return m_scene.get(); }

    [[nodiscard]] std::optional<RevisionId> selected() const { return m_selected; }

    /// Selects and scrolls to it; unfolds the run that it is in. Nothing happens for an unknown id.
    void select(const RevisionId &id);
    /// The other end of a range that begins with the selection.
    void selectRangeTo(const RevisionId &id);

    void setDirection(GraphDirection direction);
    /// Whether linear runs are folded; folding again folds those that were opened.
    void setFolding(bool fold);

    [[nodiscard]] bool isFolding() const { return m_folding; }

    [[nodiscard]] qreal zoom() const { return m_zoom; }

    /// What of the scene is in sight, in its coordinates.
    [[nodiscard]] QRectF visibleArea() const;
    /// Scrolls there, as far as the scroll bars go.
    void centreOn(const QPointF &scenePosition);
    /// As the card is drawn; for a fold the state that matters most.
    [[nodiscard]] StateGlyph cardGlyph(int card) const;

    void zoomBy(qreal factor);
    void resetZoom();
    void fitToWindow();

Q_SIGNALS:
    void selectionChanged(const limbeck::RevisionId &id);
    /// From the older to the newer one, as far as the graph tells.
    void rangeSelected(const limbeck::RevisionId &from, const limbeck::RevisionId &to);
    void rangeCleared();
    /// Double click or Enter.
    void activated(const limbeck::RevisionId &id);
    void menuRequested(const limbeck::RevisionId &id, const QPoint &globalPosition);
    void layoutChanged();
    /// Cards have other states than before.
    void statesShown();
    void zoomChanged(qreal zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    using ScenePtr = std::shared_ptr<const GraphScene>;

    void requestLayout();
    void onLayoutFinished();
    void showInitially();
    void updateScrollBars();
    void scrollTo(const QPointF &scenePosition, const QPointF &viewportPosition);
    void zoomAt(const QPointF &viewportPosition, qreal factor);
    [[nodiscard]] QPointF toScene(const QPointF &viewportPosition) const;
    [[nodiscard]] QPointF toViewport(const QPointF &scenePosition) const;
    /// Viewport position of the scene's top left corner.
    [[nodiscard]] QPointF sceneOrigin() const;
    [[nodiscard]] qreal fittingBreadth() const;
    [[nodiscard]] int cardAt(const QPointF &viewportPosition) const;
    void hover(int card);
    void updateCardStates();
    void unfoldCurrent();
    void updateMarks();
    void clearRange();
    void expand(int card);
    void moveSelection(int key);
    [[nodiscard]] int neighbourAlong(int card, bool newer) const;
    [[nodiscard]] int neighbourAcross(int card, int key) const;
    void selectCard(int card);
    void ensureVisible(int card);
    void describeSelection();
    [[nodiscard]] QString toolTip(int card) const;
    void paintMessage(QPainter &painter, const QString &title, const QString &text) const;

    SharedRevisionGraph m_graph;
    ScenePtr m_scene;
    std::optional<GraphPainter> m_painter;
    GraphMarks m_marks;
    States m_states;
    QSet<RevisionId> m_running, m_failed, m_modified;
    std::optional<QSet<RevisionId>> m_found;
    std::optional<RevisionId> m_selected, m_rangeEnd;
    QSet<RevisionId> m_expanded; ///< members of runs that were opened
    GraphDirection m_direction = GraphDirection::NewestOnTop;
    bool m_folding = true;
    bool m_sceneIsNew = false;
    bool m_isInitial = true; ///< the next picture is the first one of its project
    bool m_isFitted = false; ///< follows the window's size until someone zooms
    qreal m_zoom = 1.0;
    QPoint m_dragStart;
    bool m_dragging = false;
    QThreadPool m_layoutPool; ///< one thread: Graphviz is not re-entrant
    QFutureWatcher<ScenePtr> m_layoutWatcher;
    CancelToken m_layoutCancel;
};

} // namespace limbeck
