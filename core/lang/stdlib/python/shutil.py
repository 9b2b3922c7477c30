# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are not changed by a script."""
import _host



def which(cmd, mode=1, path=None):
    return None


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('shutil.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('copy', 'copy2', 'copyfile', 'copytree', 'rmtree', 'move', 'make_archive', 'unpack_archive', 'disk_usage', 'chown'):
    globals()[_what] = _refuse(_what)
