// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <optional>

namespace limbeck::cli {

/// Takes `--engine` and its value out of @p arguments, where it stands before the command, and says
/// whether it is the project's own Alembic that is wanted. Errors: Usage for another value than
/// "limbeck" or "alembic".
[[nodiscard]] Result<bool> takeOutsideEngine(QStringList &arguments);

/// Runs the project's own Alembic with @p arguments, which are its whole command line, and prints
/// what it prints. Returns the exit status.
[[nodiscard]] int runOutsideCommand(const QStringList &arguments);

/// @p error with the remedy that the project's own Alembic may be, if it may be one.
[[nodiscard]] Error withOutsideHint(Error error);

} // namespace limbeck::cli
