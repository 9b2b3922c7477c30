# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths as POSIX writes them. Nothing is looked up on disk but what the host allows."""
import _host

sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
curdir = '.'
pardir = '..'
supports_unicode_filenames = True


def _text(path):
    if hasattr(path, '__fspath__'):
        return path.__fspath__()
    if isinstance(path, (str, bytes)):
        return path
    raise TypeError('expected str, bytes or os.PathLike object, not %s' % type(path).__name__)


fspath = _text


def join(a, *p):
    path = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith('/'):
            path = part
        elif not path or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def split(p):
    p = _text(p)
    index = p.rfind('/') + 1
    head, tail = p[:index], p[index:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    slash = p.rfind('/')
    dot = p.rfind('.')
    if dot > slash:
        start = slash + 1
        while start < dot:
            if p[start] != '.':
                return p[:dot], p[dot:]
            start += 1
    return p, ''


def splitdrive(p):
    return '', _text(p)


def isabs(s):
    return _text(s).startswith('/')


def normpath(path):
    path = _text(path)
    if not path:
        return '.'
    initial = '//' if path.startswith('//') and not path.startswith('///') else '/' if path.startswith('/') else ''
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or not initial and not parts or parts and parts[-1] == '..':
            parts.append(part)
        elif parts:
            parts.pop()
    return initial + '/'.join(parts) or '.'


def abspath(path):
    path = _text(path)
    return normpath(path if isabs(path) else join(_host.working_directory(), path))


realpath = abspath


def relpath(path, start=None):
    start_parts = [part for part in abspath(start or '.').split('/') if part]
    parts = [part for part in abspath(path).split('/') if part]
    common = 0
    while common < min(len(parts), len(start_parts)) and parts[common] == start_parts[common]:
        common += 1
    return '/'.join(['..'] * (len(start_parts) - common) + parts[common:]) or '.'


def commonprefix(m):
    if not m:
        return ''
    low, high = min(m), max(m)
    for index, char in enumerate(low):
        if char != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    split_paths = [[part for part in _text(path).split('/') if part and part != '.'] for path in paths]
    common = commonprefix(split_paths) if split_paths else []
    return ('/' if _text(paths[0]).startswith('/') else '') + '/'.join(common)


def expanduser(path):
    path = _text(path)
    if path == '~' or path.startswith('~/'):
        return _host.environment().get('HOME', '~') + path[1:]
    return path


def expandvars(path):
    path = _text(path)
    for name, value in sorted(_host.environment().items(), key=lambda item: -len(item[0])):
        path = path.replace('${%s}' % name, value).replace('$' + name, value)
    return path


def exists(path):
    return _host.file_exists(_text(path))


lexists = exists


def isfile(path):
    return _host.file_exists(_text(path)) and not _host.is_directory(_text(path))


def isdir(s):
    return _host.is_directory(_text(s))


def islink(path):
    return False


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)


def getsize(filename):
    return len(_host.read_file(_text(filename)))


def normcase(s):
    return _text(s)
