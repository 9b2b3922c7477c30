// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/backup.h"
#include "core/database/clientprogram.h"
#include "core/dialect/connection.h"

namespace limbeck::database {

/// What writes a dump, and a session beside it, both on the database that is backed up.
struct Dumping
{
    ClientProgram program;
    std::unique_ptr<dialect::Connection> session;

    /// Finds the first of @p programs, which is in @p package, connects, and puts into @p backup
    /// which database it is of and what writes it. Errors: FileNotFound; those of the session.
    [[nodiscard]] static Result<Dumping> begin(const QStringList &programs, const QString &package,
                                               const ConnectionSpecification &specification,
                                               Backup &backup);
};

} // namespace limbeck::database
