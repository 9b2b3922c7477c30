// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"

namespace limbeck::cli {

/// The manual page of @p program in section 1, as man(7) text: what the table says, with what
/// environment, files and exit statuses mean.
[[nodiscard]] QString manualPage(const ProgramSpec &program);

} // namespace limbeck::cli
