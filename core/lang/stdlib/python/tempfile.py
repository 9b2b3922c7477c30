# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are not made by a script."""
import _host



def gettempdir():
    return '/tmp'


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('tempfile.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('TemporaryFile', 'NamedTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp', 'SpooledTemporaryFile'):
    globals()[_what] = _refuse(_what)
