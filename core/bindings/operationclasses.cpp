// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationobject.h"

namespace limbeck::bindings {

// The signatures are Alembic 1.19's. Source: Alembic, "Operation Reference" and
// `alembic.operations.ops`.
// clang-format off
constexpr OperationClass classes[] = {
    { "MigrateOperation", nullptr, nullptr, nullptr, nullptr, "", "" },
    { "AddConstraintOp", "MigrateOperation", nullptr, nullptr, nullptr, "", "" },
    { "AlterTableOp", "MigrateOperation", "(self, table_name, *, schema=None)", nullptr, nullptr, "", "" },

    { "DropConstraintOp", "MigrateOperation",
      "(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None, _reverse=None)",
      "drop_constraint(constraint_name, table_name, type_=None, *, schema=None, if_exists=None)",
      "drop_constraint(constraint_name, type_=None)", "", "type_ constraint_type" },
    { "CreatePrimaryKeyOp", "AddConstraintOp", "(self, constraint_name, table_name, columns, *, schema=None, **kw)",
      "create_primary_key(constraint_name, table_name, columns, *, schema=None)",
      "create_primary_key(constraint_name, columns)", "", "" },
    { "CreateUniqueConstraintOp", "AddConstraintOp",
      "(self, constraint_name, table_name, columns, *, schema=None, **kw)",
      "create_unique_constraint(constraint_name, table_name, columns, *, schema=None, **kw)",
      "create_unique_constraint(constraint_name, columns, **kw)", "", "" },
    { "CreateForeignKeyOp", "AddConstraintOp",
      "(self, constraint_name, source_table, referent_table, local_cols, remote_cols, **kw)",
      "create_foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, *, onupdate=None, "
      "ondelete=None, deferrable=None, initially=None, match=None, source_schema=None, referent_schema=None, "
      "**dialect_kw)",
      "create_foreign_key(constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=None, "
      "onupdate=None, ondelete=None, deferrable=None, initially=None, match=None, **dialect_kw)", "", "" },
    { "CreateCheckConstraintOp", "AddConstraintOp",
      "(self, constraint_name, table_name, condition, *, schema=None, **kw)",
      "create_check_constraint(constraint_name, table_name, condition, *, schema=None, **kw)",
      "create_check_constraint(constraint_name, condition, **kw)", "", "" },
    { "CreateExcludeConstraintOp", "AddConstraintOp",
      "(self, constraint_name, table_name, elements, where=None, schema=None, _orig_constraint=None, **kw)",
      "create_exclude_constraint(constraint_name, table_name, *elements, **kw)",
      "create_exclude_constraint(constraint_name, *elements, **kw)", "", "" },
    { "CreateIndexOp", "MigrateOperation",
      "(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw)",
      "create_index(index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw)",
      "create_index(index_name, columns, **kw)", "", "" },
    { "DropIndexOp", "MigrateOperation",
      "(self, index_name, table_name=None, *, schema=None, if_exists=None, _reverse=None, **kw)",
      "drop_index(index_name, table_name=None, *, schema=None, if_exists=None, **kw)",
      "drop_index(index_name, **kw)", "", "" },
    { "CreateTableOp", "MigrateOperation",
      "(self, table_name, columns, *, schema=None, if_not_exists=None, _namespace_metadata=None, "
      "_constraints_included=False, info=None, comment=None, prefixes=None, **kw)",
      "create_table(table_name, *columns, if_not_exists=None, **kw)", nullptr, "", "" },
    { "DropTableOp", "MigrateOperation",
      "(self, table_name, *, schema=None, if_exists=None, table_kw=None, _reverse=None)",
      "drop_table(table_name, *, schema=None, if_exists=None, **kw)", nullptr, "kw table_kw", "" },
    { "RenameTableOp", "AlterTableOp", "(self, old_table_name, new_table_name, *, schema=None)",
      "rename_table(old_table_name, new_table_name, *, schema=None)", nullptr, "", "old_table_name table_name" },
    { "CreateTableCommentOp", "AlterTableOp", "(self, table_name, comment, *, schema=None, existing_comment=None)",
      "create_table_comment(table_name, comment, *, existing_comment=None, schema=None)",
      "create_table_comment(comment, *, existing_comment=None)", "", "" },
    { "DropTableCommentOp", "AlterTableOp", "(self, table_name, *, schema=None, existing_comment=None)",
      "drop_table_comment(table_name, *, existing_comment=None, schema=None)",
      "drop_table_comment(*, existing_comment=None)", "", "" },
    { "AlterColumnOp", "AlterTableOp",
      "(self, table_name, column_name, *, schema=None, existing_type=None, existing_server_default=False, "
      "existing_nullable=None, existing_comment=None, modify_nullable=None, modify_comment=False, "
      "modify_server_default=False, modify_name=None, modify_type=None, **kw)",
      "alter_column(table_name, column_name, *, nullable=None, comment=False, server_default=False, "
      "new_column_name=None, type_=None, existing_type=None, existing_server_default=False, existing_nullable=None, "
      "existing_comment=None, schema=None, **kw)",
      "alter_column(column_name, *, nullable=None, comment=False, server_default=False, new_column_name=None, "
      "type_=None, existing_type=None, existing_server_default=False, existing_nullable=None, existing_comment=None, "
      "insert_before=None, insert_after=None, **kw)",
      "nullable modify_nullable comment modify_comment server_default modify_server_default "
      "new_column_name modify_name type_ modify_type", "" },
    { "AddColumnOp", "AlterTableOp",
      "(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None, "
      "inline_primary_key=None, **kw)",
      "add_column(table_name, column, *, schema=None, if_not_exists=None, inline_references=None, "
      "inline_primary_key=None)",
      "add_column(column, *, insert_before=None, insert_after=None, if_not_exists=None, inline_references=None, "
      "inline_primary_key=None)", "", "" },
    { "DropColumnOp", "AlterTableOp",
      "(self, table_name, column_name, *, schema=None, if_exists=None, _reverse=None, **kw)",
      "drop_column(table_name, column_name, *, schema=None, **kw)", "drop_column(column_name, **kw)", "", "" },
    { "BulkInsertOp", "MigrateOperation", "(self, table, rows, *, multiinsert=True)",
      "bulk_insert(table, rows, *, multiinsert=True)", nullptr, "", "" },
    { "ExecuteSQLOp", "MigrateOperation", "(self, sqltext, *, execution_options=None)",
      "execute(sqltext, *, execution_options=None)", "execute(sqltext, *, execution_options=None)", "", "" },

    { "OpContainer", "MigrateOperation", "(self, ops=?)", nullptr, nullptr, "", "" },
    { "ModifyTableOps", "OpContainer", "(self, table_name, ops, *, schema=None)", nullptr, nullptr, "", "" },
    { "UpgradeOps", "OpContainer", "(self, ops=?, upgrade_token='upgrades')", nullptr, nullptr, "", "" },
    { "DowngradeOps", "OpContainer", "(self, ops=?, downgrade_token='downgrades')", nullptr, nullptr, "", "" },
};

// clang-format on

std::span<const OperationClass> operationClasses()
{
    return classes;
}

} // namespace limbeck::bindings
