// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/dialect/connection.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace limbeck {

/// Stops one run from any thread: the script at its next line, the database in the middle of a
/// statement.
///
/// Interrupting a session can take a while (MySQL's needs a second connection) and can come between
/// two statements, so a thread of its own does it, again and again until the run says that it has
/// stopped.
class RunCancellation
{
public:
    enum class Reason { None, User, TimeLimit };

    RunCancellation() = default;
    ~RunCancellation();
    Q_DISABLE_COPY_MOVE(RunCancellation)

    /// Raises the token and interrupts the statements that are running. Safe from any thread;
    /// returns at once. The first reason counts.
    void cancel(Reason reason = Reason::User);

    [[nodiscard]] bool isCancelled() const { return m_token.isCancelled(); }

    [[nodiscard]] Reason reason() const { return m_reason.load(); }

    [[nodiscard]] const CancelToken &token() const { return m_token; }

    // --- for the run's thread

    /// Names a session whose statements cancel() interrupts, until remove().
    void add(dialect::Connection *connection);
    /// Before the session ends: nobody touches it any more once this returns.
    void remove(dialect::Connection *connection);
    /// The run has stopped. What it still sends (ROLLBACK, the question where the database stands)
    /// is not interrupted.
    void acknowledge();

private:
    void interruptUntilStopped();

    CancelToken m_token;
    std::atomic<Reason> m_reason = Reason::None;
    std::mutex m_mutex; ///< guards what follows
    std::set<dialect::Connection *> m_connections;
    bool m_acknowledged = false;
    std::condition_variable m_stopped;
    std::thread m_interrupter; ///< only cancel() starts it, the destructor joins it
};

} // namespace limbeck
