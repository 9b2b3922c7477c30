// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/versiontable.h"
#include "core/revision/migrationplan.h"

namespace limbeck {

/// The rows of the version table as revisions, in the database's order; none if there is no table.
/// Errors: those of database::VersionTable::heads().
[[nodiscard]] Result<Heads> readHeads(const database::VersionTable &table,
                                      dialect::Connection &connection);

/// The statement that makes @p change in @p table.
[[nodiscard]] dialect::Statement changeStatement(const database::VersionTable &table,
                                                 const dialect::Dialect &dialect,
                                                 const VersionChange &change);

/// Makes @p change on a database. Errors: VersionMismatch in Alembic's words unless exactly one row
/// was there.
[[nodiscard]] Result<> applyChange(const database::VersionTable &table,
                                   dialect::Connection &connection, const VersionChange &change);

/// The ids, for people and events.
[[nodiscard]] QStringList texts(const Heads &heads);
[[nodiscard]] Heads headsFrom(const QStringList &texts);

} // namespace limbeck
