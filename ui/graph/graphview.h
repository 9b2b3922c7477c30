// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/graphlayout.h"
#include "ui/graph/graphtheme.h"

#include <QAbstractScrollArea>
#include <QFutureWatcher>
#include <QThreadPool>

namespace limbeck {

/// The revision graph: one painted canvas, of which only the visible part is drawn, so that 10,000
/// nodes scroll smoothly.
///
/// The layout is computed in a thread of its own; a result that comes after a newer request is
/// dropped.
class GraphView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit GraphView(QWidget *parent = nullptr);
    ~GraphView() override;

    void setGraph(const RevisionGraph &graph);
    void setStates(const QHash<RevisionId, RevisionState> &states);

    [[nodiscard]] RevisionState state(const RevisionId &id) const
    {
        return m_states.value(id, RevisionState::Unknown);
    }

    [[nodiscard]] bool hasLayout() const { return m_layout.centres.size() == m_graph.nodes.size(); }

    [[nodiscard]] std::optional<RevisionId> selected() const { return m_selected; }

    /// Selects and scrolls to it; nothing happens for an unknown id.
    void select(const RevisionId &id);

    void zoomBy(qreal factor);
    void resetZoom();
    void fitToWindow();

Q_SIGNALS:
    void selectionChanged(const limbeck::RevisionId &id);
    /// Double click or Enter.
    void activated(const limbeck::RevisionId &id);
    void layoutChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void onLayoutFinished();
    void updateScrollBars();
    [[nodiscard]] QPointF toScene(const QPointF &viewportPosition) const;
    [[nodiscard]] QPointF
    sceneOrigin() const; ///< viewport position of the layout's top left corner
    [[nodiscard]] QRectF nodeRect(int index) const;
    [[nodiscard]] int nodeAt(const QPointF &viewportPosition) const;
    void paintEdge(QPainter &painter, int index) const;
    void paintNode(QPainter &painter, int index) const;
    void paintChips(QPainter &painter, const GraphNode &node, const QRectF &row) const;
    void paintLegend(QPainter &painter) const;
    void paintMessage(QPainter &painter, const QString &text) const;
    void moveSelection(int key);
    void ensureVisible(int index);
    [[nodiscard]] QString tooltip(int index) const;

    RevisionGraph m_graph;
    GraphLayout m_layout;
    GraphTheme m_theme;
    QHash<RevisionId, RevisionState> m_states;
    std::optional<RevisionId> m_selected;
    qreal m_zoom = 1.0;
    bool m_fitPending = false; ///< fit after the next layout
    QPoint m_dragStart;
    bool m_dragging = false;
    QThreadPool m_layoutPool; ///< one thread: Graphviz is not re-entrant
    QFutureWatcher<GraphLayout> m_layoutWatcher;
};

} // namespace limbeck
