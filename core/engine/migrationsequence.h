// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/environmenthost.h"
#include "core/engine/migrationhosts.h"
#include "core/engine/migrationtransactions.h"
#include "core/engine/missingdata.h"
#include "core/engine/project.h"
#include "core/engine/runner.h"
#include "core/engine/runrecording.h"
#include "core/engine/runsessions.h"
#include "core/engine/schemahistory.h"
#include "core/engine/scriptlog.h"
#include "core/engine/scriptsahead.h"
#include "core/engine/stepmodules.h"
#include "core/engine/versionrows.h"
#include "core/lang/interpreter.h"

namespace limbeck {

/// The steps of one request on one database (or into one offline text), after context.configure():
/// plans them, runs them one by one, and keeps the version table in step. A step that waited in
/// vain for a lock is rolled back and begins again after a pause.
/// Source: Alembic, `MigrationContext.run_migrations`.
class MigrationSequence
{
public:
    MigrationSequence(const Project &project, const RunRequest &request,
                      bindings::ConfigureOptions options, const dialect::Dialect &dialect,
                      lang::Interpreter &interpreter, RunSessions &sessions,
                      RunRecording &recording, RunCancellation &cancellation);
    ~MigrationSequence();

    /// What is being read already, perhaps for these very steps.
    void setScriptsAhead(std::unique_ptr<ScriptsAhead> ahead) { m_ahead = std::move(ahead); }

    /// env.py's block `with context.begin_transaction()`.
    [[nodiscard]] MigrationTransactions &transactions() { return m_transactions; }

    [[nodiscard]] Result<RunOutcome> run(const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> executeText(const QString &sql);
    void staticOutput(const QString &text);

    /// The run is over: what is still open is rolled back, as its session ends.
    void close();
    /// Once env.py is at its end: whether the database is where the steps led it. A transaction
    /// that env.py left open is rolled back, as its connection ends. Errors: VersionMismatch.
    [[nodiscard]] Result<> verify();

    [[nodiscard]] bool isInTransaction() const
    {
        return !isOffline() && m_options.connection->inTransaction();
    }

    /// Offline: why the SQL is not whole, if it is not. ErrorCode::DataDependent.
    [[nodiscard]] std::optional<Error> missingData() const { return m_missingData.error(); }

    /// For RunFailed: the step that was running, and its rows.
    [[nodiscard]] int currentStep() const { return m_currentStep; }

    [[nodiscard]] qint64 touchedRows() const;
    /// What the script has sent so far is told before what it says next.
    void catchUp();
    /// The version rows as the database says now; on another session if that of the run was lost.
    [[nodiscard]] Result<Heads> headsNow();

private:
    [[nodiscard]] bool isOffline() const { return m_options.connection == nullptr; }

    [[nodiscard]] Result<Heads> startHeads();
    [[nodiscard]] Result<MigrationPlan> plan(const Heads &heads) const;
    [[nodiscard]] Result<> prepareVersionTable(const Heads &heads);
    [[nodiscard]] Result<> runSteps(const std::vector<MigrationStep> &steps,
                                    const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> runStep(int index, const MigrationStep &step,
                                   const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> tryStep(int index, const MigrationStep &step,
                                   const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> tryStepAgain(int index, const MigrationStep &step,
                                        const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> withoutSteps(const Error &error, const Heads &start);
    void tellSettledSteps();
    [[nodiscard]] Result<>
    tryStepWithoutForeignKeys(int index, const MigrationStep &step,
                              const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] bool pauseBeforeRetry(int index, int attempt, const Error &error);
    [[nodiscard]] Result<> doStep(int index, const MigrationStep &step,
                                  const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> loadScripts(const std::vector<MigrationStep> &steps);
    [[nodiscard]] Result<> runScript(int index, const MigrationStep &step,
                                     const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> writeScript(const StepContext &context, int index,
                                       const MigrationStep &step,
                                       const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> writeWithHistory(const StepContext &context, const MigrationStep &step,
                                            const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] Result<> writeVersion(int index, const MigrationStep &step);
    [[nodiscard]] Result<> callOnVersionApply(const MigrationStep &step,
                                              const std::map<QString, lang::Value> &keywords);
    [[nodiscard]] OfflineOutput::Sink outputSink();
    void log(const QString &level, const QString &text);

    const Project &m_project;
    const RunRequest &m_request;
    bindings::ConfigureOptions m_options;
    const dialect::Dialect &m_dialect;
    lang::Interpreter &m_interpreter;
    RunSessions &m_sessions;
    RunRecording &m_recording;
    RunObserver &m_observer;
    StepModules m_modules; ///< of the steps that have not run yet
    ScriptLog m_log;
    RunCancellation &m_cancellation;
    database::VersionTable m_versionTable;
    dialect::CompileMemory m_memory;
    OfflineOutput m_output;
    MissingData m_missingData;
    SchemaHistory m_history; ///< offline: the schema that a step finds
    MigrationTransactions m_transactions;
    std::unique_ptr<StepHost> m_host;
    std::unique_ptr<ScriptsAhead> m_ahead; ///< until the first steps are loaded
    DatabaseHost *m_databaseHost = nullptr; ///< m_host online
    Heads m_heads;
    std::vector<StepFinished> m_finishedSteps; ///< of all steps that are done
    int m_toldSteps = 0; ///< of m_finishedSteps
    int m_currentStep = -1;
    bool m_hasRunSteps = false;
    int m_loggedSteps = 0; ///< one that begins again is logged once
};

} // namespace limbeck
