# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports by name."""
import sys as _sys


def import_module(name, package=None):
    if name.startswith('.'):
        level = len(name) - len(name.lstrip('.'))
        parts = package.split('.')
        base = '.'.join(parts[:len(parts) - level + 1])
        name = base + ('.' + name[level:] if name[level:] else '')
    __import__(name)
    return _sys.modules[name]


def reload(module):
    return module


def invalidate_caches():
    pass
