# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.tables: schemas, tables and which columns they have."""

import logging
import re

from alembic import _autogenerate
from alembic.operations import ops
from alembic.util import PriorityDispatchResult
from sqlalchemy import MetaData, text

log = logging.getLogger("alembic.autogenerate.compare.tables")
_ddl_log = logging.getLogger("alembic.ddl.postgresql")

CONTINUE, STOP = PriorityDispatchResult.CONTINUE, PriorityDispatchResult.STOP


def compare_schemas(context, upgrade_ops):
    schemas = [None]
    if context.opts.get("include_schemas", False):
        own = (context.inspector.default_schema_name, "information_schema")
        schemas += sorted(name for name in context.inspector.get_schema_names() if name not in own)
    schemas = [name for name in schemas if context.run_name_filters(name, "schema", {})]
    ask = context.comparators.dispatch("schema", qualifier=context.dialect.name)
    ask(context, upgrade_ops, schemas)
    return CONTINUE


def compare_tables(context, upgrade_ops, schemas):
    in_database = []
    for schema in schemas:
        names = [(schema, name) for name in context.inspector.get_table_names(schema=schema)]
        wanted = [
            key for key in names
            if key != context.version_table and context.run_name_filters(key[1], "table", {"schema_name": schema})
        ]
        if wanted:
            _autogenerate.prefetch(context.inspector, schema)
        in_database += wanted
    default_schema = context.inspector.default_schema_name
    models = {}
    for table in context.sorted_tables:
        if (table.schema, table.name) != context.version_table:
            schema = table.schema if table.schema != default_schema else None
            models[(schema, str(table.name))] = table
    comparison = _TableComparison(context, upgrade_ops)
    for key, table in models.items():
        if key not in in_database:
            comparison.add(key, table)
    comparison.remove(_owned(context, [key for key in in_database if key not in models]))
    for key in sorted((key for key in in_database if key in models), key=lambda key: (key[0] or "", key[1])):
        comparison.change(key, models[key])
    return CONTINUE


def _owned(context, keys):
    """Tables that nobody but the project made: those of PostgreSQL's extensions are left to them."""
    if context.dialect.name != "postgresql" or not keys:
        return keys
    default_schema = context.inspector.default_schema_name
    extensions = {
        (None if schema == default_schema else schema, name): extension
        for schema, name, extension in context.connection.execute(text(_TABLES_OF_EXTENSIONS))
    }
    for key in keys:
        if key in extensions:
            log.info("Table %r belongs to the extension %r and is left alone", _full_name(key), extensions[key])
    return [key for key in keys if key not in extensions]


_TABLES_OF_EXTENSIONS = """
SELECT CAST(n.nspname AS text), CAST(c.relname AS text), CAST(e.extname AS text)
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
JOIN pg_catalog.pg_class c ON c.oid = d.objid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE d.deptype = 'e' AND d.classid = CAST('pg_catalog.pg_class' AS regclass)
      AND d.refclassid = CAST('pg_catalog.pg_extension' AS regclass)
"""


def _full_name(key):
    return "%s.%s" % key if key[0] else key[1]


class _TableComparison:
    """What happens to each table; appends to the operations that are given."""

    def __init__(self, context, upgrade_ops):
        self.context = context
        self.ops = upgrade_ops.ops
        self.reflection = _Reflection(context)

    def _ask(self, key, in_database, model):
        """The comparators' operations on one table."""
        schema, name = key
        found = ops.ModifyTableOps(name, [], schema=schema)
        ask = self.context.comparators.dispatch("table", qualifier=self.context.dialect.name)
        ask(self.context, found, schema, name, in_database, model)
        return found

    def _append(self, modify_ops):
        if not modify_ops.is_empty():
            self.ops.append(modify_ops)

    def add(self, key, model):
        if not self.context.run_object_filters(model, key[1], "table", False, None):
            return
        self.ops.append(ops.CreateTableOp.from_table(model))
        log.info("Detected added table %r", _full_name(key))
        self._append(self._ask(key, None, model))

    def remove(self, keys):
        """Tables without a model, those that refer to others before them."""
        metadata = MetaData()
        tables = {key: self.reflection.table(key, metadata) for key in keys}
        keys_by_table = {table.key: key for key, table in tables.items()}
        for table in reversed(metadata.sorted_tables):
            key = keys_by_table[table.key]
            if not self.context.run_object_filters(table, key[1], "table", True, None):
                continue
            self._append(self._ask(key, table, None))
            self.ops.append(ops.DropTableOp.from_table(table))
            log.info("Detected removed table %r", _full_name(key))

    def change(self, key, model):
        in_database = self.reflection.table(key, MetaData())
        if not self.context.run_object_filters(model, key[1], "table", False, in_database):
            return
        schema, name = key
        columns = _ColumnComparison(self.context, key, in_database, model)
        modify_ops = ops.ModifyTableOps(name, columns.added() + columns.changed(), schema=schema)
        ask = self.context.comparators.dispatch("table", qualifier=self.context.dialect.name)
        ask(self.context, modify_ops, schema, name, in_database, model)
        modify_ops.ops.extend(columns.removed())
        self._append(modify_ops)


