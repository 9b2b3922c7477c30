// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// Whether two PostgreSQL sessions are two sessions of the server. A pooler that hands out a
/// server's session per transaction (PgBouncer's pool_mode = transaction) cannot keep an advisory
/// lock, nor settings. Both sessions must be idle; nothing is left behind.
/// Errors: Connection, for such a pooler; those of the queries.
[[nodiscard]] Result<> refusePooler(dialect::Connection &idle, dialect::Connection &other);

/// What refusePooler() says.
[[nodiscard]] Error poolerError();

} // namespace limbeck::database
