// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/rowbuffer.h"

namespace limbeck::database {

/// The rows of one statement on their way from the server.
///
/// They are read off the wire as the cursor asks for them. When the connection is wanted for
/// another statement, readAll() sets the rest aside in a RowBuffer; the cursor does not notice.
class RowStream
{
public:
    RowStream() = default;
    virtual ~RowStream() = default;
    RowStream(const RowStream &) = delete;
    RowStream &operator=(const RowStream &) = delete;

    /// The next row; its views stay valid until the next call. False after the last.
    [[nodiscard]] Result<bool> take(std::vector<RowBuffer::Cell> &row);
    /// Reads until @p bytes are set aside or the result is complete. Errors: the statement's.
    [[nodiscard]] Result<> readAhead(qint64 bytes);
    /// Frees the wire, keeping the rows. A failure is kept too, for the take() that comes to it.
    void readAll();
    /// Frees the wire, dropping the rows. Errors: the statement's, if it failed on the way.
    [[nodiscard]] Result<> discard();
    /// The wire is gone: whoever asks for more gets @p error.
    void abort(const Error &error);

    [[nodiscard]] bool isComplete() const { return m_complete; }

    /// Rows seen so far; all of them once the stream is complete.
    [[nodiscard]] qint64 rowCount() const { return m_rowCount; }

protected:
    /// The next row off the wire; false at the end.
    [[nodiscard]] virtual Result<bool> fetch(std::vector<RowBuffer::Cell> &row) = 0;

    /// The session is about to end: let go of what belongs to it.
    virtual void letGo() { }

    /// Another result begins (several statements in one text): what was read does not count.
    void restart();

private:
    [[nodiscard]] Result<bool> fetchCounted(std::vector<RowBuffer::Cell> &row);

    RowBuffer m_buffer;
    bool m_complete = false;
    qint64 m_rowCount = 0;
    std::optional<Error> m_failure;
};

} // namespace limbeck::database
