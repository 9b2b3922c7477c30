// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/pythoninterpreter.h"
#include "core/engine/runner.h"

namespace limbeck {

/// The project's own Alembic, run by the project's own interpreter as a process of its own: for
/// what Limbeck does not evaluate.
///
/// It has the rights of the user and does whatever the project's code does. It is started only by
/// run() and runCommand(), which are called only when a person asked for it.
class OutsideAlembic
{
public:
    /// Finds the interpreter for the project that @p config belongs to; starts nothing. Errors:
    /// those of findPython().
    [[nodiscard]] static Result<OutsideAlembic> find(const Config &config);

    OutsideAlembic(PythonInterpreter interpreter, QString directory, QString url);

    [[nodiscard]] const PythonInterpreter &interpreter() const { return m_interpreter; }

    /// As limbeck::run(), with the same events in the same order; statements have no place in a
    /// script, and a step's rows are durable only once the run has finished. @p project's
    /// configuration is the one that find() was given. The database is request.url, else
    /// limbeck.toml's, else whatever env.py connects to; env.py that connects to another one is
    /// stopped before anything runs. The database is locked against a second run, and the run is in
    /// the journal, as Limbeck's own are; resumed it cannot be.
    ///
    /// Cancelling interrupts the statement that runs, then Python, and kills the process and all
    /// it has started if they have not ended a few seconds later. Should this process die, the
    /// other one ends in the same order.
    ///
    /// Errors: Locked; Usage for what Alembic calls a CommandError; Script, with Python's traceback
    /// in the notes, for everything else that was raised; Configuration when the interpreter has no
    /// Alembic; Cancelled.
    [[nodiscard]] Result<RunOutcome> run(const Project &project, const RunRequest &request,
                                         RunObserver &observer,
                                         RunCancellation &cancellation) const;

    /// Runs Alembic's command line with @p arguments, which name the project that @p config belongs
    /// to, in the current folder. What it prints are ScriptOutput events. Errors: as run(); one
    /// whose subject is a number has it as the status that the process ended with.
    [[nodiscard]] Result<RunOutcome> runCommand(const QStringList &arguments, const Config &config,
                                                RunObserver &observer,
                                                RunCancellation &cancellation) const;

private:
    PythonInterpreter m_interpreter;
    QString m_directory; ///< of the project
    QString m_url; ///< limbeck.toml's; empty if it has none
};

/// Whether the project's own Alembic could go on where @p error stopped: what Limbeck does not
/// evaluate or allow, rather than what is wrong.
[[nodiscard]] bool mayHelpOutside(const Error &error);

} // namespace limbeck
