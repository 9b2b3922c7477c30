# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic_postgresql_enum: op.sync_enum_values(), as that package writes it."""

import enum
import logging
import re

import sqlalchemy
from alembic.operations.base import Operations
from alembic.operations.ops import MigrateOperation

_log = logging.getLogger("alembic.alembic_postgresql_enum.operations.sync_enum_values")
_unspecified = object()


class ColumnType(enum.Enum):
    COMMON = "COMMON"
    ARRAY = "ARRAY"

    def __repr__(self):
        return "ColumnType." + self.name


class TableReference:
    """A column that has the type."""

    def __init__(
        self, table_name, column_name, table_schema=_unspecified, column_type=ColumnType.COMMON,
        existing_server_default=None,
    ):
        self.table_name = table_name
        self.column_name = column_name
        self.table_schema = table_schema
        self.column_type = column_type
        self.existing_server_default = existing_server_default

    def in_schema(self, schema):
        """The same column; in @p schema unless it names one itself."""
        if self.table_schema is not _unspecified:
            return self
        return TableReference(
            self.table_name, self.column_name, schema, self.column_type, self.existing_server_default
        )

    @property
    def table(self):
        prefix = '"%s".' % self.table_schema if self.table_schema else ""
        return '%s"%s"' % (prefix, self.table_name)

    @property
    def column(self):
        return '"%s"' % self.column_name


class Config:
    def __init__(self, **options):
        self.__dict__.update(options)


def set_configuration(config):
    pass


_operators = (("!=", "new_old_not_equals"), ("=", "new_old_equals"))


class _Change:
    """The statements of one change of a type's values."""

    def __init__(self, connection, schema, name, renames):
        self._connection = connection
        self._schema = schema
        self._name = name
        self._renames = renames
        self._type = '"%s"."%s"' % (schema, name)
        self._old_type = '"%s"."%s_old"' % (schema, name)

    def _execute(self, sql):
        self._connection.execute(sqlalchemy.text(sql))

    def run(self, values, columns):
        self._execute("ALTER TYPE %s RENAME TO %s_old" % (self._type, self._name))
        self._execute("CREATE TYPE %s AS ENUM(%s)" % (self._type, ", ".join("'%s'" % value for value in values)))
        for operator, function in _operators:
            self._create_operator(operator, function)
        for reference in columns:
            self._change_column(reference)
        for _, function in _operators:
            self._execute(
                "DROP FUNCTION %s(\n    new_enum_val %s, old_enum_val %s\n) CASCADE"
                % (function, self._type, self._old_type)
            )
        self._execute("DROP TYPE %s" % self._old_type)

    def _create_operator(self, operator, function):
        # The white space inside the dollar quotes is the package's: it is part of the function.
        if self._renames:
            whens = " ".join(
                "WHEN old_enum_val::text = '%s' THEN '%s'" % (old, new) for old, new in self._renames
            )
            body = (
                "\n                SELECT new_enum_val::text %s CASE\n                    %s\n\n"
                "                    ELSE old_enum_val::text\n                END;\n            " % (operator, whens)
            )
        else:
            body = "\n                SELECT new_enum_val::text %s old_enum_val::text;\n            " % operator
        self._execute(
            "CREATE FUNCTION %s(\n    new_enum_val %s, old_enum_val %s\n)\nRETURNS boolean AS $$%s$$ LANGUAGE SQL IMMUTABLE"
            % (function, self._type, self._old_type, body)
        )
        self._execute(
            "CREATE OPERATOR %s (\n    leftarg = %s,\n    rightarg = %s,\n    procedure = %s\n)"
            % (operator, self._type, self._old_type, function)
        )

    def _change_column(self, reference):
        default = reference.existing_server_default
        alter = "ALTER TABLE %s ALTER COLUMN %s " % (reference.table, reference.column)
        if default is not None:
            self._execute(alter + "DROP DEFAULT")
        if reference.column_type is ColumnType.ARRAY:
            using = reference.column + "::text[]"
            for old, new in self._renames:
                using = "array_replace(%s, '%s', '%s')" % (using, old, new)
            self._execute(alter + "TYPE %s[] USING %s::%s[]" % (self._type, using, self._type))
        elif self._renames:
            whens = " ".join(
                "WHEN %s::text = '%s' THEN '%s'::%s" % (reference.column, old, new, self._type)
                for old, new in self._renames
            )
            self._execute(
                alter + "TYPE %s USING CASE %s ELSE %s::text::%s END" % (self._type, whens, reference.column, self._type)
            )
        else:
            self._execute(alter + "TYPE %s USING %s::text::%s" % (self._type, reference.column, self._type))
        if default is not None:
            self._execute(alter + "SET DEFAULT " + self._renamed_default(default))

    def _renamed_default(self, default):
        new_type = "%s.%s" % (self._schema, self._name) if self._schema else self._name
        is_array_literal = default.startswith("ARRAY[")
        value = default if is_array_literal else default[: default.find("::")]
        for old, new in self._renames:
            value = value.replace("'%s'" % old, "'%s'" % new).replace('"%s"' % old, '"%s"' % new)
        if is_array_literal:
            return re.sub(r"::[.\w]+", "::" + new_type, value)
        return "%s::%s%s" % (value, new_type, "[]" if default.endswith("[]") else "")


def _column_default(connection, schema, table, column):
    return connection.execute(
        sqlalchemy.text(
            "SELECT column_default FROM information_schema.columns WHERE table_schema = '%s' AND table_name = '%s' "
            "AND column_name = '%s'" % (schema, table, column)
        )
    ).scalar()


def _reference(connection, schema, affected):
    if isinstance(affected, TableReference):
        return affected.in_schema(schema)
    if not isinstance(affected, tuple):
        raise ValueError("Affected columns must contain tuples or TableReferences")
    table, column, *kind = affected
    return TableReference(
        table, column, schema, kind[0] if kind else ColumnType.COMMON,
        _column_default(connection, schema, table, column),
    )


@Operations.register_operation("sync_enum_values")
class SyncEnumValuesOp(MigrateOperation):
    operation_name = "change_enum_variants"

    @classmethod
    def sync_enum_values(
        cls, operations, enum_schema, enum_name, new_values, affected_columns, enum_values_to_rename=()
    ):
        dialect = operations.migration_context.dialect.name
        if dialect != "postgresql":
            _log.warning("This library only supports postgresql, but you are using %s, skipping", dialect)
            return
        connection = operations.get_bind()
        references = [_reference(connection, enum_schema, affected) for affected in affected_columns]
        _Change(connection, enum_schema, enum_name, list(enum_values_to_rename)).run(new_values, references)
