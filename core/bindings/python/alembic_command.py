# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.command: names only, as a script cannot run commands."""


def _refusing(name):
    def command(*args, **kw):
        raise NotImplementedError("Limbeck does not run Alembic commands from a script.")

    command.__name__ = name
    return command


branches = _refusing("branches")
check = _refusing("check")
current = _refusing("current")
downgrade = _refusing("downgrade")
edit = _refusing("edit")
ensure_version = _refusing("ensure_version")
heads = _refusing("heads")
history = _refusing("history")
init = _refusing("init")
list_templates = _refusing("list_templates")
merge = _refusing("merge")
revision = _refusing("revision")
show = _refusing("show")
stamp = _refusing("stamp")
upgrade = _refusing("upgrade")
