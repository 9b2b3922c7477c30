// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionmap.h"

#include "core/revision/revisionmapbuilder.h"

namespace limbeck {

Result<RevisionMap> RevisionMap::create(std::vector<Revision> revisions)
{
    return RevisionMapBuilder(std::move(revisions)).build();
}

std::vector<RevisionId> RevisionMap::ids(RevisionSpan indexes) const
{
    std::vector<RevisionId> result;
    result.reserve(indexes.size());
    for (const RevisionIndex index : indexes)
        result.push_back(id(index));
    return result;
}

std::optional<RevisionIndex> RevisionMap::find(const RevisionId &id) const
{
    const auto found = m_indexOfId.constFind(id.text());
    return found == m_indexOfId.cend() ? std::nullopt : std::optional(*found);
}

std::optional<RevisionIndex> RevisionMap::findIdOrLabel(const QString &text) const
{
    if (const auto byId = m_indexOfId.constFind(text); byId != m_indexOfId.cend())
        return *byId;
    const auto byLabel = m_indexOfLabel.constFind(text);
    return byLabel == m_indexOfLabel.cend() ? std::nullopt : std::optional(*byLabel);
}

} // namespace limbeck
