// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/symbol.h"

namespace limbeck::lang {

class Interpreter;
class Str;

/// A name that native code looks up again and again, for a static variable: known to the process by
/// a number, which finds an interpreter's own str object without hashing the text.
class StaticName
{
public:
    explicit StaticName(QStringView text)
        : m_symbol(intern(text))
    {
    }

    /// The str object; it lives as long as @p interpreter.
    [[nodiscard]] Str *in(Interpreter &interpreter) const;

private:
    SymbolPtr m_symbol;
};

} // namespace limbeck::lang
