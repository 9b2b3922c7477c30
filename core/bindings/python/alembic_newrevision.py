# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic._new_revision: a new revision file while env.py runs for it."""

from alembic import context as _environment
from alembic.autogenerate import AutogenContext, compare, render
from alembic.operations.ops import DowngradeOps, MigrationScript, UpgradeOps
from alembic.util import CommandError


def _as_list(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple, set)) else [value]


def _diff_facts(diff):
    """A difference for programs: `check --json`."""
    changes = diff if isinstance(diff, list) else [diff]
    return [{"kind": change[0], "text": repr(change)} for change in changes]


class RevisionContext:
    """What `revision` was asked for, and what process_revision_directives makes of it."""

    def __init__(self, arguments, autogenerate):
        self.autogenerate = autogenerate
        self.generated_revisions = [
            MigrationScript(
                upgrade_ops=UpgradeOps([]), downgrade_ops=DowngradeOps([]), **arguments,
            )
        ]

    def run(self, heads, version_table=None, version_table_schema=None):
        """For each database of env.py; the version table is given where env.py does not name it."""
        migration_context = _environment.get_context()
        options = _environment._options
        if self.autogenerate:
            self._refuse_old_database(heads)
        self._add_bodies(options.get("upgrade_token", "upgrades"), options.get("downgrade_token", "downgrades"))
        self._context = AutogenContext(migration_context, autogenerate=self.autogenerate)
        if version_table is not None:
            self._context.version_table = (version_table_schema, version_table)
        if self.autogenerate:
            compare._populate_migration_script(self._context, self.generated_revisions[-1])
        hook = options.get("process_revision_directives")
        if hook is not None:
            hook(migration_context, tuple(heads), self.generated_revisions)
        for script in self.generated_revisions:
            script._needs_render = True

    def _refuse_old_database(self, heads):
        script = _environment.script
        if {found.revision for found in script.get_revisions(heads)} != set(script.get_heads(True)):
            raise CommandError("Target database is not up to date.")

    def _add_bodies(self, upgrade_token, downgrade_token):
        script = self.generated_revisions[-1]
        if getattr(script, "_needs_render", False):
            script._upgrade_ops.append(UpgradeOps([], upgrade_token=upgrade_token))
            script._downgrade_ops.append(DowngradeOps([], downgrade_token=downgrade_token))
            return
        script.upgrade_ops_list[-1].upgrade_token = upgrade_token
        script.downgrade_ops_list[-1].downgrade_token = downgrade_token
        script._needs_render = True

    def diffs(self):
        """What `check` tells: the differences of all databases, each with its kind and its text."""
        last = self.generated_revisions[-1] if self.generated_revisions else None
        found = [diff for ops in last.upgrade_ops_list for diff in ops.as_diffs()] if last is not None else []
        return {"text": repr(found), "diffs": [_diff_facts(diff) for diff in found]}

    def facts(self):
        """The files to write, for the host."""
        return [self._facts(script) for script in self.generated_revisions]

    def _facts(self, script):
        texts = {}
        if getattr(script, "_needs_render", False):
            self._context.imports = set(script.imports or ())
            render._render_python_into_templatevars(self._context, script, texts)
        return {
            "rev_id": str(script.rev_id), "message": script.message, "head": _as_list(script.head),
            "splice": bool(script.splice), "branch_label": _as_list(script.branch_label),
            "version_path": script.version_path, "depends_on": _as_list(script.depends_on), "texts": texts,
        }
