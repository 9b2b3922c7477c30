# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules from files of the project, and whether there is one."""
import sys as _sys
import types as _types

import _host
import os as _os


class _SourceLoader:
    """Reads one source, as SourceFileLoader does."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _host.run_file(self.path, module)

    def get_filename(self, name=None):
        return self.path


class _ModuleSpec:
    def __init__(self, name, loader, *, origin=None, submodule_search_locations=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = submodule_search_locations
        self.has_location = origin is not None
        self.cached = None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition('.')[0]

    def __repr__(self):
        return 'ModuleSpec(name=%r, loader=%r, origin=%r)' % (self.name, self.loader, self.origin)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    path = _os.path.abspath(location)
    if loader is None:
        if not path.endswith('.py'):
            return None
        loader = _SourceLoader(name, path)
    return _ModuleSpec(name, loader, origin=path, submodule_search_locations=submodule_search_locations)


def module_from_spec(spec):
    module = _types.ModuleType(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.has_location:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    return module


def find_spec(name, package=None):
    """The spec of a module that can be imported. What is not there for the script may be there for the application."""
    name = resolve_name(name, package)
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        if error.name == name:
            return None
        raise
    module = _sys.modules[name]
    if _host.is_opaque(module):
        return module
    path = getattr(module, '__file__', None)
    return _ModuleSpec(name, _SourceLoader(name, path), origin=path, submodule_search_locations=getattr(module, '__path__', None))


def resolve_name(name, package):
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError('no package specified for %r (required for relative module names)' % name)
    level = len(name) - len(name.lstrip('.'))
    parts = package.rsplit('.', level - 1)
    if len(parts) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return parts[0] + ('.' + name[level:] if name[level:] else '')
