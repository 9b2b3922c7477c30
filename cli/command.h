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
    const Arguments &arguments;
    Config config;
    Output output;
};

/// Does a command. An error ends the program with exitStatus().
using CommandFunction = Result<> (*)(CommandContext &context);

[[nodiscard]] Result<> runBranches(CommandContext &context);
[[nodiscard]] Result<> runCurrent(CommandContext &context);
[[nodiscard]] Result<> runDowngrade(CommandContext &context);
[[nodiscard]] Result<> runEdit(CommandContext &context);
[[nodiscard]] Result<> runEnsureVersion(CommandContext &context);
[[nodiscard]] Result<> runHeads(CommandContext &context);
[[nodiscard]] Result<> runHistory(CommandContext &context);
[[nodiscard]] Result<> runInit(CommandContext &context);
[[nodiscard]] Result<> runListTemplates(CommandContext &context);
[[nodiscard]] Result<> runMerge(CommandContext &context);
[[nodiscard]] Result<> runRevision(CommandContext &context);
[[nodiscard]] Result<> runShow(CommandContext &context);
[[nodiscard]] Result<> runStamp(CommandContext &context);
[[nodiscard]] Result<> runUpgrade(CommandContext &context);

/// Commands that need no project.
using ProjectlessFunction = Result<> (*)(const Arguments &arguments, const Output &output);

[[nodiscard]] Result<> runGui(const Arguments &arguments, const Output &output);
[[nodiscard]] Result<> runPreview(const Arguments &arguments, const Output &output);
[[nodiscard]] Result<> runSample(const Arguments &arguments, const Output &output);

/// The project's scripts, with their warnings told; their map may be an error. Errors: as Alembic
/// words them.
[[nodiscard]] Result<ScriptDirectory> openScriptDirectory(const CommandContext &context);

/// The project's scripts and their map, with its warnings told. Errors: those of both, as Alembic
/// words them.
[[nodiscard]] Result<ScriptDirectory> openScripts(const CommandContext &context);

/// Whether Alembic calls it a CommandError: something that the user can set right.
[[nodiscard]] bool isCommandError(const Error &error);

/// 255 for what Alembic calls a CommandError, 1 for everything else that fails.
[[nodiscard]] int exitStatus(const Error &error);

} // namespace limbeck::cli
