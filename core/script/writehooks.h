// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/projectsettings.h"

namespace limbeck {

/// Whether a hook says what it is. Errors: Configuration, with Alembic's text, for a missing type.
[[nodiscard]] Result<> checkWriteHook(const PostWriteHook &hook);

/// Runs one of [post_write_hooks] on a new file: "exec" runs an executable, "console_scripts" a
/// program of that name, "module" a Python module. The program's own exit status does not count, as
/// in Alembic.
///
/// Waits for the program, whose output goes where ours goes.
/// Errors: Configuration, with Alembic's text, for an unknown type or a missing option;
/// FileNotFound for a program that is not there. Source: Alembic, `script/write_hooks.py`.
[[nodiscard]] Result<> runWriteHook(const PostWriteHook &hook, const QString &path);

/// The words of a command line as Python's shlex.split() makes them: quotes, backslashes, comments
/// not. Errors: Syntax for an unclosed quote.
[[nodiscard]] Result<QStringList> splitShellWords(const QString &text);

} // namespace limbeck
