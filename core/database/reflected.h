// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/table.h"

namespace limbeck::database {

// Parts of a Table as an inspector finds them.

/// SQL of the database's own as an expression: text() with its colons kept from being binds.
[[nodiscard]] schema::ExpressionPtr sqlText(const QString &sql);
/// A plain column in an index.
[[nodiscard]] schema::ExpressionPtr columnElement(const QString &name);
/// A default in the database's words.
[[nodiscard]] schema::ServerDefault serverDefault(const QString &sql);
[[nodiscard]] schema::Identifier identifier(const QString &name);
[[nodiscard]] std::vector<schema::Identifier> identifiers(const QStringList &names);
/// A constraint's name as the database keeps it: no naming convention applies. None for empty.
[[nodiscard]] schema::ConstraintName finalName(const QString &name);
/// The schema that a table is asked for, as an identifier.
[[nodiscard]] std::optional<schema::Identifier>
schemaIdentifier(const std::optional<QString> &schemaName);
/// Marks the columns that the primary key names.
void addPrimaryKey(schema::Table &table, schema::PrimaryKeyConstraint key);

} // namespace limbeck::database
