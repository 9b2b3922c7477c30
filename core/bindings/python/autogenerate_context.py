# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.context: what comparing and rendering have at hand."""

import contextlib

from alembic import _autogenerate
from alembic.autogenerate.compare import comparators
from alembic.runtime.plugins import Plugin
from alembic.util import CommandError


def _as_list(value):
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]


class AutogenContext:
    """One comparison of models with a database, and the text that is made of it."""

    metadata = None
    connection = None
    imports = None
    _has_batch = False

    def __init__(self, migration_context, metadata=None, opts=None, autogenerate=True):
        if autogenerate and migration_context is not None and migration_context.as_sql:
            raise CommandError(
                "autogenerate can't use as_sql=True as it prevents querying the database for schema information"
            )
        self.migration_context = migration_context
        self.opts = migration_context.opts if opts is None else opts
        if autogenerate:
            self.comparators = comparators.branch()
            Plugin.populate_autogenerate_priority_dispatch(
                self.comparators, self.opts.get("autogenerate_plugins") or ["alembic.autogenerate.*"]
            )
        self.metadata = self.opts.get("target_metadata") if metadata is None else metadata
        if autogenerate and self.metadata is None:
            _refuse_without_metadata()
        if autogenerate:
            _refuse_unread_models(self.metadata)
        self._object_filters = [self.opts[name] for name in ("include_object",) if self.opts.get(name)]
        self._name_filters = [self.opts[name] for name in ("include_name",) if self.opts.get(name)]
        self.connection = migration_context.bind if migration_context is not None else None
        self.version_table = (None, "alembic_version")  # schema and name
        if migration_context is not None:
            self.version_table = (migration_context.version_table_schema, migration_context.version_table)
        self.imports = set()
        self._inspector = None
        self._sorted_tables = None
        self._tables_by_key = None

    @property
    def dialect(self):
        return self.migration_context.dialect if self.migration_context is not None else None

    @property
    def inspector(self):
        if self.connection is None:
            raise TypeError("can't return inspector as this AutogenContext has no database connection")
        if self._inspector is None:
            from sqlalchemy import inspect

            self._inspector = inspect(self.connection)
        return self._inspector

    @contextlib.contextmanager
    def _within_batch(self):
        self._has_batch = True
        yield
        self._has_batch = False

    def run_name_filters(self, name, type_, parent_names):
        if "schema_name" in parent_names:
            if type_ == "table":
                table_name = name
            else:
                table_name = parent_names.get("table_name", None)
            if table_name:
                schema_name = parent_names["schema_name"]
                parent_names["schema_qualified_table_name"] = (
                    "%s.%s" % (schema_name, table_name) if schema_name else table_name
                )
        return all(accept(name, type_, parent_names) for accept in self._name_filters)

    def run_object_filters(self, object_, name, type_, reflected, compare_to):
        return all(accept(object_, name, type_, reflected, compare_to) for accept in self._object_filters)

    run_filters = run_object_filters

    @property
    def sorted_tables(self):
        """The tables of all metadata, referred ones first within each."""
        if self._sorted_tables is None:
            self._sorted_tables = [table for metadata in _as_list(self.metadata) for table in metadata.sorted_tables]
        return self._sorted_tables

    @property
    def table_key_to_table(self):
        if self._tables_by_key is None:
            found = {}
            for metadata in _as_list(self.metadata):
                twice = sorted(key for key in metadata.tables if key in found)
                if twice:
                    raise ValueError(
                        "Duplicate table keys across multiple MetaData objects: %s"
                        % ", ".join('"%s"' % key for key in twice)
                    )
                found.update(metadata.tables)
            self._tables_by_key = found
        return self._tables_by_key


def _refuse_without_metadata():
    from alembic import context

    raise CommandError(
        "Can't proceed with --autogenerate option; environment script %s/env.py does not provide a MetaData object "
        "or sequence of objects to the context." % context.script.dir
    )


def _refuse_unread_models(metadata):
    """A table whose model could not be read would seem to have none, and be dropped."""
    for item in _as_list(_autogenerate.require_known(metadata)):
        _autogenerate.require_known(item)
    unread = sorted(set(_autogenerate.unread_models()))
    if unread:
        raise CommandError(
            "Models could not be read, so the database cannot be compared with them: %s" % "; ".join(unread)
        )
