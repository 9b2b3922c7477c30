# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""No distribution is installed here: scripts are evaluated without the project's packages."""


class PackageNotFoundError(ModuleNotFoundError):
    pass


class PackageMetadata:
    """What metadata() would return: for annotations."""


class Distribution:
    """What distribution() would return: for annotations."""


def version(distribution_name):
    raise PackageNotFoundError(distribution_name)


def distribution(distribution_name):
    raise PackageNotFoundError(distribution_name)


def metadata(distribution_name):
    raise PackageNotFoundError(distribution_name)


def entry_points(**params):
    return ()
