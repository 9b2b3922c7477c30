// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/staticname.h"

#include "core/lang/evaluator.h"

namespace limbeck::lang {

Str *StaticName::in(Interpreter &interpreter) const
{
    return interpreter.evaluator().nameOf(m_symbol);
}

} // namespace limbeck::lang
