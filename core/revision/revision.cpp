// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revision.h"

using namespace Qt::StringLiterals;

namespace limbeck {

QString joinForMessage(const QStringList &ids)
{
    constexpr qsizetype shown = 100;
    if (ids.size() <= shown)
        return ids.join(u", "_s);
    return ids.first(shown).join(u", "_s) + u" and %1 more"_s.arg(ids.size() - shown);
}

QString joinIds(const std::vector<RevisionId> &ids)
{
    if (ids.size() == 1)
        return ids.front().text();
    QStringList texts;
    texts.reserve(static_cast<qsizetype>(ids.size()));
    for (const RevisionId &id : ids)
        texts.append(id.text());
    return texts.join(u", "_s);
}

} // namespace limbeck
