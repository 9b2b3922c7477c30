# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic._preview: what a preview passes to an upgrade() that asks for arguments."""


class _Anything:
    """Takes every call and attribute, as the testers that env.py files pass."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kw):
        return self

    def __bool__(self):
        return False

    def __iter__(self):
        return iter(())


class _NoTables:
    """A collection of tables without any."""

    def __contains__(self, name):
        return False

    def __iter__(self):
        return iter(())


tester = _Anything()
tables = _NoTables()

