// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/batchtable.h"

namespace limbeck::dialect {

/// One operation of a block, applied to the table that is being replaced.
[[nodiscard]] Result<> applyTo(BatchTable &table, const ops::Operation &operation);

/// CREATE the new table, copy the rows, DROP the old one, RENAME, indexes; triggers and views that
/// hang on the table, where a database can tell them, are taken away before and put back
/// afterwards.
[[nodiscard]] Result<> moveAndCopy(OperationCompiler &compiler, BatchTable &table);

} // namespace limbeck::dialect
