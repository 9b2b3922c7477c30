// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

namespace limbeck::bindings {

/// Registers a module whose text is python/@p file.py, evaluated at its first import.
void addPythonModule(lang::Interpreter &interpreter, const QString &name, const char *file);
/// Registers a module whose names are those of @p target; empty @p names means all of them.
void addAliasModule(lang::Interpreter &interpreter, const QString &name, const QString &target,
                    const QStringList &names = {});
/// Puts the names of @p target into a module; empty @p names means all of them.
void copyModule(lang::ModuleBuilder &module, const QString &target, const QStringList &names = {});
/// Evaluates python/@p file.py in the namespace of a native module.
void runPythonText(lang::ModuleBuilder &module, const char *file);
/// Registers a package without content of its own, so that its submodules can be imported.
void addPackage(lang::Interpreter &interpreter, const QString &name);

} // namespace limbeck::bindings
