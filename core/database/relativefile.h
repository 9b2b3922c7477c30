// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

namespace limbeck::database {

/// @p specification, in which a relative SQLite file ("app.db", "file:app.db") is one of @p folder.
/// Unchanged for other databases, for one in memory, and without a folder.
///
/// Alembic takes such a file from the folder that it was started in. A program that opens many
/// projects is started anywhere.
[[nodiscard]] ConnectionSpecification withFileIn(ConnectionSpecification specification,
                                                 const QString &folder);

} // namespace limbeck::database
