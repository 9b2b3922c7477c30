// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

#include <memory>
#include <thread>

namespace limbeck {

/// An interpreter for env.py and the scripts, which may do nothing yet.
[[nodiscard]] std::unique_ptr<lang::Interpreter> newInterpreter();

/// An interpreter as newInterpreter() makes it, with what nearly all of them import, that is being
/// made in a thread of its own while the project is still being read.
class InterpreterAhead
{
public:
    InterpreterAhead();
    ~InterpreterAhead();
    InterpreterAhead(const InterpreterAhead &) = delete;
    InterpreterAhead &operator=(const InterpreterAhead &) = delete;

    /// Waits for it. The first caller gets it, others a new one.
    [[nodiscard]] std::unique_ptr<lang::Interpreter> take();

private:
    std::unique_ptr<lang::Interpreter> m_interpreter;
    std::thread m_thread;
};

} // namespace limbeck
