# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which distributions an application has installed is not known here: what they say of themselves is not available."""
import sys

import _host


class PackageNotFoundError(ModuleNotFoundError):
    pass


class PackageMetadata:
    """What metadata() would return: for annotations."""


class Distribution:
    """What distribution() would return: for annotations."""


class EntryPoint:
    """What a package offers to others."""

    def __init__(self, name, value, group):
        self.name, self.value, self.group = name, value, group

    def load(self):
        return _host.opaque('importlib.metadata.EntryPoint(%r).load()' % self.value)


class EntryPoints(tuple):
    """A group of entry points."""

    def select(self, **params):
        return EntryPoints(point for point in self if all(getattr(point, name) == value for name, value in params.items()))

    @property
    def names(self):
        return {point.name for point in self}

    @property
    def groups(self):
        return {point.group for point in self}

    def get(self, group, default=None):
        return self.select(group=group) or default


def version(distribution_name):
    module = sys.modules.get(distribution_name.lower().replace('-', '_'))
    known = getattr(module, '__version__', None)
    return known if isinstance(known, str) else _host.opaque('importlib.metadata.version(%r)' % distribution_name)


def distribution(distribution_name):
    return _host.opaque('importlib.metadata.distribution(%r)' % distribution_name)


def metadata(distribution_name):
    return _host.opaque('importlib.metadata.metadata(%r)' % distribution_name)


def entry_points(**params):
    return EntryPoints()
