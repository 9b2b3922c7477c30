// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <set>

namespace limbeck {

/// SQLite's foreign keys while tables are built anew. They are off then, as DROP TABLE would delete
/// the rows of other tables (ON DELETE CASCADE); afterwards it is looked whether anything points
/// nowhere that did not do so before.
class ForeignKeyCheck
{
public:
    explicit ForeignKeyCheck(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    /// Whether this session enforces foreign keys; false for other databases.
    [[nodiscard]] Result<bool> isEnforced();
    /// Takes down what points nowhere already.
    [[nodiscard]] Result<> begin();
    /// Errors: Database, naming the first row that points nowhere now and did not at begin().
    [[nodiscard]] Result<> finish();

private:
    [[nodiscard]] Result<std::set<QStringList>> violations();

    dialect::Connection &m_connection;
    std::set<QStringList> m_before; ///< table, row, table pointed at
};

} // namespace limbeck
