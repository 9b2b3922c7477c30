// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/lang/ast.h"

namespace limbeck::lang {

/// Parses and resolves a whole script (Python 3.8 to 3.13 syntax). The error is the first that
/// CPython would report, with its words and its place (ErrorCode::Syntax; message "SyntaxError: …",
/// "IndentationError: …" or "TabError: …"). A script in Python 2 is named as such in the hint.
[[nodiscard]] Result<ModulePtr> parse(SourceFilePtr file);

/// Parses one expression (leading white space and line ends inside it are allowed, as in eval()):
/// `Module::expression`. All names outside its own lambdas and comprehensions are global.
[[nodiscard]] Result<ModulePtr> parseExpression(SourceFilePtr file);

/// For an editor: the syntax error if there is one ("syntax-error"), else what the resolver found:
/// names that are defined nowhere ("undefined-name", with the nearest spelling as hint), except in
/// a module with `import *`.
[[nodiscard]] std::vector<Diagnostic> diagnose(SourceFilePtr file);

} // namespace limbeck::lang
