# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Literals out of text. Syntax trees are not given to scripts."""
import _host


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError(f'malformed node or string: {node_or_string!r}')
    return _host.literal(node_or_string.lstrip(' \t'))


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('ast.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('parse', 'dump', 'unparse', 'walk', 'NodeVisitor', 'NodeTransformer'):
    globals()[_what] = _refuse(_what)
