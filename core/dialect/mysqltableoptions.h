// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/tablelayout.h"

namespace limbeck::dialect {

/// ENGINE, CHARSET, COMMENT, PARTITION BY … behind CREATE TABLE's closing parenthesis.
///
/// Takes the keywords with the prefix of @p dialectName; mysql_engine says nothing to MariaDB.
/// Order: the script's, but COLLATE after the character set and partitions last. @p quoted writes a
/// string as a literal.
[[nodiscard]] Result<QString>
mysqlTableOptions(const TableLayout &table, const QString &dialectName,
                  const std::function<QString(const QString &)> &quoted);

} // namespace limbeck::dialect
