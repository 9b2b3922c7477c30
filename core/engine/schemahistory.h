// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/dialect/schemamodel.h"
#include "core/engine/project.h"

#include <deque>
#include <memory>

namespace limbeck {

/// The schema that a project's revisions make of an empty database, as far as their scripts tell.
///
/// Remembers the last answers. For one thread at a time.
class SchemaHistory
{
public:
    explicit SchemaHistory(std::shared_ptr<const Project> project);

    /// The schema that the migration of @p revision finds: before its upgrade(), or before its
    /// downgrade(), which is after its upgrade(). The revision need not be among the saved ones;
    /// those below it have to be. What cannot be followed leaves gaps in the model.
    /// Errors: those of the graph; Cancelled.
    [[nodiscard]] Result<dialect::SchemaModel> schemaFor(const Revision &revision, bool upgrade,
                                                         const dialect::Dialect &dialect,
                                                         const CancelToken &cancel);

private:
    struct Answer
    {
        const dialect::Dialect *dialect;
        std::vector<RevisionId> revisions; ///< that were applied, in order
        dialect::SchemaModel model;
    };

    std::shared_ptr<const Project> m_project;
    std::deque<Answer> m_answers;
};

} // namespace limbeck
