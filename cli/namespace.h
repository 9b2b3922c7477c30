// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"

#include <QVariantMap>

namespace limbeck::cli {

/// The Namespace that argparse would make: all options of the program and of the command that was
/// given, with a text, a boolean, a list or nothing. env.py sees it as `config.cmd_opts`.
[[nodiscard]] QVariantMap argumentNamespace(const ProgramSpec &program, const Arguments &arguments);

} // namespace limbeck::cli
