// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationsobject.h"

namespace limbeck::bindings {

/// register_operation(), implementation_for() and context() of Operations: where scripts add
/// directives of their own. Source: Alembic, "Operation Plugins".
void definePlugins(lang::ModuleBuilder &module, lang::TypeBuilder &operations,
                   const HostSessionPtr &session);

/// The function that a script registered for the operation's class or a base of it; absent if none.
[[nodiscard]] lang::Value implementationFor(lang::Interpreter &interpreter,
                                            const HostSession &session,
                                            const lang::Value &operation);

} // namespace limbeck::bindings
