// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/stepmodel.h"

#include <QTreeView>

namespace limbeck {

/// The view of a StepModel of its own.
class StepTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit StepTree(QWidget *parent = nullptr);

    /// Steps that did not go well are opened; all, if there are few.
    void setSteps(std::vector<StepRow> steps);

Q_SIGNALS:
    /// A statement with a place in a script was activated.
    void placeActivated(const QString &file, int line, int column);

private:
    void copy();
    void goToOrigin(const QModelIndex &index);

    StepModel *m_model;
};

} // namespace limbeck
