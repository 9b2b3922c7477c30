// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/config/runlimits.h"
#include "core/database/runlock.h"
#include "core/engine/groupcommit.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runrecording.h"

namespace limbeck {

/// The database sessions of one run: which database each is on, the lock against a second run
/// there, who is in the way of a statement that waits, and a way back when a session was lost.
///
/// Used in the run's thread.
class RunSessions
{
public:
    enum class Purpose {
        Write, ///< the run changes databases: each is locked before it is looked at
        Look,
        Probe, ///< asked by the way: for reading only, and without waiting for a server long
    };

    /// @p passwords: see database::OpenOptions; may be null. @p directory: RunRequest::directory.
    RunSessions(const RunLimits &limits, Purpose purpose, std::shared_ptr<PasswordChain> passwords,
                QString directory, RunRecording &recording, RunCancellation &cancellation);
    ~RunSessions();
    Q_DISABLE_COPY_MOVE(RunSessions)

    /// Opens a session. Errors: those of database::openConnection().
    [[nodiscard]] Result<std::shared_ptr<dialect::Connection>> open(const DatabaseUrl &url);

    /// @p connection as one whose steps may share commits: a SQLite session of a run that writes.
    /// Null for others, and for null.
    [[nodiscard]] GroupCommit *groupCommit(const dialect::Connection *connection) const;

    /// Locks the database that @p connection is on against a second run, until this object ends;
    /// nothing happens when it is locked already, or the run only reads.
    /// Errors: those of database::RunLock::acquire().
    [[nodiscard]] Result<> lock(dialect::Connection &connection);

    /// Another session on the same database, for reading only, after @p connection was lost. Tries
    /// again for a few seconds, as a server needs them to come back.
    [[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
    reopen(const dialect::Connection &connection) const;

    /// What @p connection was opened on, with the password it took; null if it is not one of
    /// open()'s.
    [[nodiscard]] const ConnectionSpecification *
    specification(const dialect::Connection &connection) const;
    /// SQLAlchemy's URL of @p connection with its password as ***; empty if it is not one of
    /// open()'s.
    [[nodiscard]] QString url(const dialect::Connection &connection) const;

    /// Whether anybody still has one of the sessions.
    [[nodiscard]] bool hasOpen() const;

private:
    struct Session;
    struct Lock;

    [[nodiscard]] Session *find(const dialect::Connection &connection) const;
    [[nodiscard]] Result<> settleOthers(const ConnectionSpecification &specification);
    [[nodiscard]] database::OpenOptions optionsFor(const std::shared_ptr<Session> &session);
    void tellWhoIsInTheWay(Session &session);

    RunLimits m_limits;
    Purpose m_purpose;
    std::shared_ptr<PasswordChain> m_passwords;
    QString m_directory;
    RunRecording &m_recording;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    std::vector<std::shared_ptr<Session>> m_sessions;
    std::vector<Lock> m_locks;
};

/// The limits of a run for which nobody said anything.
[[nodiscard]] RunLimits defaultRunLimits();

/// The limits of @p request: its own, and where it has none those of limbeck.toml for the section
/// of the ini that the project was opened with.
[[nodiscard]] RunLimits limitsOf(const RunRequest &request, const Config &config);

} // namespace limbeck
