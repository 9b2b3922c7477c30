// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/expressioncompiler.h"
#include "core/dialect/identifierpreparer.h"
#include "core/dialect/options.h"
#include "core/dialect/tablelayout.h"

namespace limbeck::dialect {

using TextOrNothing = std::optional<QString>;

/// Where a constraint or column stands.
struct TableContext
{
    schema::Identifier name;
    std::optional<schema::Identifier> schema;
    const TableLayout *layout = nullptr; ///< null: only the name is known (ALTER TABLE … ADD)
};

/// CREATE, DROP, COMMENT and the words of columns and constraints; the base class writes what all
/// databases share.
///
/// The texts are SQLAlchemy's to the blank: columns indented by a tab, ", \n" between them, line
/// ends around CREATE TABLE. Source: SQLAlchemy's `DDLCompiler` and those of the dialects.
class DdlCompiler
{
public:
    DdlCompiler(const Dialect &dialect, const CompileOptions &options)
        : m_dialect(dialect)
        , m_options(options)
    {
    }

    virtual ~DdlCompiler() = default;

    [[nodiscard]] Result<QString> createTable(const TableLayout &table, bool ifNotExists) const;
    [[nodiscard]] QString dropTable(const ops::TableName &table, bool ifExists) const;
    [[nodiscard]] virtual Result<QString> createIndex(const PlacedIndex &index, bool ifNotExists,
                                                      const TableLayout *layout) const;
    [[nodiscard]] virtual Result<QString> dropIndex(const ops::DropIndex &drop) const;
    /// "ALTER TABLE t ADD CONSTRAINT …".
    [[nodiscard]] Result<QString> addConstraint(const PlacedConstraint &constraint,
                                                const TableContext &table) const;
    /// @p type is Alembic's: "foreignkey", "primary", "unique", "check" or none.
    [[nodiscard]] virtual Result<QString> dropConstraint(const schema::Identifier &name,
                                                         const TableContext &table,
                                                         const std::optional<QString> &type,
                                                         bool ifExists) const;
    [[nodiscard]] virtual Result<QString> setTableComment(const ops::TableName &table,
                                                          const QString &comment) const;
    [[nodiscard]] virtual Result<QString> dropTableComment(const ops::TableName &table) const;
    [[nodiscard]] Result<QString> createSequence(const schema::Sequence &sequence,
                                                 bool ifNotExists) const;
    [[nodiscard]] QString dropSequence(const schema::Sequence &sequence, bool ifExists) const;

    /// A column in CREATE TABLE or ADD COLUMN: "id INTEGER NOT NULL".
    [[nodiscard]] virtual Result<QString> columnSpecification(const schema::Column &column,
                                                              const TableLayout &table) const = 0;
    /// The CHECKs that were given inside a column, each with a blank before it.
    [[nodiscard]] Result<QString> columnChecks(const schema::Column &column,
                                               const TableContext &table) const;
    /// The words of a constraint; nothing where the backend leaves it out.
    [[nodiscard]] virtual Result<TextOrNothing> constraint(const PlacedConstraint &placed,
                                                           const TableContext &table) const;
    /// A default as it stands after DEFAULT.
    [[nodiscard]] Result<QString> defaultText(const schema::ServerDefault &value) const;
    [[nodiscard]] Result<QString> typeText(const schema::Column &column) const;
    [[nodiscard]] QString identityOptions(const schema::SequenceOptions &options) const;
    [[nodiscard]] QString identityText(const schema::Identity &identity) const;
    /// " ON DELETE CASCADE …" and the rest behind REFERENCES.
    [[nodiscard]] Result<QString> referenceActions(const schema::ForeignKeyConstraint &key) const;

    [[nodiscard]] const IdentifierPreparer &names() const { return m_dialect.identifiers(); }

    [[nodiscard]] const Dialect &dialect() const { return m_dialect; }

    [[nodiscard]] const CompileOptions &options() const { return m_options; }

