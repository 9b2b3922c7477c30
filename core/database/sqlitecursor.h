// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/rowbuffer.h"
#include "core/dialect/connection.h"

#include <QSet>

struct sqlite3;
struct sqlite3_stmt;

namespace limbeck::database {

class SqliteCursor;

/// The cursors of one session that still read from the file. A statement that writes has them set
/// their remaining rows aside first, as SQLite refuses to drop a table that is being read.
class SqliteOpenCursors
{
public:
    void insert(SqliteCursor *cursor) { m_cursors.insert(cursor); }

    void remove(SqliteCursor *cursor) { m_cursors.remove(cursor); }

    /// All of them read to their end and let go of the file.
    void detachAll();
    /// The session ends: no cursor may touch it any more.
    void closeAll();

private:
    QSet<SqliteCursor *> m_cursors;
};

struct SqliteStatementDeleter
{
    void operator()(sqlite3_stmt *statement) const;
};

using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteStatementDeleter>;

/// Rows of a SQLite statement, stepped as they are asked for.
class SqliteCursor final : public dialect::Cursor
{
public:
    /// @p statement has been stepped once and gave a row if @p hasRow; null for a text without SQL.
    SqliteCursor(SqliteStatement statement, bool hasRow, QString path,
                 std::shared_ptr<SqliteOpenCursors> open);
    ~SqliteCursor() override;

    QStringList columns() const override { return m_columns; }

    Result<bool> next() override;
    schema::Literal value(int column) const override;

    qint64 affectedRows() const override { return m_affectedRows; }

    std::optional<qint64> lastInsertId() const override { return m_lastInsertId; }

    void setCounts(qint64 affectedRows, std::optional<qint64> lastInsertId);
    /// Reads the remaining rows and lets go of the statement. A failure is kept for next().
    void detach();
    void close();

private:
    using Row = std::vector<schema::Literal>;

    [[nodiscard]] Result<bool> step();
    [[nodiscard]] Result<Row> readRow() const;
    [[nodiscard]] Result<> setAside(const Row &row);
    [[nodiscard]] Result<bool> takeSetAside();
    void release();

    SqliteStatement m_statement; ///< null once all rows are read
    bool m_hasRow; ///< the statement stands on a row that next() has not given yet
    QString m_path;
    std::shared_ptr<SqliteOpenCursors> m_open;
    QStringList m_columns;
    Row m_row;
    RowBuffer m_buffer;
    std::optional<Error> m_failure;
    qint64 m_affectedRows = -1;
    std::optional<qint64> m_lastInsertId;
};

} // namespace limbeck::database
