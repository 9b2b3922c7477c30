# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The run's environment. Files, processes and everything else of the machine are out of reach."""
import sys as _sys

import _host
import os.path as path

name = 'posix'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
error = OSError
PathLike = _host.PathLike
fspath = path.fspath


class _Environ(dict):
    """os.environ: what the run was given. Changes stay in the script."""

    def __getitem__(self, key):
        if not isinstance(key, str):
            raise TypeError('str expected, not %s' % type(key).__name__)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        if not isinstance(value, str):
            raise TypeError('str expected, not %s' % type(value).__name__)
        super().__setitem__(key, value)

    def copy(self):
        return dict(self)

    def __repr__(self):
        return 'environ({...})'


environ = _Environ(_host.environment())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getcwd():
    return _host.working_directory()


def getpid():
    return 1


def cpu_count():
    return 1


def urandom(size):
    return _host.random_bits(size * 8).to_bytes(size, 'big') if size else b''


def get_terminal_size(fallback=(80, 24)):
    return fallback


def listdir(path='.'):
    return _host.list_directory(globals()['path'].fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    if not path.isdir(top):
        return
    directories, files = [], []
    for entry in listdir(top):
        (directories if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, directories, files
    for directory in directories:
        yield from walk(path.join(top, directory), topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, files


class DirEntry:
    """What scandir() gives: a name in a folder."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name


class _ScandirIterator:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def scandir(path='.'):
    folder = globals()['path'].fspath(path)
    return _ScandirIterator([DirEntry(folder, name) for name in listdir(folder)])


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('os.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('abort', 'access', 'chdir', 'chmod', 'chown', 'close', 'dup', 'execl', 'execv', 'execve', 'execvp', 'fork', 'fsync',
              'kill', 'killpg', 'link', 'lstat', 'makedirs', 'mkdir', 'mkfifo', 'nice', 'open', 'pipe', 'popen', 'posix_spawn',
              'read', 'readlink', 'remove', 'removedirs', 'rename', 'renames', 'replace', 'rmdir', 'setuid', 'spawnl',
              'spawnv', 'startfile', 'stat', 'symlink', 'system', 'truncate', 'umask', 'unlink', 'utime', 'wait', 'waitpid', 'write',
              '_exit'):
    globals()[_what] = _refuse(_what)
