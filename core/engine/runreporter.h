// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

#include <algorithm>
#include <deque>
#include <utility>

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
        if (m_isHolding) {
            m_held.push_back(event);
            return;
        }
        if (const auto *started = std::get_if<StepStarted>(&event))
            m_step = started->index;
        for (RunObserver *observer : m_observers)
            observer->handle(event);
        if (std::holds_alternative<StepFinished>(event))
            m_step = -1;
    }

    [[nodiscard]] bool readsWrittenStatements() const override
    {
        return std::any_of(m_observers.begin(), m_observers.end(), [](const RunObserver *observer) {
            return observer->readsWrittenStatements();
        });
    }

    /// Keeps back what comes from now on.
    void hold() { m_isHolding = true; }

    /// Tells what was kept back, and what comes at once again.
    void release()
    {
        m_isHolding = false;
        for (const RunEvent &event : std::exchange(m_held, {}))
            handle(event);
    }

    /// As if what was kept back had never happened.
    void forget()
    {
        m_isHolding = false;
        m_held.clear();
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
    bool m_isHolding = false;
    std::deque<RunEvent> m_held; ///< thousands of them: they must not move
};

} // namespace limbeck
