// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QAction;
class QToolButton;

namespace limbeck {

class Banner;
class GraphView;

/// The graph with what belongs to it: a banner above it when something is wrong with the project,
/// and below it the legend and the zoom, where they hide no revision.
class GraphPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit GraphPanel(QWidget *parent = nullptr);

    [[nodiscard]] GraphView &view() { return *m_view; }

    [[nodiscard]] Banner &banner() { return *m_banner; }

    [[nodiscard]] QAction *foldAction() const { return m_fold; }

    [[nodiscard]] QList<QAction *> zoomActions() const { return m_zoomActions; }

private:
    void setUpActions();
    [[nodiscard]] QWidget *footer();

    Banner *m_banner;
    GraphView *m_view;
    QAction *m_fold = nullptr;
    QList<QAction *> m_zoomActions; ///< in, out, original size, fit
    QToolButton *m_zoomText = nullptr;
};

} // namespace limbeck
