// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

namespace limbeck::lang {

/// Counts the turns of a loop in C++ whose length a script decides: sixteen of them as one step, so
/// that they can be cancelled and limits hold.
class Turns
{
public:
    explicit Turns(Interpreter &interpreter)
        : m_interpreter(interpreter)
    {
    }

    void turn()
    {
        if ((++m_count & 15) == 0)
            m_interpreter.step();
    }

private:
    Interpreter &m_interpreter;
    quint32 m_count = 0;
};

} // namespace limbeck::lang
