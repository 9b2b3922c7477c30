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


def _diff(cls):
    """to_diff_tuple(): what compare_metadata() and `check` tell of an operation."""
    return _method(cls, "to_diff_tuple")


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

    elements = [
        element._copy() if getattr(element, "table", None) is not None and hasattr(element, "_copy") else element
        for element in self.columns
    ]
    return sqlalchemy.Table(self.table_name, sqlalchemy.MetaData(), *elements, schema=self.schema, **self.kw)


@_diff(CreateTableOp)
def _create_diff(self):
    return ("add_table", self.to_table())


@_method(CreateTableOp, "reverse")
def _create_reverse(self):
    return DropTableOp(self.table_name, schema=self.schema, _reverse=self)


@_method(DropTableOp, "to_table")
def _drop_to_table(self, migration_context=None):
    if self._reverse is not None:
        return self._reverse.to_table()
    import sqlalchemy

    return sqlalchemy.Table(self.table_name, sqlalchemy.MetaData(), schema=self.schema)


@_diff(DropTableOp)
def _drop_diff(self):
    return ("remove_table", self.to_table())


def _named_table(op):
    import sqlalchemy

    return sqlalchemy.Table(op.table_name, sqlalchemy.MetaData(), schema=op.schema, comment=getattr(op, "comment", None))


@_diff(CreateTableCommentOp)
def _comment_diff(self):
    return ("add_table_comment", _named_table(self), self.existing_comment)


@_diff(DropTableCommentOp)
def _drop_comment_diff(self):
    return ("remove_table_comment", _named_table(self))


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


@_diff(AddColumnOp)
def _add_column_diff(self):
    return ("add_column", self.schema, self.table_name, self.to_column())


@_diff(DropColumnOp)
def _drop_column_diff(self):
    return ("remove_column", self.schema, self.table_name, self.to_column())


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


@_diff(AlterColumnOp)
def _alter_diff(self):
    existing = {
        "type": self.existing_type, "nullable": self.existing_nullable,
        "server_default": self.existing_server_default, "comment": self.existing_comment,
    }
    changes = (
        ("modify_type", "type", self.modify_type, None), ("modify_nullable", "nullable", self.modify_nullable, None),
        ("modify_default", "server_default", self.modify_server_default, False),
        ("modify_comment", "comment", self.modify_comment, False),
    )
    result = []
    for kind, what, new, unchanged in changes:
        if new is not unchanged:
            others = {"existing_" + name: value for name, value in existing.items() if name != what}
            result.append((kind, self.schema, self.table_name, self.column_name, others, existing[what], new))
    return result


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
    op = cls(
        index.name, index.table.name, list(index.expressions), schema=index.table.schema,
        unique=index.unique, **dict(index.kwargs),
    )
    op._source = index
    return op


@_method(CreateIndexOp, "to_index")
def _to_index(self, migration_context=None):
    source = getattr(self, "_source", None)
    if source is not None:
        return source
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


@_diff(CreateIndexOp)
def _create_index_diff(self):
    return ("add_index", self.to_index())


@_method(DropIndexOp, "to_index")
def _drop_to_index(self, migration_context=None):
    if self._reverse is not None:
        return self._reverse.to_index()
    return CreateIndexOp(self.index_name, self.table_name, ["x"], schema=self.schema, **self.kw).to_index()


@_diff(DropIndexOp)
def _drop_index_diff(self):
    return ("remove_index", self.to_index())


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
    make = _constraint_makers.get(type(constraint).__name__)
    if make is None:
        raise ValueError("no dispatch function for object: %s" % (constraint,))
    op = make(constraint, constraint.table)
    op._source = constraint
    return op


def _names(constraint):
    return [column.name for column in constraint.columns]


def _options(constraint, *names):
    values = {name: getattr(constraint, name, None) for name in names}
    return {**{name: value for name, value in values.items() if value}, **dict(constraint.dialect_kwargs)}


def _make_unique(constraint, table):
    options = _options(constraint, "deferrable", "initially")
    return CreateUniqueConstraintOp(constraint.name, table.name, _names(constraint), schema=table.schema, **options)


