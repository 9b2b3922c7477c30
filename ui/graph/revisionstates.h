// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revisionmap.h"

#include <QHash>
#include <QStringList>

namespace limbeck {

/// What the connected database says of one revision.
enum class RevisionState {
    Unknown, ///< no database was asked
    Pending,
    Applied,
    Current, ///< applied, and a row of the version table
};

/// The states of all revisions for the version rows @p heads. Rows that the project does not have
/// are ignored (see unknownRows()). Linear in the number of revisions.
[[nodiscard]] QHash<RevisionId, RevisionState> revisionStates(const RevisionMap &map,
                                                              const QStringList &heads);

/// Rows of the version table that no file of the project declares.
[[nodiscard]] QStringList unknownRows(const RevisionMap &map, const QStringList &heads);

} // namespace limbeck
