// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/offlineoutput.h"
#include "core/revision/migrationplan.h"

#include <optional>

namespace limbeck {

/// The steps of an offline run that go on by rows of the database. Alembic ends at the first of
/// them, and with it the SQL of all later revisions; here each is marked in the output, which goes
/// on behind it, and the run fails at its end.
class MissingData
{
public:
    explicit MissingData(OfflineOutput &output);

    /// Says in the output what is missing of @p step, with a statement that no database executes:
    /// the file cannot be run with the gap in it.
    void mark(const MigrationStep &step, const Error &error);

    /// What the run fails with; nothing if all of it could be written down.
    [[nodiscard]] std::optional<Error> error() const;

private:
    OfflineOutput &m_output;
    std::optional<Error> m_first;
    QStringList m_revisions;
};

} // namespace limbeck
