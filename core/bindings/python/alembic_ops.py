# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.operations.ops: what Python says best of the operation classes, and the containers."""

from alembic.operations import _classes
from alembic.operations._classes import (
    AddColumnOp, AddConstraintOp, AlterColumnOp, AlterTableOp, BulkInsertOp, CreateCheckConstraintOp,
    CreateExcludeConstraintOp, CreateForeignKeyOp, CreateIndexOp, CreatePrimaryKeyOp, CreateTableCommentOp,
    CreateTableOp, CreateUniqueConstraintOp, DowngradeOps, DropColumnOp, DropConstraintOp, DropIndexOp,
    DropTableCommentOp, DropTableOp, ExecuteSQLOp, MigrateOperation, ModifyTableOps, OpContainer,
    RenameTableOp, UpgradeOps,
)


def _method(cls, name=None):
    def add(function):
        _classes.extend(cls, name or function.__name__.strip("_"), function)
        return function

    return add


def _class_method(cls, name):
    def add(function):
        _classes.extend(cls, name, classmethod(function))
        return function

    return add


@_method(MigrateOperation, "reverse")
def _reverse(self):
    raise NotImplementedError()


@_method(MigrateOperation, "to_diff_tuple")
def _to_diff_tuple(self):
    raise NotImplementedError()


# --- tables -------------------------------------------------------------------------------------


def _table_options(table):
    return {
        "comment": table.comment, "info": dict(table.info or {}),
        "prefixes": list(getattr(table, "_prefixes", None) or []),
    }


@_class_method(CreateTableOp, "from_table")
def _create_from_table(cls, table, *, _namespace_metadata=None):
    op = cls(
        table.name, list(table.c) + list(table.constraints), schema=table.schema,
        _constraints_included=True, **_table_options(table), **dict(table.kwargs),
    )
    op._source = table
    return op


@_method(CreateTableOp, "to_table")
def _create_to_table(self, migration_context=None):
    source = getattr(self, "_source", None)
    if source is not None:
        return source
    import sqlalchemy

    return sqlalchemy.Table(self.table_name, sqlalchemy.MetaData(), *self.columns, schema=self.schema, **self.kw)


@_method(CreateTableOp, "reverse")
def _create_reverse(self):
    return DropTableOp(self.table_name, schema=self.schema, _reverse=self)


@_class_method(DropTableOp, "from_table")
def _drop_from_table(cls, table, *, _namespace_metadata=None):
    return cls(table.name, schema=table.schema, _reverse=CreateTableOp.from_table(table))


@_method(DropTableOp, "reverse")
def _drop_reverse(self):
    if self._reverse is None:
        raise ValueError("operation is not reversible; original table is not present")
    return self._reverse


@_method(CreateTableCommentOp, "reverse")
def _comment_reverse(self):
    if self.existing_comment is None:
        return DropTableCommentOp(self.table_name, existing_comment=self.comment, schema=self.schema)
    return CreateTableCommentOp(
        self.table_name, self.existing_comment, existing_comment=self.comment, schema=self.schema
    )


@_method(DropTableCommentOp, "reverse")
def _drop_comment_reverse(self):
    return CreateTableCommentOp(self.table_name, self.existing_comment, schema=self.schema)


@_method(RenameTableOp, "reverse")
def _rename_reverse(self):
    return RenameTableOp(self.new_table_name, self.table_name, schema=self.schema)


# --- columns ------------------------------------------------------------------------------------


@_class_method(AddColumnOp, "from_column")
def _add_from_column(cls, col):
    return cls(col.table.name, col, schema=col.table.schema)


@_class_method(AddColumnOp, "from_column_and_tablename")
def _add_from_names(cls, schema, tname, col):
    return cls(tname, col, schema=schema)


@_method(AddColumnOp, "to_column")
def _add_to_column(self):
    return self.column


@_method(AddColumnOp, "reverse")
def _add_reverse(self):
    op = DropColumnOp.from_column_and_tablename(self.schema, self.table_name, self.column)
    op.if_exists = self.if_not_exists
    return op


