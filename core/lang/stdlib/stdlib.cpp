// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/stdlib.h"

#include "core/lang/interpreter.h"

namespace limbeck::lang {

void addStandardLibrary(Interpreter &interpreter)
{
    // One line for each module: interpreter.addNativeModule(u"math"_s, defineMath);
    Q_UNUSED(interpreter)
}

} // namespace limbeck::lang
