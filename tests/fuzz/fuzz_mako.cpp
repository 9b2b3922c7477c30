// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makotranslation.h"

using namespace limbeck;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = std::make_shared<SourceFile>(
        u"fuzz.mako"_s,
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const Result<MakoTranslation> translation = translateMako(file);
    if (!translation) {
        if (translation.error().message.isEmpty())
            qFatal("an error says nothing");
        return 0;
    }
    if (translation->lines.size() != static_cast<qsizetype>(translation->templateLines.size()))
        qFatal("a line does not know where it came from");
    return 0;
}
