// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace limbeck {

class ProjectSession;

/// The database that the next run touches, its revision and how much is pending: always in sight.
class TargetBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TargetBar(ProjectSession &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void chooseRequested();

private:
    void update();

    ProjectSession &m_session;
    QLabel *m_environment;
    QToolButton *m_name;
    QLabel *m_state;
};

} // namespace limbeck
