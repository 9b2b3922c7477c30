# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate: models compared with a database, and what is written of it."""

from alembic.autogenerate import compare, render
from alembic.autogenerate.compare import (
    _populate_migration_script as _populate, _produce_net_changes, comparators,
)
from alembic.autogenerate.context import AutogenContext
from alembic.autogenerate.render import _render_python_into_templatevars, render_op_text, renderers
from alembic.autogenerate.rewriter import Rewriter
from alembic.operations import ops


def compare_metadata(context, metadata):
    """The differences as tuples: ("add_table", Table), ("remove_column", schema, table, Column) …"""
    return produce_migrations(context, metadata).upgrade_ops.as_diffs()


def produce_migrations(context, metadata):
    script = ops.MigrationScript(rev_id=None, upgrade_ops=ops.UpgradeOps([]), downgrade_ops=ops.DowngradeOps([]))
    _populate(AutogenContext(context, metadata=metadata), script)
    return script


def render_python_code(
    up_or_down_op, sqlalchemy_module_prefix="sa.", alembic_module_prefix="op.", render_as_batch=False, imports=(),
    render_item=None, migration_context=None, user_module_prefix=None,
):
    if migration_context is None:
        from alembic.runtime.migration import MigrationContext

        migration_context = MigrationContext.configure(dialect_name="sqlite")
    options = {
        "sqlalchemy_module_prefix": sqlalchemy_module_prefix, "alembic_module_prefix": alembic_module_prefix,
        "render_item": render_item, "render_as_batch": render_as_batch, "user_module_prefix": user_module_prefix,
    }
    context = AutogenContext(migration_context, opts=options, autogenerate=False)
    context.imports = set(imports)
    return render._indent(render._render_cmd_body(up_or_down_op, context))
