// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"
#include "core/dialect/statement.h"
#include "core/schema/catalog.h"

#include <functional>

namespace limbeck::dialect {

class Dialect;

/// The answer of one statement: rows one at a time, or a count of touched rows. Lives no longer
/// than its connection.
class Cursor
{
public:
    virtual ~Cursor() = default;
    /// Names of the result's columns; empty when the statement gives no rows.
    [[nodiscard]] virtual QStringList columns() const = 0;
    /// Moves to the next row; false after the last.
    [[nodiscard]] virtual Result<bool> next() = 0;
    /// Value @p column (from 0) of the current row, in the type the database gives it.
    [[nodiscard]] virtual schema::Literal value(int column) const = 0;
    /// Rows touched by INSERT, UPDATE, DELETE; -1 where the database does not tell.
    [[nodiscard]] virtual qint64 affectedRows() const = 0;
    /// The key of an INSERT, where the database tells it.
    [[nodiscard]] virtual std::optional<qint64> lastInsertId() const = 0;

    /// False while the statement was sent ahead and the database has not answered yet: counts are
    /// not known before Connection::catchUp().
    [[nodiscard]] virtual bool isAnswered() const { return true; }
};

/// What a live database, or a schema model, answers about itself. Source: SQLAlchemy, "Inspector".
class Inspector
{
public:
    virtual ~Inspector() = default;
    virtual Result<QString> defaultSchema() = 0; ///< "public", the MySQL database, "main"
    virtual Result<QStringList> schemaNames() = 0;
    virtual Result<QStringList> tableNames(const std::optional<QString> &schema) = 0;
    virtual Result<QStringList> viewNames(const std::optional<QString> &schema) = 0;
    virtual Result<QString> viewDefinition(const QString &name,
                                           const std::optional<QString> &schema) = 0;
    /// Columns, constraints, indexes, comment of one table; null if there is none of that name.
    virtual Result<schema::TablePtr> table(const QString &name,
                                           const std::optional<QString> &schema) = 0;
    virtual Result<std::vector<schema::SqlTypePtr>> enums(const std::optional<QString> &schema) = 0;
    virtual Result<std::vector<schema::Sequence>>
    sequences(const std::optional<QString> &schema) = 0;
    /// Everything of a schema, in a few bulk queries.
    virtual Result<schema::Catalog> catalog(const std::optional<QString> &schema) = 0;
};

/// A database session. Used only in the thread that opened it.
///
/// core/database implements it over the databases' own client libraries; everything above knows
/// only this interface.
class Connection
{
public:
    virtual ~Connection() = default;

    [[nodiscard]] virtual const Dialect &dialect() const = 0;
    /// "15.18", "10.11.6-MariaDB", "3.40.1".
    [[nodiscard]] virtual QString serverVersion() const = 0;

    /// Whether the server is MariaDB, also under a mysql:// URL. Source: SQLAlchemy,
    /// `dialect.is_mariadb`.
    [[nodiscard]] virtual bool isMariaDb() const { return false; }

    /// For people: "sqlite /path/file.db", "postgresql support_dev on localhost". No password.
    [[nodiscard]] virtual QString displayName() const = 0;

    /// Runs one statement. Errors carry the database's own words, with the statement's origin as
    /// their span.
    [[nodiscard]] virtual Result<std::unique_ptr<Cursor>> execute(const Statement &statement) = 0;

    /// Told how a statement ended that was sent ahead: the rows it touched, or its failure.
    using OnAnswer = std::function<void(const Result<qint64> &touchedRows)>;

    /// Whether @p statement may be sent ahead now: it changes rows, gives none, and a transaction
    /// is open that a failure of it ends.
    [[nodiscard]] virtual bool canSendAhead(const Statement &statement) const
    {
        Q_UNUSED(statement);
        return false;
    }

    /// Sends @p statement without waiting for its answer, so that a loop does not wait once for
    /// each row. Answers come in the order of the statements; at the latest they come before any
    /// other function that asks the database returns. After a failure the statements behind it are
    /// not run, and @p onAnswer is not called for them. Only where canSendAhead() says so. Errors:
    /// the first failure, this statement's or an earlier one's; its @p onAnswer was told as well.
    [[nodiscard]] virtual Result<> sendAhead(const Statement &statement, const OnAnswer &onAnswer)
    {
        Q_UNUSED(statement);
        Q_UNUSED(onAnswer);
        return failure(ErrorCode::Internal, QStringLiteral("This session sends nothing ahead"));
    }

    /// Waits for the answers of all that was sent ahead. Errors: the first statement's that failed.
    [[nodiscard]] virtual Result<> catchUp() { return {}; }

    [[nodiscard]] virtual Result<> begin() = 0;
    [[nodiscard]] virtual Result<> commit() = 0;
    [[nodiscard]] virtual Result<> rollback() = 0;
    /// Between begin() and commit() or rollback(), unless the database ended the transaction
    /// itself.
    [[nodiscard]] virtual bool inTransaction() const = 0;

    /// Whether something was changed that is not durable yet. MySQL commits at DDL by itself, and
    /// is in a transaction still.
    [[nodiscard]] virtual bool hasUncommittedWork() const { return inTransaction(); }

    /// How the coming transactions are isolated: "READ COMMITTED", "SERIALIZABLE" … in SQLAlchemy's
    /// words, or "AUTOCOMMIT": each statement is durable at once, and begin(), commit() and
    /// rollback() only keep inTransaction(). Outside of a transaction only. Errors: Usage, for a
    /// level that the database does not have, in SQLAlchemy's words.
    [[nodiscard]] virtual Result<> setIsolationLevel(const QString &level) = 0;

    [[nodiscard]] virtual Inspector &inspector() = 0;

    /// Interrupts the running statement. The one function that may be called from another thread.
    virtual void cancel() = 0;
};

} // namespace limbeck::dialect
