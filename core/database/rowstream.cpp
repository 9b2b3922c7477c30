// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/rowstream.h"

namespace limbeck::database {

Result<bool> RowStream::fetchCounted(std::vector<RowBuffer::Cell> &row)
{
    auto fetched = fetch(row);
    if (fetched && *fetched)
        ++m_rowCount;
    else
        m_complete = true;
    return fetched;
}

Result<bool> RowStream::take(std::vector<RowBuffer::Cell> &row)
{
    if (m_buffer.rowCount() > 0)
        return m_buffer.take(row);
    if (m_failure)
        return failure(*m_failure);
    if (m_complete)
        return false;
    return fetchCounted(row);
}

Result<> RowStream::readAhead(qint64 bytes)
{
    std::vector<RowBuffer::Cell> row;
    while (!m_complete && m_buffer.appendedBytes() < bytes) {
        const auto fetched = fetchCounted(row);
        if (!fetched)
            return failure(fetched.error());
        if (!*fetched)
            break;
        if (auto kept = m_buffer.append(row); !kept) {
            // The wire must be free before anybody can use the connection again.
            static_cast<void>(discard());
            return kept;
        }
    }
    return {};
}

void RowStream::readAll()
{
    if (auto read = readAhead(std::numeric_limits<qint64>::max()); !read)
        m_failure = read.error();
}

Result<> RowStream::discard()
{
    std::vector<RowBuffer::Cell> row;
    m_buffer.clear();
    while (!m_complete) {
        if (const auto fetched = fetchCounted(row); !fetched)
            return failure(fetched.error());
    }
    return {};
}

void RowStream::abort(const Error &error)
{
    if (m_complete)
        return;
    m_complete = true;
    m_failure = error;
    letGo();
}

void RowStream::restart()
{
    m_buffer.clear();
    m_rowCount = 0;
}

} // namespace limbeck::database
