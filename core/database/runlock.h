// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/database/connect.h"

namespace limbeck::database {

/// One run at a time per database: who holds this may run migrations, others wait.
///
/// The lock ends with its holder, however it ends: PostgreSQL keeps it as an advisory lock and
/// MySQL as GET_LOCK() of a second session, which holds no transaction, and SQLite's is the
/// operating system's lock on a file beside the database. Nothing is left to clear up after a
/// crash. A database in memory needs none.
class RunLock
{
public:
    struct Request
    {
        std::chrono::milliseconds wait { 60'000 }; ///< how long to wait for another run
        CancelToken cancel;
        /// A session of the run, so that a pooler between it and the server can be told. Null: not
        /// looked for before the lock is taken.
        dialect::Connection *session = nullptr;
        /// Called once when there is somebody to wait for: who that is.
        std::function<void(const QString &holder)> onWaiting;
    };

    virtual ~RunLock() = default;

    /// Takes the lock of the database that @p specification names.
    /// Errors: Locked, naming the holder, when it is not free in time; Cancelled; those of
    /// openConnection(); Connection when a pooler in between shares sessions, so that no lock can
    /// be held.
    [[nodiscard]] static Result<std::unique_ptr<RunLock>>
    acquire(const ConnectionSpecification &specification, const OpenOptions &options,
            const Request &request);

    /// Whether the lock is still ours: a session can be lost. Errors: Connection.
    [[nodiscard]] virtual Result<> verify() = 0;

    /// The idle session that keeps the lock, for questions about others; null where the lock is no
    /// session's.
    [[nodiscard]] virtual dialect::Connection *session() { return nullptr; }
};

} // namespace limbeck::database
