// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationsobject.h"

namespace limbeck::bindings {

/// Runs the directive of @p operationClass with the arguments that the script gave.
lang::Value runDirective(lang::Args &arguments, OperationsObject &operations,
                         const OperationClass &operationClass);

/// op.f(): the name as a `conv`, which no naming convention changes.
[[nodiscard]] lang::Value finalName(lang::Interpreter &interpreter, const lang::Value &name);
/// op.inline_literal(): a bound value that is written inline wherever it stands.
[[nodiscard]] lang::Value inlineLiteral(lang::Interpreter &interpreter, const lang::Value &value,
                                        const lang::Value &type);

} // namespace limbeck::bindings
