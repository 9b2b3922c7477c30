// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqlstream.h"

#include "core/database/mysqlerrors.h"

namespace limbeck::database {

namespace {

/// The number of the character set "binary".
constexpr unsigned binaryCharset = 63;

} // namespace

MysqlStream::MysqlStream(MYSQL *handle, const std::atomic_bool &cancelRequested)
    : m_handle(handle)
    , m_cancelRequested(cancelRequested)
{
}

Result<> MysqlStream::start()
{
    m_result.reset(mysql_use_result(m_handle));
    if (!m_result) {
        if (mysql_field_count(m_handle) > 0)
            return failure(mysqlError(m_handle, m_cancelRequested.load()));
        m_touchedRows = static_cast<qint64>(mysql_affected_rows(m_handle));
        m_insertId = static_cast<qint64>(mysql_insert_id(m_handle));
        return {};
    }
    const unsigned count = mysql_num_fields(m_result.get());
    const MYSQL_FIELD *fields = mysql_fetch_fields(m_result.get());
    for (unsigned i = 0; i < count; ++i) {
        m_columns.push_back({ QString::fromUtf8(fields[i].name), static_cast<int>(fields[i].type),
                              fields[i].charsetnr == binaryCharset });
    }
    return {};
}

Result<bool> MysqlStream::fetch(std::vector<RowBuffer::Cell> &row)
{
    if (!m_result)
        return skipFurtherResults();
    if (const MYSQL_ROW cells = mysql_fetch_row(m_result.get())) {
        const unsigned long *lengths = mysql_fetch_lengths(m_result.get());
        row.resize(m_columns.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (cells[i])
                row[i] = QByteArrayView(cells[i], static_cast<qsizetype>(lengths[i]));
            else
                row[i].reset();
        }
        return true;
    }
    if (mysql_errno(m_handle) != 0) {
        const Error error = mysqlError(m_handle, m_cancelRequested.load());
        m_result.reset();
        return failure(error);
    }
    m_insertId = static_cast<qint64>(mysql_insert_id(m_handle));
    m_result.reset();
    return skipFurtherResults();
}

void MysqlStream::letGo()
{
    // Freeing it would first read the remaining rows; the session is closed over them instead.
    if (m_result)
        m_result->handle = nullptr;
    m_result.reset();
}

/// The other statements of the text have to be read to their end, for their errors as well.
Result<bool> MysqlStream::skipFurtherResults()
{
    int status = mysql_next_result(m_handle);
    for (; status == 0; status = mysql_next_result(m_handle)) {
        const ResultHandle further(mysql_use_result(m_handle));
        while (further && mysql_fetch_row(further.get())) { }
        if (mysql_errno(m_handle) != 0)
            return failure(mysqlError(m_handle, m_cancelRequested.load()));
    }
    if (status > 0)
        return failure(mysqlError(m_handle, m_cancelRequested.load()));
    return false;
}

QStringList MysqlCursor::columns() const
{
    QStringList names;
    for (const MysqlColumn &column : m_stream->columns())
        names << column.name;
    return names;
}

Result<bool> MysqlCursor::next()
{
    auto taken = m_stream->take(m_cells);
    if (!taken || !*taken)
        return taken;
    m_row.resize(m_cells.size());
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        auto value = mysqlValue(m_stream->columns()[i], m_cells[i]);
        if (!value)
            return failure(value.error());
        m_row[i] = std::move(*value);
    }
    return true;
}

qint64 MysqlCursor::affectedRows() const
{
    // The number of rows of a SELECT is known at its end only.
    m_stream->readAll();
    return m_stream->touchedRows();
}

std::optional<qint64> MysqlCursor::lastInsertId() const
{
    const qint64 id = m_stream->insertId();
    return id > 0 ? std::optional(id) : std::nullopt;
}

} // namespace limbeck::database
