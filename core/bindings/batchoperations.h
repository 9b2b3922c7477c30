// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationsobject.h"

namespace limbeck::bindings {

/// op.batch_alter_table(…): a context manager whose block collects operations on one table, which
/// are applied together when the block ends without an exception.
[[nodiscard]] lang::Value batchAlterTable(lang::Args &arguments, OperationsObject &operations);

} // namespace limbeck::bindings
