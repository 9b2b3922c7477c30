// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/inifile.h"

using namespace limbeck;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    Result<IniFile> file = IniFile::parse(u"fuzz.ini"_s, text);
    if (!file)
        return 0;
    file->setDefault(u"here"_s, u"/fuzz"_s);
    for (const QString &section : file->sections()) {
        if (!file->hasSection(section))
            qFatal("a section is listed and not there");
        for (const QString &name : file->ownOptions(section)) {
            if (!file->hasOption(section, name) || file->lineOf(section, name) < 1)
                qFatal("an option is listed and not there");
            (void)file->value(section, name);
        }
        (void)file->items(section);
    }
    return 0;
}
