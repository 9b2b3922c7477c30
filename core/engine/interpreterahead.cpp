// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/interpreterahead.h"

#include "core/bindings/evaluation.h"

using namespace Qt::StringLiterals;

namespace limbeck {

std::unique_ptr<lang::Interpreter> newInterpreter()
{
    auto interpreter = std::make_unique<lang::Interpreter>();
    interpreter->setOpaquePolicy(lang::OpaquePolicy::Absorbing);
    bindings::registerModules(*interpreter);
    return interpreter;
}

namespace {

/// Modules of ours that ask nothing of the run. Should one fail, its import says so.
void importCommonModules(lang::Interpreter &interpreter)
{
    const lang::Interpreter::Activation active(interpreter);
    std::ignore = interpreter.guarded([&]() -> lang::Value {
        interpreter.import(u"sqlalchemy"_s);
        interpreter.import(u"alembic.op"_s);
        return {};
    });
}

} // namespace

InterpreterAhead::InterpreterAhead()
    : m_thread([this] {
        m_interpreter = newInterpreter();
        importCommonModules(*m_interpreter);
    })
{
}

InterpreterAhead::~InterpreterAhead()
{
    if (m_thread.joinable())
        m_thread.join();
}

std::unique_ptr<lang::Interpreter> InterpreterAhead::take()
{
    if (m_thread.joinable())
        m_thread.join();
    return m_interpreter ? std::move(m_interpreter) : newInterpreter();
}

} // namespace limbeck
