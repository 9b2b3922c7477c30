// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parser.h"

#include <QString>

using namespace limbeck;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = std::make_shared<SourceFile>(
        QStringLiteral("fuzz.py"),
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (const auto module = lang::parse(file); !module && !module.error().span.isValid())
        qFatal("an error has no place");
    (void)lang::parseExpression(file);
    for (const Diagnostic &diagnostic : lang::diagnose(file))
        (void)format(diagnostic);
    return 0;
}
