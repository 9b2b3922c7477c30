// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitecursor.h"

#include "core/database/sqliteerrors.h"
#include "core/database/valuetext.h"

#include <cstring>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Storage classes in a RowBuffer's cells: one letter before the bytes. NULL has no cell.
enum Tag : char { Integer = 'i', Real = 'r', Text = 't', Blob = 'b' };

template <typename T>
QByteArray tagged(Tag tag, const T &number)
{
    QByteArray bytes(1, tag);
    return bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

template <typename T>
T untagged(QByteArrayView bytes)
{
    T number {};
    std::memcpy(&number, bytes.data() + 1, sizeof number);
    return number;
}

/// None for NULL.
std::optional<QByteArray> toCell(const schema::Literal &value)
{
    if (const auto *integer = std::get_if<qint64>(&value.value))
        return tagged(Integer, *integer);
    if (const auto *real = std::get_if<double>(&value.value))
        return tagged(Real, *real);
    if (const auto *text = std::get_if<QString>(&value.value))
        return QByteArray(1, Text) + text->toUtf8();
    if (const auto *bytes = std::get_if<QByteArray>(&value.value))
        return QByteArray(1, Blob) + *bytes;
    return std::nullopt;
}

schema::Literal fromCell(const RowBuffer::Cell &cell)
{
    if (!cell)
        return schema::Null {};
    switch (cell->front()) {
    case Integer:
        return untagged<qint64>(*cell);
    case Real:
        return untagged<double>(*cell);
    case Text:
        return QString::fromUtf8(cell->sliced(1));
    default:
        return cell->sliced(1).toByteArray();
    }
}

} // namespace

void SqliteStatementDeleter::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void SqliteOpenCursors::detachAll()
{
    const QSet<SqliteCursor *> cursors = std::exchange(m_cursors, {});
    for (SqliteCursor *cursor : cursors)
        cursor->detach();
}

void SqliteOpenCursors::closeAll()
{
    const QSet<SqliteCursor *> cursors = std::exchange(m_cursors, {});
    for (SqliteCursor *cursor : cursors)
        cursor->close();
}

SqliteCursor::SqliteCursor(SqliteStatement statement, bool hasRow, QString path,
                           std::shared_ptr<SqliteOpenCursors> open)
    : m_statement(std::move(statement))
    , m_hasRow(hasRow)
    , m_path(std::move(path))
    , m_open(std::move(open))
{
    for (int column = 0; column < sqlite3_column_count(m_statement.get()); ++column)
        m_columns << QString::fromUtf8(sqlite3_column_name(m_statement.get(), column));
    if (m_hasRow)
        m_open->insert(this);
    else
        m_statement.reset();
}

SqliteCursor::~SqliteCursor()
{
    m_open->remove(this);
}

void SqliteCursor::setCounts(qint64 affectedRows, std::optional<qint64> lastInsertId)
{
    m_affectedRows = affectedRows;
    m_lastInsertId = lastInsertId;
}

Result<bool> SqliteCursor::next()
{
    if (m_buffer.rowCount() > 0)
        return takeSetAside();
    if (m_failure)
        return failure(*m_failure);
    if (!m_statement)
        return false;
    auto stepped = step();
    if (!stepped || !*stepped) {
        release();
        return stepped;
    }
    auto row = readRow();
    if (!row)
        return failure(row.error());
    m_row = std::move(*row);
    return true;
}

schema::Literal SqliteCursor::value(int column) const
{
    return m_row.at(static_cast<std::size_t>(column));
}

void SqliteCursor::detach()
{
    while (m_statement) {
        auto stepped = step();
        auto kept = stepped && *stepped
            ? readRow().and_then([this](const Row &row) { return setAside(row); })
            : Result<>();
        if (!stepped)
            m_failure = stepped.error();
        else if (!kept)
            m_failure = kept.error();
        if (m_failure || !*stepped)
            release();
    }
}

void SqliteCursor::close()
{
    if (m_statement)
        m_failure = Error { ErrorCode::Connection, u"The connection is closed."_s, {}, {}, {}, {} };
    release();
}

Result<bool> SqliteCursor::step()
{
    if (std::exchange(m_hasRow, false))
        return true;
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return failure(sqliteError(sqlite3_db_handle(m_statement.get()), m_path));
}

Result<SqliteCursor::Row> SqliteCursor::readRow() const
{
    sqlite3_stmt *statement = m_statement.get();
    Row row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            row.emplace_back(qint64 { sqlite3_column_int64(statement, column) });
            break;
        case SQLITE_FLOAT:
            row.emplace_back(sqlite3_column_double(statement, column));
            break;
        case SQLITE_TEXT: {
            const auto *bytes =
                reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
            auto text = textFromUtf8({ bytes, sqlite3_column_bytes(statement, column) },
                                     m_columns.value(column));
            if (!text)
                return failure(text.error());
            row.emplace_back(std::move(*text));
            break;
        }
        case SQLITE_BLOB: {
            const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
            row.emplace_back(QByteArray(bytes, sqlite3_column_bytes(statement, column)));
            break;
        }
        default:
            row.emplace_back(schema::Null {});
            break;
        }
    }
    return row;
}

Result<> SqliteCursor::setAside(const Row &row)
{
    std::vector<std::optional<QByteArray>> bytes;
    bytes.reserve(row.size());
    for (const schema::Literal &value : row)
        bytes.push_back(toCell(value));
    std::vector<RowBuffer::Cell> cells;
    cells.reserve(row.size());
    for (const auto &cell : bytes)
        cells.push_back(cell ? RowBuffer::Cell(QByteArrayView(*cell)) : std::nullopt);
    return m_buffer.append(cells);
}

Result<bool> SqliteCursor::takeSetAside()
{
    std::vector<RowBuffer::Cell> cells;
    auto taken = m_buffer.take(cells);
    m_row.clear();
    for (const RowBuffer::Cell &cell : cells)
        m_row.push_back(fromCell(cell));
    return taken;
}

void SqliteCursor::release()
{
    m_statement.reset();
    m_open->remove(this);
}

} // namespace limbeck::database
