# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""One thread is all there is."""
import _host



class _Lock:
    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        pass

    def __enter__(self):
        return True

    def __exit__(self, *details):
        pass


Lock = RLock = _Lock


class local:
    pass


class Thread:
    """Runs when it is started: there is only one thread."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}

    def start(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return False


def get_ident():
    return 1


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('threading.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('Timer',):
    globals()[_what] = _refuse(_what)
