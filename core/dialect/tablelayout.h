// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"
#include "core/dialect/naming.h"

namespace limbeck::dialect {

struct PlacedConstraint
{
    schema::Constraint constraint;
    std::optional<ResolvedName> name;
};

struct PlacedIndex
{
    schema::Index index;
    std::optional<ResolvedName> name;
};

/// A table as it will be created on one backend: what its columns bring along (UNIQUE, FOREIGN KEY,
/// the CHECKs of Boolean and Enum) stands among its constraints, in SQLAlchemy's order; names are
/// resolved; key columns are NOT NULL.
struct TableLayout
{
    schema::Identifier name;
    std::optional<schema::Identifier> schema;
    std::vector<schema::Column> columns;
    std::vector<PlacedConstraint> constraints; ///< the primary key first, if it has columns
    std::vector<PlacedIndex> indexes;
    std::optional<QString> comment;
    QStringList prefixes;
    schema::DialectOptions dialectOptions;
    std::optional<schema::Identifier> autoincrement; ///< the column that counts up by itself

    [[nodiscard]] const schema::Column *column(const QString &columnName) const;
    [[nodiscard]] std::size_t primaryKeySize() const;

    [[nodiscard]] bool isAutoincrement(const schema::Column &column) const
    {
        return autoincrement && autoincrement->text == column.name.text;
    }
};

[[nodiscard]] Result<TableLayout> layOutTable(const schema::Table &table, const Dialect &dialect,
                                              const schema::NamingConvention &convention);

/// The CHECK that a Boolean or Enum of this column has on @p backend; none if the type is native
/// there or asks for none.
[[nodiscard]] std::optional<schema::CheckConstraint> typeCheck(const schema::Column &column,
                                                               Backend backend);

/// A constraint's name after the naming convention.
[[nodiscard]] Result<std::optional<ResolvedName>>
constraintName(const schema::Constraint &constraint, const schema::Identifier &table,
               const std::optional<schema::Identifier> &schemaName,
               const schema::NamingConvention &convention);
[[nodiscard]] Result<std::optional<ResolvedName>>
indexName(const schema::Index &index, const schema::NamingConvention &convention);

/// Whether an element of @p index refers to its table, by a name or by a Column of a Table. An
/// index of which none does cannot take its name from a convention.
[[nodiscard]] bool knowsTable(const schema::Index &index);

/// The columns that an expression names, each once.
[[nodiscard]] std::vector<schema::Identifier> namedColumns(const schema::ExpressionPtr &expression);
/// The column that an index element is, or that it sorts (desc()); null for other expressions.
[[nodiscard]] const schema::ColumnReference *plainColumn(const schema::ExpressionPtr &expression);

} // namespace limbeck::dialect
