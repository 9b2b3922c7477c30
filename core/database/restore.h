// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/backup.h"

namespace limbeck::database {

/// Puts a database back to what @p backup holds: all of it or nothing.
///
/// It never goes over later writes: the database must be empty, or hold exactly what the backup
/// holds, or exactly what the run left that the backup was made for. That is looked at once nobody
/// can write to it any more. Afterwards the database holds what the backup holds, compared table by
/// table.
///
/// PostgreSQL does it in one transaction; SQLite too; MySQL and MariaDB load the backup beside the
/// database, and swap the tables by renaming them.
///
/// Errors: FileAccess for a damaged backup; Refused, with what was written since; Locked;
/// Cancelled; the database's own.
[[nodiscard]] Result<> restore(const Backup &backup, const ConnectionSpecification &specification,
                               const CancelToken &cancel);

/// Restores into a database that is made for it, "app_yesterday" beside "app" on the same server;
/// for SQLite a new file. Errors: InvalidPlan if it exists.
[[nodiscard]] Result<> restoreInto(const Backup &backup,
                                   const ConnectionSpecification &specification,
                                   const QString &database, const CancelToken &cancel);

/// Whether @p current may be replaced by what @p backup holds. Errors: Refused, with what was
/// written since.
[[nodiscard]] Result<> mayReplace(const Backup &backup, const DatabaseContent &current);

// --- Each database's own part. The database is locked against runs.
[[nodiscard]] Result<> restorePostgresql(const Backup &backup,
                                         const ConnectionSpecification &specification,
                                         const CancelToken &cancel);
[[nodiscard]] Result<> restoreMysql(const Backup &backup,
                                    const ConnectionSpecification &specification,
                                    const CancelToken &cancel);
[[nodiscard]] Result<> restoreSqlite(const Backup &backup,
                                     const ConnectionSpecification &specification,
                                     const CancelToken &cancel);

} // namespace limbeck::database
