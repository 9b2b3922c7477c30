// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/mysqlvalues.h"
#include "core/database/rowstream.h"
#include "core/dialect/connection.h"

#include <atomic>
#include <mariadb/mysql.h>

namespace limbeck::database {

/// The rows of one mysql_real_query(), unbuffered.
class MysqlStream final : public RowStream
{
public:
    MysqlStream(MYSQL *handle, const std::atomic_bool &cancelRequested);

    /// Takes the first result. Errors: the statement's.
    [[nodiscard]] Result<> start();

    [[nodiscard]] const std::vector<MysqlColumn> &columns() const { return m_columns; }

    /// Rows that were changed, or given.
    [[nodiscard]] qint64 touchedRows() const
    {
        return m_columns.empty() ? m_touchedRows : rowCount();
    }

    [[nodiscard]] qint64 insertId() const { return m_insertId; }

protected:
    Result<bool> fetch(std::vector<RowBuffer::Cell> &row) override;
    void letGo() override;

private:
    [[nodiscard]] Result<bool> skipFurtherResults();

    struct ResultDeleter
    {
        void operator()(MYSQL_RES *result) const { mysql_free_result(result); }
    };

    using ResultHandle = std::unique_ptr<MYSQL_RES, ResultDeleter>;

    MYSQL *m_handle;
    const std::atomic_bool &m_cancelRequested;
    ResultHandle m_result;
    std::vector<MysqlColumn> m_columns;
    qint64 m_touchedRows = -1;
    qint64 m_insertId = 0;
};

class MysqlCursor final : public dialect::Cursor
{
public:
    explicit MysqlCursor(std::shared_ptr<MysqlStream> stream)
        : m_stream(std::move(stream))
    {
    }

    QStringList columns() const override;
    Result<bool> next() override;

    schema::Literal value(int column) const override
    {
        return m_row.at(static_cast<std::size_t>(column));
    }

    qint64 affectedRows() const override;
    std::optional<qint64> lastInsertId() const override;

private:
    std::shared_ptr<MysqlStream> m_stream;
    std::vector<RowBuffer::Cell> m_cells;
    std::vector<schema::Literal> m_row;
};

} // namespace limbeck::database
