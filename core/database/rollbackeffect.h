// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <QHash>

namespace limbeck::database {

/// What becomes of a change of rows when its transaction is rolled back, or its session ends.
enum class RollbackEffect {
    Undone,
    Kept, ///< its table's engine has no transactions
    NotKnown, ///< a part of it may be kept
};

/// For the journal: empty for Undone.
[[nodiscard]] QByteArray toText(RollbackEffect effect);
[[nodiscard]] RollbackEffect rollbackEffectFromText(const QByteArray &text);

/// Asks MySQL or MariaDB which changes of rows they can undo: those of an InnoDB table, not those
/// of a MyISAM, Aria or MEMORY table.
///
/// Tables are known by their names in a statement, and each name is asked for once. A view, a table
/// with triggers and a routine may reach any table: where there is one without transactions, what
/// becomes of them is not known. Source: MySQL manual, "Rollback of Nontransactional Tables".
class RollbackEffects
{
public:
    /// @p sql: a statement of StatementKind::Data. Errors: the database's.
    [[nodiscard]] Result<RollbackEffect> of(dialect::Connection &connection, const QString &sql);

    /// DDL was sent: tables may be there that were not, or have another engine.
    void forget();

private:
    /// What a name stands for.
    enum class Object { None, Transactional, NonTransactional, Indirect, EndsTransactions };

    [[nodiscard]] Result<> ask(dialect::Connection &connection, const QStringList &names);
    [[nodiscard]] Result<bool> hasNonTransactional(dialect::Connection &connection);

    QHash<QString, Object> m_objects; ///< by name in lower case
    std::optional<bool> m_hasNonTransactional; ///< in any schema of the server's users
};

/// Whether a statement whose changes are RollbackEffect::Kept certainly changed nothing when it
/// failed with @p error: it was refused before its first row, or has only one.
[[nodiscard]] bool changedNothing(const QString &sql, const Error &error);

} // namespace limbeck::database
