# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.script: the revisions, as far as env.py asks for them."""

from alembic import _environment as _host


class Script:
    """A revision file."""


class ScriptDirectory:
    @classmethod
    def _of_host(cls):
        return cls()

    @classmethod
    def from_config(cls, config):
        return cls()

    def get_heads(self):
        return list(_host.head_revisions())

    def get_current_head(self):
        heads = self.get_heads()
        if len(heads) > 1:
            from alembic.util import CommandError

            raise CommandError(
                "The script directory has multiple heads (due to branching).Please use "
                "get_heads(), or merge the branches using alembic merge."
            )
        return heads[0] if heads else None

    def as_revision_number(self, id_):
        return id_
