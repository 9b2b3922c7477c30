// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/operationcompiler.h"

namespace limbeck::dialect {

/// Builds a SQLite table anew with @p operations applied, keeping everything: unnamed constraints,
/// expression and partial indexes, AUTOINCREMENT, WITHOUT ROWID, STRICT, generated columns, and the
/// triggers and views that hang on it.
///
/// The statements have to run with foreign key enforcement off (PRAGMA foreign_keys), which only
/// works outside a transaction: that is the executor's part.
[[nodiscard]] Result<std::vector<Statement>>
rebuildTable(const ops::TableName &table, const std::vector<ops::Operation> &operations,
             const Dialect &dialect, const CompileOptions &options, SchemaSource &source);

/// The same, into a running compilation.
[[nodiscard]] Result<> rebuildFor(OperationCompiler &compiler, const ops::TableName &table,
                                  const std::vector<ops::Operation> &operations);

/// Whether SQLite's own ALTER TABLE … ADD COLUMN cannot do it.
[[nodiscard]] bool needsRebuild(const ops::AddColumn &add, const TableLayout &layout,
                                const DdlCompiler &ddl);
/// Whether SQLite's own DROP COLUMN refuses: a key, an index or a constraint uses the column.
[[nodiscard]] Result<bool> needsRebuild(const ops::DropColumn &drop,
                                        const OperationCompiler &compiler);
/// Whether RENAME COLUMN does all that is asked.
[[nodiscard]] bool onlyRenames(const ops::AlterColumn &alter);

} // namespace limbeck::dialect
