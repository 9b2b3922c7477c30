# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.script.revision: the errors that scripts catch."""

from alembic.util import CommandError


class RevisionError(Exception):
    pass


class ResolutionError(RevisionError):
    pass


class MultipleHeads(RevisionError):
    pass


class Revision:
    """A revision, for annotations."""
