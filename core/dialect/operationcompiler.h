// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/ddlcompiler.h"

namespace limbeck::dialect {

/// Collects the statements of one operation, in Alembic's order. Lives for that operation only.
///
/// Source: Alembic, `operations/toimpl.py` and the `DefaultImpl` of each dialect.
class OperationCompiler
{
public:
    OperationCompiler(const Dialect &dialect, const CompileOptions &options, SchemaSource *source);

    [[nodiscard]] Result<std::vector<Statement>> compile(const ops::Operation &operation);

    /// The statements of what @p part does with this compiler.
    [[nodiscard]] Result<std::vector<Statement>> collect(const std::function<Result<>()> &part);

    // Used by the parts of the compiler in other files.

    [[nodiscard]] Result<> apply(const ops::Operation &operation);
    [[nodiscard]] Result<> operator()(const ops::CreateTable &create);
    [[nodiscard]] Result<> operator()(const ops::DropTable &drop);
    [[nodiscard]] Result<> operator()(const ops::RenameTable &rename);
    [[nodiscard]] Result<> operator()(const ops::AddColumn &add);
    [[nodiscard]] Result<> operator()(const ops::DropColumn &drop);
    [[nodiscard]] Result<> operator()(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> operator()(const ops::CreateIndex &create);
    [[nodiscard]] Result<> operator()(const ops::DropIndex &drop);
    [[nodiscard]] Result<> operator()(const ops::CreateConstraint &create);
    [[nodiscard]] Result<> operator()(const ops::DropConstraint &drop);
    [[nodiscard]] Result<> operator()(const ops::CreateTableComment &comment);
    [[nodiscard]] Result<> operator()(const ops::BulkInsert &insert);
    [[nodiscard]] Result<> operator()(const ops::ExecuteSql &execute);
    [[nodiscard]] Result<> operator()(const ops::CreateEnumType &create);
    [[nodiscard]] Result<> operator()(const ops::DropEnumType &drop);
    [[nodiscard]] Result<> operator()(const ops::CreateSequence &create);
    [[nodiscard]] Result<> operator()(const ops::DropSequence &drop);
    [[nodiscard]] Result<> operator()(const ops::CreateSchema &create);
    [[nodiscard]] Result<> operator()(const ops::DropSchema &drop);
    [[nodiscard]] Result<> operator()(const ops::BatchAlterTable &batch);
    [[nodiscard]] Result<> operator()(const ops::AutocommitBoundary &boundary);

    [[nodiscard]] Result<> createTable(const TableLayout &layout, bool ifNotExists,
                                       bool makesTypes = true);
    /// DROP TABLE, and the types that @p definition (may be null) brought along.
    [[nodiscard]] Result<> dropTable(const ops::TableName &table, bool ifExists,
                                     const schema::Table *definition);
    [[nodiscard]] Result<> createIndex(const PlacedIndex &index, bool ifNotExists,
                                       const TableLayout *layout);

    void emitSql(QString sql, const QString &comment = {});
    [[nodiscard]] Result<> emitSql(Result<QString> sql);
    /// "ALTER TABLE schema.name"; the parts of a dotted schema are quoted each, as Alembic does.
    [[nodiscard]] QString alterTable(const ops::TableName &table) const;
    [[nodiscard]] QString tableText(const ops::TableName &table) const;

    [[nodiscard]] const DdlCompiler &ddl() const { return *m_ddl; }

    [[nodiscard]] const Dialect &dialect() const { return m_dialect; }

    [[nodiscard]] Backend backend() const { return m_dialect.backend(); }

    [[nodiscard]] const CompileOptions &options() const { return m_options; }

    [[nodiscard]] SchemaSource *source() const { return m_source; }

    /// Whether a database, or a model of it, can be asked.
    [[nodiscard]] bool canAsk() const { return !m_options.offline && m_source; }

    /// SQLite at hand: what its ALTER TABLE lacks is done by building the table anew.
    [[nodiscard]] bool rebuilds() const { return backend() == Backend::Sqlite && canAsk(); }

    [[nodiscard]] bool hasComments() const { return backend() == Backend::PostgreSql; }

    [[nodiscard]] const schema::NamingConvention &convention() const
    {
        return m_options.namingConvention;
    }

private:
    [[nodiscard]] Result<> addConstraints(const TableLayout &layout, bool skipInlineKey);
    [[nodiscard]] Result<QString> inlineReference(const TableLayout &layout) const;
    [[nodiscard]] Result<> createNamedTypes(const std::vector<schema::Column> &columns);
    [[nodiscard]] Result<> emitQuery(const schema::QueryPtr &query,
                                     const std::map<QString, schema::Literal> &parameters);
    [[nodiscard]] Result<> executeWith(const ops::ExecuteSql &execute,
                                       const std::map<QString, schema::Literal> &parameters);

    // altercolumn*.cpp
    [[nodiscard]] Result<> alterGeneric(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> alterPostgresql(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> alterMySql(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> alterDefault(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> dropTypeCheck(const ops::AlterColumn &alter);
    [[nodiscard]] Result<> addTypeCheck(const ops::AlterColumn &alter);

    const Dialect &m_dialect;
    const CompileOptions &m_options;
    SchemaSource *m_source;
    std::unique_ptr<DdlCompiler> m_ddl;
    CompileMemory m_ownMemory;
    std::vector<Statement> m_statements;
    SourceSpan m_origin;
};

/// Alembic's refusal of what SQLite's ALTER TABLE cannot do.
[[nodiscard]] tl::unexpected<Error> noConstraintsInSqlite();

/// The name of a constraint to be dropped, after the naming convention of its kind.
[[nodiscard]] Result<ResolvedName> droppedName(const ops::DropConstraint &drop,
                                               const schema::NamingConvention &convention);

} // namespace limbeck::dialect
