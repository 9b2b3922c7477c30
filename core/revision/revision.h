// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strongid.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace limbeck {

using RevisionId = StrongId<struct RevisionIdTag>;

/// The rows of `alembic_version`, in the order in which the database gave them.
using Heads = std::vector<RevisionId>;

/// One revision as its file declares it; what follows from other files is asked of the RevisionMap.
struct Revision
{
    RevisionId id;
    std::vector<RevisionId> downRevisions; ///< `down_revision` as written; empty for a base
    QStringList dependsOn; ///< `depends_on` as written: ids or branch labels
    QStringList branchLabels; ///< `branch_labels` as written
    QString documentation; ///< the docstring without white space at its ends
    bool loadsWithoutEffect = false; ///< its top level binds names and does nothing else, certainly
    QString path; ///< absolute path of the file; empty for one that is not saved

    /// First paragraph of the documentation.
    [[nodiscard]] QString doc() const
    {
        return documentation.section(QStringLiteral("\n\n"), 0, 0);
    }

    friend bool operator==(const Revision &, const Revision &) = default;
};

/// "a, b": ids for a message; of very many the first hundred and how many more there are.
[[nodiscard]] QString joinForMessage(const QStringList &ids);

/// "a, b": the ids as Alembic's listings and log lines write them.
[[nodiscard]] QString joinIds(const std::vector<RevisionId> &ids);

} // namespace limbeck
