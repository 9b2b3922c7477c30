// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/rowbuffer.h"

#include <QTemporaryFile>

#include <cstring>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr qsizetype chunkBytes = 1 << 20;
constexpr qint64 nullLength = -1;

void putLength(QByteArray &bytes, qint64 length)
{
    bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
}

qint64 getLength(const QByteArray &bytes, qsizetype &position)
{
    qint64 length = 0;
    std::memcpy(&length, bytes.constData() + position, sizeof length);
    position += static_cast<qsizetype>(sizeof length);
    return length;
}

tl::unexpected<Error> fileFailure(const QTemporaryFile &file)
{
    return failure(ErrorCode::FileAccess,
                   u"Cannot set rows aside in %1: %2"_s.arg(file.fileName(), file.errorString()),
                   u"Free space in the folder for temporary files, or let TMPDIR name another."_s);
}

} // namespace

RowBuffer::RowBuffer(qint64 memoryLimit)
    : m_memoryLimit(memoryLimit)
{
}

RowBuffer::~RowBuffer() = default;

Result<> RowBuffer::append(const std::vector<Cell> &row)
{
    const qsizetype before = m_writing.size();
    putLength(m_writing, static_cast<qint64>(row.size()));
    for (const Cell &cell : row) {
        putLength(m_writing, cell ? static_cast<qint64>(cell->size()) : nullLength);
        if (cell)
            m_writing.append(*cell);
    }
    m_appendedBytes += m_writing.size() - before;
    ++m_appended;
    return m_writing.size() >= chunkBytes ? sealChunk() : Result<> {};
}

Result<> RowBuffer::sealChunk()
{
    QByteArray chunk = std::exchange(m_writing, {});
    if (!m_file && m_memoryBytes + chunk.size() <= m_memoryLimit) {
        m_memoryBytes += chunk.size();
        m_chunks.push_back(std::move(chunk));
        return {};
    }
    if (!m_file) {
        m_file = std::make_unique<QTemporaryFile>();
        if (!m_file->open())
            return fileFailure(*m_file);
    }
    QByteArray record;
    putLength(record, chunk.size());
    record += chunk;
    if (!m_file->seek(m_fileEnd) || m_file->write(record) != record.size() || !m_file->flush())
        return fileFailure(*m_file);
    m_fileEnd += record.size();
    return {};
}

Result<bool> RowBuffer::nextChunk()
{
    m_readPosition = 0;
    if (!m_chunks.empty()) {
        m_reading = std::move(m_chunks.front());
        m_chunks.pop_front();
        m_memoryBytes -= m_reading.size();
        return true;
    }
    if (m_file && m_fileReadPosition < m_fileEnd) {
        if (!m_file->seek(m_fileReadPosition))
            return fileFailure(*m_file);
        const QByteArray header = m_file->read(sizeof(qint64));
        if (header.size() != static_cast<qsizetype>(sizeof(qint64)))
            return fileFailure(*m_file);
        qsizetype position = 0;
        const qint64 length = getLength(header, position);
        m_reading = m_file->read(length);
        if (m_reading.size() != length)
            return fileFailure(*m_file);
        m_fileReadPosition += position + length;
        return true;
    }
    m_reading = std::exchange(m_writing, {});
    return !m_reading.isEmpty();
}

Result<bool> RowBuffer::take(std::vector<Cell> &row)
{
    if (m_readPosition >= m_reading.size()) {
        auto more = nextChunk();
        if (!more || !*more)
            return more;
    }
    row.resize(static_cast<std::size_t>(getLength(m_reading, m_readPosition)));
    for (Cell &cell : row) {
        const qint64 length = getLength(m_reading, m_readPosition);
        if (length == nullLength) {
            cell.reset();
            continue;
        }
        cell = QByteArrayView(m_reading.constData() + m_readPosition, length);
        m_readPosition += length;
    }
    ++m_taken;
    return true;
}

void RowBuffer::clear()
{
    m_chunks.clear();
    m_writing.clear();
    m_reading.clear();
    m_file.reset();
    m_memoryBytes = m_appendedBytes = m_appended = m_taken = 0;
    m_fileReadPosition = m_fileEnd = 0;
    m_readPosition = 0;
}

} // namespace limbeck::database
