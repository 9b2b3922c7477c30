// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/environmenthost.h"
#include "core/engine/migrationhosts.h"
#include "core/engine/project.h"
#include "core/engine/runner.h"
#include "core/engine/runrecording.h"
#include "core/engine/runsessions.h"
#include "core/engine/versionrows.h"
#include "core/lang/interpreter.h"

namespace limbeck {

/// The steps of one request on one database (or into one offline text), after context.configure():
/// plans them, runs them one by one, keeps the version table in step, and holds the transactions
/// where Alembic has them.
///
/// Transactions: with transactional DDL, one around everything (env.py's `with
/// context.begin_transaction()`), or one for each step with transaction_per_migration; without, one
/// for each step. SQLite counts as not transactional, as in Alembic, but its step's transaction
/// holds the DDL too, so that a failed step leaves nothing behind. Source: Alembic,
/// `MigrationContext.run_migrations` and `begin_transaction`.
class MigrationSequence
{
public:
    MigrationSequence(const Project &project, const RunRequest &request,
                      bindings::ConfigureOptions options, const dialect::Dialect &dialect,
                      lang::Interpreter &interpreter, RunSessions &sessions, RunRecording &recording,
                      RunCancellation &cancellation);
    ~MigrationSequence();

    [[nodiscard]] Result<> beginOuterTransaction();
    [[nodiscard]] Result<> endOuterTransaction(bool failed);
    [[nodiscard]] Result<RunOutcome> run(const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> executeText(const QString &sql);
    void staticOutput(const QString &text);

    /// For RunFailed: the step that was running, and its rows.
    [[nodiscard]] int currentStep() const { return m_currentStep; }

    [[nodiscard]] qint64 touchedRows() const;
    /// The version rows as the database says now; on another session if that of the run was lost.
    [[nodiscard]] Result<Heads> headsNow();

private:
    [[nodiscard]] bool isOffline() const { return m_options.connection == nullptr; }

    [[nodiscard]] bool hasTransactionalDdl() const;
    [[nodiscard]] Result<Heads> startHeads();
    [[nodiscard]] Result<MigrationPlan> plan(const RevisionMap &map, const Heads &heads) const;
    [[nodiscard]] Result<> prepareVersionTable(const Heads &heads);
    [[nodiscard]] Result<> runStep(int index, const MigrationStep &step,
                                   const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> doStep(int index, const MigrationStep &step,
                                  const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> runScript(const MigrationStep &step,
                                     const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> writeVersion(int index, const MigrationStep &step);
    [[nodiscard]] Result<> callOnVersionApply(const MigrationStep &step,
                                              const std::map<QString, lang::Value> &keywords);
    void log(const QString &level, const QString &text);

    const Project &m_project;
    const RunRequest &m_request;
    bindings::ConfigureOptions m_options;
    const dialect::Dialect &m_dialect;
    lang::Interpreter &m_interpreter;
    RunSessions &m_sessions;
    RunRecording &m_recording;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    database::VersionTable m_versionTable;
    dialect::CompileMemory m_memory;
    OfflineOutput m_output;
    std::unique_ptr<StepHost> m_host;
    Heads m_heads;
    int m_currentStep = -1;
    bool m_outerTransaction = false;
    bool m_externalTransaction =
        false; ///< env.py had begun one before configure(): then none of ours
};

} // namespace limbeck
