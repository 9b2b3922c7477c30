# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pickles can run any code, so they are neither read nor written."""
import _host

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('pickle.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('load', 'loads', 'dump', 'dumps', 'Pickler', 'Unpickler'):
    globals()[_what] = _refuse(_what)
