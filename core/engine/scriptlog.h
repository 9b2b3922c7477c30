// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"
#include "core/lang/interpreter.h"

namespace limbeck {

/// The engine's own log lines: to the observer, and to the handlers that env.py has configured in
/// the script language's `logging`, as if Alembic had logged them.
class ScriptLog
{
public:
    ScriptLog(lang::Interpreter &interpreter, RunObserver &observer)
        : m_interpreter(interpreter)
        , m_observer(observer)
    {
    }

    void write(const QString &logger, const QString &level, const QString &text);
    /// For the handlers only: what the observer is told in another way.
    void writeToHandlers(const QString &logger, const QString &level, const QString &text);

private:
    lang::Interpreter &m_interpreter;
    RunObserver &m_observer;
};

} // namespace limbeck
