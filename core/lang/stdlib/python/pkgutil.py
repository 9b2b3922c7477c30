# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules found by listing the folders of the project's packages."""
import sys as _sys
from collections import namedtuple as _namedtuple

import importlib as _importlib
import os as _os

ModuleInfo = _namedtuple('ModuleInfo', 'module_finder name ispkg')


class _Finder:
    """What ModuleInfo.module_finder shows: the folder."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return 'FileFinder(%r)' % self.path

    def find_spec(self, name, target=None):
        from importlib.util import find_spec
        return find_spec(name)


def extend_path(path, name):
    """Parts of a package that lie elsewhere: the project's sources are in one place."""
    return list(path) if isinstance(path, list) else path


def iter_modules(path=None, prefix=''):
    if isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    yielded = set()
    for folder in _sys.path if path is None else path:
        if not _os.path.isdir(folder):
            continue
        for entry in _os.listdir(folder):
            name, suffix = _os.path.splitext(entry)
            inner = _os.path.join(folder, entry)
            is_package = not suffix and _os.path.isfile(_os.path.join(inner, '__init__.py'))
            is_module = suffix == '.py' and name != '__init__' and not _os.path.isdir(inner)
            if (is_package or is_module) and '.' not in name and name not in yielded:
                yielded.add(name)
                yield ModuleInfo(_Finder(folder), prefix + name, is_package)


def walk_packages(path=None, prefix='', onerror=None):
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            yield from walk_packages(list(getattr(_sys.modules[info.name], '__path__', None) or []), info.name + '.', onerror)


def get_data(package, resource):
    module = _importlib.import_module(package)
    folder = _os.path.dirname(module.__file__)
    with open(_os.path.join(folder, *resource.split('/')), 'rb') as file:
        return file.read()


def resolve_name(name):
    module, colon, attributes = name.partition(':')
    if colon:
        value = _importlib.import_module(module)
        rest = attributes.split('.') if attributes else []
    else:
        parts = name.split('.')
        value = _importlib.import_module(parts[0])
        rest = parts[1:]
        module = parts[0]
        while rest:
            try:
                value = _importlib.import_module(module + '.' + rest[0])
            except ImportError:
                break
            module += '.' + rest.pop(0)
    for attribute in rest:
        value = getattr(value, attribute)
    return value
