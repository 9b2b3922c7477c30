// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

namespace limbeck {

/// Whether Alembic calls such a failure a CommandError: something that the user can set right.
/// Everything else ends there in a traceback.
[[nodiscard]] bool isCommandError(ErrorCode code);

} // namespace limbeck
