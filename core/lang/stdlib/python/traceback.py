# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exceptions as text."""
import sys as _sys


def _lines(exc):
    name = type(exc).__name__ if type(exc).__module__ == 'builtins' else type(exc).__module__ + '.' + type(exc).__qualname__
    text = str(exc)
    return [name + (': ' + text if text else '') + '\n']


def format_exception_only(exc, value=None, **kwargs):
    return _lines(exc if value is None else value)


def format_exception(exc, value=None, tb=None, **kwargs):
    exc = exc if value is None else value
    lines = []
    cause = exc.__cause__ if exc.__cause__ is not None else None if exc.__suppress_context__ else exc.__context__
    if cause is not None:
        lines += format_exception(cause)
        lines.append('\nThe above exception was the direct cause of the following exception:\n\n' if exc.__cause__ is not None
                     else '\nDuring handling of the above exception, another exception occurred:\n\n')
    lines.append('Traceback (most recent call last):\n')
    return lines + _lines(exc)


def format_exc(limit=None, chain=True):
    exc = _sys.exc_info()[1]
    return 'NoneType: None\n' if exc is None else ''.join(format_exception(exc))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), end='', file=file or _sys.stderr)


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value)), end='', file=file or _sys.stderr)


def format_tb(tb, limit=None):
    return []


def print_tb(tb, limit=None, file=None):
    pass


def format_stack(f=None, limit=None):
    return []


def print_stack(f=None, limit=None, file=None):
    pass


def extract_tb(tb, limit=None):
    return []


def extract_stack(f=None, limit=None):
    return []
