// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"
#include "core/schema/table.h"

namespace limbeck::ops {

// One struct per directive of Alembic's `op`, in its words. Source: Alembic, "Operation Reference".

/// A table's name as a directive gives it.
struct TableName
{
    schema::Identifier name;
    std::optional<schema::Identifier> schema;
};

struct CreateTable
{
    schema::TablePtr table; ///< indexes of Column(index=True) and Index(…) stand in table->indexes
    bool ifNotExists = false;
    bool makesTypes = true; ///< with PostgreSQL's types of its columns
};

struct DropTable
{
    TableName table;
    bool ifExists = false;
    schema::TablePtr definition; ///< what the script tells of it; may be null
};

struct RenameTable
{
    TableName table;
    schema::Identifier newName;
};

struct AddColumn
{
    TableName table;
    schema::ColumnPtr column;
    bool ifNotExists = false;
    bool inlineReferences = false, inlinePrimaryKey = false;
    std::vector<schema::Constraint>
        constraints; ///< FKs, UNIQUE, named CHECKs of the column, each its own statement
    std::vector<schema::Index> indexes; ///< Column(index=True)
    std::optional<QString> insertBefore, insertAfter; ///< batch mode only
};

struct DropColumn
{
    TableName table;
    schema::Identifier column;
    bool ifExists = false;
    schema::DialectOptions dialectOptions; ///< mssql_drop_default …
};

/// An "unchanged" marker differs from "changed to none" (DROP DEFAULT, DROP COMMENT).
struct AlterColumn
{
    /// What a server default is changed to: a default, or nothing, which drops it.
    using DefaultChange =
        std::variant<std::monostate, schema::ServerDefault, schema::Identity, schema::Computed>;

    TableName table;
    schema::Identifier column;
    std::optional<bool> nullable;
    std::optional<std::optional<QString>> comment;
    std::optional<DefaultChange> serverDefault;
    std::optional<schema::Identifier> newName;
    schema::SqlTypePtr type;
    schema::SqlTypePtr existingType;
    std::optional<DefaultChange> existingServerDefault;
    std::optional<bool> existingNullable;
    std::optional<QString> existingComment;
    std::optional<bool> autoincrement, existingAutoincrement;
    schema::DialectOptions dialectOptions; ///< postgresql_using …
    std::optional<QString> insertBefore, insertAfter; ///< batch mode only
};

struct CreateIndex
{
    schema::Index index;
    bool ifNotExists = false;
};

struct DropIndex
{
    schema::Identifier name;
    bool nameIsFinal = false; ///< op.f(): a name that is too long is shortened as CREATE INDEX did
    std::optional<TableName> table;
    std::optional<schema::Identifier> schema;
    bool ifExists = false;
    schema::DialectOptions dialectOptions; ///< postgresql_concurrently …
};

/// create_primary_key, create_unique_constraint, create_foreign_key, create_check_constraint,
/// create_exclude_constraint.
struct CreateConstraint
{
    TableName table;
    schema::Constraint constraint;
};

struct DropConstraint
{
    TableName table;
    schema::ConstraintName name;
    std::optional<QString> type; ///< "foreignkey", "primary", "unique", "check"
    bool ifExists = false;
    bool cascade = false;
};

struct CreateTableComment
{
    TableName table;
    std::optional<QString> comment; ///< none drops it
    std::optional<QString> existingComment;
};

/// One row after the other, each a list of values beside `columns`; a value may be an expression.
struct BulkInsert
{
    schema::TablePtr table;
    std::vector<std::vector<std::pair<schema::Identifier, schema::ExpressionPtr>>> rows;
    bool multiInsert = true;
};

/// op.execute() and connection.execute(): a text or a statement of the expression tree.
struct ExecuteSql
{
    std::variant<schema::TextClause, schema::QueryPtr, schema::ExpressionPtr, QString>
        statement; ///< QString: DDL(), exec_driver_sql
    std::vector<std::map<QString, schema::Literal>> parameters;
};

/// CREATE TYPE … AS ENUM and DROP TYPE, from Enum.create()/drop() or before a table.
struct CreateEnumType
{
    schema::SqlTypePtr type;
    bool checkFirst = false;
};

struct DropEnumType
{
    schema::SqlTypePtr type;
    bool checkFirst = false;
};

struct CreateSequence
{
    schema::Sequence sequence;
    bool ifNotExists = false;
};

struct DropSequence
{
    schema::Sequence sequence;
    bool ifExists = false;
};

struct CreateSchema
{
    schema::Identifier name;
    bool ifNotExists = false;
};

struct DropSchema
{
    schema::Identifier name;
    bool cascade = false, ifExists = false;
};

struct Operation;

/// with op.batch_alter_table(…): the operations of the block, applied together (ALTERs, or SQLite's
/// table rebuild).
struct BatchAlterTable
{
    TableName table;
    enum class Recreate { Auto, Always, Never };
    Recreate recreate = Recreate::Auto;
    schema::TablePtr copyFrom;
    std::vector<schema::Constraint> tableArgs;
    schema::DialectOptions tableKeywords;
    std::vector<schema::ColumnPtr>
        reflectColumns; ///< reflect_args: columns that override reflected ones
    std::vector<QStringList> partialReordering;
    schema::NamingConvention namingConvention;
    std::vector<Operation> operations;
};

/// autocommit_block(): ends the transaction, or begins the next one.
struct AutocommitBoundary
{
    bool entering = true;
};

/// Alembic's MigrateOperation, with the script line that caused it.
struct Operation
{
    std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, AlterColumn,
                 CreateIndex, DropIndex, CreateConstraint, DropConstraint, CreateTableComment,
                 BulkInsert, ExecuteSql, CreateEnumType, DropEnumType, CreateSequence, DropSequence,
                 CreateSchema, DropSchema, BatchAlterTable, AutocommitBoundary>
        action;
    SourceSpan origin;
    /// Of the MetaData that its table belongs to; none: target_metadata's.
    std::optional<schema::NamingConvention> namingConvention = {};
};

/// One line for a person: "Add column tickets.priority (VARCHAR(20))".
[[nodiscard]] QString describe(const Operation &operation);

} // namespace limbeck::ops