    [[nodiscard]] QString quote(const schema::Identifier &name) const
    {
        return names().quote(name);
    }

    [[nodiscard]] QString string(const QString &text) const;
    /// An expression without table names: conditions, index elements, computed columns.
    [[nodiscard]] Result<QString> bare(const schema::ExpressionPtr &expression,
                                       bool grouped = false) const;

protected:
    [[nodiscard]] virtual Result<QString> postCreateTable(const TableLayout &table) const = 0;
    [[nodiscard]] virtual Result<TextOrNothing> primaryKey(const schema::PrimaryKeyConstraint &key,
                                                           const std::optional<ResolvedName> &name,
                                                           const TableContext &table) const;
    [[nodiscard]] virtual Result<TextOrNothing> unique(const schema::UniqueConstraint &unique,
                                                       const std::optional<ResolvedName> &name,
                                                       const TableContext &table) const;
    [[nodiscard]] virtual Result<TextOrNothing> check(const schema::CheckConstraint &check,
                                                      const std::optional<ResolvedName> &name,
                                                      const TableContext &table) const;
    [[nodiscard]] virtual Result<TextOrNothing> foreignKey(const schema::ForeignKeyConstraint &key,
                                                           const std::optional<ResolvedName> &name,
                                                           const TableContext &table) const;
    [[nodiscard]] virtual Result<TextOrNothing>
    exclude(const schema::ExcludeConstraint &exclude,
            const std::optional<ResolvedName> &name) const;
    [[nodiscard]] virtual Result<QString> computedText(const schema::Computed &computed) const;
    [[nodiscard]] virtual Result<QString> matchText(const schema::ForeignKeyConstraint &key) const;
    [[nodiscard]] virtual QString remoteTable(const schema::ForeignKeyConstraint &key) const;

    [[nodiscard]] virtual bool takesSetColumns() const
    {
        return false;
    } ///< ON DELETE SET NULL (a, b)

    [[nodiscard]] virtual QString cycleText(bool cycle) const;

    /// Whether constraints with use_alter stay out of CREATE TABLE.
    [[nodiscard]] virtual bool supportsAlter() const { return true; }

    /// "CONSTRAINT name " or nothing.
    [[nodiscard]] Result<QString> preamble(const std::optional<ResolvedName> &name) const;
    [[nodiscard]] Result<QString> deferrability(const std::optional<bool> &deferrable,
                                                const std::optional<QString> &initially) const;
    [[nodiscard]] QString columnList(const std::vector<schema::Identifier> &columns) const;
    [[nodiscard]] Result<QString> indexNameText(const std::optional<ResolvedName> &name) const;
    [[nodiscard]] Result<QString> dropIndexName(const ops::DropIndex &drop) const;

private:
    const Dialect &m_dialect;
    const CompileOptions &m_options;
};

/// The compiler of @p dialect. Borrows both arguments.
[[nodiscard]] std::unique_ptr<DdlCompiler> ddlCompiler(const Dialect &dialect,
                                                       const CompileOptions &options);
[[nodiscard]] std::unique_ptr<DdlCompiler> postgresqlDdl(const Dialect &dialect,
                                                         const CompileOptions &options);
[[nodiscard]] std::unique_ptr<DdlCompiler> mysqlDdl(const Dialect &dialect,
                                                    const CompileOptions &options);
[[nodiscard]] std::unique_ptr<DdlCompiler> sqliteDdl(const Dialect &dialect,
                                                     const CompileOptions &options);
[[nodiscard]] std::unique_ptr<DdlCompiler> genericDdl(const Dialect &dialect,
                                                      const CompileOptions &options);

/// A keyword sequence such as "SET NULL", or SQLAlchemy's error if it is none. @p pattern is
/// SQLAlchemy's.
[[nodiscard]] Result<QString> sqlPhrase(const QString &phrase, const QString &pattern);

} // namespace limbeck::dialect