@_class_method(DropColumnOp, "from_column_and_tablename")
def _drop_column_from_names(cls, schema, tname, col):
    return cls(tname, col.name, schema=schema, _reverse=AddColumnOp(tname, col, schema=schema))


@_method(DropColumnOp, "to_column")
def _drop_to_column(self, migration_context=None):
    if self._reverse is not None:
        return self._reverse.column
    import sqlalchemy

    return sqlalchemy.Column(self.column_name)


@_method(DropColumnOp, "reverse")
def _drop_column_reverse(self):
    if self._reverse is None:
        raise ValueError("operation is not reversible; original column is not present")
    op = AddColumnOp(self.table_name, self._reverse.column, schema=self.schema)
    op.if_not_exists = self.if_exists
    return op


@_method(AlterColumnOp, "has_changes")
def _has_changes(self):
    return (
        self.modify_nullable is not None
        or self.modify_server_default is not False
        or self.modify_type is not None
        or self.modify_comment is not False
        or any(name.startswith("modify_") for name in self.kw)
    )


@_method(AlterColumnOp, "reverse")
def _alter_reverse(self):
    changed = {
        "type": self.modify_type is not None,
        "nullable": self.modify_nullable is not None,
        "server_default": self.modify_server_default is not False,
        "comment": self.modify_comment is not False,
    }
    options = dict(self.kw)
    for what, is_changed in changed.items():
        existing = getattr(self, "existing_" + what)
        if is_changed:
            options["modify_" + what] = existing
            existing = getattr(self, "modify_" + what)
        options["existing_" + what] = existing
    return self.__class__(self.table_name, self.column_name, schema=self.schema, **options)


# --- indexes and constraints --------------------------------------------------------------------


@_class_method(CreateIndexOp, "from_index")
def _create_from_index(cls, index):
    return cls(
        index.name, index.table.name, list(index.expressions), schema=index.table.schema,
        unique=index.unique, **dict(index.kwargs),
    )


@_method(CreateIndexOp, "to_index")
def _to_index(self, migration_context=None):
    import sqlalchemy

    table = sqlalchemy.Table(self.table_name or "no_table", sqlalchemy.MetaData(), schema=self.schema)
    for column in self.columns:
        if isinstance(column, str):
            table.append_column(sqlalchemy.Column(column))
    columns = [table.c[column] if isinstance(column, str) else column for column in self.columns]
    return sqlalchemy.Index(self.index_name, *columns, unique=self.unique, **self.kw)


@_method(CreateIndexOp, "reverse")
def _create_index_reverse(self):
    return DropIndexOp(self.index_name, table_name=self.table_name, schema=self.schema, _reverse=self, **self.kw)


@_class_method(DropIndexOp, "from_index")
def _drop_from_index(cls, index):
    return cls(
        index.name, table_name=index.table.name, schema=index.table.schema,
        _reverse=CreateIndexOp.from_index(index), **dict(index.kwargs),
    )


@_method(DropIndexOp, "reverse")
def _drop_index_reverse(self):
    if self._reverse is None:
        raise ValueError("operation is not reversible; original index is not present")
    return self._reverse


_constraint_types = {
    CreateUniqueConstraintOp: "unique", CreateForeignKeyOp: "foreignkey", CreatePrimaryKeyOp: "primary",
    CreateCheckConstraintOp: "check",
}


@_method(AddConstraintOp, "reverse")
def _add_constraint_reverse(self):
    table = getattr(self, "source_table", None) or getattr(self, "table_name", None)
    schema = self.kw.get("source_schema") if hasattr(self, "source_table") else self.schema
    return DropConstraintOp(
        self.constraint_name, table, type_=_constraint_types.get(type(self)), schema=schema, _reverse=self
    )


@_method(DropConstraintOp, "reverse")
def _drop_constraint_reverse(self):
    if self._reverse is None:
        raise ValueError("constraint cannot be produced; original constraint is not present")
    return self._reverse


