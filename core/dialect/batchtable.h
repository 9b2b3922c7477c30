// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/operationcompiler.h"

namespace limbeck::dialect {

/// How faithfully a table is carried over.
enum class BatchStyle {
    Alembic, ///< what batch_alter_table() does, its gaps included
    Complete, ///< a rebuild that loses nothing
};

/// A table that is about to be replaced by a changed copy: "move and copy".
///
/// Columns are known by the name that they have in the existing table, also after a rename.
/// Source: Alembic, `operations/batch.py` (`ApplyBatchImpl`).
class BatchTable
{
public:
    struct Column
    {
        QString key; ///< its name in the existing table, or that of a new column
        schema::Column column;
        bool isNew = false;
        schema::SqlTypePtr castTo; ///< the copy casts its values
    };

    struct NamedConstraint
    {
        QString name;
        schema::Constraint constraint;
        bool isFinal = false;
    };

    BatchTable(const schema::Table &table, bool reflected, BatchStyle style,
               const OperationCompiler &compiler, const schema::NamingConvention &tableConvention);

    /// Fails if the table's own constraints cannot be named.
    [[nodiscard]] Result<> load();

    [[nodiscard]] Result<> apply(const ops::AddColumn &add);
    [[nodiscard]] Result<> apply(const ops::DropColumn &drop);
    [[nodiscard]] Result<> apply(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> apply(const ops::CreateIndex &create);
    [[nodiscard]] Result<> apply(const ops::DropIndex &drop);
    [[nodiscard]] Result<> apply(const ops::CreateConstraint &create);
    [[nodiscard]] Result<> apply(const ops::DropConstraint &drop);
    [[nodiscard]] Result<> apply(const ops::CreateTableComment &comment);

    void setOrdering(const std::vector<QStringList> &partialReordering)
    {
        m_partialReordering = partialReordering;
    }

    void setTableArguments(std::vector<schema::Constraint> arguments)
    {
        m_tableArguments = std::move(arguments);
    }

    void setTableKeywords(const schema::DialectOptions &keywords) { m_keywords = keywords; }

    /// The table that is created under a temporary name.
    [[nodiscard]] Result<TableLayout> newTable();
    [[nodiscard]] schema::Identifier temporaryName() const;
    /// "INSERT INTO new (…) SELECT … FROM old". After newTable(), which decides the order.
    [[nodiscard]] Result<QString> copyStatement() const;
    /// What SQLAlchemy's INSERT fills new columns with, behind a comma each: their default=…
    /// Adds the columns to @p targets.
    [[nodiscard]] Result<QString> defaultsOfNewColumns(QStringList &targets) const;
    /// Indexes of the finished table, the existing ones first.
    [[nodiscard]] Result<std::vector<PlacedIndex>> indexes() const;

    /// Constraints of the existing table that go by a name, as PostgreSQL has to drop them before
    /// the copy takes it.
    [[nodiscard]] const std::vector<NamedConstraint> &namedConstraints() const { return m_named; }

    [[nodiscard]] const schema::Table &existing() const { return m_table; }

private:
    struct ExistingIndex
    {
        QString name;
        PlacedIndex placed;
        bool ofColumn = false; ///< Column(index=True)
    };

    [[nodiscard]] Column *find(const QString &key);
    [[nodiscard]] const Column *find(const QString &key) const;
    [[nodiscard]] Result<> place(const QString &name, const std::optional<QString> &before,
                                 const std::optional<QString> &after);
    [[nodiscard]] Result<> addConstraint(schema::Constraint constraint,
                                         const std::optional<ResolvedName> &name, bool isTypeBound);
    [[nodiscard]] Result<> changeType(Column &existing, const ops::AlterColumn &alter);
    [[nodiscard]] Result<> removeTypeCheck(const Column &existing, const ops::AlterColumn &alter);
    void removeNamed(const QString &name);
    [[nodiscard]] bool dropUnnamed(const QString &name);
    [[nodiscard]] bool dropColumnCheck(const QString &name);
    [[nodiscard]] Result<> reorder();
    [[nodiscard]] std::map<QString, schema::Identifier> currentNames() const;
    /// The constraint over the new table's columns; none if it lost one.
    [[nodiscard]] std::optional<schema::Constraint>
    carried(const schema::Constraint &constraint) const;
    [[nodiscard]] bool mentionsDropped(const schema::ExpressionPtr &expression) const;

    [[nodiscard]] bool isComplete() const { return m_style == BatchStyle::Complete; }

    const schema::Table &m_table;
    bool m_reflected;
    BatchStyle m_style;
    const OperationCompiler &m_compiler;
    schema::NamingConvention m_tableConvention;
    std::vector<Column> m_columns;
    std::vector<NamedConstraint> m_named;
    std::vector<schema::Constraint> m_unnamed;
    std::vector<ExistingIndex> m_indexes;
    std::vector<PlacedIndex> m_newIndexes;
    std::vector<schema::Constraint> m_tableArguments;
    schema::DialectOptions m_keywords;
    std::vector<QStringList> m_partialReordering;
    QStringList m_existingOrder;
    QStringList m_dropped;
    std::vector<std::pair<QString, QString>> m_newOrder; ///< first, then
};

/// Whether @p name stands in a piece of SQL as a word.
[[nodiscard]] bool mentions(const QString &sql, const QString &name);

} // namespace limbeck::dialect
