// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

namespace limbeck::database {

/// A session with MySQL or MariaDB through libmariadb. Parameters are written into the text, as
/// mysqlclient and PyMySQL do. Of several results the first counts.
///
/// Rows are read off the wire as they are asked for; see RowStream.
[[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
openMysql(const ConnectionSpecification &specification, const OpenOptions &options);

} // namespace limbeck::database
