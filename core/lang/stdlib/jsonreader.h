// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/containers.h"

#include <tl/expected.hpp>

namespace limbeck::lang {

/// Functions of a script that json.loads() calls; None where there is none.
struct JsonHooks
{
    Value objectHook, objectPairsHook, parseFloat, parseInt;
};

/// What json.JSONDecodeError tells.
struct JsonError
{
    QString message;
    qsizetype position = 0; ///< in the text
};

/// Reads one JSON text with Python's tolerance (NaN, Infinity) and its messages.
class JsonReader
{
public:
    JsonReader(Interpreter &interpreter, const QString &text, const JsonHooks &hooks);

    [[nodiscard]] tl::expected<Value, JsonError> read();

private:
    [[nodiscard]] Value value();
    [[nodiscard]] Value object();
    [[nodiscard]] Value array();
    [[nodiscard]] QString string();
    [[nodiscard]] Value number();
    void skipSpaces();
    [[nodiscard]] bool take(QStringView word);
    [[noreturn]] static void fail(const QString &message, qsizetype position);

    Interpreter &m_interpreter;
    const QString &m_text;
    const JsonHooks &m_hooks;
    qsizetype m_position = 0;
};

} // namespace limbeck::lang
