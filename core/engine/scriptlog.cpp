// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptlog.h"

#include "core/lang/stdlib/plainlogging.h"
#include "core/lang/strobject.h"

using namespace Qt::StringLiterals;

namespace limbeck {

void ScriptLog::write(const QString &logger, const QString &level, const QString &text)
{
    m_observer.handle(LogLine { logger, level, text });
    writeToHandlers(logger, level, text);
}

void ScriptLog::writeToHandlers(const QString &logger, const QString &level, const QString &text)
{
    const lang::Interpreter::Activation active(m_interpreter);
    const auto done = m_interpreter.guarded([&]() -> lang::Value {
        if (lang::writePlainLog(m_interpreter, logger, level, text))
            return {};
        const lang::Value logging = m_interpreter.import(u"logging"_s);
        return m_interpreter.callMethod(
            logging, "_from_host",
            { lang::makeStr(logger), lang::makeStr(level), lang::makeStr(text) });
    });
    // A handler of the project's own that fails must not cost the line.
    if (!done)
        m_observer.handle(LogOutput {
            u"%1 [%2] %3 (%4)\n"_s.arg(level, logger, text, done.error().message), true });
}

} // namespace limbeck
