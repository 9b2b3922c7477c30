# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.command: a script cannot run commands."""


def _refuse(*args, **kw):
    raise NotImplementedError("Limbeck does not run Alembic commands from a script.")


upgrade = downgrade = stamp = revision = merge = current = history = heads = check = _refuse
