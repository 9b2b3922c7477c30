// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>

namespace limbeck::lang {

/// A C++ stack of its own, on which the body of a generator runs and is suspended. Used by one
/// thread.
class Fiber
{
public:
    /// @p body must not throw.
    explicit Fiber(std::function<void()> body);
    ~Fiber();
    Fiber(const Fiber &) = delete;
    Fiber &operator=(const Fiber &) = delete;

    /// Runs the body until it suspends or ends.
    void resume();
    /// Called by the body: returns to who called resume().
    void suspend();

    [[nodiscard]] bool isStarted() const;
    [[nodiscard]] bool isFinished() const;
    /// Lowest address of the stack that may be used.
    [[nodiscard]] const char *stackLimit() const;

private:
    struct Machine;
    static void enter(void *argument);
    std::unique_ptr<Machine> m_machine;
};

} // namespace limbeck::lang