def _make_primary_key(constraint, table):
    return CreatePrimaryKeyOp(constraint.name, table.name, _names(constraint), schema=table.schema)


def _make_check(constraint, table):
    return CreateCheckConstraintOp(constraint.name, table.name, constraint.sqltext, schema=table.schema)


def _make_exclude(constraint, table):
    options = {**_options(constraint, "deferrable", "initially"), "using": constraint.using}
    return CreateExcludeConstraintOp(
        constraint.name, table.name, list(constraint.elements), where=constraint.where, schema=table.schema, **options
    )


def _make_foreign_key(constraint, table):
    elements = list(constraint.elements)
    target = elements[0].target_fullname.split(".")
    options = _options(constraint, "onupdate", "ondelete", "initially", "deferrable", "use_alter", "match")
    return CreateForeignKeyOp(
        constraint.name, table.name, target[-2], [element.parent.name for element in elements],
        [_referred_name(element) for element in elements], source_schema=table.schema,
        referent_schema=".".join(target[:-2]) or None, **options,
    )


def _referred_name(element):
    """The name of the column that a key refers to, perhaps by the column's key."""
    from sqlalchemy.exc import InvalidRequestError

    try:
        return element.column.name
    except InvalidRequestError:  # its table is not among the models
        return element.target_fullname.split(".")[-1]


_constraint_makers = {
    "UniqueConstraint": _make_unique, "PrimaryKeyConstraint": _make_primary_key, "CheckConstraint": _make_check,
    "ForeignKeyConstraint": _make_foreign_key, "ExcludeConstraint": _make_exclude,
}


@_method(AddConstraintOp, "to_constraint")
def _to_constraint(self, migration_context=None):
    source = getattr(self, "_source", None)
    if source is not None:
        return source
    import sqlalchemy

    if isinstance(self, CreateUniqueConstraintOp):
        made = sqlalchemy.UniqueConstraint(*self.columns, name=self.constraint_name, _autoattach=False, **self.kw)
    elif isinstance(self, CreatePrimaryKeyOp):
        made = sqlalchemy.PrimaryKeyConstraint(*self.columns, name=self.constraint_name)
    elif isinstance(self, CreateCheckConstraintOp):
        made = sqlalchemy.CheckConstraint(self.condition, name=self.constraint_name)
    elif isinstance(self, CreateForeignKeyOp):
        schema = self.kw.get("referent_schema")
        prefix = "%s." % schema if schema else ""
        made = sqlalchemy.ForeignKeyConstraint(
            self.local_cols, ["%s%s.%s" % (prefix, self.referent_table, column) for column in self.remote_cols],
            name=self.constraint_name,
        )
    else:
        raise NotImplementedError("%s.to_constraint()" % type(self).__name__)
    return made


@_diff(AddConstraintOp)
def _add_constraint_diff(self):
    return ("add_fk" if isinstance(self, CreateForeignKeyOp) else "add_constraint", self.to_constraint())


@_method(DropConstraintOp, "to_constraint")
def _drop_to_constraint(self):
    if self._reverse is None:
        raise ValueError("constraint cannot be produced; original constraint is not present")
    return self._reverse.to_constraint()


@_diff(DropConstraintOp)
def _drop_constraint_diff(self):
    kind = "remove_fk" if self.constraint_type == "foreignkey" else "remove_constraint"
    return (kind, self.to_constraint())


@_class_method(DropConstraintOp, "from_constraint")
def _drop_from_constraint(cls, constraint):
    return AddConstraintOp.from_constraint(constraint).reverse()


@_diff(ExecuteSQLOp)
def _execute_diff(self):
    return ("execute", self.sqltext)


# --- containers ---------------------------------------------------------------------------------


@_method(OpContainer, "is_empty")
def _is_empty(self):
    return not self.ops


@_method(OpContainer, "as_diffs")
def _as_diffs(self):
    result = []
    for op in self.ops:
        if isinstance(op, OpContainer):
            result.extend(op.as_diffs())
        else:
            result.append(op.to_diff_tuple())
    return result


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
