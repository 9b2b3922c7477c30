// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runrequest.h"

namespace limbeck {

/// Alembic's word: "upgrade", "ensure_version".
[[nodiscard]] QString commandName(RunRequest::Command command);
/// The command of that name; none for those that evaluate no env.py.
[[nodiscard]] std::optional<RunRequest::Command> commandFromName(const QString &name);

} // namespace limbeck
