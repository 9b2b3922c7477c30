// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/dialect/connection.h"

#include <memory>
#include <mutex>

namespace limbeck {

/// Stops one run from any thread: the script at its next line, the database in the middle of a
/// statement.
class RunCancellation
{
public:
    /// Raises the token and interrupts the statement that is running, if any. Safe from any thread;
    /// returns at once.
    void cancel();

    [[nodiscard]] bool isCancelled() const { return m_token.isCancelled(); }

    [[nodiscard]] const CancelToken &token() const { return m_token; }

    /// Names the session whose statements cancel() interrupts. The run's thread calls it, and again
    /// with null before the session ends.
    void setConnection(dialect::Connection *connection);

private:
    CancelToken m_token;
    std::mutex m_mutex;
    dialect::Connection *m_connection = nullptr;
};

} // namespace limbeck
