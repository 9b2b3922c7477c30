# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths as objects; reading is what the host allows (the project's own files), writing is refused."""
import os as _os

import _host


class PurePath(_host.PathLike):
    def __init__(self, *args):
        self._path = _os.path.join(*[_os.path.fspath(a) for a in args]) if args else '.'
        self._path = self._tidy(self._path)

    @staticmethod
    def _tidy(path):
        parts = [part for part in path.split('/') if part not in ('', '.')]
        return ('/' if path.startswith('/') else '') + '/'.join(parts) or '.'

    def _made(self, path):
        return type(self)(path)

    def __fspath__(self):
        return self._path

    def __str__(self):
        return self._path

    def __repr__(self):
        return '%s(%r)' % ('PosixPath' if type(self) is Path else 'PurePosixPath' if type(self) is PurePath
                           else type(self).__name__, self._path)

    def __eq__(self, other):
        return self._path == other._path if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self._path)

    def __truediv__(self, key):
        return self._made(_os.path.join(self._path, _os.path.fspath(key)))

    def __rtruediv__(self, key):
        return self._made(_os.path.join(key, self._path))

    def joinpath(self, *other):
        return self._made(_os.path.join(self._path, *[_os.path.fspath(o) for o in other]))

    @property
    def parts(self):
        names = tuple(part for part in self._path.split('/') if part and part != '.')
        return ('/',) + names if self._path.startswith('/') else names

    @property
    def name(self):
        return self.parts[-1] if self.parts and self.parts[-1] != '/' else ''

    @property
    def suffix(self):
        dot = self.name.rfind('.')
        return self.name[dot:] if 0 < dot < len(self.name) - 1 else ''

    @property
    def suffixes(self):
        return ['.' + part for part in self.name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)] if self.suffix else self.name

    @property
    def parent(self):
        head = _os.path.dirname(self._path)
        return self._made(head or ('/' if self._path == '/' else '.'))

    @property
    def parents(self):
        result = []
        path = self
        while path.parent != path and path._path != '.':
            path = path.parent
            result.append(path)
        return tuple(result)

    @property
    def root(self):
        return '/' if self._path.startswith('/') else ''

    @property
    def anchor(self):
        return self.root

    def is_absolute(self):
        return self._path.startswith('/')

    def as_posix(self):
        return self._path

    def as_uri(self):
        return 'file://' + self._path

    def with_name(self, name):
        return self.parent / name

    def with_suffix(self, suffix):
        return self.parent / (self.stem + suffix)

    def with_stem(self, stem):
        return self.parent / (stem + self.suffix)

    def relative_to(self, *other):
        base = self._made(*other) if len(other) == 1 else self._made(_os.path.join(*other))
        if self.parts[:len(base.parts)] != base.parts:
            raise ValueError('%r is not in the subpath of %r' % (self._path, base._path))
        return self._made('/'.join(self.parts[len(base.parts):]) or '.')

    def is_relative_to(self, *other):
        base = self._made(*other)
        return self.parts[:len(base.parts)] == base.parts

    def match(self, pattern):
        import fnmatch
        return fnmatch.fnmatch(self.name, pattern)


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls(_os.path.expanduser('~'))

    def exists(self):
        return _os.path.exists(self._path)

    def is_file(self):
        return _os.path.isfile(self._path)

    def is_dir(self):
        return _os.path.isdir(self._path)

    def is_symlink(self):
        return False

    def resolve(self, strict=False):
        return self._made(_os.path.abspath(self._path))

    def absolute(self):
        return self._made(_os.path.join(_os.getcwd(), self._path))

    def expanduser(self):
        return self._made(_os.path.expanduser(self._path))

    def iterdir(self):
        for name in _os.listdir(self._path):
            yield self / name

    def glob(self, pattern):
        import glob
        pattern = str(pattern)
        if not pattern:
            raise ValueError('Unacceptable pattern: %r' % pattern)
        if pattern.startswith('/'):
            raise NotImplementedError('Non-relative patterns are unsupported')
        directories_only = pattern.endswith('**')
        for name in glob.iglob(pattern.rstrip('/'), root_dir=self._path, recursive=True, include_hidden=True):
            path = self / name
            if not directories_only or path.is_dir():
                yield path

    def rglob(self, pattern):
        return self.glob('**/' + str(pattern))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, directories, files in _os.walk(self._path, top_down, on_error, follow_symlinks):
            yield self._made(folder), directories, files

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._path, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        return _host.read_file(self._path).decode(encoding or 'utf-8', errors or 'strict').replace('\r\n', '\n')

    def read_bytes(self):
        return _host.read_file(self._path)


def _refuse(what):
    def refuse(self, *args, **kwargs):
        _host.refuse('pathlib.Path.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('write_text', 'write_bytes', 'mkdir', 'rmdir', 'unlink', 'touch', 'rename', 'replace', 'chmod', 'symlink_to',
              'hardlink_to', 'stat', 'lstat', 'owner', 'group'):
    setattr(Path, _what, _refuse(_what))


class PosixPath(Path):
    pass


class WindowsPath(Path):
    pass
