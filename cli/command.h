// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"
#include "cli/output.h"
#include "core/config/config.h"
#include "core/script/scriptdirectory.h"

namespace limbeck::cli {

/// What every command works with.
struct CommandContext
{
    const ProgramSpec &program;
    const Arguments &arguments;
    Config config;
    Output output;
    /// In place of that of the error that the command returns.
    std::optional<int> exitStatus;
};

/// Does a command in a project. An error ends the program with exitStatus().
using CommandFunction = Result<> (*)(CommandContext &context);
/// Does a command that needs no project.
using ProjectlessFunction = Result<> (*)(const ProgramSpec &program, const Arguments &arguments,
                                         const Output &output);

/// A command: what its arguments are, and what does it. A new one is a file of its own that defines
/// such a function, and a line in commandtable.cpp.
struct Command
{
    CommandSpec spec;
    CommandFunction run = nullptr; ///< one of the two is set
    ProjectlessFunction runAnywhere = nullptr;
};

// Alembic's
[[nodiscard]] Command branchesCommand();
[[nodiscard]] Command checkCommand();
[[nodiscard]] Command currentCommand();
[[nodiscard]] Command downgradeCommand();
[[nodiscard]] Command editCommand();
[[nodiscard]] Command ensureVersionCommand();
[[nodiscard]] Command headsCommand();
[[nodiscard]] Command historyCommand();
[[nodiscard]] Command initCommand();
[[nodiscard]] Command listTemplatesCommand();
[[nodiscard]] Command mergeCommand();
[[nodiscard]] Command revisionCommand();
[[nodiscard]] Command showCommand();
[[nodiscard]] Command stampCommand();
[[nodiscard]] Command upgradeCommand();
// Limbeck's own
[[nodiscard]] Command completionCommand();
[[nodiscard]] Command deployCommand();
[[nodiscard]] Command guiCommand();
[[nodiscard]] Command logCommand();
[[nodiscard]] Command passwordCommand();
[[nodiscard]] Command previewCommand();
[[nodiscard]] Command rehearseCommand();
[[nodiscard]] Command restoreCommand();
[[nodiscard]] Command sampleCommand();

/// The project's scripts, with their warnings told; their map may be an error. Errors: as Alembic
/// words them.
[[nodiscard]] Result<ScriptDirectory> openScriptDirectory(const CommandContext &context);

/// The project's scripts and their map, with its warnings told. Errors: those of both, as Alembic
/// words them.
[[nodiscard]] Result<ScriptDirectory> openScripts(const CommandContext &context);

/// 255 for what Alembic calls a CommandError, 1 for everything else that fails.
[[nodiscard]] int exitStatus(const Error &error);

} // namespace limbeck::cli
