// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace limbeck::dialect {

/// What is known about the order of a batch table's columns.
struct ColumnOrder
{
    const QStringList &existing;
    const std::vector<std::pair<QString, QString>> &added; ///< first, then
    bool isPartial = false; ///< partial_reordering was given
};

struct Neighbours
{
    std::optional<QString> before, after; ///< the new column comes before one, after the other
};

/// Between which columns a new one goes, from insert_before and insert_after. Errors: Script, if it
/// names an unknown one. Source: Alembic, `ApplyBatchImpl._setup_dependencies_for_add_column`.
[[nodiscard]] Result<Neighbours> neighbours(const ColumnOrder &order, std::optional<QString> before,
                                            std::optional<QString> after);

/// @p items in an order that puts the first of each pair before the second, else as they are.
/// Source: SQLAlchemy, `util.topological.sort` with deterministic_order.
[[nodiscard]] Result<QStringList>
topologicalSort(const std::vector<std::pair<QString, QString>> &pairs, const QStringList &items);

} // namespace limbeck::dialect
