// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::database {

/// What a statement of StatementKind::Session does to the transaction that it is sent in, as far as
/// its words tell.
struct TransactionControl
{
    enum class Act {
        None,
        Begin,
        Commit,
        Rollback,
        Savepoint,
        RollbackToSavepoint,
        AutocommitOn, ///< MySQL's SET autocommit = 1
        LockTables, ///< LOCK and UNLOCK
    };

    Act act = Act::None;
    QString savepoint; ///< as it is written, without quotes
};

[[nodiscard]] TransactionControl transactionControl(const QString &sql);

/// Whether MySQL and MariaDB commit what is open when they are told @p act. Source: MySQL manual,
/// "Statements That Cause an Implicit Commit".
[[nodiscard]] bool commitsOnMySql(TransactionControl::Act act);

} // namespace limbeck::database
