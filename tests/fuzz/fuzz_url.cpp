// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/databaseurl.h"

using namespace limbeck;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<DatabaseUrl> url = DatabaseUrl::parse(text);
    if (!url) {
        if (url.error().message.isEmpty())
            qFatal("an error says nothing");
        return 0;
    }
    // What is written reads back as the same URL, and writing it again changes nothing.
    const QString shown = url->toString(DatabaseUrl::Password::Shown);
    const Result<DatabaseUrl> again = DatabaseUrl::parse(shown);
    if (!again || again->toString(DatabaseUrl::Password::Shown) != shown)
        qFatal("a URL does not survive being written");
    (void)url->toString();
    (void)url->toSpecification();
    return 0;
}
