// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/database/databaseidentity.h"
#include "core/engine/project.h"
#include "core/engine/resumeguard.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runrecorder.h"
#include "core/engine/runreporter.h"

namespace limbeck {

/// What one run tells, to its observer and to the journal, and what watches over its statements.
///
/// A run whose journal cannot be opened goes on without, with a warning: then it cannot be resumed.
class RunRecording
{
public:
    /// @p guard, if given, takes the place of the one that makes runs resumable. Everything must
    /// outlive the object.
    RunRecording(const Project &project, const RunRequest &request, RunObserver &observer,
                 const RunCancellation &cancellation, RunGuard *guard = nullptr);
    Q_DISABLE_COPY_MOVE(RunRecording)

    /// Where the run's events go.
    [[nodiscard]] RunReporter &reporter() { return m_reporter; }

    [[nodiscard]] RunObserver &observer() { return m_reporter; }

    /// Whether a guard of the caller's looks at each step: it has to end before the next begins.
    [[nodiscard]] bool isWatched() const { return m_guard && !m_resumeGuard; }

    /// The session @p connection, opened as @p specification says, with its statements told and
    /// guarded.
    [[nodiscard]] std::unique_ptr<dialect::Connection>
    observe(std::unique_ptr<dialect::Connection> connection,
            const ConnectionSpecification &specification);

    /// The plan is made: tells @p started. @p session is null offline. Errors: those of the guard,
    /// which may refuse to begin.
    [[nodiscard]] Result<> begin(RunStarted started, dialect::Connection *session);
    /// The last step is committed, or one has failed and was rolled back.
    [[nodiscard]] Result<> end(dialect::Connection &session);

    /// Nothing that comes can change how the run before ended: well.
    void endPrevious();

    /// @p error of the run, with what it left behind and how to go on.
    [[nodiscard]] Error explain(Error error);

private:
    void openJournal(const Project &project, const RunRequest &request,
                     const RunCancellation &cancellation);
    void warn(const QString &text);

    RunObserver &m_observer;
    std::unique_ptr<RunRecorder> m_recorder; ///< null: the run is not recorded
    RunReporter m_reporter;
    std::unique_ptr<ResumeGuard> m_resumeGuard;
    RunGuard *m_guard;
    database::DatabaseIdentity m_identity; ///< of the session that was opened last
};

} // namespace limbeck
