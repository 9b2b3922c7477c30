// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/environmentrun.h"
#include "core/engine/runrecording.h"
#include "core/script/makotemplaterenderer.h"
#include "core/script/newrevision.h"

namespace limbeck {

/// Whether the models are compared with the database for a new revision.
enum class Autogenerate { No, Yes };

/// How the models differ from the databases of env.py, as `check` tells it.
struct ModelDifferences
{
    /// One change: "add_column", and the tuple that Alembic prints.
    struct Change
    {
        QString kind, text;
    };

    std::vector<std::vector<Change>> differences; ///< the changes of one column are one difference
    QString text; ///< all of them as Python's list

    [[nodiscard]] bool isEmpty() const { return differences.empty(); }
};

/// env.py evaluated for a new revision file (revision_environment): its hooks may change what is
/// written, its template_args reach the template. Source: Alembic, `RevisionContext`.
class RevisionRun
{
public:
    RevisionRun(const Project &project, const RunRequest &request, RunObserver &observer,
                RunCancellation &cancellation);
    ~RevisionRun();
    RevisionRun(const RevisionRun &) = delete;
    RevisionRun &operator=(const RevisionRun &) = delete;

    /// Evaluates env.py and returns what is to be written in place of @p asked: one revision, but
    /// process_revision_directives may make it none or several. Once for each object.
    /// Errors: those of env.py and the database; with Autogenerate::Yes InvalidPlan when the
    /// database is not at the heads, env.py has no metadata, or models could not be read.
    [[nodiscard]] Result<std::vector<RevisionRequest>> revisions(const RevisionRequest &asked,
                                                                 Autogenerate autogenerate);
    /// Evaluates env.py and compares its models with its databases. Once for each object. Errors:
    /// those of revisions().
    [[nodiscard]] Result<ModelDifferences> differences();
    /// InvalidPlan with Alembic's words when there are any; logged as Alembic's commands do.
    [[nodiscard]] Result<> refuse(const ModelDifferences &differences);
    /// Evaluates env.py for the template's sake only (merge).
    [[nodiscard]] Result<> evaluate();

    /// Logs what goes wrong behind env.py, for the handlers that it has configured, as Alembic
    /// does.
    void tellCommandError(const Error &error) { m_environment.tellCommandError(error); }

    /// Renders templates where env.py was evaluated.
    [[nodiscard]] MakoTemplateRenderer renderer();

private:
    [[nodiscard]] lang::Interpreter &interpreter() { return *m_environment.interpreter(); }

    [[nodiscard]] Result<> begin(const RevisionRequest &asked, Autogenerate autogenerate);
    [[nodiscard]] Result<> visit(const QStringList &heads);
    [[nodiscard]] Result<std::vector<RevisionRequest>> directives();

    const Project &m_project;
    RunRecording m_recording;
    EnvironmentRun m_environment;
    lang::Value m_context; ///< alembic._new_revision.RevisionContext
};

} // namespace limbeck
