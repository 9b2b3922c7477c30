// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPixmap>
#include <QWidget>

namespace limbeck {

class GraphView;

/// The whole graph in a corner of its view, with what of it is in sight; a click or a drag goes
/// there. It is not there while the view shows all, nor for a handful of cards.
class GraphMinimap final : public QWidget
{
    Q_OBJECT

public:
    explicit GraphMinimap(GraphView &view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// The picture is made anew when it is needed next.
    void forgetPicture();
    /// Size and place for the scene and the view; hides it where it is of no use.
    void place();
    [[nodiscard]] QPixmap picture() const;
    /// Where the scene is drawn.
    [[nodiscard]] QRectF content() const;
    [[nodiscard]] QRectF toMap(const QRectF &sceneArea) const;
    void goTo(const QPointF &position);

    GraphView &m_view;
    QPixmap m_picture;
};

} // namespace limbeck
