// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/database/rollbackeffect.h"
#include "core/engine/progressmarker.h"
#include "core/engine/replay.h"
#include "core/engine/runrecorder.h"
#include "core/engine/runreporter.h"
#include "core/engine/stepprogress.h"

namespace limbeck {

/// Makes runs resumable on databases that do not undo DDL (MySQL, MariaDB), and on PostgreSQL where
/// a step has committed in its middle (autocommit_block()).
///
/// It sees to it that the journal and the database together tell after any crash which statements
/// of a step took effect; keeps a run from starting on a step that is half done; and, when such a
/// run is resumed, leaves out what is in effect. On SQLite it does nothing: there a failed step
/// leaves nothing behind.
class ResumeGuard final : public RunGuard
{
public:
    ResumeGuard(std::shared_ptr<Journal> journal, RunRecorder &recorder, RunReporter &reporter,
                const Project &project, const RunRequest &request, CancelToken cancel);

    Result<> beginRun(const RunStarted &started, dialect::Connection &session) override;
    Result<Verdict> beforeStatement(StatementStarted &started, const dialect::Statement &statement,
                                    dialect::Connection &session) override;

    bool allowsSendingAhead() const override { return !m_isActive || m_undoesDdl; }

    Result<> afterStatement(StatementFinished &finished, const dialect::Statement &statement,
                            dialect::Connection &session) override;
    void afterFailure(StatementFinished &finished, const dialect::Statement &statement,
                      const Error &error) override;
    Result<> beforeCommit(StatementStarted &started, dialect::Connection &session) override;
    Result<> endRun(dialect::Connection &session) override;

    /// @p error of a run that failed, with what is in effect of its step and how to go on.
    [[nodiscard]] Error explain(Error error);

private:
    [[nodiscard]] bool leavesHalfDone() const;
    [[nodiscard]] Result<std::optional<StepProgress>>
    halfDoneStep(const JournalRun &run, const RunStarted &started, dialect::Connection &session);
    [[nodiscard]] Result<> waitForSession(const JournalRun &run, dialect::Connection &session);
    [[nodiscard]] Result<> askForCommit(const JournalRun &run, StepProgress &progress,
                                        dialect::Connection &session);
    [[nodiscard]] Result<> settleDoubt(const JournalRun &run, StepProgress &progress,
                                       dialect::Connection &session);
    [[nodiscard]] Result<> settle(const JournalRun &run, StepProgress progress,
                                  const RunStarted &started);
    [[nodiscard]] Result<> resume(const JournalRun &run, StepProgress progress,
                                  const RunStarted &started);

    std::shared_ptr<Journal> m_journal;
    RunRecorder &m_recorder;
    RunReporter &m_reporter;
    const Project &m_project;
    const RunRequest &m_request;
    CancelToken m_cancel;
    bool m_isActive = false;
    bool m_undoesDdl = false; ///< the database itself knows what was committed
    std::optional<ProgressMarker> m_marker;
    std::optional<Replay> m_replay;
    database::RollbackEffects m_effects;
};

} // namespace limbeck
