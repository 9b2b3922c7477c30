// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/enginerun.h"
#include "core/engine/deployment.h"

namespace limbeck::cli {

// What deploy and upgrade --backup have in common.

/// The exit status of a deployment that failed: 7 the database is what it was, 8 it is not, 9
/// cancelled, 10 it is not at the revision that was promised.
[[nodiscard]] int exitStatus(const DeploymentReport &report);

/// Does @p request, telling each phase on standard error, and prints the report. Errors: those of
/// the deployment; its exit status goes into @p context.
[[nodiscard]] Result<> runDeployment(CommandContext &context, DeploymentRequest request,
                                     bool asJson);

} // namespace limbeck::cli
