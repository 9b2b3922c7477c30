// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/engine/runevent.h"

#include <QJsonObject>

#include <optional>

namespace limbeck {

/// Makes a run's events of what an outside Alembic tells (OutsideProcess), and keeps how it ended.
class OutsideEvents
{
public:
    /// @p offline: what is printed is SQL, OfflineText; else ScriptOutput. Both references must
    /// outlive it.
    OutsideEvents(bool offline, RunObserver &observer)
        : m_offline(offline)
        , m_observer(observer)
    {
    }

    void handle(const QJsonObject &event);

    /// What it failed of; nothing if it finished. Only after the process has ended.
    [[nodiscard]] std::optional<Error> failure() const;

    /// Version rows that were read last; nothing before that.
    [[nodiscard]] const std::optional<QStringList> &heads() const { return m_heads; }

    /// The step that has begun last, in RunStarted::steps; -1 before the first and after the last.
    [[nodiscard]] int currentStep() const { return m_step; }

    [[nodiscard]] int stepsDone() const { return m_stepsDone; }

private:
    void start(const QJsonObject &event);
    void log(const QJsonObject &event);
    void fail(const QJsonObject &event);
    void exit(const QJsonObject &event);

    bool m_offline;
    RunObserver &m_observer;
    std::vector<PlannedStep> m_steps;
    std::optional<QStringList> m_heads;
    std::optional<Error> m_failure;
    int m_step = -1;
    int m_stepsDone = 0;
    qint64 m_ordinal = 0;
    bool m_isDone = false;
};

} // namespace limbeck