@_class_method(AddConstraintOp, "from_constraint")
def _add_from_constraint(cls, constraint):
    table = constraint.table
    names = [column.name for column in getattr(constraint, "columns", ())]
    kind = type(constraint).__name__
    if kind == "UniqueConstraint":
        return CreateUniqueConstraintOp(constraint.name, table.name, names, schema=table.schema)
    if kind == "PrimaryKeyConstraint":
        return CreatePrimaryKeyOp(constraint.name, table.name, names, schema=table.schema)
    if kind == "CheckConstraint":
        return CreateCheckConstraintOp(constraint.name, table.name, constraint.sqltext, schema=table.schema)
    if kind == "ForeignKeyConstraint":
        elements = list(constraint.elements)
        target = elements[0].target_fullname.split(".")
        options = {
            name: getattr(constraint, name)
            for name in ("onupdate", "ondelete", "initially", "deferrable", "match")
            if getattr(constraint, name, None)
        }
        return CreateForeignKeyOp(
            constraint.name, table.name, target[-2], [element.parent.name for element in elements],
            [element.target_fullname.split(".")[-1] for element in elements], source_schema=table.schema,
            referent_schema=".".join(target[:-2]) or None, **options,
        )
    raise ValueError("no dispatch function for object: %s" % (constraint,))


@_class_method(DropConstraintOp, "from_constraint")
def _drop_from_constraint(cls, constraint):
    return AddConstraintOp.from_constraint(constraint).reverse()


# --- containers ---------------------------------------------------------------------------------


@_method(OpContainer, "is_empty")
def _is_empty(self):
    return not self.ops


def _reversed_ops(ops):
    return [op.reverse() for op in reversed(ops)]


@_method(ModifyTableOps, "reverse")
def _modify_reverse(self):
    return ModifyTableOps(self.table_name, _reversed_ops(self.ops), schema=self.schema)


@_method(UpgradeOps, "reverse_into")
def _reverse_into(self, downgrade_ops):
    downgrade_ops.ops[:] = _reversed_ops(self.ops)
    return downgrade_ops


@_method(UpgradeOps, "reverse")
def _upgrade_reverse(self):
    return self.reverse_into(DowngradeOps(ops=[]))


@_method(DowngradeOps, "reverse")
def _downgrade_reverse(self):
    return UpgradeOps(ops=_reversed_ops(self.ops))


def _as_list(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


class MigrationScript(MigrateOperation):
    """A revision file that autogenerate is about to write: what process_revision_directives edits."""

    def __init__(
        self, rev_id, upgrade_ops, downgrade_ops, *, message=None, imports=None, head=None, splice=None,
        branch_label=None, version_path=None, depends_on=None,
    ):
        self.rev_id = rev_id
        self.message = message
        self.imports = set() if imports is None else imports
        self.head = head
        self.splice = splice
        self.branch_label = branch_label
        self.version_path = version_path
        self.depends_on = depends_on
        self.upgrade_ops = upgrade_ops
        self.downgrade_ops = downgrade_ops

    @property
    def upgrade_ops(self):
        return self._single(self._upgrade_ops, "UpgradeOps", "upgrade_ops_list")

    @upgrade_ops.setter
    def upgrade_ops(self, value):
        self._upgrade_ops = _as_list(value)

    @property
    def downgrade_ops(self):
        return self._single(self._downgrade_ops, "DowngradeOps", "downgrade_ops_list")

    @downgrade_ops.setter
    def downgrade_ops(self, value):
        self._downgrade_ops = _as_list(value)

    @staticmethod
    def _single(ops, kind, attribute):
        if len(ops) > 1:
            raise ValueError(
                "This MigrationScript instance has a multiple-entry list for %s; please use the %s attribute."
                % (kind, attribute)
            )
        return ops[0] if ops else None

    @property
    def upgrade_ops_list(self):
        return self._upgrade_ops

    @property
    def downgrade_ops_list(self):
        return self._downgrade_ops
