// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

namespace limbeck {

/// The one way out of a run: hands each event to everybody who wants it, in their order, and knows
/// at which step and statement the run is.
class RunReporter final : public RunObserver
{
public:
    /// The observers must outlive it.
    explicit RunReporter(std::vector<RunObserver *> observers)
        : m_observers(std::move(observers))
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *started = std::get_if<StepStarted>(&event))
            m_step = started->index;
        for (RunObserver *observer : m_observers)
            observer->handle(event);
        if (std::holds_alternative<StepFinished>(event))
            m_step = -1;
    }

    void setObservers(std::vector<RunObserver *> observers) { m_observers = std::move(observers); }

    /// The step that is running; -1 between steps.
    [[nodiscard]] int step() const { return m_step; }

    /// What comes now belongs to no step.
    void leaveStep() { m_step = -1; }

    /// Numbers the run's statements from 1.
    [[nodiscard]] qint64 takeOrdinal() { return ++m_ordinal; }

    [[nodiscard]] qint64 lastOrdinal() const { return m_ordinal; }

    /// Numbers up to @p ordinal are taken: by the run that this one continues.
    void skipOrdinals(qint64 ordinal) { m_ordinal = std::max(m_ordinal, ordinal); }

private:
    std::vector<RunObserver *> m_observers;
    int m_step = -1;
    qint64 m_ordinal = 0;
};

} // namespace limbeck
