# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Warnings: shown as messages of the run, or turned into errors where a script asks for that."""
import sys as _sys

filters = []


def _action(category):
    for action, wanted in filters:
        if issubclass(category, wanted):
            return action
    return 'default'


def warn(message, category=None, stacklevel=1, source=None, **kwargs):
    if isinstance(message, Warning):
        category = message.__class__
    category = category or UserWarning
    action = _action(category)
    if action == 'ignore':
        return
    if action == 'error':
        raise message if isinstance(message, Warning) else category(message)
    if _recording:
        _recording[-1].append(WarningMessage(message if isinstance(message, Warning) else category(message), category))
        return
    showwarning(message, category, None, None)


def showwarning(message, category, filename, lineno, file=None, line=None):
    print('%s: %s' % (category.__name__, message), file=_sys.stderr)


def formatwarning(message, category, filename, lineno, line=None):
    return '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if append:
        filters.append((action, category))
    else:
        filters.insert(0, (action, category))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, category=category, append=append)


def resetwarnings():
    filters.clear()


_recording = []


class WarningMessage:
    def __init__(self, message, category):
        self.message = message
        self.category = category

    def __str__(self):
        return '{message : %r, category : %r}' % (self.message, self.category.__name__)


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._saved = filters[:]
        if self._action is not None:
            simplefilter(self._action, self._category)
        if self._record:
            _recording.append([])
            return _recording[-1]

    def __exit__(self, *exc_info):
        filters[:] = self._saved
        if self._record:
            _recording.pop()
