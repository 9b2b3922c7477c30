# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes are not started from a script."""
import _host

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    pass


class TimeoutExpired(SubprocessError):
    pass


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('subprocess.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('run', 'call', 'check_call', 'check_output', 'Popen', 'getoutput', 'getstatusoutput'):
    globals()[_what] = _refuse(_what)