class _ColumnComparison:
    def __init__(self, context, key, in_database, model):
        self.context = context
        self.key = key
        self.models = {str(column.name): column for column in model.c if not column.system}
        parents = {"table_name": key[1], "schema_name": key[0]}
        self.found = {
            str(column.name): column for column in in_database.c
            if context.run_name_filters(column.name, "column", dict(parents))
        }

    def added(self):
        result = []
        for name, column in self.models.items():
            if name in self.found or not self.context.run_object_filters(column, name, "column", False, None):
                continue
            result.append(ops.AddColumnOp.from_column_and_tablename(self.key[0], self.key[1], column))
            log.info("Detected added column '%s.%s'", _full_name(self.key), name)
        return result

    def changed(self):
        result = []
        ask = self.context.comparators.dispatch("column", qualifier=self.context.dialect.name)
        for name, column in self.models.items():
            found = self.found.get(name)
            if found is None or not self.context.run_object_filters(column, name, "column", False, found):
                continue
            op = ops.AlterColumnOp(self.key[1], name, schema=self.key[0])
            ask(self.context, op, self.key[0], self.key[1], name, found, column)
            if op.has_changes():
                result.append(op)
        return result

    def removed(self):
        result = []
        for name, column in self.found.items():
            if name in self.models or not self.context.run_object_filters(column, name, "column", True, None):
                continue
            result.append(ops.DropColumnOp.from_column_and_tablename(self.key[0], self.key[1], column))
            log.info("Detected removed column '%s.%s'", _full_name(self.key), name)
        return result


def compare_comment(context, modify_ops, schema, name, in_database, model):
    if in_database is None or model is None or not context.dialect.supports_comments:
        return CONTINUE
    old, new = in_database.comment, model.comment
    if old == new:
        return CONTINUE
    if new is None:
        modify_ops.ops.append(ops.DropTableCommentOp(name, existing_comment=old, schema=schema))
    else:
        modify_ops.ops.append(ops.CreateTableCommentOp(name, new, existing_comment=old, schema=schema))
    return STOP


# --- reading the database ---------------------------------------------------------------------------


def is_bare_expression(text):
    """Whether SQLite wants parentheses around a default when it is written as DDL."""
    return bool(text) and not re.match(r"^[0-9\.]$", text) and not re.match(r"^'.+'$", text) and not re.match(
        r"^\(.+\)$", text
    )


class _Reflection:
    """Tables as the database has them, in the words that a model would use."""

    def __init__(self, context):
        self.context = context
        self.dialect = context.dialect.name
        self._sequences = None

    def table(self, key, metadata):
        table = _autogenerate.reflect_table(self.context.inspector, key[1], key[0], metadata)
        for column in table.c:
            default = column.server_default
            sql = getattr(getattr(default, "arg", None), "text", None)
            if sql is None:
                continue
            if self.dialect == "sqlite" and is_bare_expression(sql):
                column.server_default = text("(%s)" % sql.replace(":", "\\:"))
            elif self.dialect == "postgresql" and self._is_serial(table, column, sql):
                column.server_default = None
        return table

    def _is_serial(self, table, column, sql):
        """A sequence that belongs to the column is a part of its type: SERIAL."""
        match = re.match(r"nextval\('(.+?)'::regclass\)", sql)
        if match is None or self._owned_sequences().get(match.group(1)) != (str(table.name), str(column.name)):
            return False
        _ddl_log.info(
            "Detected sequence named '%s' as owned by integer column '%s(%s)', assuming SERIAL and omitting",
            match.group(1), table.name, column.name,
        )
        return True

    def _owned_sequences(self):
        if self._sequences is None:
            rows = self.context.connection.execute(text(_OWNED_SEQUENCES))
            self._sequences = {}
            for spelled, qualified, table, column in rows:
                self._sequences[spelled] = self._sequences[qualified] = (table, column)
        return self._sequences


_OWNED_SEQUENCES = """
SELECT CAST(CAST(s.oid AS regclass) AS text), '"' || n.nspname || '".' || quote_ident(s.relname),
       CAST(t.relname AS text), CAST(a.attname AS text)
FROM pg_catalog.pg_class s
JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
JOIN pg_catalog.pg_depend d ON d.objid = s.oid AND d.classid = CAST('pg_catalog.pg_class' AS regclass)
     AND d.refclassid = CAST('pg_catalog.pg_class' AS regclass)
JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S'
"""
