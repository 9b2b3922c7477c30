// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "core/engine/revisionfiles.h"

#include <functional>

namespace limbeck::cli {

// What revision, merge and check have in common.

/// What the options of `revision` and `merge` ask for.
[[nodiscard]] RevisionRequest revisionRequest(const Arguments &arguments);

/// Writes the files of @p order and tells each step.
[[nodiscard]] Result<> writeRevisions(const CommandContext &context, const ScriptDirectory &scripts,
                                      const RevisionFilesOrder &order);

/// Evaluates env.py and hands its models' differences to @p tell; fails when there are any.
[[nodiscard]] Result<> compareModels(const CommandContext &context, const ScriptDirectory &scripts,
                                     const std::function<void(const ModelDifferences &)> &tell);

} // namespace limbeck::cli
