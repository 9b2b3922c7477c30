// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationreader.h"

namespace limbeck::bindings {

[[nodiscard]] ops::AddColumn addColumnOf(const OperationReader &op);
[[nodiscard]] ops::AlterColumn alterColumnOf(const OperationReader &op);
/// TypeError "List expected" where Alembic raises it; KeyError for a column that the table lacks.
[[nodiscard]] ops::BulkInsert bulkInsertOf(const OperationReader &op);

} // namespace limbeck::bindings
