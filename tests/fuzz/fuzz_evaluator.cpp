// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Scripts run under tight limits: whatever they do, the interpreter ends by itself and says what
// happened.

#include "core/lang/interpreter.h"

using namespace limbeck;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = std::make_shared<SourceFile>(
        u"fuzz.py"_s,
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    lang::Capabilities capabilities;
    qsizetype printed = 0;
    capabilities.print = [&](const QString &text) { printed += text.size(); };
    lang::Limits limits;
    limits.steps = 20'000;
    limits.callDepth = 60;
    limits.stringBytes = 1 << 20;
    limits.allocatedBytes = qint64(32) << 20;
    limits.intBits = 1 << 14;
    limits.generators = 50;
    limits.duration = std::chrono::milliseconds(2000);
    lang::Interpreter interpreter(capabilities, limits);
    const auto module = interpreter.runModule(file, u"fuzz"_s);
    if (!module && module.error().message.isEmpty())
        qFatal("an error says nothing");
    return 0;
}
