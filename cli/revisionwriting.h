// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "core/engine/revisionrun.h"

#include <functional>

namespace limbeck::cli {

// What revision, merge and check have in common.

/// What the options of `revision` and `merge` ask for.
[[nodiscard]] RevisionRequest revisionRequest(const Arguments &arguments);

/// Writes one revision file without asking env.py, and runs the post-write hooks. Tells each step.
[[nodiscard]] Result<> writeRevisionFile(const CommandContext &context,
                                         const ScriptDirectory &scripts,
                                         const RevisionRequest &request);
/// Evaluates env.py, then writes what it made of @p request.
[[nodiscard]] Result<> writeRevisionFiles(const CommandContext &context,
                                          const ScriptDirectory &scripts,
                                          const RevisionRequest &request,
                                          Autogenerate autogenerate);
/// Evaluates env.py for what it gives to the template, then writes @p request.
[[nodiscard]] Result<> writeMergeFile(const CommandContext &context, const ScriptDirectory &scripts,
                                      const RevisionRequest &request);

/// Evaluates env.py and hands its models' differences to @p tell; fails when there are any.
[[nodiscard]] Result<> compareModels(const CommandContext &context, const ScriptDirectory &scripts,
                                     const std::function<void(const ModelDifferences &)> &tell);

} // namespace limbeck::cli
