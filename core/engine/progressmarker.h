// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck {

/// The table `limbeck_progress` of a MySQL or MariaDB database: one row that is committed together
/// with the rows a step changed, so that after a crash it tells which of them were committed.
///
/// There is no other way to know: a COMMIT whose answer was lost leaves no trace, and DDL cannot be
/// in one transaction with the rows. The table is there only while a run changes rows, and after a
/// crash until that run is resumed. docs/adr/0008.
class ProgressMarker
{
public:
    /// Makes the table unless it is there, which commits what was changed before. A database where
    /// that is not allowed has none.
    void make(dialect::Connection &session);
    /// Puts @p ordinal of the run @p token into the transaction that is open. False where that is
    /// not possible: there is no table, or the script has locked others.
    [[nodiscard]] Result<bool> set(dialect::Connection &session, const QString &token,
                                   qint64 ordinal);
    /// Drops the table, if there is one.
    [[nodiscard]] Result<> drop(dialect::Connection &session);

    /// The last ordinal that the run @p token committed; 0 if there is none.
    [[nodiscard]] static Result<qint64> committed(dialect::Connection &session,
                                                  const QString &token);

private:
    bool m_isTried = false;
    bool m_isThere = false;
};

} // namespace limbeck
