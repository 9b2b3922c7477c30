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


def version(distribution_name):
    module = sys.modules.get(distribution_name.lower().replace('-', '_'))
    known = getattr(module, '__version__', None)
    return known if isinstance(known, str) else _host.opaque('importlib.metadata.version(%r)' % distribution_name)


def distribution(distribution_name):
    return _host.opaque('importlib.metadata.distribution(%r)' % distribution_name)


def metadata(distribution_name):
    return _host.opaque('importlib.metadata.metadata(%r)' % distribution_name)


def entry_points(**params):
    return ()
