// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

namespace limbeck::database {

/// A session with PostgreSQL through libpq. Parameters are written into the text and sent in the
/// simple protocol, as psycopg2 does: types are inferred alike, and one text may hold several
/// statements, of which the last gives the rows.
///
/// Rows are read off the wire as they are asked for; see RowStream.
[[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
openPostgresql(const ConnectionSpecification &specification, const OpenOptions &options);

} // namespace limbeck::database
