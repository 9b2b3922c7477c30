# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.compare: the comparators, in the order in which they are asked."""

from alembic.autogenerate import columns, constraints, tables
from alembic.runtime.plugins import Plugin
from alembic.util import DispatchPriority, PriorityDispatcher

# What plugins register without the plugin system; every comparison begins with it.
comparators = PriorityDispatcher()


def _populate_migration_script(autogen_context, migration_script):
    upgrade_ops = migration_script.upgrade_ops_list[-1]
    _produce_net_changes(autogen_context, upgrade_ops)
    upgrade_ops.reverse_into(migration_script.downgrade_ops_list[-1])


def _produce_net_changes(autogen_context, upgrade_ops):
    ask = autogen_context.comparators.dispatch("autogenerate", qualifier=autogen_context.dialect.name)
    ask(autogen_context, upgrade_ops)


def _plugin(name, *entries):
    plugin = Plugin("alembic.autogenerate." + name)
    for function, target, element, priority in entries:
        plugin.add_autogenerate_comparator(function, target, element, priority=priority)


_FIRST, _MEDIUM, _LAST = DispatchPriority.FIRST, DispatchPriority.MEDIUM, DispatchPriority.LAST

_plugin("schemas", (tables.compare_schemas, "autogenerate", None, _MEDIUM))
_plugin("tables", (tables.compare_tables, "schema", "tables", _MEDIUM))
_plugin(
    "types",
    (columns.ask_user_about_type, "column", "types", _FIRST),
    (columns.compare_type, "column", "types", _LAST),
)
_plugin(
    "constraints",
    (constraints.compare_indexes_and_uniques, "table", "indexes", _MEDIUM),
    (constraints.compare_foreign_keys, "table", "foreignkeys", _MEDIUM),
    (columns.compare_nullable, "column", "nullable", _MEDIUM),
)
_plugin(
    "defaults",
    (columns.ask_user_about_default, "column", "server_default", _FIRST),
    (columns.compare_computed, "column", "server_default", _MEDIUM),
    (columns.compare_identity, "column", "server_default", _MEDIUM),
    (columns.note_autoincrement, "column", "server_default", _MEDIUM),
    (columns.compare_server_default, "column", "server_default", _LAST),
)
_plugin(
    "comments",
    (columns.compare_comment, "column", "comments", _MEDIUM),
    (tables.compare_comment, "table", "comments", _MEDIUM),
)
_plugin("checkconstraint_byname", (constraints.compare_checks, "table", "checkconstraints", _MEDIUM))
