// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

class QTemporaryFile;

namespace limbeck::database {

/// Rows that the server sent and nobody has read yet, first in, first out.
///
/// A cursor reads from the wire as it goes; only when another statement wants the same connection
/// do the remaining rows come here. Beyond `memoryLimit` bytes they go to a temporary file, so that
/// a result of any size can be set aside. A cell is a string of bytes or NULL; what it means is the
/// cursor's affair.
class RowBuffer
{
public:
    using Cell = std::optional<QByteArrayView>;

    static constexpr qint64 defaultMemoryLimit = 16 << 20;

    explicit RowBuffer(qint64 memoryLimit = defaultMemoryLimit);
    ~RowBuffer();
    RowBuffer(const RowBuffer &) = delete;
    RowBuffer &operator=(const RowBuffer &) = delete;

    /// Errors: FileAccess when the temporary file cannot be written (no space).
    [[nodiscard]] Result<> append(const std::vector<Cell> &row);
    /// The next row; its views stay valid until the next call. False when there is none.
    [[nodiscard]] Result<bool> take(std::vector<Cell> &row);
    void clear();

    [[nodiscard]] qint64 rowCount() const { return m_appended - m_taken; }

    /// Bytes that were appended since the last clear().
    [[nodiscard]] qint64 appendedBytes() const { return m_appendedBytes; }

    [[nodiscard]] bool usesFile() const { return m_file != nullptr; }

private:
    [[nodiscard]] Result<> sealChunk();
    [[nodiscard]] Result<bool> nextChunk();

    qint64 m_memoryLimit;
    qint64 m_memoryBytes = 0;
    qint64 m_appendedBytes = 0;
    qint64 m_appended = 0;
    qint64 m_taken = 0;
    std::deque<QByteArray> m_chunks; ///< complete chunks, oldest first
    QByteArray m_writing; ///< the chunk that grows
    QByteArray m_reading; ///< the chunk that shrinks
    qsizetype m_readPosition = 0;
    std::unique_ptr<QTemporaryFile> m_file; ///< chunks beyond the limit, each after its length
    qint64 m_fileReadPosition = 0;
    qint64 m_fileEnd = 0;
};

} // namespace limbeck::database
