// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QObject>

namespace limbeck {

class ProjectSession;

/// What can be done with the database. Enabled in one place: update().
class RunActions final : public QObject
{
    Q_OBJECT

public:
    explicit RunActions(ProjectSession &session, QObject *parent = nullptr);

    QAction *const upgrade;
    QAction *const downgrade;
    QAction *const stamp;
    QAction *const cancel;
    QAction *const refresh;

    /// Follows the session: what makes sense now.
    void update();

private:
    ProjectSession &m_session;
};

} // namespace limbeck
