// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/environmenthost.h"
#include "core/bindings/evaluation.h"
#include "core/engine/migrationsequence.h"
#include "core/engine/project.h"
#include "core/engine/projectfiles.h"
#include "core/engine/runner.h"
#include "core/engine/runrecording.h"
#include "core/engine/runsessions.h"

namespace limbeck {

/// One evaluation of env.py for one request: answers what `config` and `context` ask, and runs the
/// request's steps when env.py calls `context.run_migrations()`. Source: Alembic,
/// `EnvironmentContext`.
class EnvironmentRun final : public bindings::EnvironmentHost
{
public:
    EnvironmentRun(const Project &project, const RunRequest &request, RunRecording &recording,
                   RunCancellation &cancellation);
    ~EnvironmentRun() override;

    /// What is done with the version rows of each database for which env.py calls
    /// context.run_migrations(), after the request's own steps.
    void setWork(std::function<Result<>(const QStringList &heads)> work)
    {
        m_work = std::move(work);
    }

    [[nodiscard]] lang::Interpreter *interpreter() { return m_interpreter.get(); }

    /// template_args of all calls of context.configure().
    [[nodiscard]] const std::map<QString, lang::Value> &templateArguments() const
    {
        return m_templateArguments;
    }

    /// Evaluates env.py from beginning to end.
    [[nodiscard]] Result<RunOutcome> execute();

    /// Logs @p error as Alembic's commands do, if env.py has configured logging and Alembic would
    /// call it a CommandError.
    void tellCommandError(const Error &error);

    /// What was running when it failed; null before context.run_migrations(), and when it was over.
    [[nodiscard]] MigrationSequence *sequence() { return m_sequence.get(); }

    // --- alembic.config
    [[nodiscard]] std::optional<QString> configFileName() const override;
    [[nodiscard]] std::optional<QString> tomlFileName() const override;
    [[nodiscard]] QString configSection() const override;
    [[nodiscard]] Result<std::optional<QString>> option(const QString &section,
                                                        const QString &name) override;
    [[nodiscard]] Result<std::vector<std::pair<QString, QString>>>
    section(const QString &name) override;
    [[nodiscard]] bool hasSection(const QString &name) override;
    void setOption(const QString &section, const QString &name, const QString &value) override;
    void removeOption(const QString &section, const QString &name) override;
    [[nodiscard]] std::optional<QString> givenUrl() const override;
    [[nodiscard]] Result<QVariant> alembicOption(const QString &name) override;
    [[nodiscard]] std::map<QString, lang::Value> commandOptions() const override;

    [[nodiscard]] QStringList xArguments() const override { return m_request.xArguments; }

    // --- alembic.context
    [[nodiscard]] bool isOfflineMode() const override { return m_request.sql; }

    [[nodiscard]] QStringList headRevisions() const override;
    [[nodiscard]] std::vector<bindings::ScriptFacts> scripts() const override;
    [[nodiscard]] QString scriptLocation() const override;
    [[nodiscard]] Result<QStringList> findRevisions(const QString &identifier) const override;
    [[nodiscard]] Result<QStringList> walkRevisions(const QString &base,
                                                    const QString &head) const override;
    [[nodiscard]] lang::Value revisionArgument() const override;
    [[nodiscard]] lang::Value startingRevisionArgument() const override;

    [[nodiscard]] std::optional<QString> tagArgument() const override { return m_request.tag; }

    [[nodiscard]] Result<> configure(const bindings::ConfigureOptions &options) override;
    [[nodiscard]] Result<> runMigrations(const std::map<QString, lang::Value> &keywords) override;
    [[nodiscard]] Result<> beginTransaction() override;
    [[nodiscard]] Result<> endTransaction(bool failed) override;
    [[nodiscard]] Result<> executeText(const QString &sql) override;
    [[nodiscard]] Result<> staticOutput(const QString &text) override;
    [[nodiscard]] Result<std::shared_ptr<dialect::Connection>> connect(const QString &url) override;

    [[nodiscard]] std::map<QString, lang::Value> attributes() const override { return {}; }

private:
    [[nodiscard]] lang::Capabilities capabilities();
    void addFiles(lang::Capabilities &capabilities);
    /// Before a script's words: the statements that it has sent ahead of their answers.
    void tellWhatWasSent();
    void addTemplateArguments(const lang::Value &arguments);
    [[nodiscard]] lang::Limits limits() const;
    void endFinishedSequence();
    [[nodiscard]] Result<SourceFilePtr> readEnvironment() const;
    [[nodiscard]] Result<const dialect::Dialect *>
    chooseDialect(const bindings::ConfigureOptions &options) const;

    const Project &m_project;
    const RunRequest &m_request;
    RunRecording &m_recording;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    std::unique_ptr<ScriptsAhead> m_ahead; ///< for the first sequence
    IniFile m_ini; ///< env.py may change it
    ProjectFiles m_files;
    bindings::ScriptModuleLoader m_loader;
    std::unique_ptr<lang::Interpreter> m_interpreter;
    std::unique_ptr<MigrationSequence> m_sequence;
    bool m_isSequenceDone = false; ///< its steps; env.py may not have committed them
    bool m_hasOpenedFiles = false; ///< for writing; scripts may still have them
    std::optional<Error> m_missingData; ///< of the first sequence whose SQL is not whole
    RunSessions m_sessions;
    QString m_url; ///< of the configured connection, its password hidden; empty offline
    std::function<Result<>(const QStringList &heads)> m_work;
    std::map<QString, lang::Value> m_templateArguments;
    RunOutcome m_outcome;
    bool m_ran = false;
};

} // namespace limbeck
