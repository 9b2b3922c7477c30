// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck::cli {

/// The whole program `limbeck`: parses the arguments, does the command, prints, and returns the
/// exit status.
[[nodiscard]] int run(int argc, char **argv);

} // namespace limbeck::cli
