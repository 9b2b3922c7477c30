// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"
#include "core/schema/table.h"

#include <vector>

namespace limbeck::bindings {

/// The types with a name of their own (PostgreSQL's ENUM) that the columns of @p tables have, each
/// once: they are made before the tables and dropped after them.
[[nodiscard]] std::vector<schema::SqlTypePtr>
namedTypes(const std::vector<schema::TablePtr> &tables, const dialect::Dialect &dialect);

} // namespace limbeck::bindings
