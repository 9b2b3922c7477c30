# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of the project by pattern."""
import re as _re

import fnmatch as _fnmatch
import os as _os

_magic = _re.compile('([*?[])')


def has_magic(s):
    return _magic.search(s) is not None


def escape(pathname):
    return _magic.sub(r'[\1]', pathname)


def _names(folder, directories_only, include_hidden):
    if not _os.path.isdir(folder or '.'):
        return []
    return [name for name in _os.listdir(folder or '.')
            if (include_hidden or not name.startswith('.'))
            and (not directories_only or _os.path.isdir(_os.path.join(folder, name)))]


def _below(folder, directories_only, include_hidden):
    """A folder ('' for itself) and all that is in it, as paths relative to it."""
    yield ''
    for name in _names(folder, directories_only, include_hidden):
        inner = _os.path.join(folder, name)
        if _os.path.isdir(inner):
            for rest in _below(inner, directories_only, include_hidden):
                yield _os.path.join(name, rest) if rest else name
        else:
            yield name


def _expand(folder, parts, recursive, include_hidden):
    """Paths that begin with folder and go on as the parts of a pattern say."""
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == '' and not rest:
        if _os.path.isdir(folder):
            yield _os.path.join(folder, '')
    elif recursive and part == '**':
        for inner in _below(folder, bool(rest), include_hidden):
            if rest:
                yield from _expand(_os.path.join(folder, inner) if inner else folder, rest, recursive, include_hidden)
            else:
                yield _os.path.join(folder, inner)
    elif has_magic(part):
        hidden = include_hidden or part.startswith('.')
        for name in _names(folder, bool(rest), hidden):
            if _fnmatch.fnmatchcase(name, part):
                yield from _expand(_os.path.join(folder, name), rest, recursive, include_hidden)
    else:
        # Folders above the project's cannot be looked at; what is wanted lies below them.
        path = _os.path.join(folder, part)
        if rest or _os.path.exists(path):
            yield from _expand(path, rest, recursive, include_hidden)


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = _os.fspath(pathname)
    if root_dir is None:
        start, rest = ('/', pathname.lstrip('/')) if pathname.startswith('/') else ('', pathname)
        found = _expand(start, rest.split('/'), recursive, include_hidden)
    else:
        root = _os.path.join(_os.fspath(root_dir), '')
        found = (path[len(root):] for path in _expand(root, pathname.split('/'), recursive, include_hidden))
    seen = set()
    for path in found:
        if path and path not in seen:
            seen.add(path)
            yield path


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))
