// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"
#include "core/lang/ast.h"

namespace limbeck::lang {

/// Finds out what each name of @p module is, as Python's symbol table and compiler do: makes the
/// scopes, writes kinds and slots into the names, and mangles private ones. Throws SyntaxFailure
/// for what only then can be seen to be wrong: a clash of global and local, `return` outside a
/// function, an unreachable pattern …
///
/// Fills @p unbound, if somebody wants to know them, with the names that are looked up globally but
/// bound nowhere in the module (builtins are among them).
void resolve(Module &module, std::vector<const ast::Name *> *unbound = nullptr);

/// A warning "undefined-name" for each different name among @p unbound that is no builtin, at its
/// first place; nothing if the module has `import *`.
[[nodiscard]] std::vector<Diagnostic> undefinedNames(const Module &module,
                                                     const std::vector<const ast::Name *> &unbound);

/// The names that are defined without being imported: builtins and what every module has
/// (`__file__` …).
[[nodiscard]] const QStringList &builtinNames();

} // namespace limbeck::lang
