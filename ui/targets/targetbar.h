// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/targets/environment.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace limbeck {

class ProjectSession;
class WindowSettings;

/// The database that the next run touches: which environment it is, its name, its revision and how
/// much is pending; always in sight.
class TargetBar final : public QWidget
{
    Q_OBJECT

public:
    TargetBar(ProjectSession &session, WindowSettings &settings, QWidget *parent = nullptr);

    [[nodiscard]] Environment environment() const;

Q_SIGNALS:
    void chooseRequested();
    void environmentChanged(limbeck::Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Button;

    void setUpEnvironmentMenu();
    void setEnvironment(Environment environment);
    void update();
    void showState();

    ProjectSession &m_session;
    WindowSettings &m_settings;
    QToolButton *m_environment;
    Button *m_database;
    QLabel *m_currentCaption;
    QLabel *m_current;
    QLabel *m_pendingCaption;
    QLabel *m_pending;
};

} // namespace limbeck
